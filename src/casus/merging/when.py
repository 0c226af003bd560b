"""How the times of two tellings compare: their own days first, then the days that their reports state."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from casus.merging.facet import Facet
from casus.records.incident import Telling
from casus.values.when import When

FAR = 10  # days: what lies farther apart is not one


def when(a: Telling, b: Telling) -> Iterator[Facet]:
    """The days' vote, and where one tells none, that of its day of publication as far as it speaks against."""
    if a.when is not None and b.when is not None and a.when.days and b.when.days:
        yield _days(a.when, b.when, anchor=a.when_stated and b.when_stated)
        return
    if a.document != b.document and a.report.days & b.report.days:
        yield Facet.of("when", "a day that both reports tell", anchor=True)
    yield _published(a, b)


def _days(a: When, b: When, *, anchor: bool) -> Facet:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return Facet.silent("when")
    gap = max(a.start - b.end, b.start - a.end).days
    return apart(gap, max(a.days or 1, b.days or 1), anchor)


@lru_cache(maxsize=1 << 14)
def apart(gap: int, longest: int, anchor: bool) -> Facet:
    """What it says that so many days lie between the end of the one and the start of the other.

    Below 1 they overlap. `longest`: the days of the longer one; `anchor`: whether both state them.
    """
    if gap <= 0:
        if longest == 1:
            return Facet.of("when", "same day", anchor=anchor)
        if longest <= 7:
            return Facet.of("when", "within a week", anchor=anchor)
        return Facet.of("when", "within a longer time", anchor=anchor and longest <= 31)
    if gap == 1:  # a night between two days, or a time zone
        return Facet.of("when", "a day apart", hint=True)
    if gap <= 3:
        return Facet.of("when", "days apart")
    return Facet.of("when", "far apart", forbids=gap > FAR)


def _published(a: Telling, b: Telling) -> Facet:
    for told, silent in ((a, b), (b, a)):
        if told.when and told.when.start and silent.published:
            late = (silent.published - told.when.start).days
            if late < 0:
                return Facet.of("published", "before it happened", forbids=late < -1)
            return _late(late)
    if a.published and b.published and a.document != b.document:
        return _late(abs((a.published - b.published).days))
    return Facet.silent("published")


def _late(days: int) -> Facet:
    # Only a hint: that two reports come out together is no evidence that they tell one thing.
    how = "soon" if days <= 3 else "in a week" if days <= 7 else "in a month" if days <= 31 else "later"
    return Facet.of("published", how, hint=True)
