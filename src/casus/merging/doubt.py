"""Which pairs need no judging: those that cannot be one happening whatever their finer facets say.

Of a million reports most that share a rare word tell of other days, and most of a town's week tell other things. Only
what `compare` would surely refuse is passed over here, by its own weights, so that nothing in the result changes.
"""

from __future__ import annotations

from bisect import bisect_right
from math import sqrt

from casus.merging.compare import AHEAD, ALIKE, UNSEEN, kinds, tolls
from casus.merging.grounds import dated, located, span
from casus.merging.weights import WEIGHTS as W
from casus.merging.when import when
from casus.records.incident import Report, Telling
from casus.values.kind import Kind
from casus.values.toll import Harm

FAR = 10  # days: from here on only nearly one text makes two tellings one
SLACK = 1e-6  # sums of fractions in another order
NEARLY = 0.35  # likeness of words: nearly one text
LIKELIEST = {  # the most that a facet can say for two tellings, where it says anything
    part: max(x for key, x in W.items() if key.startswith(f"{part}: "))
    for part in ("where", "toll", "party", "operation", "objects", "lead")
}
LEAST = tuple(sorted(ALIKE))
SAID = (W["words: unlike"], *(W[f"words: {least:g} alike"] for least in LEAST))  # by how many of LEAST are reached
MOST_ALIKE = max(SAID[1:])
# What a telling tells beside days, place and kind, a bit each, with the most that each can say for two which both do.
PARTS = ("lead", "party", "party", "operation", "objects")
FINER = tuple(sum(LIKELIEST[p] for n, p in enumerate(PARTS) if bits >> n & 1) for bits in range(1 << len(PARTS)))
HARMS = {harm: 1 << n for n, harm in enumerate(Harm)}
KINDS = 4096  # more than there are

Band = tuple[float, float, frozenset[int]]
Known = tuple[int, int, Band, int, bool, int, int, str | None]  # days, places, kind, ahead, parts, harms, country


class Doubt:
    """Passes over pairs; remembers in short of each telling what decides, and what two kinds say."""

    def __init__(self) -> None:
        self._numbers: dict[Kind, int] = {}
        self._kinds: dict[int, float | None] = {}
        self._known: dict[str, Known] = {}
        self._equal: dict[Known, Known] = {}

    def hopeless(self, a: Telling, b: Telling) -> bool:
        """Whether the two are surely no link; False where they may be one, or stand in one report."""
        if a.report.document == b.report.document:
            return False
        start, end, band, kind, ahead, parts, harms, land = self._known.get(a.event) or self._know(a)
        first, last, other, sort, before, finer, tolled, country = self._known.get(b.event) or self._know(b)
        if ahead is not before:
            return True
        if start and first:
            gap = start - last if start > last else max(0, first - end)
            if gap and _away(a, b, band, other):
                return True  # neither a place nor a day is one that both state
            if gap > FAR:
                # Only nearly one text about one place makes two tellings one that are told of days so far apart.
                return cosine(a.report, b.report) < NEARLY - SLACK
            most = _when(gap)
        else:
            if a.report.days.isdisjoint(b.report.days) and _away(a, b, band, other):
                return True
            most = 0.0
            for told in when(a, b):
                if told.forbids and told.name != "when":
                    return True
                most += told.weight
        pair = kind * KINDS + sort
        said = self._kinds[pair] if pair in self._kinds else self._said(a.kind, b.kind, pair)
        if said is None:
            return True
        figures = LIKELIEST["toll"] * (harms & tolled).bit_count()
        most += said + FINER[parts & finer] + figures
        if land and country and land != country:
            most += W["where: another country"]
            most += 0.0 if _away(a, b, band, other) else LIKELIEST["where"]
        else:
            most += LIKELIEST["where"]
        if most + MOST_ALIKE < W["enough"]:
            return True
        most += _words(a.report, b.report)
        if most >= W["enough"] - SLACK and figures:
            most += sum([f.weight for f in tolls(a, b)]) - figures
        return most < W["enough"] - SLACK

    def _know(self, t: Telling) -> Known:
        start, end = dated(t) or (0, 0)
        parts = (t.lead, t.initiator is not None, t.target is not None, t.operation is not None, bool(t.objects))
        harms = 0
        for toll in t.tolls:
            harms |= HARMS[toll.harm]
        found: Known = (
            start,
            end,
            _band(t),
            self._numbers.setdefault(t.kind, len(self._numbers)),
            t.factuality in AHEAD,
            sum(1 << n for n, part in enumerate(parts) if part),
            harms,
            t.place.country if t.place else None,
        )
        # Many tell alike of one place and day: equal ones are kept once.
        self._known[t.event] = found = self._equal.setdefault(found, found)
        return found

    def _said(self, a: Kind, b: Kind, pair: int) -> float | None:
        """What two kinds say; None where they forbid it."""
        facet = kinds(a, b)
        self._kinds[pair] = said = None if facet.forbids else facet.weight
        return said


def _band(t: Telling) -> Band:
    """The latitudes between which its places and those of its report may be held for another's, and their numbers."""
    places = located(t)
    ids = frozenset(p.geonameid for p in places if p.geonameid is not None)
    spans = [span(p) for p in places]
    return min((low for low, _ in spans), default=90.0), max((high for _, high in spans), default=-90.0), ids


def cosine(a: Report, b: Report) -> float:
    """How alike the words of two reports are, 0 to 1."""
    mine, theirs = a.words, b.words
    if mine.keys().isdisjoint(theirs):
        return 0.0
    shared = sum([mine[word] * theirs[word] for word in mine.keys() & theirs.keys()])
    return shared / sqrt((a.length**2 + UNSEEN) * (b.length**2 + UNSEEN))


def _when(gap: int) -> float:
    if gap == 0:
        return W["when: same day"]
    if gap == 1:
        return W["when: a day apart"]
    return W["when: days apart"] if gap <= 3 else W["when: far apart"]


def _away(a: Telling, b: Telling, band: Band, other: Band) -> bool:
    """Whether no place of the one report can be held for one of the other's."""
    apart = (band[0] > other[1] or other[0] > band[1]) and band[2].isdisjoint(other[2])
    return apart and a.report.spots.isdisjoint(b.report.spots)


def _words(a: Report, b: Report) -> float:
    if not a.words or not b.words:
        return 0.0
    alike = cosine(a, b)
    if not alike:
        return SAID[0]
    # Weights need not fall with likeness: at a threshold the higher of both sides is taken.
    return max(SAID[bisect_right(LEAST, alike + SLACK)], SAID[bisect_right(LEAST, alike - SLACK)])
