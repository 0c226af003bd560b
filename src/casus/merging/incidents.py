"""Joins tellings into incidents: the likeliest pairs first, and never two that something forbids to be one.

The result depends neither on the order of the input nor on how it is cut into parts: pairs are taken by score, ties
by id. Method: components over judged pairs, guarded by the mean likeness across (average linkage), so that a chain of
neighbours does not join its ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import product

from casus.merging.blocks import pairs
from casus.merging.compare import AHEAD, compare
from casus.merging.summary import summarise
from casus.merging.weights import WEIGHTS as W
from casus.records.incident import Incident, Likeness, Telling

SEEN = 8  # tellings of a large incident that a newcomer is compared with


def merge(tellings: Iterable[Telling]) -> list[Incident]:
    """Incidents in order of their ids. A telling that nothing else tells is an incident of one."""
    by_id = {t.event: t for t in tellings}
    known: dict[tuple[str, str], Likeness] = {}
    for a, b in pairs(by_id.values()):
        known[a, b] = compare(by_id[a], by_id[b])
    links = sorted((k for k in known.values() if k.same), key=lambda k: (-k.score, k.pair))
    group: dict[str, set[str]] = {e: {e} for e in by_id}
    _join(group, by_id, links, known)
    _join(group, by_id, _again(by_id, known), known, several=True)
    why: dict[int, list[Likeness]] = defaultdict(list)
    for link in links:
        a, b = link.pair
        if group[a] is group[b]:
            why[id(group[a])].append(link)
    made = []
    for members in {id(g): g for g in group.values()}.values():
        told = tuple(by_id[e] for e in sorted(members))
        made.append(summarise(mint(told), told, tuple(why[id(members)])))
    return sorted(made, key=lambda i: i.id)


def mint(members: tuple[Telling, ...]) -> str:
    """The id of an incident, from the telling that founds it: first by publication, then by id.

    A reader without memory can only mint anew; a store keeps the first id for good, and redirects.
    """
    founder = min(members, key=lambda t: (t.published is None, t.published or 0, t.event))
    return "i" + sha256(founder.event.encode()).hexdigest()[:15]


def _again(by_id: Mapping[str, Telling], known: Mapping[tuple[str, str], Likeness]) -> list[Likeness]:
    """Pairs of one report that may be one thing told again, likeliest first."""
    found = [
        k
        for k in known.values()
        if by_id[k.pair[0]].document == by_id[k.pair[1]].document
        and not k.forbidden
        and k.score >= W["one report: told again"]
    ]
    return sorted(found, key=lambda k: (-k.score, k.pair))


def _join(
    group: dict[str, set[str]],
    by_id: Mapping[str, Telling],
    links: Iterable[Likeness],
    known: dict[tuple[str, str], Likeness],
    *,
    several: bool = False,
) -> None:
    """Join the groups that links hold together, where they fit. `several`: only where other reports tell of one."""
    for link in links:
        a, b = (group[e] for e in link.pair)
        if a is b or (several and len({by_id[e].document for e in a | b}) < 2):
            continue
        if _fit(by_id, a, b, known):
            joined = a | b
            for e in joined:
                group[e] = joined


def _fit(by_id: Mapping[str, Telling], a: set[str], b: set[str], known: dict[tuple[str, str], Likeness]) -> bool:
    """Whether two groups may be one: nothing forbids it, and on the whole the pairs across speak for it."""
    if len({by_id[e].factuality in AHEAD for e in a | b}) > 1:
        return False
    scores = []
    for x, y in product(sorted(a)[:SEEN], sorted(b)[:SEEN]):
        pair = (min(x, y), max(x, y))
        if pair not in known:
            known[pair] = compare(by_id[x], by_id[y])
        if known[pair].forbidden:
            return False
        if by_id[x].document == by_id[y].document and known[pair].score < W["one report: enough"]:
            return False  # the report tells them as two
        scores.append(known[pair].score)
    return sum(scores) / len(scores) >= W["on the whole"]
