"""Which tellings are worth comparing: those that share a block, so that a million need not meet a million."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from casus.merging.campaigns import key as campaign_key
from casus.records.incident import Telling
from casus.values.where import Level

CROWDED = 300  # tellings: in a larger block each meets only so many neighbours in time
FINE = (Level.POINT, Level.TOWN, Level.DISTRICT)
WIDE = ("day", "admin1")  # blocks of a whole country or province
LARGE = 3  # a toll from here on can tell a happening


def pairs(tellings: Iterable[Telling]) -> set[tuple[str, str]]:
    """Pairs of events, in order, of which at least one block holds both."""
    blocks: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    for t in sorted(tellings, key=lambda t: (day(t), t.event)):
        for key in set(_keys(t)):
            blocks[key].append(t)
    found = set()
    for key, members in blocks.items():
        for i, a in enumerate(members):
            for b in members[i + 1 : i + 1 + CROWDED]:
                # Two towns of one province or country meet in their cell, if they are near, and need not meet here.
                if key[0] not in WIDE or not (_fine(a) and _fine(b)):
                    found.add((min(a.event, b.event), max(a.event, b.event)))
    return found


def _fine(t: Telling) -> bool:
    return t.place is not None and t.place.level in FINE and t.place.latitude is not None


def day(t: Telling) -> int:
    """The day that places a telling in time, as an ordinal: the first told, else that of publication, else 0."""
    if t.when is not None and t.when.start is not None:
        return t.when.start.toordinal()
    return t.published.toordinal() if t.published else 0


def _keys(t: Telling) -> Iterator[tuple[object, ...]]:
    months = _months(t)
    for key in _lasting(t):
        for month in months:
            yield (*key, month)
    yield from (("word", word) for word in t.report.rare)
    if t.when is not None and t.when.start is not None and (t.when.days or 99) <= 3:
        for ordinal in (t.when.start.toordinal(), t.when.start.toordinal() + 1):
            yield ("day", ordinal, t.place.country if t.place else None)
            yield from (("toll", ordinal, toll.harm, toll.best) for toll in t.tolls if toll.best >= LARGE)


def _lasting(t: Telling) -> Iterator[tuple[object, ...]]:
    yield ("document", t.document)
    place = t.place
    if place is not None:
        yield ("name", place.name.casefold())
        if place.admin1:
            yield ("admin1", place.country, place.admin1)
        if place.latitude is not None and place.longitude is not None and place.level is not Level.COUNTRY:
            # Half a degree, each telling in four overlapping cells, so that no border parts neighbours.
            row, column = int((place.latitude + 90) * 2), int((place.longitude + 180) * 2)
            yield from (("cell", row + dy, column + dx) for dy in (0, 1) for dx in (0, 1))
    if t.operation is not None:
        yield ("operation", campaign_key(t.operation.name))
    for own in t.report.places:
        if own.geonameid is not None and own.level in FINE:
            yield ("report", own.geonameid)


def _months(t: Telling) -> tuple[object, ...]:
    """A month by count of 31 days, and the one shifted by half, so that the turn of a month parts nothing."""
    ordinal = day(t)
    return (("whole", ordinal // 31), ("half", (ordinal + 15) // 31))
