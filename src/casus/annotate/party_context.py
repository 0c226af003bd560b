"""What the whole document tells of who may be meant: actors told without doubt, countries, the day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from casus.actors import Actors, Match
from casus.records.annotated import Annotated


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Matches of the actor table by token, actors that are sure, countries told, the likeliest country, the day."""

    matches: dict[int, Match]
    sure: frozenset[str]
    told: frozenset[str]
    country: str | None
    day: date | None


def context(core: Annotated, actors: Actors) -> Context:
    """The context of a document."""
    capitals = _capitals(core)
    matches: dict[int, Match] = {}
    index = 0
    words = [t.text for t in core.tokens]
    while index < len(words):
        found = actors.find(words[index : index + 8], capitals=capitals)
        if found is not None and core.tokens[index].sentence == core.tokens[index + found.size - 1].sentence:
            matches[index] = found
            index += found.size
        else:
            index += 1
    seen = Counter(_countries(core, actors))
    told = frozenset(seen)
    best = sorted(seen, key=lambda c: (-seen[c], c))
    return Context(
        matches=matches,
        sure=frozenset(m.actor.id for m in matches.values() if not m.guarded),
        told=told,
        country=best[0] if best else None,
        day=_day(core),
    )


def _capitals(core: Annotated) -> bool:
    letters = [c for c in core.document.text[:2000] if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _countries(core: Annotated, actors: Actors) -> list[str]:
    """Countries of resolved places (twice as telling) and of words."""
    out = [p.where.country for p in core.places if p.where.country for _ in (0, 1)]
    for at, token in enumerate(core.tokens):
        two = f"{token.text} {core.tokens[at + 1].text}" if at + 1 < len(core.tokens) else ""
        code = actors.country(two) or (actors.country(token.text) if token.text[:1].isupper() else None)
        if code:
            out.append(code)
    return out


def _day(core: Annotated) -> date | None:
    if core.document.published:
        return core.document.published
    starts = [t.when.start for t in core.times if t.when and t.when.start]
    return max(starts) if starts else None
