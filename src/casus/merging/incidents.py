"""Joins tellings into incidents: the likeliest pairs first, and never two that something forbids to be one.

The result depends neither on the order of the input nor on how it is cut into parts: pairs are taken by score, ties
by id. Method: components over judged pairs, guarded by the mean likeness across (average linkage), so that a chain of
neighbours does not join its ends. What a person said of a pair comes before any score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256

from casus.merging.blocks import pairs
from casus.merging.compare import compare
from casus.merging.groups import Groups
from casus.merging.summary import summarise
from casus.merging.weights import WEIGHTS as W
from casus.records.incident import Incident, Likeness, Telling

Pair = tuple[str, str]


def merge(tellings: Iterable[Telling], judged: Mapping[Pair, bool] | None = None) -> list[Incident]:
    """Incidents in order of their ids. A telling that nothing else tells is an incident of one.

    `judged`: pairs of events, in order of ids, that people hold to be one happening (True) or two (False).
    """
    by_id = {t.event: t for t in tellings}
    links: list[Likeness] = []
    again: list[Likeness] = []
    for a, b in pairs(by_id.values()):
        likeness = compare(a, b)
        if likeness.same:
            links.append(likeness)
        if a.document == b.document and not likeness.forbidden and likeness.score >= W["one report: told again"]:
            again.append(likeness)  # one thing told again, where other reports tell of it
    groups = Groups(by_id, judged or {})
    groups.join(links)
    groups.join(again, several=True)
    why: dict[int, list[Likeness]] = defaultdict(list)
    for link in sorted((*links, *groups.said), key=lambda k: (-k.score, k.pair)):
        mine, theirs = (groups.of[e] for e in link.pair)
        if mine is theirs:
            why[id(mine)].append(link)
    made = []
    for members in groups.all():
        told = tuple(by_id[e] for e in sorted(members))
        made.append(summarise(mint(told), told, tuple(why[id(members)])))
    return sorted(made, key=lambda i: i.id)


def mint(members: tuple[Telling, ...]) -> str:
    """The id of an incident, from the telling that founds it: first by publication, then by id.

    A reader without memory can only mint anew; who remembers keeps the first id for good, and redirects (`naming`).
    """
    founder = min(members, key=lambda t: (t.published is None, t.published or 0, t.event))
    return "i" + sha256(founder.event.encode()).hexdigest()[:15]
