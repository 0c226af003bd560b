"""Taking in reports by the thousand: what is new is written together, what is known goes the way of single ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, select

from casus.records.codec import encode
from casus.records.document import Document
from casus.records.wire import EventRecord
from casus.store import changes
from casus.store import schema as s
from casus.store.columns import claims, event_columns, now
from casus.store.rows import Provenance
from casus.store.writing import LIVE, document_columns, keep, parts, provenance_number, storable

PART = 5000  # reports that are written together
Report = tuple[Document, Sequence[EventRecord]]


def keep_all(c: Connection, reports: Sequence[Report], p: Provenance) -> int:
    """Keep reports with what one version coded of them, as `keep` does; returns how many it had not coded before."""
    fresh: dict[str, Report] = {}
    known = _known(c, [d.id for d, _ in reports])
    others: list[Report] = []
    for d, events in reports:
        if d.id in known or d.id in fresh:
            others.append((d, events))
        else:
            fresh[d.id] = d, events
    if fresh:
        _write(c, list(fresh.values()), provenance_number(c, p))
    return len(fresh) + sum(keep(c, d, events, p, ()) for d, events in others)


def _known(c: Connection, ids: list[str]) -> set[str]:
    """Which documents are in the store, or were."""
    return {
        id
        for part in parts(ids)
        for t in (s.documents, s.tombstones)
        for id in c.execute(select(t.c.id).where(t.c.id.in_(part))).scalars()
    }


def _write(c: Connection, reports: list[Report], provenance: int) -> None:
    at = now()
    for d, _ in reports:
        storable(d)
    c.execute(insert(s.documents), [{"id": d.id, "added": at, **document_columns(d)} for d, _ in reports])
    numbered = _numbers(c, s.documents, [d.id for d, _ in reports])
    rows: list[dict[str, Any]] = []
    told: dict[str, EventRecord] = {}
    for d, events in reports:
        own = {"document": d.id, "report": numbered[d.id], "provenance": provenance}
        for e in {e.id: e for e in events}.values():
            made = {"id": e.id, **own, "live": 1, "status": "unreviewed"}
            rows.append({**made, **event_columns(e), "record": encode(e).decode()})
            told[e.id] = e
    if rows:
        c.execute(insert(s.events), rows)
        numbers = _numbers(c, s.events, list(told), s.events.c.live == LIVE)
        c.execute(insert(s.claims), [{"event": numbers[id], **row} for id, e in told.items() for row in claims(e)])
        changes.wrote(c, changes.EVENTS, numbers.values())
    coded = {"provenance": provenance, "added": at}
    c.execute(insert(s.codings), [{"document": d.id, "events": len(events), **coded} for d, events in reports])


def _numbers(c: Connection, table: Table, ids: list[str], *also: ColumnElement[bool]) -> dict[str, int]:
    """The numbers that rows were given."""
    asked = select(table.c.id, table.c.number)
    return {r.id: r.number for part in parts(ids) for r in c.execute(asked.where(table.c.id.in_(part), *also))}
