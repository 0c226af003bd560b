"""Which pairs need no judging: those that cannot be one happening whatever their finer facets say.

Of a million reports most that share a rare word tell of other days, and most of a town's week tell other things. Only
what `compare` would surely refuse is passed over here, by its own weights, so that nothing in the result changes.
"""

from __future__ import annotations

from math import sqrt

from casus.merging.compare import AHEAD, ALIKE, UNSEEN, kinds, tolls
from casus.merging.facet import Facet
from casus.merging.weights import WEIGHTS as W
from casus.merging.when import when
from casus.records.incident import Report, Telling
from casus.values.kind import Kind
from casus.values.where import Level

SLACK = 1e-6  # sums of fractions in another order
FAR = 10  # days: from here on only nearly one text makes two tellings one
NEARLY = 0.35  # likeness of words: nearly one text
LIKELIEST = {  # the most that a facet can say for two tellings, where it says anything
    part: max(x for key, x in W.items() if key.startswith(f"{part}: "))
    for part in ("where", "toll", "party", "operation", "objects", "lead")
}
THRESHOLDS = tuple((least, W[f"words: {least:g} alike"]) for least in ALIKE)
MOST_ALIKE = max(x for _, x in THRESHOLDS)
KM = 111.0  # of a degree of latitude, at the least
EVERYWHERE = (-90.0, 90.0)

Band = tuple[float, float, frozenset[int]]


class Doubt:
    """Passes over pairs; remembers of each telling its days and where it may lie, and what two kinds say."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[Kind, Kind], Facet] = {}
        self._days: dict[str, tuple[int, int, Band]] = {}
        self._bands: dict[Band, Band] = {}

    def hopeless(self, a: Telling, b: Telling) -> bool:
        """Whether the two are surely no link; False where they may be one, or stand in one report."""
        if a.report.document == b.report.document:
            return False
        start, end, band = self._days.get(a.event) or self._known(a)
        first, last, other = self._days.get(b.event) or self._known(b)
        if start and first:
            gap = max(0, start - last, first - end)
            if gap > FAR:
                # Only nearly one text about one place makes two tellings one that are told of days so far apart.
                return _away(a, b, band, other) or cosine(a.report, b.report) < NEARLY - SLACK
            most = _when(gap)
        else:
            most = 0.0
            for told in when(a, b):
                if told.forbids and told.name != "when":
                    return True
                most += told.weight
        if (a.factuality in AHEAD) != (b.factuality in AHEAD):
            return True
        pair = (a.kind, b.kind)
        kind = self._kinds.get(pair)
        if kind is None:
            kind = self._kinds[pair] = kinds(*pair)
        if kind.forbids:
            return True
        most += kind.weight + _finer(a, b)
        if _abroad(a, b):
            most += W["where: another country"]
            most += 0.0 if _away(a, b, band, other) else LIKELIEST["where"]
        else:
            most += LIKELIEST["where"]
        if most + MOST_ALIKE < W["enough"]:
            return True
        most += _words(a.report, b.report)
        if most >= W["enough"] - SLACK and a.tolls and b.tolls:
            most += sum(f.weight for f in tolls(a, b)) - _tolls(a, b)
        return most < W["enough"] - SLACK

    def _known(self, t: Telling) -> tuple[int, int, Band]:
        told = t.when
        start = end = 0
        if told is not None and told.start is not None and told.end is not None:
            start, end = told.start.toordinal(), told.end.toordinal()
        band = _band(t)
        self._days[t.event] = found = start, end, self._bands.setdefault(band, band)
        return found


def _band(t: Telling) -> Band:
    """The latitudes between which its places and those of its report may be held for another's, and their numbers."""
    places = [p for p in (t.place, *t.report.places) if p is not None and p.level is not Level.COUNTRY]
    ids = frozenset(p.geonameid for p in places if p.geonameid is not None)
    spans = [
        EVERYWHERE
        if p.latitude is None
        # Two places are one within 10 km, or within the sum of their radii.
        else (p.latitude - (10 + (p.radius_km or 0)) / KM, p.latitude + (10 + (p.radius_km or 0)) / KM)
        for p in places
    ]
    return min((low for low, _ in spans), default=90.0), max((high for _, high in spans), default=-90.0), ids


def cosine(a: Report, b: Report) -> float:
    """How alike the words of two reports are, 0 to 1."""
    mine, theirs = a.words, b.words
    shared = sum(mine[word] * theirs[word] for word in mine.keys() & theirs.keys())
    return shared / sqrt((a.length**2 + UNSEEN) * (b.length**2 + UNSEEN))


def _when(gap: int) -> float:
    if gap == 0:
        return W["when: same day"]
    if gap == 1:
        return W["when: a day apart"]
    return W["when: days apart"] if gap <= 3 else W["when: far apart"]


def _abroad(a: Telling, b: Telling) -> bool:
    here, there = a.place, b.place
    return bool(here and there and here.country and there.country and here.country != there.country)


def _away(a: Telling, b: Telling, band: Band, other: Band) -> bool:
    """Whether no place of the one report can be held for one of the other's."""
    apart = (band[0] > other[1] or other[0] > band[1]) and band[2].isdisjoint(other[2])
    return apart and a.report.spots.isdisjoint(b.report.spots)


def _finer(a: Telling, b: Telling) -> float:
    most = LIKELIEST["lead"] if a.lead and b.lead else 0.0
    if a.initiator is not None and b.initiator is not None:
        most += LIKELIEST["party"]
    if a.target is not None and b.target is not None:
        most += LIKELIEST["party"]
    if a.operation is not None and b.operation is not None:
        most += LIKELIEST["operation"]
    if a.objects and b.objects:
        most += LIKELIEST["objects"]
    if a.tolls and b.tolls:
        most += _tolls(a, b)
    return most


def _tolls(a: Telling, b: Telling) -> float:
    return LIKELIEST["toll"] * len({t.harm for t in a.tolls} & {t.harm for t in b.tolls})


def _words(a: Report, b: Report) -> float:
    if not a.words or not b.words:
        return 0.0
    alike = cosine(a, b) + SLACK
    # Weights need not fall with likeness: at a threshold the higher of both sides is taken.
    return max((x for least, x in THRESHOLDS if abs(least - alike) <= 2 * SLACK), default=_said(alike))


def _said(alike: float) -> float:
    for least, weight in THRESHOLDS:
        if alike >= least:
            return weight
    return W["words: unlike"]
