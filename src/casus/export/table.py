"""Events for the terminal: what happened, and the words that say so. A table, or cards where the terminal is narrow."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import BinaryIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from casus.export.rows import clean, place, thing, toll, when, words
from casus.records.wire import EventRecord

COLOURS = {
    "Battles": "red",
    "Explosions/Remote violence": "dark_orange",
    "Violence against civilians": "magenta",
    "Protests": "cyan",
    "Riots": "yellow",
    "Strategic developments": "green",
}
COLUMNS = {"what": 3, "who": 3, "to whom": 3, "where": 3, "when": 2, "toll, objects": 3, "words": 6}  # with shares
DAY = len("2031-03-04")
NARROW = 100  # columns below which a table cannot be read
UNSEEN = 120  # width where there is no terminal


def write(
    events: Iterable[EventRecord], out: BinaryIO, *, where: Mapping[str, str] | None = None, width: int | None = None
) -> int:
    """Print the events, a block for each document; returns how many. `where` tells by id where a document stood."""
    where = {} if where is None else where  # it may be empty now and fill as documents are read
    if out is sys.stdout.buffer:
        seen = sys.stdout.isatty() or "COLUMNS" in os.environ
        return _print(events, Console(width=width or (None if seen else UNSEEN), highlight=False), where)
    text = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
    try:
        return _print(events, Console(file=text, width=width or UNSEEN, highlight=False), where)
    finally:
        text.detach()


def _print(events: Iterable[EventRecord], console: Console, where: Mapping[str, str]) -> int:
    count = 0
    for _, group in groupby(events, key=lambda e: e.document.id):
        told = list(group)
        console.print(_heading(told[0], where))
        console.print(_table(told) if console.width >= NARROW else _cards(told))
        count += len(told)
    return count


def _heading(event: EventRecord, where: Mapping[str, str]) -> Text:
    d = event.document
    stood = where.get(d.id, d.id)
    told = " · ".join(clean(x) for x in (d.source, d.published, stood if d.title else None) if x)
    return Text.assemble((clean(d.title or stood), "bold"), (f"   {told}" if told else "", "dim"))


def _table(events: list[EventRecord]) -> Table:
    table = Table(header_style="dim", expand=True, pad_edge=False, box=None, padding=(0, 2, 1, 0))
    for name, ratio in COLUMNS.items():
        table.add_column(name, ratio=ratio, overflow="fold", min_width=DAY if name == "when" else None)
    for e in events:
        table.add_row(
            _what(e, "\n"),
            clean(e.initiator.name) if e.initiator else "",
            clean(e.target.name) if e.target else "",
            clean(place(e.place)),
            clean(when(e.when)),
            "\n".join(_counts(e)),
            _words(e),
        )
    return table


def _cards(events: list[EventRecord]) -> RenderableType:
    cards = Table.grid(expand=True)
    for e in events:
        lines = [_what(e, ", ")]
        told = {
            "who": clean(e.initiator.name) if e.initiator else "",
            "to whom": clean(e.target.name) if e.target else "",
            "where": clean(place(e.place)),
            "when": clean(when(e.when)),
            "toll": ", ".join(_counts(e)),
        }
        lines += [Text.assemble((f"{name}: ", "dim"), value) for name, value in told.items() if value]
        lines.append(_words(e))
        for n, line in enumerate(lines):
            cards.add_row(Padding(line, (0, 0, 1 if n == len(lines) - 1 else 0, 2 if n else 0)))
    return cards


def _what(e: EventRecord, between: str) -> Text:
    kind = e.acled.sub_event_type if e.acled else e.kind
    out = Text.assemble((clean(kind), COLOURS.get(e.acled.event_type if e.acled else "", "default")))
    if e.factuality.value.value != "occurred":
        out.append(between).append(e.factuality.value.value, "bold italic")
    if e.operation is not None:
        phase = f", {clean(e.operation.phase)}" if e.operation.phase else ""
        out.append(between).append(f"{clean(e.operation.name)}{phase}", "dim")
    return out


def _counts(e: EventRecord) -> list[str]:
    return [toll(t) for t in e.tolls] + [clean(thing(o)) for o in e.objects]


def _words(e: EventRecord) -> Text:
    """The words behind the values, in order, the trigger in bold; and the id, by which `casus explain` tells more."""
    triggers = {clean(q.exact) for q in e.trigger.evidence}
    out = Text()
    for n, exact in enumerate(dict.fromkeys(words(e))):
        out.append(" · " if n else "").append(exact, "bold" if exact in triggers else "")
    return out.append(f"  {e.id}", "dim")
