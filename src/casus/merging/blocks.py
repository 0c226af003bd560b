"""Which tellings are worth comparing: those that share a block, so that a million need not meet a million.

A block is one sort of likeness (a rare word, a cell on the map in some days, ...). Tellings come by in order of time,
and each meets those before it; a block of some days is let go when these are over, so that few are held at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from casus.merging.campaigns import key as campaign_key
from casus.merging.grounds import Grounds, mark
from casus.records.incident import Telling
from casus.values.where import Level

CROWDED = 40  # tellings: in a larger block each meets only so many neighbours in time
FINE = frozenset({Level.POINT, Level.TOWN, Level.DISTRICT})
WIDE = frozenset({"admin1", "day"})  # sorts of a whole province or country
LOOSE = WIDE | {"words", "toll", "operation"}  # sorts in which many tell of other places
MONTHLY = frozenset({"name", "operation"})  # sorts of a month; others in time are of a week or a day
LARGE = 3  # a toll from here on can tell a happening
WEEK, MONTH = 8, 31  # days of a block in time; blocks overlap by half, so that no turn of a week parts neighbours

FOREVER = date.max.toordinal()  # the last day of a block that no time bounds

Spans = tuple[tuple[int, int], ...]  # stretches of days that hold a day: the last day of each, and which of them it is
Keys = Iterator[tuple[int, Hashable]]  # each block's last day, as an ordinal, and its key; none twice
Block = tuple[str, int, Hashable]  # sort, last day, key


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """The blocks in which a telling stands, and the mark of its grounds."""

    blocks: tuple[Block, ...]
    mark: int


def pairs(
    tellings: Iterable[Telling], of: Container[str] | None = None, stand: dict[str, Stand] | None = None
) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of tellings of which a block holds both, in order of ids, once each; the order of pairs tells nothing.

    `of`: only the pairs in which one of these events stands. `stand`: where events stand, as far as it was asked; more
    is added, for who asks again.
    """
    told = sorted(tellings, key=lambda t: (day(t), t.event))
    owned: set[Block] | None = None
    if of is not None:
        # In blocks without a wanted one two that are not wanted would meet.
        stand = {} if stand is None else stand
        owned = {b for t in told if t.event in of for b in _stand(t, stand).blocks}
        told = [t for t in told if not owned.isdisjoint(_stand(t, stand).blocks)]
    held: dict[int, dict[Hashable, list[int]]] = defaultdict(dict)  # by the last day on which a block is open
    wanted = None if of is None else [t.event in of for t in told]
    grounds = Grounds()
    today = -1
    for n, t in enumerate(told):
        here = None if stand is None else _stand(t, stand)
        grounds.add(t, None if here is None else here.mark)
        if (now := day(t)) != today:
            today = now
            for over in [last for last in held if last < today]:
                del held[over]
        fine = _fine(t)
        met: set[int] = set()
        for block in blocks(t) if here is None else here.blocks:
            if owned is not None and block not in owned:
                continue
            sort, last, key = block
            inside = held[last].setdefault((sort, key), [])
            if inside:
                near = _meets(inside, sort, fine)
                if wanted is not None and not wanted[n]:
                    near = [m for m in near if wanted[m]]
                met.update(grounds.shared(near) if sort in LOOSE else near)
            inside.append(-1 - n if fine and sort in WIDE else n)
        for m in met:
            b = told[m]
            yield (t, b) if t.event < b.event else (b, t)


def _stand(t: Telling, known: dict[str, Stand]) -> Stand:
    """Where a telling stands."""
    if t.event not in known:
        known[t.event] = Stand(blocks=tuple(blocks(t)), mark=mark(t))
    return known[t.event]


def blocks(t: Telling) -> Iterator[Block]:
    """The blocks in which a telling stands."""
    week, month = _spans(t, WEEK), _spans(t, MONTH)
    for sort, keys in SORTS.items():
        for last, key in keys(t, month if sort in MONTHLY else week):
            yield sort, last, key


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


def _spans(t: Telling, long: int) -> Spans:
    """The last days of the stretch that holds the telling's day, and of the one shifted by half, with which it is."""
    ordinal, half = day(t), long // 2
    return (ordinal // long * long + long - 1, 0), ((ordinal + half) // long * long + long - 1 - half, 1)


def _document(t: Telling, _: Spans) -> Keys:
    yield FOREVER, t.document


def _words(t: Telling, _: Spans) -> Keys:
    for word in t.report.rare:
        yield FOREVER, word


def _cell(t: Telling, spans: Spans) -> Keys:
    place = t.place
    if place is None or place.latitude is None or place.longitude is None or place.level is Level.COUNTRY:
        return
    # Half a degree, each telling in four overlapping cells, so that no border parts neighbours.
    row, column = int((place.latitude + 90) * 2), int((place.longitude + 180) * 2)
    for last, which in spans:
        for dy in (0, 1):
            for dx in (0, 1):
                yield last, (row + dy, column + dx, which)


def _name(t: Telling, spans: Spans) -> Keys:
    if t.place is not None and t.place.level is not Level.COUNTRY:
        for last, which in spans:
            yield last, (t.place.name.casefold(), which)


def _admin1(t: Telling, spans: Spans) -> Keys:
    if t.place is not None and t.place.admin1:
        for last, which in spans:
            yield last, (t.place.country, t.place.admin1, which)


def _day(t: Telling, _: Spans) -> Keys:
    if t.when is not None and t.when.start is not None and (t.when.days or 99) <= 3:
        country, on = t.place.country if t.place else None, t.when.start.toordinal()
        # Those of the day before have come by already and wait in a block that is open for a day more.
        yield on, (on, country)
        yield on + 1, (on + 1, country)


def _toll(t: Telling, _: Spans) -> Keys:
    if t.when is not None and t.when.start is not None and (t.when.days or 99) <= 3:
        for late in (0, 1):
            at = t.when.start.toordinal() + late
            for harm, best in {(x.harm.value, x.best) for x in t.tolls if x.best >= LARGE}:
                yield at, (at, harm, best)


def _operation(t: Telling, spans: Spans) -> Keys:
    if t.operation is not None:
        for last, which in spans:
            yield last, (campaign_key(t.operation.name), which)


def _town(t: Telling, spans: Spans) -> Keys:
    for town in {p.geonameid for p in t.report.places if p.geonameid is not None and p.level in FINE}:
        for last, which in spans:
            yield last, (town, which)


SORTS: dict[str, Callable[[Telling, Spans], Keys]] = {
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
