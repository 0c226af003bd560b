"""Incidents for the terminal: what happened, by how many voices, and where the reports differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from casus.export.pages import dated, named, placed, show
from casus.export.rows import clean
from casus.export.table import COLOURS
from casus.records.wire import DocumentRecord
from casus.records.wire_incident import BorneTollRecord, IncidentRecord


def write(
    incidents: Iterable[IncidentRecord],
    out: BinaryIO,
    *,
    documents: Mapping[str, DocumentRecord],
    width: int | None = None,
) -> int:
    """Print a block an incident, those of most reports first; returns how many."""
    ranked = sorted(incidents, key=lambda i: (-len(i.documents), -i.voices, str(i.when and i.when.start), i.id))
    return show((_block(i, documents) for i in ranked), out, width)


def _block(i: IncidentRecord, documents: Mapping[str, DocumentRecord]) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=9)
    grid.add_column(overflow="fold")
    for name, value in _lines(i):
        grid.add_row(Text(name, "dim"), value)
    reports = f"{len(i.documents)} report{'s' * (len(i.documents) != 1)}"
    voices = f", {i.voices} voice{'s' * (i.voices != 1)}" if len(i.documents) > 1 else ""
    grid.add_row(Text("told by", "dim"), Text(f"{reports}{voices}: {named(i.documents, documents)}"))
    for d in i.disagreements:
        told = "; ".join(f"{clean(v.value)} ({named(v.documents, documents)})" for v in d.values)
        grid.add_row(Text("differ", "bold yellow"), Text(f"{d.field}: {told}"))
    outer = Table.grid()
    outer.add_row(_title(i))
    outer.add_row(Padding(grid, (0, 0, 1, 2)))
    return outer


def _title(i: IncidentRecord) -> Text:
    kind = i.acled.sub_event_type if i.acled else i.kind
    out = Text.assemble((clean(kind), f"bold {COLOURS.get(i.acled.event_type if i.acled else '', 'default')}"))
    if i.factuality.value.value != "occurred":
        out.append(f", {i.factuality.value.value}", "bold italic")
    told = " · ".join(x for x in (placed(i.place), dated(i.when)) if x)
    return out.append(f"   {told}" if told else "").append(f"   {i.id}", "dim")


def _lines(i: IncidentRecord) -> Iterator[tuple[str, str]]:
    who = " -> ".join(clean(p.name) if p else "?" for p in (i.initiator, i.target)) if i.initiator or i.target else ""
    things = ", ".join(clean(" ".join(str(x) for x in (o.count, o.what) if x is not None)) for o in i.objects)
    operation = clean(i.operation.name) if i.operation else ""
    told = {"who": who, "toll": ", ".join(map(counted, i.tolls)), "objects": things, "operation": operation}
    yield from ((name, value) for name, value in told.items() if value)


def counted(t: BorneTollRecord) -> str:
    """A toll with its range: "276 killed (20–276)", "3 injured"."""
    if t.low == t.best == t.high:
        return f"{t.best:,} {t.harm.value}" if t.best else f"none {t.harm.value}"
    if t.high is None:
        return f"{t.best:,}+ {t.harm.value}" + ("" if t.low == t.best else f" (from {t.low:,})")
    return f"{t.best:,} {t.harm.value} ({t.low:,}–{t.high:,})"
