"""Operations for the terminal: a campaign with its sides, its aims, and its phases as a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from casus.export.pages import dated, named, placed, show
from casus.export.rows import clean
from casus.records.wire import DocumentRecord
from casus.records.wire_incident import OperationRecord, PhaseRecord


def write(
    operations: Iterable[OperationRecord],
    out: BinaryIO,
    *,
    documents: Mapping[str, DocumentRecord],
    width: int | None = None,
) -> int:
    """Print a block an operation, those of most events first; returns how many."""
    ranked = sorted(operations, key=lambda o: (-len(o.events), o.name, o.id))
    return show((_block(o, documents) for o in ranked), out, width)


def _block(o: OperationRecord, documents: Mapping[str, DocumentRecord]) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=11)
    grid.add_column(overflow="fold")
    told = {
        "also called": ", ".join(map(clean, o.aliases)),
        "conducts": ", ".join(clean(s.name) for s in o.sides if s.role == "conducts"),
        "against": ", ".join(clean(s.name) for s in o.sides if s.role == "target"),
        "aims": "; ".join(f"“{clean(aim.value)}” ({named([aim.document], documents)})" for aim in o.objectives),
        "areas": "; ".join(placed(p) for p in o.areas),
        "told by": named(o.documents, documents),
    }
    for name, value in told.items():
        if value:
            grid.add_row(Text(name, "dim"), Text(value))
    for phase in o.phases:
        grid.add_row(Text("●", "bold"), _phase(phase))
    outer = Table.grid()
    status = f", {o.status.value}" if o.status else ""
    outer.add_row(Text.assemble((clean(o.name), "bold"), (status, "italic"), (f"   {o.id}", "dim")))
    outer.add_row(Padding(grid, (0, 0, 1, 2)))
    return outer


def _phase(p: PhaseRecord) -> Text:
    count = f"{len(p.events)} event{'s' * (len(p.events) != 1)}"
    told = [clean(p.phase) if p.phase else "no phase told", dated(p.when), "; ".join(placed(a) for a in p.areas), count]
    return Text(" · ".join(x for x in told if x))
