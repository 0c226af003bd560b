"""Joins tellings into incidents: the likeliest pairs first, never two happenings that one document keeps apart.

The result depends neither on the order of the input nor on how it is cut into parts: pairs are taken by score, ties
by id. Method: single-link components over judged pairs, guarded by a mean-link test against chains.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from casus.merging.compare import compare, same
from casus.merging.summary import summarise
from casus.records.incident import Incident, Likeness, Telling

CROWDED = 400  # a block larger than this says too little to compare all its pairs


def merge(tellings: Iterable[Telling]) -> list[Incident]:
    """Incidents in order of their ids. A telling that nothing else tells is an incident of one."""
    by_id = {t.event: t for t in tellings}
    links = sorted(_links(by_id), key=lambda k: (-k.score, k.pair))
    groups = _groups(by_id, links)
    made = []
    for members in groups:
        inside = {t.event for t in members}
        why = tuple(k for k in links if k.pair[0] in inside and k.pair[1] in inside)
        made.append(summarise(mint(members), members, why))
    return sorted(made, key=lambda i: i.id)


def mint(members: tuple[Telling, ...]) -> str:
    """The id of an incident founded by its first telling (by publication, then id). A store keeps it for good."""
    founder = min(members, key=lambda t: (t.published is None, t.published, t.event))
    return "i" + sha256(founder.event.encode()).hexdigest()[:15]


def _links(by_id: Mapping[str, Telling]) -> Iterator[Likeness]:
    for a, b in sorted(_pairs(by_id.values())):
        found = same(by_id[a], by_id[b])
        if found is not None:
            yield found


def _pairs(tellings: Iterable[Telling]) -> set[tuple[str, str]]:
    """Pairs that share a block: a place on a grid of half a degree, or a day with a country, or a campaign."""
    blocks: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    for t in sorted(tellings, key=lambda t: t.event):
        for key in set(_keys(t)):
            blocks[key].append(t)
    pairs = set()
    for members in blocks.values():
        members = members[:CROWDED]
        for i, a in enumerate(members):
            for b in members[i + 1 :]:
                if a.document != b.document:
                    pairs.add((min(a.event, b.event), max(a.event, b.event)))
    return pairs


def _keys(t: Telling) -> Iterator[tuple[object, ...]]:
    months = _months(t)
    if t.place is not None:
        if t.place.latitude is not None and t.place.longitude is not None:
            row, column = int((t.place.latitude + 90) * 2), int((t.place.longitude + 180) * 2)
            for dy in (0, 1):
                for dx in (0, 1):
                    for month in months:
                        yield ("cell", row + dy, column + dx, month)
        for month in months:
            yield ("name", t.place.name.casefold(), month)
    if t.when is not None and t.when.start is not None and (t.when.days or 99) <= 3 and t.place is not None:
        yield ("day", t.when.start.toordinal(), t.place.country)
        yield ("day", t.when.start.toordinal() + 1, t.place.country)


def _months(t: Telling) -> tuple[object, ...]:
    """The month and the half-shifted month around it, so that the turn of a month parts nothing."""
    day = (t.when.start if t.when is not None and t.when.start else None) or t.published
    if day is None:
        return (None,)
    return (("m", (day.toordinal()) // 31), ("h", (day.toordinal() + 15) // 31))


def _groups(by_id: Mapping[str, Telling], links: list[Likeness]) -> list[tuple[Telling, ...]]:
    group: dict[str, set[str]] = {e: {e} for e in by_id}
    for link in links:
        a, b = (group[e] for e in link.pair)
        if a is b or not _fit(by_id, a, b):
            continue
        joined = a | b
        for e in joined:
            group[e] = joined
    seen: set[int] = set()
    out = []
    for e in sorted(by_id):
        if id(group[e]) not in seen:
            seen.add(id(group[e]))
            out.append(tuple(by_id[x] for x in sorted(group[e])))
    return out


def _fit(by_id: Mapping[str, Telling], a: set[str], b: set[str]) -> bool:
    """No document on both sides tells them as two; and on the whole the pairs across do not speak against it."""
    if {by_id[e].document for e in a} & {by_id[e].document for e in b}:
        return False
    scores = [compare(by_id[x], by_id[y]).score for x in sorted(a)[:8] for y in sorted(b)[:8]]
    return sum(max(-10.0, s) for s in scores) / len(scores) > 0.0
