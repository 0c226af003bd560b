"""The town that a whole report is about: where it was filed, whose police it tells of, what its head names.

A local report names its town once or twice ("VESK -- ", "Vesk police"), then only streets, bars and blocks. Agencies
file from a town about many others: no town is a report's own unless most of the local places that it tells lie there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casus.coding.dateline import zones
from casus.gazetteer import open_gazetteer
from casus.gazetteer.keys import plain
from casus.gazetteer.place import Place
from casus.gazetteer.tables import pattern, words
from casus.records.annotated import Annotated, PlaceMention
from casus.records.span import Span
from casus.values.where import Level, Where

NEAR = 50.0  # km within which a report's local places are its town's own
OWN = 0.6  # share of the weight of a report's local places that lies there, from which it is about one town
LEAST = 3.0  # weight of the words for a town: a dateline or its police; once in the head is not enough
MOST = 3  # mentions that count
QUOTED = 2  # quotes that bear the town
HEAD = 600  # characters in which a report tells where it was filed
LARGE = 50_000  # people of a town that is known by its name alone
GREATER = 4  # times larger than the next of its name
FAR_GREATER = 10  # times larger than the one that reading took
FILER, HEADLINE, NAMED = 2.5, 2.0, 0.5  # weights of a dateline or the police, of the head, and of any mention
LOCAL = frozenset({Level.TOWN, Level.DISTRICT, Level.POINT})
SORT = pattern("town_sorts", capitals=True)
AFTER = re.compile(rf"(?:\s+{SORT})?(?:['’]s)?\s+(?:{SORT}\s+)?{pattern('town_forces', capitals=True)}")
BEFORE = re.compile(rf"\b{pattern('own_town', capitals=True)}\s+$")
FILED = re.compile(r"(?:,?\s*[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)?\)?\s*(?:\([^()\n]{1,40}\)\s*)?(?:--|–|—|-\s)")
FORCE = re.compile(rf"\b((?:[A-Z][\w.’'-]+ ){{1,3}})(?:{SORT}\s+)?{pattern('town_forces', capitals=True)}")
ACRONYM = re.compile(r"[A-Z]{2,5}")

Key = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A report's town, the words that tell it, best first, and their weight."""

    where: Where
    spans: tuple[Span, ...]
    weight: float


def home(annotated: Annotated) -> Home | None:
    """The one town that a report is about; None where it tells several, or none by dateline, police or head."""
    told: dict[Key, list[tuple[float, Span]]] = {}
    where: dict[Key, Where] = {}
    everywhere: list[tuple[float, Where]] = []
    for mention in annotated.places:
        cue = _cue(annotated, mention)
        found = _found(annotated, mention, cue)
        if found is None or acronym(annotated, mention.anchor or mention.span):
            continue
        everywhere.append((cue + NAMED, found))
        if found.level in (Level.TOWN, Level.DISTRICT):
            key = found.name, found.admin1, found.country
            told.setdefault(key, []).append((cue, mention.anchor or mention.span))
            where.setdefault(key, found)
    for found, span in _forces(annotated):
        everywhere.append((FILER + NAMED, found))
        key = found.name, found.admin1, found.country
        told.setdefault(key, []).append((FILER, span))
        where.setdefault(key, found)
    abroad = [m.where.country for m in (*annotated.places, *annotated.pointers) if m.where.level is Level.COUNTRY]
    weights = _weights(told)
    if not weights:
        return None
    best = max(weights, key=lambda k: (weights[k], where[k].level is Level.TOWN, -told[k][0][1].start))
    own = sum(w for w, other in everywhere if near(where[best], other))
    all_told = sum(w for w, _ in everywhere) + NAMED * sum(c not in (None, where[best].country) for c in abroad)
    if weights[best] < LEAST or own < OWN * all_told:
        return None
    quotes = sorted(told[best], key=lambda t: (-t[0], t[1].start))
    return Home(where=where[best], spans=tuple(s for _, s in quotes[:QUOTED]), weight=weights[best])


def near(town: Where, other: Where, km: float = NEAR) -> bool:
    """Whether another place lies in or by a town."""
    far = town.distance_km(other)
    return far is not None and far <= km


def acronym(annotated: Annotated, span: Span) -> bool:
    """Whether a name is a short word in capitals in a text that has small letters: a channel, a force, no town."""
    text = annotated.document.text
    return ACRONYM.fullmatch(text[span.start : span.end]) is not None and not (text.isupper() or _filed(text, span))


def _weights(told: Mapping[Key, Sequence[tuple[float, Span]]]) -> dict[Key, float]:
    return {
        key: sum(sorted((cue for cue, _ in found), reverse=True)[:MOST]) + NAMED * min(MOST, len(found))
        for key, found in told.items()
        if any(cue for cue, _ in found)
    }


def _cue(annotated: Annotated, mention: PlaceMention) -> float:
    """How much the words around a town say that the report is about it."""
    text = annotated.document.text
    span = mention.anchor or mention.span
    if _filed(text, span) or any(z.covers(span) for z in zones(text)):
        return FILER
    if AFTER.match(text, span.end) or BEFORE.search(text[max(0, span.start - 24) : span.start]):
        return FILER
    if AFTER.search(text[span.start : span.end]):
        return FILER
    head = len(annotated.sentences) > 1 and span.start < annotated.sentences[0].end  # one sentence alone has no head
    return HEADLINE if head else 0.0


def _forces(annotated: Annotated) -> Iterator[tuple[Where, Span]]:
    """The towns of "Vesk Police", where reading took the whole for an organisation and saw no place in it."""
    for match in FORCE.finditer(annotated.document.text):
        parts, end = match[1].split(), match.end(1) - 1
        if parts[-1].casefold() in words("no_towns") | words("town_sorts"):
            continue
        for n in range(len(parts)):
            name = " ".join(parts[n:])
            span = Span(start=end - len(name), end=end)
            if any(m.span.overlaps(span) for m in annotated.places):
                break
            found = _known(annotated, name)
            if found is not None:
                yield found, span
                break


def _filed(text: str, span: Span) -> bool:
    """Whether a town opens the report before a dash: "VESK, Nor. (AP) --", also glued to a headline or in a line."""
    if span.start >= HEAD or not FILED.match(text, span.end):
        return False
    before = text[: span.start]
    capitals = text[span.start : span.end].isupper() and span.end - span.start > 3
    return capitals or not before.strip() or not before[-1].isspace() or before[-1] == "\n"


def _found(annotated: Annotated, mention: PlaceMention, cue: float) -> Where | None:
    """The place of a local mention; of one that reading left open, the well-known town of its name."""
    where = mention.where
    if where.level not in LOCAL:
        return None
    span = mention.anchor or mention.span
    if where.latitude is not None:
        return (_greater(annotated, span, where) if cue else None) or replace(where, relation=None)
    return _known(annotated, annotated.document.text[span.start : span.end]) if cue else None


def _known(annotated: Annotated, name: str) -> Where | None:
    """The town of a name, without its compass word, in a division that the report tells, or by far the largest."""
    towns = _namesakes(name)
    divisions = {(m.where.admin1, m.where.country) for m in annotated.places if m.where.admin1}
    there = [p for p in towns if (p.admin1, p.country) in divisions]
    if there:
        return there[0].where
    next_size = towns[1].population if len(towns) > 1 else 0
    if towns and towns[0].population >= max(LARGE, GREATER * next_size):
        return towns[0].where
    return None


def _greater(annotated: Annotated, span: Span, where: Where) -> Where | None:
    """The city that a bare name means where reading took a far smaller one, of a division that is not told."""
    if where.level is not Level.TOWN or any(
        m.where.level is Level.ADMIN1 and (m.where.admin1, m.where.country) == (where.admin1, where.country)
        for m in annotated.places
    ):
        return None
    towns = _namesakes(annotated.document.text[span.start : span.end])
    own = next((p for p in towns if p.geonameid == where.geonameid), None)
    if own is None or towns[0].population < max(LARGE, FAR_GREATER * own.population):
        return None
    others = (m.where for m in annotated.places if plain(m.where.name) != plain(where.name))
    abroad = towns[0].country != where.country and any(o.country == where.country for o in others)
    return None if abroad else towns[0].where


def lone(annotated: Annotated, where: Where, told: str) -> bool:
    """Whether nothing in a report bears out a small town: no other place of its division, and it is not well known."""
    others = (m.where for m in (*annotated.places, *annotated.pointers) if plain(m.where.name) != plain(where.name))
    if any((o.admin1, o.country) == (where.admin1, where.country) for o in others):
        return False
    own = next((p for p in _namesakes(told) if p.geonameid == where.geonameid), None)
    return own is not None and own.population < LARGE


def _namesakes(name: str) -> list[Place]:
    """The towns of a name, its compass word left out, the largest first."""
    parts = name.strip(" ,.").split()
    while len(parts) > 1 and (parts[0].casefold() in words("compass") or re.fullmatch(r"[NSEW]{1,2}\.?", parts[0])):
        parts = parts[1:]
    told = plain(" ".join(parts))
    towns = [p for p in open_gazetteer().candidates(" ".join(parts)) if p.kind == "P" and plain(p.name) == told]
    return sorted(towns, key=lambda p: -p.population)
