"""What the tables of incidents and operations share: the terminal, and short names of reports."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from rich.console import Console, RenderableType

from casus.export.rows import clean
from casus.records.wire import DocumentRecord
from casus.records.wire_incident import BornePlaceRecord, DaysRecord

UNSEEN = 120  # width where there is no terminal


def show(blocks: Iterable[RenderableType], out: BinaryIO, width: int | None) -> int:
    """Print one block after another; returns how many."""
    if out is sys.stdout.buffer:
        seen = sys.stdout.isatty() or "COLUMNS" in os.environ
        return _print(blocks, Console(width=width or (None if seen else UNSEEN), highlight=False))
    text = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
    try:
        return _print(blocks, Console(file=text, width=width or UNSEEN, highlight=False))
    finally:
        text.detach()


def _print(blocks: Iterable[RenderableType], console: Console) -> int:
    count = 0
    for block in blocks:
        console.print(block)
        count += 1
    return count


def named(ids: Iterable[str], documents: Mapping[str, DocumentRecord]) -> str:
    """Reports by source and day, else by id."""
    out = []
    for key in ids:
        d = documents.get(key)
        told = " ".join(clean(x) for x in (d.source, d.published) if x) if d else ""
        out.append(told or key[:16])
    return ", ".join(dict.fromkeys(out))


def placed(p: BornePlaceRecord | None) -> str:
    """A place in a few words: relation, name, what holds it."""
    if p is None:
        return ""
    name = f"{p.relation} {p.name}" if p.relation else p.name
    return clean(", ".join([name, *(x for x in (p.admin1, p.country) if x and x != p.name)]))


def dated(w: DaysRecord | None) -> str:
    """A time in a few words: the days, or the report's words in quotes where they cannot be resolved."""
    if w is None:
        return ""
    if w.start is None:
        return f"“{clean(w.text)}”"
    return str(w.start) if w.end in (None, w.start) else f"{w.start} – {w.end}"
