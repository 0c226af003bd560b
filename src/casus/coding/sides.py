"""The sides once kind, place and toll are known: demonstrators first, gainers first, victims as targets, forces abroad."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from casus.actors import load_actors
from casus.coding.elsewhere import elsewhere
from casus.coding.parties import claim
from casus.coding.roles import Roles
from casus.coding.tolls import people
from casus.records.annotated import Annotated
from casus.records.claim import Claim
from casus.records.frame import Frame
from casus.values.kind import Kind
from casus.values.party import STATE, UNARMED, Category, Party
from casus.values.toll import Harm, Toll
from casus.values.where import Where

HARMS = {
    "violence/civilians/abduction": (Harm.ABDUCTED, Harm.MISSING),
    "strategic/arrests": (Harm.DETAINED, Harm.ABDUCTED),
}
CROWD = frozenset({Category.PROTESTERS, Category.RIOTERS})


def settle(
    frame: Frame,
    annotated: Annotated,
    told: Roles,
    kind: Claim[Kind],
    where: Sequence[Claim[Where]],
    counts: Sequence[Claim[Toll]],
) -> Roles:
    """The roles with what the other facets tell of them."""
    told = _victims(frame, annotated, told, kind.value, counts)
    told = _crowd(told, kind.value)
    told = elsewhere(frame, annotated, told, kind.value)
    country = where[0].value.country if where else None
    day = annotated.document.published
    return replace(told, initiator=_abroad(told.initiator, country, day), target=_abroad(told.target, country, day))


def _victims(frame: Frame, annotated: Annotated, told: Roles, kind: Kind, counts: Sequence[Claim[Toll]]) -> Roles:
    """Where no target is told, those killed, else those hurt, are the target."""
    if told.target is not None or kind.path[0] == "demonstration":
        return told
    harms = HARMS.get(str(kind), (Harm.KILLED, Harm.INJURED) if kind.path[0] != "strategic" else ())
    for harm in harms:
        for toll in counts:
            if toll.value.harm is not harm or toll.value.best == 0:
                continue
            mention = next(
                (m for m in annotated.quantities if m.span == toll.evidence[0].span and m.toll.harm is harm), None
            )
            number = None if mention is None else people(annotated, mention)
            if number is not None and number != told.agent and not _is(told.initiator, annotated.parties[number].party):
                return replace(told, target=claim(annotated, number, frame.sentence, "harmed"), patient=number)
    return told


def _is(side: Claim[Party] | None, party: Party) -> bool:
    return side is not None and bool(side.value.same(party))


def _crowd(told: Roles, kind: Kind) -> Roles:
    """In a demonstration the demonstrators are the initiator, whoever intervenes the target."""
    if kind.path[0] != "demonstration":
        return told
    one, other = told.initiator, told.target
    if other is None or (one is not None and one.value.category in CROWD):
        return told
    if other.value.category in CROWD or (
        one is not None and one.value.category in STATE and other.value.category in UNARMED
    ):
        return replace(told, initiator=other, target=one, agent=told.patient, patient=told.agent)
    return told


def _abroad(side: Claim[Party] | None, country: str | None, day: date | None) -> Claim[Party] | None:
    """State forces outside their own country are external forces; a group is what it was on that day."""
    if side is None or (side.value.category not in STATE and side.value.id is None):
        return side
    category = load_actors().category(side.value, country, day)
    return side if category is side.value.category else replace(side, value=replace(side.value, category=category))
