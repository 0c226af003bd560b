"""Which pairs need no judging: those that cannot be one happening whatever their finer facets say.

Of a million reports most that share a rare word tell of other days, and most of a town's week tell other things. Only
what `compare` would surely refuse is passed over here, by its own weights, so that nothing in the result changes.
"""

from __future__ import annotations

from bisect import bisect_right

from casus.merging.briefs import Brief, Briefs
from casus.merging.compare import ALIKE, NEARLY, kinds, tolls
from casus.merging.weights import WEIGHTS as W
from casus.merging.when import FAR, apart, when
from casus.records.incident import Telling

SLACK = 1e-6  # sums of fractions in another order
LIKELIEST = {  # the most that a facet can say for two tellings, where it says anything
    part: max(x for key, x in W.items() if key.startswith(f"{part}: "))
    for part in ("where", "toll", "party", "operation", "objects", "lead")
}
# What a telling tells beside days, place and kind, a bit each, with the most that each can say for two which both do.
PARTS = ("lead", "party", "party", "operation", "objects")
FINER = tuple(sum(LIKELIEST[p] for n, p in enumerate(PARTS) if bits >> n & 1) for bits in range(1 << len(PARTS)))
LEAST = (0.0, *sorted(ALIKE))
SAID = (W["words: unlike"], *(W[f"words: {least:g} alike"] for least in LEAST[1:]))  # from each of LEAST on
# The most that words say which are no more alike than this; weights need not rise with likeness.
UP_TO = tuple(max(SAID[: n + 1]) for n in range(len(SAID)))
ENOUGH = W["enough"] - SLACK
KINDS = 1 << 30  # more than there are numbers
# The most that days say, by the gap between them.
DAYS = tuple(max(f.weight for f in (apart(n, 1, True), apart(n, 8, True), apart(n, 32, True))) for n in range(FAR + 1))


class Doubt:
    """Passes over pairs; remembers what two kinds say."""

    def __init__(self, briefs: Briefs) -> None:
        self._briefs = briefs
        self._kinds: dict[int, float | None] = {}

    def hopeless(self, a: Telling, b: Telling) -> bool:
        """Whether the two are surely no link; False where they may be one, or stand in one report."""
        x, y = self._briefs(a), self._briefs(b)
        if x.document == y.document:
            return False
        if x.ahead is not y.ahead:
            return True
        if x.since and y.since:
            gap = x.since - y.until if x.since > y.until else max(0, y.since - x.until)
            if gap and _away(x, y):
                return True  # neither a place nor a day is one that both state
            if gap > FAR:
                # Only nearly one text about one place makes two tellings one that are told of days so far apart.
                return _cosine(x, y) < NEARLY - SLACK
            most = DAYS[gap]
        else:
            if x.report.days.isdisjoint(y.report.days) and _away(x, y):
                return True
            most = 0.0
            for told in when(a, b):
                if told.forbids and told.name != "when":
                    return True
                most += told.weight
        pair = x.kind * KINDS + y.kind
        said = self._kinds[pair] if pair in self._kinds else self._said(a, b, pair)
        if said is None:
            return True
        figures = LIKELIEST["toll"] * (x.harms & y.harms).bit_count()
        most += said + FINER[x.parts & y.parts] + figures
        if x.country and y.country and x.country != y.country:
            most += W["where: another country"]
            most += 0.0 if _away(x, y) else LIKELIEST["where"]
        else:
            most += LIKELIEST["where"]
        if most + UP_TO[-1] < ENOUGH:
            return True
        most += UP_TO[bisect_right(LEAST, _cosine(x, y) + SLACK) - 1] if x.report.words and y.report.words else 0.0
        if most >= ENOUGH and figures:
            most += sum([f.weight for f in tolls(a, b)]) - figures
        return most < ENOUGH

    def _said(self, a: Telling, b: Telling, pair: int) -> float | None:
        """What two kinds say; None where they forbid it."""
        facet = kinds(a.kind, b.kind)
        self._kinds[pair] = said = None if facet.forbids else facet.weight
        return said


def _cosine(x: Brief, y: Brief) -> float:
    """How alike the words of two reports are, 0 to 1."""
    mine, theirs = x.report.words, y.report.words
    return sum([mine[word] * theirs[word] for word in mine.keys() & theirs.keys()]) / (x.norm * y.norm)


def _away(x: Brief, y: Brief) -> bool:
    """Whether no place of the one report can be held for one of the other's."""
    south, north, ids = x.band
    if x.towns == y.towns and south <= north:
        return False
    low, high, others = y.band
    apart = (south > high or low > north) and ids.isdisjoint(others)
    return apart and x.report.spots.isdisjoint(y.report.spots)
