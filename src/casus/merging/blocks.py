"""Which tellings are worth comparing: those that share a block, so that a million need not meet a million.

A block is one sort of likeness (a rare word, a cell on the map in some days, ...). Sorts are looked at one after the
other, so that never more than one sort's blocks are held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from casus.merging.campaigns import key as campaign_key
from casus.records.incident import Telling
from casus.values.where import Level

CROWDED = 40  # tellings: in a larger block each meets only so many neighbours in time
FINE = frozenset({Level.POINT, Level.TOWN, Level.DISTRICT})
WIDE = frozenset({"admin1", "day"})  # sorts of a whole province or country
LARGE = 3  # a toll from here on can tell a happening
WEEK, MONTH = 8, 31  # days of a block in time; blocks overlap by half, so that no turn of a week parts neighbours

Keys = Iterator[Hashable]


def pairs(tellings: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of tellings of which a block holds both, in order of ids, once each; the order of pairs tells nothing."""
    told = sorted(tellings, key=lambda t: (day(t), t.event))
    met: set[int] = set()
    for sort, keys in SORTS.items():
        blocks: dict[Hashable, list[int]] = defaultdict(list)
        for n, t in enumerate(told):
            for key in set(keys(t)):
                blocks[key].append(n)
        while blocks:
            _, members = blocks.popitem()
            for i, n in enumerate(members[:-1]):
                a = told[n]
                for m in members[i + 1 : i + 1 + CROWDED]:
                    b = told[m]
                    # Two towns of one province or country meet in their cell, if they are near, and need not meet here.
                    if sort in WIDE and _fine(a) and _fine(b):
                        continue
                    both = n * len(told) + m
                    if both not in met:
                        met.add(both)
                        yield (a, b) if a.event < b.event else (b, a)


def day(t: Telling) -> int:
    """The day that places a telling in time, as an ordinal: the first told, else that of publication, else 0."""
    if t.when is not None and t.when.start is not None:
        return t.when.start.toordinal()
    return t.published.toordinal() if t.published else 0


def _fine(t: Telling) -> bool:
    return t.place is not None and t.place.level in FINE and t.place.latitude is not None


def _spans(t: Telling, long: int) -> tuple[tuple[int, int], ...]:
    """The stretch of days that holds the telling's, and the one shifted by half."""
    ordinal = day(t)
    return (0, ordinal // long), (1, (ordinal + long // 2) // long)


def _document(t: Telling) -> Keys:
    yield t.document


def _words(t: Telling) -> Keys:
    yield from t.report.rare


def _cell(t: Telling) -> Keys:
    place = t.place
    if place is None or place.latitude is None or place.longitude is None or place.level is Level.COUNTRY:
        return
    # Half a degree, each telling in four overlapping cells, so that no border parts neighbours.
    row, column = int((place.latitude + 90) * 2), int((place.longitude + 180) * 2)
    for span in _spans(t, WEEK):
        yield from ((row + dy, column + dx, span) for dy in (0, 1) for dx in (0, 1))


def _name(t: Telling) -> Keys:
    if t.place is not None and t.place.level is not Level.COUNTRY:
        yield from ((t.place.name.casefold(), span) for span in _spans(t, MONTH))


def _admin1(t: Telling) -> Keys:
    if t.place is not None and t.place.admin1:
        yield from ((t.place.country, t.place.admin1, span) for span in _spans(t, WEEK))


def _day(t: Telling) -> Keys:
    if t.when is not None and t.when.start is not None and (t.when.days or 99) <= 3:
        country = t.place.country if t.place else None
        yield from ((t.when.start.toordinal() + late, country) for late in (0, 1))


def _toll(t: Telling) -> Keys:
    if t.when is not None and t.when.start is not None and (t.when.days or 99) <= 3:
        for late in (0, 1):
            at = t.when.start.toordinal() + late
            yield from ((at, toll.harm, toll.best) for toll in t.tolls if toll.best >= LARGE)


def _operation(t: Telling) -> Keys:
    if t.operation is not None:
        yield from ((campaign_key(t.operation.name), span) for span in _spans(t, MONTH))


def _town(t: Telling) -> Keys:
    towns = {p.geonameid for p in t.report.places if p.geonameid is not None and p.level in FINE}
    yield from ((town, span) for town in towns for span in _spans(t, WEEK))


SORTS: dict[str, Callable[[Telling], Keys]] = {
    "document": _document,
    "words": _words,
    "cell": _cell,
    "name": _name,
    "admin1": _admin1,
    "day": _day,
    "toll": _toll,
    "operation": _operation,
    "town": _town,
}
