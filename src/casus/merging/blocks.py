"""Which tellings are worth comparing: those that share a block, so that a million need not meet a million.

A block is one sort of likeness (a rare word, a cell on the map in some days, ...). Tellings come by in order of time,
and each meets those before it; a block of some days is let go when these are over, so that few are held at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator
from datetime import date

from casus.merging.campaigns import key as campaign_key
from casus.records.incident import Telling
from casus.values.where import Level

CROWDED = 40  # tellings: in a larger block each meets only so many neighbours in time
FINE = frozenset({Level.POINT, Level.TOWN, Level.DISTRICT})
WIDE = frozenset({"admin1", "day"})  # sorts of a whole province or country
LARGE = 3  # a toll from here on can tell a happening
WEEK, MONTH = 8, 31  # days of a block in time; blocks overlap by half, so that no turn of a week parts neighbours

FOREVER = date.max.toordinal()  # the last day of a block that no time bounds

Keys = Iterator[tuple[int, Hashable]]  # each block's last day, as an ordinal, and its key


def pairs(tellings: Iterable[Telling], of: Container[str] | None = None) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of tellings of which a block holds both, in order of ids, once each; the order of pairs tells nothing.

    `of`: only the pairs in which one of these events stands.
    """
    told = sorted(tellings, key=lambda t: (day(t), t.event))
    held: dict[int, dict[Hashable, list[int]]] = defaultdict(dict)  # by the last day on which a block is open
    wanted = [of is None or t.event in of for t in told]
    owned: set[tuple[int, Hashable]] = set()  # blocks with a wanted one: in others two that are not wanted would meet
    today = -1
    for n, t in enumerate(told):
        if day(t) != today:
            today = day(t)
            for over in [last for last in held if last < today]:
                del held[over]
        fine = _fine(t)
        met: set[int] = set()
        for sort, keys in SORTS.items():
            for last, key in set(keys(t)):
                block = held[last].setdefault((sort, key), [])
                if wanted[n]:
                    met.update(_meets(block, sort, fine))
                    if of is not None:  # else every block is, and a set of all would grow with the events
                        owned.add((last, (sort, key)))
                elif (last, (sort, key)) in owned:
                    met.update(m for m in _meets(block, sort, fine) if wanted[m])
                block.append(-1 - n if fine and sort in WIDE else n)
        for m in met:
            b = told[m]
            yield (t, b) if t.event < b.event else (b, t)


def _meets(block: list[int], sort: str, fine: bool) -> list[int]:
    """Whom a newcomer to a block meets: the last in it, and of a wide one two towns not.

    They meet in their cell, if near. Of towns -1 - n stands for n there.
    """
    near = block[-CROWDED:]
    if sort not in WIDE:
        return near
    return [m for m in near if m >= 0] if fine else [m if m >= 0 else -1 - m for m in near]


def day(t: Telling) -> int:
    """The day that places a telling in time, as an ordinal: the first told, else that of publication, else 0."""
    if t.when is not None and t.when.start is not None:
        return t.when.start.toordinal()
    return t.published.toordinal() if t.published else 0


def _fine(t: Telling) -> bool:
    return t.place is not None and t.place.level in FINE and t.place.latitude is not None


def _spans(t: Telling, long: int) -> tuple[tuple[int, int], ...]:
    """The last days of the stretch that holds the telling's day, and of the one shifted by half, with which it is."""
    ordinal, half = day(t), long // 2
    return (ordinal // long * long + long - 1, 0), ((ordinal + half) // long * long + long - 1 - half, 1)


def _document(t: Telling) -> Keys:
    yield FOREVER, t.document


def _words(t: Telling) -> Keys:
    for word in t.report.rare:
        yield FOREVER, word


def _cell(t: Telling) -> Keys:
    place = t.place
    if place is None or place.latitude is None or place.longitude is None or place.level is Level.COUNTRY:
        return
    # Half a degree, each telling in four overlapping cells, so that no border parts neighbours.
    row, column = int((place.latitude + 90) * 2), int((place.longitude + 180) * 2)
    for last, which in _spans(t, WEEK):
        for dy in (0, 1):
            for dx in (0, 1):
                yield last, (row + dy, column + dx, which)


def _name(t: Telling) -> Keys:
    if t.place is not None and t.place.level is not Level.COUNTRY:
        for last, which in _spans(t, MONTH):
            yield last, (t.place.name.casefold(), which)


def _admin1(t: Telling) -> Keys:
    if t.place is not None and t.place.admin1:
        for last, which in _spans(t, WEEK):
            yield last, (t.place.country, t.place.admin1, which)


def _day(t: Telling) -> Keys:
    if t.when is not None and t.when.start is not None and (t.when.days or 99) <= 3:
        country, on = t.place.country if t.place else None, t.when.start.toordinal()
        # Those of the day before have come by already and wait in a block that is open for a day more.
        yield on, (on, country)
        yield on + 1, (on + 1, country)


def _toll(t: Telling) -> Keys:
    if t.when is not None and t.when.start is not None and (t.when.days or 99) <= 3:
        for late in (0, 1):
            at = t.when.start.toordinal() + late
            for toll in t.tolls:
                if toll.best >= LARGE:
                    yield at, (at, toll.harm.value, toll.best)


def _operation(t: Telling) -> Keys:
    if t.operation is not None:
        for last, which in _spans(t, MONTH):
            yield last, (campaign_key(t.operation.name), which)


def _town(t: Telling) -> Keys:
    for town in {p.geonameid for p in t.report.places if p.geonameid is not None and p.level in FINE}:
        for last, which in _spans(t, WEEK):
            yield last, (town, which)


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
