"""The door: documents from files, folders and standard input. What cannot be read is set aside by name."""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from casus.errors import InputError
from casus.ingest import lines, page, text
from casus.ingest.arrival import PAGE_LIMIT, Arrival, issue, warning
from casus.ingest.decoding import decode, refuse
from casus.ingest.language import language, name
from casus.ingest.sniffing import LINES, PAGE, SUFFIXES, sort_of
from casus.records.issue import Issue

STDIN = "standard input"
HEAD = 65536


def read(
    paths: Iterable[str], *, published: date | None = None, stdin: BinaryIO | None = None
) -> Iterator[Arrival | Issue]:
    """Every document of the paths, in order, folders by name; each id once; no text that is surely not English.

    `published` is the date of documents that tell none. "-" is standard input. Nothing is raised for bad input: an
    Issue says what was found and where, an error where a document is lost by a fault, a warning otherwise.
    """
    seen: dict[str, tuple[str, str]] = {}
    for arrival in _all(paths, published, stdin):
        if isinstance(arrival, Arrival):
            yield _english(_once(arrival, seen))
        else:
            yield arrival


def _all(paths: Iterable[str], published: date | None, stdin: BinaryIO | None) -> Iterator[Arrival | Issue]:
    for path in paths:
        if path == "-":
            yield from _stream(stdin or sys.stdin.buffer, STDIN, "", published)
        elif Path(path).is_dir():
            yield from _folder(Path(path), published)
        else:
            yield from _file(Path(path), published)


def _once(arrival: Arrival, seen: dict[str, tuple[str, str]]) -> Arrival | Issue:
    document = arrival.document
    if document.id not in seen:
        seen[document.id] = (arrival.where, document.sha256)
        return arrival
    where, digest = seen[document.id]
    if digest == document.sha256:
        return warning(arrival.where, f"the same text as {where}; read once")
    return issue(arrival.where, f"id {document.id!r} was given to another text by {where}; not read")


def _english(arrival: Arrival | Issue) -> Arrival | Issue:
    if isinstance(arrival, Issue):
        return arrival
    found = language(arrival.document.text)
    if found in (None, "en"):
        return replace(arrival, document=replace(arrival.document, language=found))
    return warning(arrival.where, f"written in {name(found or '')}; casus codes English only, so it was not coded")


def _folder(folder: Path, published: date | None) -> Iterator[Arrival | Issue]:
    """The reports under a folder, by path. Files of other sorts are told in one line, hidden ones passed over."""
    found = 0
    other: Counter[str] = Counter()
    for path in walk(folder):
        if isinstance(path, Issue):
            yield path
        elif path.suffix.lower() in SUFFIXES or not path.suffix:
            found += 1
            yield from _file(path, published)
        else:
            other[path.suffix.lower()] += 1
    told = ", ".join(f"{suffix} {count}" for suffix, count in sorted(other.items()))
    if not found:
        yield issue(str(folder), f"no reports in this folder{f' (only {told})' if told else ''}")
    elif told:
        yield warning(str(folder), f"files of other sorts were passed over ({told}); name them to read them")


def walk(folder: Path) -> Iterator[Path | Issue]:
    """The files under a folder by path, links not followed; issues for folders that may not be entered."""
    faults: list[OSError] = []
    paths = []
    for root, folders, files in os.walk(folder, onerror=faults.append):
        folders[:] = [f for f in folders if not f.startswith(".")]
        paths += [Path(root, f) for f in files if not f.startswith(".")]
    yield from sorted(paths)
    for fault in faults:
        yield issue(str(fault.filename), fault.strerror or str(fault))


def _file(path: Path, published: date | None) -> Iterator[Arrival | Issue]:
    try:
        with path.open("rb") as stream:
            yield from _stream(stream, str(path), path.suffix, published)
    except OSError as fault:
        yield issue(str(path), fault.strerror or str(fault))


def _stream(stream: BinaryIO, where: str, suffix: str, published: date | None) -> Iterator[Arrival | Issue]:
    head = _some(stream, HEAD)
    # A line of JSON that has come through a pipe is read now, not when the pipe is full.
    if sort_of(head, suffix) != LINES or b"\n" not in head:
        head += _upto(stream, HEAD - len(head))
    if not head.strip():
        yield issue(where, "empty")
        return
    try:
        refuse(head)
    except InputError as fault:
        yield issue(where, str(fault))
        return
    sort = sort_of(head, suffix)
    if sort == LINES:
        yield from lines.documents(io.BufferedReader(_Chained(head, stream)), where, published=published)
        return
    raw = head + _upto(stream, PAGE_LIMIT + 1 - len(head))
    if len(raw) > PAGE_LIMIT:
        yield issue(where, f"more than {PAGE_LIMIT:,} bytes; a report is shorter")
        return
    try:
        if sort == PAGE:
            document, notes = page.document(raw, published=published)
        else:
            decoded = decode(raw)
            document, notes = text.document(decoded.text, published=published), (decoded.note,) * bool(decoded.note)
    except InputError as fault:
        yield issue(where, str(fault))
        return
    for note in notes:
        yield warning(where, note)
    yield Arrival(document=document, where=where)


def _upto(stream: BinaryIO, size: int) -> bytes:
    """So many bytes, or all there are."""
    parts = []
    while size > 0 and (part := _some(stream, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _some(stream: BinaryIO, size: int) -> bytes:
    """At most so many bytes, as many as one read gives: a pipe gives few at a time."""
    read1 = getattr(stream, "read1", stream.read)
    return bytes(read1(size))


class _Chained(io.RawIOBase):
    """Bytes already read, and then the stream that they came from."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._parts = [io.BytesIO(head), rest]

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as one read goes; 0 at the end."""
        for part in self._parts:
            got = _some(part, len(buffer))
            if got:
                buffer[: len(got)] = got
                return len(got)
        return 0
