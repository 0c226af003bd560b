"""Which rows of events and incidents were written, in order, so that what is held of them in memory can follow.

Whoever writes such rows, or what an incident holds, tells it here in the same transaction. Writers take turns, so that
entries are seen in the order of their numbers. They hold numbers of rows only, no word of a report. Old ones go; the
newest stays, so that no number is given twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Delete, Select, bindparam, delete, func, insert, select

from casus.store import schema as s
from casus.store.conditions import LIVE
from casus.store.listed import among

EVENTS, INCIDENTS, ALL = "events", "incidents", "all"
KEPT = 20_000  # entries
MANY = 5_000  # entries of one writing; where there were more, all counts as changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The numbers of rows that were written or are gone, and of incidents that hold other or changed events."""

    events: tuple[int, ...]
    incidents: tuple[int, ...]


def wrote(c: Connection, of: str, numbers: Iterable[int]) -> None:
    """Rows of events or incidents were written or taken away."""
    entries = [{"of": of, "first": a, "last": b} for a, b in _stretches(sorted(set(numbers)))]
    if len(entries) > MANY:
        everything(c)
    elif entries:
        c.execute(insert(s.changes), entries)
        c.execute(_old(), {"kept": KEPT})


def wrote_incidents(c: Connection, ids: Iterable[str]) -> None:
    """Incidents were written, or hold other events."""
    several = list(ids)
    if len(several) > MANY:
        everything(c)
    elif several:
        wrote(c, INCIDENTS, c.execute(_numbers(c.dialect.name), {"listed": json.dumps(several)}).scalars())


def everything(c: Connection) -> None:
    """So much was written that all is to be read anew."""
    c.execute(insert(s.changes), {"of": ALL, "first": 0, "last": 0})
    c.execute(delete(s.changes).where(s.changes.c.number < _newest().scalar_subquery()))


def newest(c: Connection) -> int:
    """The number of the last entry."""
    return c.execute(_newest()).scalar() or 0


def since(c: Connection, number: int, most: int) -> Written | None:
    """What was written after an entry; None where that is not known any more, or is more than `most` rows."""
    t = s.changes.c
    entries = c.execute(select(t.number, t.of, t.first, t.last).where(t.number >= number).order_by(t.number)).all()
    if not entries or entries[0].number != number or any(e.of == ALL for e in entries[1:]):
        return None
    if sum(e.last - e.first + 1 for e in entries[1:]) > most:
        return None
    rows: dict[str, set[int]] = {EVENTS: set(), INCIDENTS: set()}
    for e in entries[1:]:
        rows[e.of].update(range(e.first, e.last + 1))
    holding = c.execute(_holding(c.dialect.name), {"listed": json.dumps(sorted(rows[EVENTS]))})
    return Written(
        events=tuple(sorted(rows[EVENTS])), incidents=tuple(sorted(rows[INCIDENTS].union(holding.scalars())))
    )


def _stretches(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """The first and last of numbers that follow one another."""
    first = last = None
    for n in numbers:
        if first is None or last is None:
            first = n
        elif n != last + 1:
            yield first, last
            first = n
        last = n
    if first is not None and last is not None:
        yield first, last


@cache
def _newest() -> Select[Any]:
    """Built once, as the others: building it takes longer than running it."""
    return select(func.max(s.changes.c.number))


@cache
def _old() -> Delete:
    return delete(s.changes).where(s.changes.c.number <= _newest().scalar_subquery() - bindparam("kept"))


@cache
def _numbers(dialect: str) -> Select[Any]:
    return select(s.incidents.c.number).where(among(s.incidents.c.id, dialect))


@cache
def _holding(dialect: str) -> Select[Any]:
    """The numbers of the incidents that hold current events."""
    i, m, e = s.incidents.c, s.members.c, s.events.c
    joined = s.events.join(s.members, m.event == e.id).join(s.incidents, i.id == m.incident)
    return select(i.number).select_from(joined).where(among(e.number, dialect), e.live == LIVE).distinct()
