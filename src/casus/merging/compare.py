"""How alike two tellings are, facet by facet. Silence never votes: a facet that one of them lacks says nothing.

Weights are log-odds in the manner of Fellegi and Sunter 1969, chosen on the development incidents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from casus.records.incident import Likeness, Telling
from casus.values.factuality import Factuality
from casus.values.party import Category
from casus.values.toll import Harm
from casus.values.where import Level

NEVER = -100.0
SAME = 3.0  # total weight from which two tellings are held to be one happening
EXACT_LEVELS = (Level.POINT, Level.TOWN, Level.DISTRICT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One facet's vote: its weight (positive for, negative against), and whether it rests on stated place or time."""

    name: str
    weight: float
    anchor: bool = False


def compare(a: Telling, b: Telling) -> Likeness:
    """All facets of two tellings, their votes and the sum; NEVER where something forbids it."""
    facets = [f for f in _facets(a, b) if f.weight]
    score = sum(f.weight for f in facets)
    first, second = sorted((a.event, b.event))
    return Likeness(
        pair=(first, second),
        score=round(max(NEVER, score), 3),
        evidence_for=tuple(f"{f.name} {f.weight:+.1f}" for f in facets if f.weight > 0),
        evidence_against=tuple(f"{f.name} {f.weight:+.1f}" for f in facets if f.weight < 0),
    )


def same(a: Telling, b: Telling) -> Likeness | None:
    """The likeness, if it makes the two one happening: enough weight, two facets for, one a stated place or time."""
    facets = [f for f in _facets(a, b) if f.weight]
    positive = [f for f in facets if f.weight > 0]
    if sum(f.weight for f in facets) < SAME or len(positive) < 2 or not any(f.anchor for f in positive):
        return None
    return compare(a, b)


def _facets(a: Telling, b: Telling) -> Iterator[Facet]:
    yield _kind(a, b)
    yield _factuality(a, b)
    yield _when(a, b)
    yield _where(a, b)
    yield from _tolls(a, b)
    yield _party("initiator", a, b)
    yield _party("target", a, b)
    yield _operation(a, b)
    yield _objects(a, b)


def _kind(a: Telling, b: Telling) -> Facet:
    if a.kind == b.kind:
        return Facet(name="kind", weight=1.0)
    likeness = a.kind.alike(b.kind)
    tops = {a.kind.path[0], b.kind.path[0]}
    if likeness > 0:
        return Facet(name="kind", weight=0.4)
    if tops <= {"violence", "battle"} or tops <= {"demonstration", "protest", "riot"}:
        return Facet(name="kind", weight=-0.5)
    return Facet(name="kind", weight=NEVER)


def _factuality(a: Telling, b: Telling) -> Facet:
    both = {a.factuality, b.factuality}
    ahead = {Factuality.PLANNED, Factuality.THREATENED}
    if bool(a.factuality in ahead) != bool(b.factuality in ahead):
        return Facet(name="factuality", weight=NEVER)
    if Factuality.ATTEMPTED in both and len(both) > 1:
        return Facet(name="factuality", weight=-0.5)
    return Facet(name="factuality", weight=0.0)


def _when(a: Telling, b: Telling) -> Facet:
    if a.when is not None and b.when is not None:
        likeness = a.when.alike(b.when)
        if likeness is not None:
            return _days(a, b, likeness)
    for told, silent in ((a, b), (b, a)):
        if told.when and told.when.start and silent.published and silent.when is None:
            if told.when.start > silent.published:
                return Facet(name="reported before it happened", weight=NEVER)
            late = (silent.published - (told.when.end or told.when.start)).days
            return Facet(name="reported days after", weight=0.5 if late <= 3 else -min(3.0, late / 10))
    if a.published and b.published:
        apart = abs((a.published - b.published).days)
        return Facet(name="published apart", weight=0.5 if apart <= 2 else -min(4.0, apart / 7))
    return Facet(name="when", weight=0.0)


def _days(a: Telling, b: Telling, likeness: float) -> Facet:
    when_a, when_b = a.when, b.when
    if when_a is None or when_b is None or not when_a.start or not when_b.start or not when_a.end or not when_b.end:
        return Facet(name="when", weight=0.0)
    stated = a.when_stated and b.when_stated
    if likeness > 0:
        long = max(when_a.days or 1, when_b.days or 1)
        return Facet(name="when", weight=2.0 if long == 1 else 1.0 if long <= 7 else 0.2, anchor=stated and long <= 31)
    gap = min(abs(when_a.start - when_b.end), abs(when_b.start - when_a.end))
    if gap <= timedelta(days=1):  # a night between two days, or a time zone
        return Facet(name="when, a day apart", weight=0.2)
    return Facet(name="when", weight=-2.0 if gap <= timedelta(days=3) else NEVER)


def _where(a: Telling, b: Telling) -> Facet:
    if a.place is None or b.place is None:
        return Facet(name="where", weight=0.0)
    if a.place.country and b.place.country and a.place.country != b.place.country:
        return Facet(name="country", weight=NEVER)
    likeness = a.place.alike(b.place)
    if likeness is None:
        alike = a.place.name.casefold() == b.place.name.casefold()
        return Facet(
            name="where by name", weight=1.5 if alike else 0.0, anchor=alike and a.place_stated and b.place_stated
        )
    fine = a.place.level in EXACT_LEVELS and b.place.level in EXACT_LEVELS
    stated = a.place_stated and b.place_stated
    if likeness >= 0.5:
        return Facet(name="where", weight=2.0 if fine else 0.7, anchor=stated)
    if not fine:
        coarse = a.place if a.place.level not in EXACT_LEVELS else b.place
        inside = coarse.admin1 is None or a.place.admin1 == b.place.admin1
        return Facet(name="where, one inside the other", weight=0.3) if inside else Facet(name="where", weight=-3.0)
    return Facet(name="where", weight=-1.0 if likeness >= 0.1 else -4.0)


def _tolls(a: Telling, b: Telling) -> Iterator[Facet]:
    for harm in (Harm.KILLED, Harm.INJURED, Harm.ABDUCTED, Harm.DETAINED):
        mine, theirs = (max((t.best for t in x.tolls if t.harm is harm), default=None) for x in (a, b))
        if mine is None or theirs is None:
            continue
        if mine == theirs:
            yield Facet(name=harm.value, weight=0.5 if mine <= 1 else 1.5)
        else:
            small, large = sorted((mine, theirs))
            yield Facet(name=harm.value, weight=0.3 if large and small / large >= 0.5 else -0.7)


def _party(role: str, a: Telling, b: Telling) -> Facet:
    mine, theirs = getattr(a, role), getattr(b, role)
    if mine is None or theirs is None:
        return Facet(name=role, weight=0.0)
    likeness = mine.alike(theirs)
    if likeness is None:
        return Facet(name=role, weight=0.0)
    vague = Category.CIVILIANS in (mine.category, theirs.category) or mine.id is None
    if likeness == 1.0:
        return Facet(name=role, weight=0.4 if vague else 1.0)
    if mine.id and theirs.id and mine.id != theirs.id and likeness == 0.0:
        return Facet(name=role, weight=-2.0)
    return Facet(name=role, weight=0.0)


def _operation(a: Telling, b: Telling) -> Facet:
    if a.operation is None or b.operation is None:
        return Facet(name="operation", weight=0.0)
    alike = bag(a.operation.name) == bag(b.operation.name)
    return Facet(name="operation", weight=0.7 if alike else -1.0)


def _objects(a: Telling, b: Telling) -> Facet:
    shared = {t.what.casefold() for t in a.objects} & {t.what.casefold() for t in b.objects}
    return Facet(name="objects", weight=0.7 if shared else 0.0)


def bag(name: str) -> frozenset[str]:
    """The words of a campaign's name without order: "Victory Will" and "Will of Victory" are one."""
    return frozenset(w for w in name.casefold().replace("-", " ").split() if w not in {"operation", "of", "the"})
