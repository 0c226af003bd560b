"""Which documents may tell of the same happening: looked up by index, so that a million need not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, and_, func, not_, or_, select, text

from casus.records.wire import EventRecord
from casus.store import schema as s
from casus.store.columns import ROW, campaign, cell, folded, ordinal
from casus.store.conditions import LIVE
from casus.store.native import VECTOR, fts5, websearch

SHORT, LONG = 8, 31  # days within which reports of one place, and of one name, are near
LARGE = 3  # killed: from here on a toll can tell a happening
FINE = ("point", "town", "district")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Where to look: a name for it, what events must hold, a day (0 none), and how many days from it."""

    key: tuple[object, ...]
    condition: ColumnElement[bool]
    day: int
    reach: int
    narrow: bool = False  # its index is by last days: spans of more than NARROW days are passed over


def documents(c: Connection, events: tuple[EventRecord, ...], words: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Ids of documents, those of the events first."""
    found: dict[str, None] = dict.fromkeys(e.document.id for e in events)
    windows = [w for e in events for w in _windows(e)]
    for document in found:
        windows += _towns([e for e in events if e.document.id == document])
    for w in {(w.key, w.day, w.reach): w for w in windows}.values():
        found.update(dict.fromkeys(_within(c, w, most)))
    if words:
        found.update(dict.fromkeys(_holding(c, words, most)))
    return tuple(found)


def _within(c: Connection, w: Window, most: int) -> Iterator[str]:
    """Documents of the events nearest to a day; of events without days, those published about it."""
    e, since, until = s.events.c, w.day - w.reach, w.day + w.reach
    live = and_(e.live == LIVE, w.condition)
    short = (e.wide == 0, e.last_day.between(since, until + s.NARROW)) if w.narrow else ()
    dated = select(e.document).where(live, e.first_day.between(since, until), e.first_day > 0, *short)
    yield from c.execute(dated.order_by(func.abs(e.first_day - w.day), e.id).limit(2 * most)).scalars()
    d = s.documents.c
    undated = select(e.document).join(s.documents, d.id == e.document).where(live, e.first_day == 0, e.last_day == 0)
    about = undated.where(d.published.between(since, until))
    yield from c.execute(about.order_by(func.abs(d.published - w.day), e.id).limit(2 * most)).scalars()


def _windows(e: EventRecord) -> Iterator[Window]:
    t, place = s.events.c, e.place
    told = e.when.start if e.when is not None else None
    day = _day(e)
    land = place.country if place is not None else None
    country = t.country.is_(None) if land is None else t.country == land
    fine = place is not None and place.level.value in FINE and place.latitude is not None
    # Two towns need not meet because they lie in one province or country: only what is told more widely.
    wide = (not_(or_(*(t.record.contains(f'"level":"{level}"') for level in FINE))),) if fine else ()
    if told is not None:
        yield Window(key=("day", land, fine), condition=and_(country, *wide), day=day, reach=1, narrow=True)
    if e.operation is not None:
        name = campaign(e.operation.name)
        yield Window(key=("operation", name), condition=t.operation == name, day=day, reach=LONG)
    if place is None or place.level.value == "country":
        killed = sum(x.best for x in e.tolls if x.harm.value == "killed")
        if told is not None and killed >= LARGE:
            yield Window(key=("toll", killed), condition=t.killed == killed, day=day, reach=1, narrow=True)
        return
    here = cell(place.latitude, place.longitude)
    if here is not None:
        cells = [here + row * ROW + column for row in (-1, 0, 1) for column in (-1, 0, 1)]
        yield Window(key=("cell", here), condition=t.cell.in_(cells), day=day, reach=SHORT)
    else:
        named = t.number.in_(_claimed(s.claims.c.name == folded(place.name)))
        yield Window(key=("name", place.name), condition=named, day=day, reach=LONG)
    if place.admin1:
        inside = and_(country, t.admin1 == place.admin1, *wide)
        yield Window(key=("admin1", land, place.admin1, fine), condition=inside, day=day, reach=SHORT, narrow=True)


def _towns(report: list[EventRecord]) -> Iterator[Window]:
    """A report is looked up by each town that it tells, though what happened that day may have happened elsewhere."""
    days = [d for e in report if (d := _day(e))]
    middle, half = ((min(days) + max(days)) // 2, (max(days) - min(days) + 1) // 2) if days else (0, 0)
    for town in {e.place.geonameid for e in report if e.place is not None and e.place.geonameid is not None}:
        known = s.events.c.number.in_(_claimed(s.claims.c.ident == str(town)))
        yield Window(key=("town", town), condition=known, day=middle, reach=LONG + min(half, LONG))


def _day(e: EventRecord) -> int:
    told = e.when.start if e.when is not None else None
    return ordinal(told or e.document.published)


def _claimed(condition: ColumnElement[bool]) -> Select[tuple[int]]:
    return select(s.claims.c.event).where(s.claims.c.field == "place", condition)


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
        yield from c.execute(text(sql), {"asked": asked, "most": 2 * most}).scalars()
