"""Which documents may tell of the same happening: looked up by index, so that a million need not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, and_, bindparam, func, select, text, union_all

from casus.records.wire import EventRecord
from casus.store import schema as s
from casus.store.columns import FINE, ROW, about, campaign, cell, folded
from casus.store.conditions import LIVE
from casus.store.native import VECTOR, fts5, websearch

SHORT, LONG = 8, 31  # days within which reports of one place, and of one name, are near
LARGE = 3  # killed: from here on a toll can tell a happening
CELLS = tuple(f"cell{n}" for n in range(9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Where to look: what events must hold and with which values, a day, and how many days from it."""

    shape: str
    values: Mapping[str, Any]
    day: int
    reach: int

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two windows the same."""
        return self.shape, tuple(self.values.values()), self.day, self.reach


def documents(c: Connection, events: tuple[EventRecord, ...], words: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Ids of documents, those of the events first."""
    found: dict[str, None] = dict.fromkeys(e.document.id for e in events)
    windows = [w for e in events for w in _windows(e)]
    for document in found:
        windows += _towns([e for e in events if e.document.id == document])
    for w in {w.key: w for w in windows}.values():
        given = {**w.values, "day": w.day, "since": w.day - w.reach, "until": w.day + w.reach, "most": 2 * most}
        found.update((r[0], None) for r in c.execute(_nearest(w.shape), given).all())
    if words:
        found.update(dict.fromkeys(_holding(c, words, most)))
    return tuple(found)


def _shape(name: str) -> ColumnElement[bool]:
    t = s.events.c
    # Only what ends soon after it begins: a long span is of every day.
    short, country = t.wide == 0, t.country == bindparam("country")
    inside = and_(country, t.admin1 == bindparam("admin1"), short)
    widely = t.fine == 0  # Two towns need not meet because they lie in one province or country.
    made: dict[str, ColumnElement[bool]] = {
        "day": and_(country, short),
        "day, told widely": and_(country, short, widely),
        "day, no country": and_(t.country.is_(None), short),
        "day, told widely, no country": and_(t.country.is_(None), short, widely),
        "admin1": inside,
        "admin1, told widely": and_(inside, widely),
        "admin1, no country": and_(t.country.is_(None), t.admin1 == bindparam("admin1"), short),
        "admin1, told widely, no country": and_(t.country.is_(None), t.admin1 == bindparam("admin1"), short, widely),
        "toll": and_(t.killed == bindparam("killed"), short),
        "cell": t.cell.in_([bindparam(name) for name in CELLS]),
        "operation": t.operation == bindparam("operation"),
        "place": t.place == bindparam("place"),
        "town": t.town == bindparam("town"),
    }
    return made[name]


@cache
def _nearest(shape: str) -> CompoundSelect[Any]:
    """Documents of the events nearest to a day; and, of events without days, of those published about it.

    Built once: building it takes longer than running it.
    """
    e, dated = s.events.c, s.events.c.first_day + 0  # A sum, so that no index is chosen for its sake.
    held = and_(e.live == LIVE, _shape(shape), e.about.between(bindparam("since"), bindparam("until")))
    order = func.abs(e.about - bindparam("day")), e.id
    parts = [
        select(e.document).where(held, condition).order_by(*order).limit(bindparam("most")).subquery()
        for condition in (dated > 0, and_(dated == 0, e.last_day + 0 == 0))
    ]
    return union_all(*(select(part.c.document) for part in parts))


def _windows(e: EventRecord) -> Iterator[Window]:
    place, day = e.place, about(e)
    told = e.when is not None and e.when.start is not None
    land = place.country if place is not None else None
    fine = place is not None and place.level.value in FINE and place.latitude is not None
    kind = (", told widely" if fine else "") + ("" if land else ", no country")
    country = {"country": land} if land else {}
    if told:
        yield Window(shape=f"day{kind}", values=country, day=day, reach=1)
    if e.operation is not None:
        yield Window(shape="operation", values={"operation": campaign(e.operation.name)}, day=day, reach=LONG)
    if place is None or place.level.value == "country":
        killed = sum(x.best for x in e.tolls if x.harm.value == "killed")
        if told and killed >= LARGE:
            yield Window(shape="toll", values={"killed": killed}, day=day, reach=1)
        return
    here = cell(place.latitude, place.longitude)
    if here is not None:
        cells = [here + row * ROW + column for row in (-1, 0, 1) for column in (-1, 0, 1)]
        yield Window(shape="cell", values=dict(zip(CELLS, cells, strict=True)), day=day, reach=SHORT)
    else:
        yield Window(shape="place", values={"place": folded(place.name)}, day=day, reach=LONG)
    if place.admin1:
        yield Window(shape=f"admin1{kind}", values={**country, "admin1": place.admin1}, day=day, reach=SHORT)


def _towns(report: list[EventRecord]) -> Iterator[Window]:
    """A report is looked up by each town that it tells, though what happened that day may have happened elsewhere."""
    days = [d for e in report if (d := about(e))]
    middle, half = ((min(days) + max(days)) // 2, (max(days) - min(days) + 1) // 2) if days else (0, 0)
    for town in {e.place.geonameid for e in report if e.place is not None and e.place.geonameid}:
        yield Window(shape="town", values={"town": town}, day=middle, reach=LONG + min(half, LONG))


def _holding(c: Connection, words: tuple[str, ...], most: int) -> Iterator[str]:
    """Documents in whose text or title one of the words stands, those taken in last first."""
    if c.dialect.name == "sqlite":
        asked = " OR ".join(f"({one})" for w in words if (one := fts5(f'"{w}"')))
        sql = (
            "SELECT d.id FROM (SELECT rowid FROM documents_text WHERE documents_text MATCH :asked"
            " ORDER BY rowid DESC LIMIT :most) f JOIN documents d ON d.number = f.rowid"
        )
    else:
        asked = " or ".join(one for w in words if (one := websearch(f'"{w}"')))
        sql = (
            f"SELECT id FROM documents WHERE {VECTOR} @@ websearch_to_tsquery('english', :asked)"
            " ORDER BY number DESC LIMIT :most"
        )
    if asked:
        yield from c.execute(text(sql), {"asked": asked, "most": 2 * most}).scalars().all()
