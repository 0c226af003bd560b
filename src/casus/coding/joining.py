"""Two tellings of one happening made one event, with the words of both."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from casus.coding.agreeing import EXPLOSION
from casus.coding.parties import gunmen
from casus.records.claim import Basis, Claim
from casus.records.event import Event, Participant
from casus.values.kind import Kind
from casus.values.party import STATE, Party
from casus.values.toll import Of, Toll
from casus.values.where import Level, Where

V = TypeVar("V")
RANK = {
    Level.SEA: 0,
    Level.COUNTRY: 0,
    Level.AREA: 1,
    Level.ADMIN1: 2,
    Level.DISTRICT: 3,
    Level.TOWN: 4,
    Level.POINT: 5,
}
RIOT = ("demonstration", "riot")
COUNTRY = "a country as government"  # a claim's note where only the country's name stands for its forces


def join(a: Event, b: Event) -> Event:
    """One event of two: the first's claims with the second's words, and the second's where the first is silent."""
    initiator, target = _nearer(a.initiator, b.initiator), _nearer(a.target, b.target)
    harms = {t.value.harm for t in a.tolls}
    tolls = tuple(_whose(t, a, initiator, target) for t in a.tolls)
    tolls += tuple(_whose(t, b, initiator, target) for t in b.tolls if t.value.harm not in harms)
    return replace(
        a,
        kind=_telling(a.kind, b.kind),
        trigger=a.trigger + tuple(e for e in b.trigger if e not in a.trigger),
        initiator=initiator,
        target=target,
        participants=_all(a, b),
        place=_finer(a.place, b.place),
        when=_firmer(a.when, b.when),
        tolls=tolls,
        objects=a.objects + tuple(o for o in b.objects if o.value.what not in {x.value.what for x in a.objects}),
        weapons=a.weapons + tuple(w for w in b.weapons if w.value not in {x.value for x in a.weapons}),
        operation=a.operation or b.operation,
        source=a.source or b.source,
    )


def _whose(toll: Claim[Toll], told: Event, initiator: Claim[Party] | None, target: Claim[Party] | None) -> Claim[Toll]:
    """A toll whose people stay the same where the joined event has the sides the other way round."""
    of = toll.value.of
    side = told.initiator if of is Of.INITIATOR else told.target if of is Of.TARGET else None
    if side is None:
        return toll
    for role, now in (
        (of, initiator if of is Of.INITIATOR else target),
        (Of.INITIATOR, initiator),
        (Of.TARGET, target),
    ):
        if now is not None and (now.value.same(side.value) or now.value.name == side.value.name):
            return replace(toll, value=replace(toll.value, of=role))
    return replace(toll, value=replace(toll.value, of=Of.UNKNOWN))


def _all(a: Event, b: Event) -> tuple[Participant, ...]:
    """The participants of both, each name once."""
    seen = {p.party.value.name.casefold() for p in a.participants}
    return a.participants + tuple(p for p in b.participants if p.party.value.name.casefold() not in seen)


def tidy(event: Event) -> Event:
    """The event without participants who are its target already."""
    if event.target is None or not event.participants:
        return event
    words = [e.span for e in event.target.evidence]
    others = tuple(
        p for p in event.participants if not any(e.span.overlaps(w) for e in p.party.evidence for w in words)
    )
    return replace(event, participants=others)


def _nearer(a: Claim[Party] | None, b: Claim[Party] | None) -> Claim[Party] | None:
    """The first side, unless the other tells better who it is.

    So it is where the first is a country at large and the other one of its forces, or gunmen and a group by name.
    """
    if a is None or b is None:
        return a or b
    if gunmen(a.value) and b.value.armed and not gunmen(b.value):
        return b
    forces = b.value.category in STATE and b.value.country == a.value.country and COUNTRY not in b.note
    return b if COUNTRY in a.note and forces else a


def _telling(a: Claim[Kind], b: Claim[Kind]) -> Claim[Kind]:
    """The first kind, unless it is violence at large and the other says with what or by what crowd it was done."""
    means = str(a.value) == "violence/civilians/attack" and b.value.path[:2] == EXPLOSION
    crowd = str(a.value) == "battle/clash" and b.value.path[:2] == RIOT
    return b if means or crowd else a


def _finer(a: Claim[Where] | None, b: Claim[Where] | None) -> Claim[Where] | None:
    """The place that lies in the other, where one is told more finely; else the firmer claim."""
    if a is not None and b is not None and RANK[b.value.level] > RANK[a.value.level] and b.basis is Basis.STATED:
        inside = a.value.name in (b.value.admin1, b.value.admin2)
        if inside or (a.value.level is Level.COUNTRY and a.value.country == b.value.country):
            return b
    return _firmer(a, b)


def _firmer(a: Claim[V] | None, b: Claim[V] | None) -> Claim[V] | None:
    """The claim that the words state, else the first there is."""
    if a is None or (b is not None and a.basis is Basis.INFERRED and b.basis is Basis.STATED):
        return b
    return a
