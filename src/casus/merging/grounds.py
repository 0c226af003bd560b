"""What two tellings may have in common to stand on: without a place or a day that both state they are never one.

A rare word of a large collection is told by hundreds of reports over many years. To weigh each pair of them costs more
than all else; a mark of a telling's days and places tells most of them apart in a tenth of a microsecond.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import floor
from zlib import crc32

from casus.records.incident import Telling
from casus.values.where import Level, Where

KM = 111.0  # of a degree of latitude, at the least
SOUTH, NORTH = -90, 90
EVERYWHERE = (float(SOUTH), float(NORTH))
NAMED = 331  # bits for towns and days, above those of the degrees of latitude: 512 in all
NEVER, ALWAYS = -1, 1 << 40  # days for those that tell none: before and after each other's


class Grounds:
    """The marks of tellings, which come in the order of their days."""

    def __init__(self) -> None:
        self._last: list[int] = []
        self._marks: list[int] = []
        self._equal: dict[int, int] = {}  # a million tell of a few thousand places
        self._since = ALWAYS  # the first day of the one that came last

    def add(self, t: Telling, known: int | None = None) -> None:
        """Take in the next telling. `known`: its mark, where that was made before."""
        days = dated(t)
        self._since, last = days or (ALWAYS, NEVER)
        self._last.append(last)
        made = mark(t) if known is None else known
        self._marks.append(self._equal.setdefault(made, made))

    def shared(self, near: list[int]) -> list[int]:
        """Those of some former tellings of other reports that may share a ground with the one that came last.

        Two that both tell their days share a day where these overlap; else it must be a place, or a day that both
        reports tell beside their own.
        """
        since, mine, last, marks = self._since, self._marks[-1], self._last, self._marks
        return [n for n in near if last[n] >= since or marks[n] & mine]


def dated(t: Telling) -> tuple[int, int] | None:
    """Its first and last day, as ordinals; None where it does not tell both."""
    told = t.when
    if told is None or told.start is None or told.end is None:
        return None
    return told.start.toordinal(), told.end.toordinal()


def located(t: Telling) -> list[Where]:
    """Its place and those of its report, without whole countries."""
    return [p for p in (t.place, *t.report.places) if p is not None and p.level is not Level.COUNTRY]


def span(place: Where) -> tuple[float, float]:
    """The latitudes between which another place lies that may be held for this one."""
    if place.latitude is None:
        return EVERYWHERE
    # Two places are one within 10 km, or within the sum of their radii.
    reach = (10 + (place.radius_km or 0)) / KM
    return place.latitude - reach, place.latitude + reach


def mark(t: Telling) -> int:
    """A bit for each degree of latitude, town and day that may be its own: what two share has one bit in both."""
    made = 0
    for place in located(t):
        made |= _band(*span(place))
        if place.geonameid is not None:
            made |= _bit(str(place.geonameid))
    for town in t.report.spots:
        made |= _bit(town)
    for day in t.report.days:
        made |= _day(day)
    return made


@lru_cache(maxsize=1 << 14)
def _band(south: float, north: float) -> int:
    low, high = (min(max(floor(x), SOUTH), NORTH) - SOUTH for x in (south, north))
    return (1 << high + 1) - (1 << low)


@lru_cache(maxsize=1 << 14)
def _day(day: date) -> int:
    return _bit(str(day))


@lru_cache(maxsize=1 << 14)
def _bit(name: str) -> int:
    return 1 << NORTH - SOUTH + 1 + crc32(name.encode("utf-8", "surrogatepass")) % NAMED
