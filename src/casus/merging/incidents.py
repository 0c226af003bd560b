"""Joins tellings into incidents: the likeliest pairs first, and never two that something forbids to be one.

The result depends neither on the order of the input nor on how it is cut into parts: pairs are taken by score, ties
by id. Method: components over judged pairs, guarded by the mean likeness across (average linkage), so that a chain of
neighbours does not join its ends. What a person said of a pair comes before any score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256

from casus.merging.aftermath import followed, followers
from casus.merging.blocks import Stand, pairs
from casus.merging.briefs import Briefs
from casus.merging.doubt import Doubt
from casus.merging.groups import Groups, Pair
from casus.merging.summary import summarise
from casus.merging.votes import Votes
from casus.merging.weights import WEIGHTS as W
from casus.records.incident import Incident, Likeness, Telling


class Judge:
    """What pairs of tellings say. `remembers`: each is asked once, however often it comes."""

    def __init__(self, *, remembers: bool = False) -> None:
        briefs = Briefs()
        self._doubt = Doubt(briefs)
        self._votes = Votes(briefs)
        self._known: dict[Pair, Likeness | None] | None = {} if remembers else None
        self.stand: dict[str, Stand] | None = {} if remembers else None  # where events stand
        self.sums: dict[Pair, tuple[bool, float]] = {}  # of those that groups ask for

    def __call__(self, a: Telling, b: Telling) -> Likeness | None:
        """How alike two tellings are, in order of ids; None where they surely are no link."""
        if self._known is None:
            return None if self._doubt.hopeless(a, b) else self._votes.likeness(a, b)
        pair = (a.event, b.event)
        if pair not in self._known:
            self._known[pair] = None if self._doubt.hopeless(a, b) else self._votes.likeness(a, b)
        return self._known[pair]

    def weighed(self, a: Telling, b: Telling) -> tuple[bool, float]:
        """Whether something forbids that two tellings are one, and the sum of the votes; in order of ids."""
        return self._votes.weighed(a, b)


def merge(
    tellings: Iterable[Telling],
    judged: Mapping[Pair, bool] | None = None,
    against: Callable[[Pair, Pair], None] | None = None,
    judge: Judge | None = None,
    linked: Callable[[list[Pair]], None] | None = None,
) -> list[Incident]:
    """Incidents in order of their ids. A telling that nothing else tells is an incident of one.

    `judged`: pairs of events that people hold to be one happening (True) or two (False). Where these contradict one
    another, what parts prevails: `against` is told the pair that could not be joined, and the pair that parts it.
    `judge` may know some pairs already. `linked` is told all pairs that may be one.
    """
    return list(incidents(tellings, judged, against, judge, linked))


def incidents(
    tellings: Iterable[Telling],
    judged: Mapping[Pair, bool] | None = None,
    against: Callable[[Pair, Pair], None] | None = None,
    judge: Judge | None = None,
    linked: Callable[[list[Pair]], None] | None = None,
) -> Iterator[Incident]:
    """As `merge`; each incident is made when its turn comes, so that they need not be held by the million."""
    by_id = {t.event: t for t in tellings}
    groups, links = grouped(by_id, judged or {}, judge or Judge())
    if linked is not None:
        linked([link.pair for link in links])
    for joined, parting in groups.against:
        if against is not None:
            against(joined, parting)
    yield from summed(by_id, groups, links)


def summed(
    by_id: Mapping[str, Telling], groups: Groups, links: list[Likeness], only: Iterable[set[str]] | None = None
) -> Iterator[Incident]:
    """The incidents of groups, in order of ids, with the links that speak for each; the list of links is emptied.

    `only`: of these groups, of which alone `by_id` need hold the tellings.
    """
    why: dict[int, list[Likeness]] = defaultdict(list)
    said = {k.pair: k for k in groups.said}
    for link in sorted((*said.values(), *(k for k in links if k.pair not in said)), key=lambda k: (-k.score, k.pair)):
        mine, theirs = (groups.of[e] for e in link.pair)
        if mine is theirs:
            why[id(mine)].append(link)
    links.clear()
    wanted = groups.all() if only is None else only
    founded = sorted(((mint(tuple(by_id[e] for e in m)), m) for m in wanted), key=lambda f: f[0])
    for id_, members in founded:
        yield summarise(id_, tuple(by_id[e] for e in sorted(members)), tuple(why.pop(id(members), ())))


def grouped(by_id: Mapping[str, Telling], judged: Mapping[Pair, bool], judge: Judge) -> tuple[Groups, list[Likeness]]:
    """Which events are one incident, and the links that speak for it."""
    links: list[Likeness] = []
    again: list[Likeness] = []
    for a, b in pairs(by_id.values(), stand=judge.stand):
        likeness = judge(a, b)
        if likeness is None:
            continue
        if likeness.same:
            links.append(likeness)
        if told_again(a, b, likeness):
            again.append(likeness)
    groups = Groups(by_id, judged, judge.sums, judge.weighed)
    after = followers(by_id.values())
    groups.join(k for k in links if after.keys().isdisjoint(k.pair))
    groups.join((k for k in again if after.keys().isdisjoint(k.pair)), several=True)
    for event, deeds in sorted(after.items()):
        first = followed(by_id[event], deeds, groups.of)
        if first is not None and len(groups.of[event]) == 1:
            groups.attach(event, first)
    groups.join(links)
    groups.join(again, several=True)
    return groups, links


def told_again(a: Telling, b: Telling, likeness: Likeness) -> bool:
    """Whether one report may tell one thing twice here, which it does where other reports tell of it too."""
    likely = not likeness.forbidden and likeness.score >= W["one report: told again"]
    return a.document == b.document and likely


def mint(members: tuple[Telling, ...]) -> str:
    """The id of an incident, from the telling that founds it: first by publication, then by id.

    A reader without memory can only mint anew; a store keeps the first id for good, and redirects.
    """
    founder = min(members, key=lambda t: (t.published is None, t.published or 0, t.event))
    return "i" + sha256(founder.event.encode()).hexdigest()[:15]
