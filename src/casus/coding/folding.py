"""One happening told more than once in a document (headline, lead, body) is one event with all its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from casus.records.annotated import Annotated
from casus.records.claim import Basis, Claim
from casus.records.event import Event
from casus.values.factuality import Factuality
from casus.values.toll import Toll

V = TypeVar("V")
GROUPS = (
    frozenset({Factuality.OCCURRED, Factuality.ONGOING, Factuality.ALLEGED}),
    frozenset({Factuality.ATTEMPTED}),
    frozenset({Factuality.PLANNED, Factuality.THREATENED}),
    frozenset({Factuality.DENIED}),
)


def fold(events: Iterable[Event], annotated: Annotated) -> list[Event]:
    """The events in order of their triggers, those that tell one happening made one. Two places or days never meet."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: (e.trigger[0].start, e.trigger[0].end, e.id)):
        at = next((i for i in reversed(range(len(kept))) if one(kept[i], event, annotated)), None)
        if at is None:
            kept.append(event)
        else:
            kept[at] = join(kept[at], event)
    return kept


def one(a: Event, b: Event, annotated: Annotated) -> bool:
    """Whether two events of a document tell one happening: nothing speaks against it, and enough speaks for it."""
    for_it = [_kinds(a, b), _sides(a, b), _places(a, b), _days(a, b), _counts(a, b)]
    if any(v is False for v in for_it) or not _facts(a, b):
        return False
    near = abs(_sentence(a, annotated) - _sentence(b, annotated)) <= 1
    votes = sum(v is True for v in for_it[1:])
    if a.trigger[0].exact.casefold() == b.trigger[0].exact.casefold():
        votes += 1
    return votes >= (2 if near else 3)


def _sentence(event: Event, annotated: Annotated) -> int:
    found = annotated.sentence_at(event.sentence.start)
    return 0 if found is None else found.index


def _kinds(a: Event, b: Event) -> bool | None:
    if a.kind.value == b.kind.value:
        return True
    return None if a.kind.value.covers(b.kind.value) or b.kind.value.covers(a.kind.value) else False


def _sides(a: Event, b: Event) -> bool | None:
    seen: bool | None = None
    for one_, other in ((a.initiator, b.initiator), (a.target, b.target)):
        if one_ is None or other is None:
            continue
        same = one_.value.same(other.value)
        if not same and one_.value.name.casefold() != other.value.name.casefold():
            return False
        seen = True
    return seen


def _places(a: Event, b: Event) -> bool | None:
    if a.place is None or b.place is None:
        return None
    if a.place.basis is Basis.INFERRED and b.place.basis is Basis.INFERRED:
        return None
    one_, other = a.place.value, b.place.value
    if one_.name == other.name or (one_.geonameid is not None and one_.geonameid == other.geonameid):
        return True
    inside = one_.name in (other.admin1, other.admin2) or other.name in (one_.admin1, one_.admin2)
    return None if inside else False


def _days(a: Event, b: Event) -> bool | None:
    if a.when is None or b.when is None:
        return None
    meet = a.when.value.overlaps(b.when.value)
    if meet is None:
        return True if a.when.value.text.casefold() == b.when.value.text.casefold() else None
    return meet


def _counts(a: Event, b: Event) -> bool | None:
    seen: bool | None = None
    for harm in {t.value.harm for t in a.tolls} & {t.value.harm for t in b.tolls}:
        one_ = sum(t.value.best for t in a.tolls if t.value.harm is harm)
        other = sum(t.value.best for t in b.tolls if t.value.harm is harm)
        if one_ != other:
            return False
        seen = True
    return seen


def _facts(a: Event, b: Event) -> bool:
    return any(a.factuality.value in g and b.factuality.value in g for g in GROUPS)


def join(a: Event, b: Event) -> Event:
    """One event of two: the first's claims with the second's words, and the second's where the first is silent."""
    tolls: tuple[Claim[Toll], ...] = a.tolls
    harms = {t.value.harm for t in a.tolls}
    tolls += tuple(t for t in b.tolls if t.value.harm not in harms)
    return replace(
        a,
        trigger=a.trigger + tuple(e for e in b.trigger if e not in a.trigger),
        initiator=a.initiator or b.initiator,
        target=a.target or b.target,
        participants=a.participants or b.participants,
        place=_firmer(a.place, b.place),
        when=_firmer(a.when, b.when),
        tolls=tolls,
        objects=a.objects + tuple(o for o in b.objects if o.value.what not in {x.value.what for x in a.objects}),
        weapons=a.weapons + tuple(w for w in b.weapons if w.value not in {x.value for x in a.weapons}),
        operation=a.operation or b.operation,
        source=a.source or b.source,
    )


def _firmer(a: Claim[V] | None, b: Claim[V] | None) -> Claim[V] | None:
    """The claim that the words state, else the first there is."""
    if a is None or (b is not None and a.basis is Basis.INFERRED and b.basis is Basis.STATED):
        return b
    return a
