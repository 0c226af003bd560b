"""Groups of events that grow by links, the likeliest first, as far as nothing forbids it and people do not object."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import product

from casus.merging.compare import AHEAD, compare
from casus.merging.weights import WEIGHTS as W
from casus.records.incident import Likeness, Telling

Pair = tuple[str, str]
Weight = tuple[bool, float]  # whether something forbids it, and the sum of the votes

SEEN = 8  # tellings of a large group that a newcomer is compared with
SAID = "a person holds them to be one"


class Groups:
    """Which events are together. `of` gives each event's group; `said` holds a likeness for each pair people joined.
    `known`: what pairs weigh, as far as it was asked; more is asked of `weighed`, and added.

    What people hold to be two stays two: a pair that others hold to be one, and that would join such two through
    others, is not joined, and stands in `against` with the pair that parts it.
    """

    def __init__(
        self,
        by_id: Mapping[str, Telling],
        judged: Mapping[Pair, bool],
        known: dict[Pair, Weight],
        weighed: Callable[[Telling, Telling], Weight],
    ) -> None:
        self._by_id = by_id
        self._known = known
        self._weighed = weighed
        self._foes: dict[str, set[str]] = defaultdict(set)
        self.of: dict[str, set[str]] = {e: {e} for e in by_id}
        self.said: list[Likeness] = []
        self.against: list[tuple[Pair, Pair]] = []
        self._beside: set[str] = set()
        told = sorted({(min(p), max(p)): same for p, same in judged.items() if p[0] in by_id and p[1] in by_id}.items())
        for (a, b), same in told:
            if not same:
                self._foes[a].add(b)
                self._foes[b].add(a)
        for (a, b), same in told:
            if same:
                found = compare(by_id[a], by_id[b])
                self.said.append(replace(found, evidence_for=(SAID, *found.evidence_for), same=True, forbidden=False))
                parting = self._parting(self.of[a], self.of[b])
                if parting is not None:
                    self.against.append(((a, b), parting))
                elif self.of[a] is not self.of[b]:
                    self._unite(self.of[a], self.of[b])

    def join(self, links: Iterable[Likeness], *, several: bool = False) -> None:
        """Join the groups that links hold together, where they fit. `several`: only where other reports tell of one."""
        apart: dict[tuple[int, int], tuple[set[str], set[str]]] = {}  # groups that were found not to fit
        for link in sorted(links, key=lambda k: (-k.score, k.pair)):
            a, b = (self.of[e] for e in link.pair)
            if a is b or (several and len({self._by_id[e].document for e in a | b}) < 2):
                continue
            self._known[link.pair] = (link.forbidden, link.score)
            # A group that grows is another set: what was said of two holds as long as they stand.
            both = (min(id(a), id(b)), max(id(a), id(b)))
            if both in apart:
                continue
            if self._fit(a, b):
                self._unite(a, b)
            else:
                apart[both] = (a, b)

    def attach(self, follower: str, deed: str) -> None:
        """Put what follows a deed beside it, unless people parted them. It has no say in what else joins."""
        if self._parting(self.of[follower], self.of[deed]) is None:
            self._unite(self.of[follower], self.of[deed])
            self._beside.add(follower)

    def all(self) -> list[set[str]]:
        """Each group once."""
        return list({id(g): g for g in self.of.values()}.values())

    def _unite(self, a: set[str], b: set[str]) -> None:
        joined = a | b
        for e in joined:
            self.of[e] = joined

    def _parting(self, a: set[str], b: set[str]) -> Pair | None:
        """The first pair across that people hold to be two; None where there is none."""
        if a is b:
            return None
        across = ((min(e, f), max(e, f)) for e in a if e in self._foes for f in self._foes[e] & b)
        return min(across, default=None)

    def _fit(self, a: set[str], b: set[str]) -> bool:
        """Whether two groups may be one: nothing forbids it, and on the whole the pairs across speak for it."""
        if self._parting(a, b) is not None or len({self._by_id[e].factuality in AHEAD for e in a | b}) > 1:
            return False
        scores = []
        for x, y in product(sorted(a - self._beside)[:SEEN], sorted(b - self._beside)[:SEEN]):
            forbidden, score = self._compared(x, y)
            if forbidden:
                return False
            if self._by_id[x].document == self._by_id[y].document and score < W["one report: enough"]:
                return False  # the report tells them as two
            scores.append(score)
        return bool(scores) and sum(scores) / len(scores) >= W["on the whole"]

    def _compared(self, x: str, y: str) -> Weight:
        pair = (x, y) if x < y else (y, x)
        if pair not in self._known:
            self._known[pair] = self._weighed(self._by_id[pair[0]], self._by_id[pair[1]])
        return self._known[pair]
