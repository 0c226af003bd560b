"""Links between events: what merging has found alike once, and need not look up again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, delete, select, text

from casus.store import schema as s
from casus.store.conditions import LIVE
from casus.store.listed import among
from casus.store.rows import Links

T = TypeVar("T")
PART = 2000  # rows in one statement
PAIRS = {  # a list of pairs, and one end of each
    "sqlite": ("json_each(:listed) j", "json_extract(j.value, '$[{}]')"),
    "postgresql": ("jsonb_array_elements(CAST(:listed AS jsonb)) AS j(value)", "j.value ->> {}"),
}


def of(c: Connection, events: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The events linked with each of these; one that was not compared with all others is left out."""
    found: dict[str, list[str]] = {}
    known: set[str] = set()
    for event, other in c.execute(_linked(c.dialect.name), {"listed": json.dumps(list(events))}).all():
        if event == other:
            known.add(event)
        else:
            found.setdefault(event, []).append(other)
    return {event: tuple(sorted(found.get(event, ()))) for event in known}


def put(c: Connection, links: Links, *, whole: bool) -> None:
    """Keep links beside those that are there; `whole`: in place of them."""
    if whole:
        c.execute(delete(s.links))
    for known in _parts(links.known):
        c.execute(text(_marking(c.dialect.name)), {"listed": json.dumps(known)})
    for pairs in _parts(links.pairs):
        for of, other in ((0, 1), (1, 0)):
            c.execute(text(_linking(c.dialect.name, of, other)), {"listed": json.dumps(pairs)})


def doubt(c: Connection, document: str) -> None:
    """What a document tells has changed: its events are to be compared anew. What was linked may still be alike."""
    own = select(s.events.c.number).where(s.events.c.document == document)
    c.execute(delete(s.links).where(s.links.c.event.in_(own), s.links.c.event == s.links.c.other))


def remove(c: Connection, document: str) -> None:
    """Take out all links of a document's events, before these go: their numbers may be given again."""
    own = select(s.events.c.number).where(s.events.c.document == document).scalar_subquery()
    beside = select(s.links.c.other).where(s.links.c.event.in_(own)).scalar_subquery()
    c.execute(delete(s.links).where(s.links.c.event.in_(beside), s.links.c.other.in_(own)))
    c.execute(delete(s.links).where(s.links.c.event.in_(own)))


@cache
def _linked(dialect: str) -> Select[Any]:
    mine, theirs = s.events.alias(), s.events.alias()
    joined = mine.join(s.links, s.links.c.event == mine.c.number).join(theirs, theirs.c.number == s.links.c.other)
    asked = select(mine.c.id, theirs.c.id).select_from(joined)
    return asked.where(among(mine.c.id, dialect), mine.c.live == LIVE, theirs.c.live == LIVE)


@cache
def _marking(dialect: str) -> str:
    listed = "SELECT j.value FROM json_each(:listed) j"
    if dialect == "postgresql":
        listed = "SELECT jsonb_array_elements_text(CAST(:listed AS jsonb))"
    return (
        "INSERT INTO links (event, other) SELECT number, number FROM events"
        f" WHERE live = 1 AND id IN ({listed}) ON CONFLICT DO NOTHING"
    )


@cache
def _linking(dialect: str, of: int, other: int) -> str:
    listed, end = PAIRS[dialect]
    a, b = end.format(of), end.format(other)
    return (
        f"INSERT INTO links (event, other) SELECT a.number, b.number FROM {listed}"
        f" JOIN events a ON a.id = {a} AND a.live = 1 JOIN events b ON b.id = {b} AND b.live = 1"
        " WHERE a.number <> b.number ON CONFLICT DO NOTHING"
    )


def _parts(several: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(several)
    while part := list(islice(waiting, PART)):
        yield part
