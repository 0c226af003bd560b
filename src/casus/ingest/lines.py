"""Documents from JSON lines: {"id", "text", "title"?, "url"?, "source"?, "published"?}, one a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

import msgspec

from casus.errors import InputError
from casus.ingest.arrival import LINE_LIMIT, Arrival, issue, warning
from casus.ingest.text import check, day
from casus.records.document import Document, settle
from casus.records.issue import Issue


class Line(msgspec.Struct, frozen=True):
    """What a line may tell; other fields are passed over. Without an id, one is made from the text."""

    text: str
    id: str | int | None = None
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None


_decoder = msgspec.json.Decoder(Line)


def documents(stream: BinaryIO, where: str, *, published: date | None = None) -> Iterator[Arrival | Issue]:
    """Each line's document, or an issue with file and line. One line at a time is held, and none above the limit."""
    number = 0
    while raw := stream.readline(LINE_LIMIT + 1):
        number += 1
        at = f"{where}:{number}"
        if len(raw) > LINE_LIMIT:
            yield issue(at, f"a line of more than {LINE_LIMIT:,} bytes")
            _skip(stream, raw)
            continue
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if raw.strip():
            yield from _line(raw, at, published)


def _skip(stream: BinaryIO, raw: bytes) -> None:
    """Read on to the end of a line without keeping it."""
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(1 << 20)


def _line(raw: bytes, where: str, published: date | None) -> Iterator[Arrival | Issue]:
    try:
        told = _decoder.decode(raw)
    except UnicodeDecodeError as fault:
        yield issue(where, f"not UTF-8 at byte {fault.start} of the line")
        return
    except RecursionError:
        yield issue(where, "JSON nested too deep")
        return
    except msgspec.ValidationError as fault:
        yield issue(where, f'not {{"id", "text", ...}}: {fault}')
        return
    except msgspec.DecodeError as fault:
        yield issue(where, f"not JSON: {fault}")
        return
    text = settle(told.text)
    try:
        check(text)
    except InputError as fault:
        yield issue(where, str(fault))
        return
    when = None
    if told.published:
        when = day(told.published)
        if when is None:
            yield warning(where, f"published {told.published!r} is no ISO date such as 2024-03-06; taken as unknown")
    document = Document.of(
        text,
        id=None if told.id in (None, "") else str(told.id),
        title=told.title or None,
        url=told.url or None,
        source=told.source or None,
        published=when or published,
    )
    yield Arrival(document=document, where=where)
