"""A count stands once: with the event that is about it, else with the nearest of those that tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from casus.coding.agreeing import one_time_and_place
from casus.coding.tolls import GROUND
from casus.records.annotated import Annotated
from casus.records.claim import Claim
from casus.records.event import Event
from casus.records.span import Span
from casus.values.toll import Harm, Toll

# Which kind of event is about which harm.
OWN = {
    Harm.DETAINED: "strategic/arrests",
    Harm.ABDUCTED: "violence/civilians/abduction",
    Harm.SURRENDERED: "strategic/agreement",
}
HURT = (Harm.KILLED, Harm.INJURED)
COST = re.compile(r"^cost (\d+\.\d)")
FAR = 9.0


def apart(events: Iterable[Event], _: Annotated) -> list[Event]:
    """The events, each count with one of them: of the detained, abducted and surrendered the one about it."""
    told = list(events)
    held = [
        (e, t.value.harm, q.span)
        for e in told
        for t in e.tolls
        for q in t.evidence
        if OWN.get(t.value.harm) == _kind(e)
    ]
    owned = [_without(e, [(harm, span) for owner, harm, span in held if owner is not e]) for e in told]
    return [_nearest(e, owned) for e in owned]


def _nearest(event: Event, events: Sequence[Event]) -> Event:
    """The event without the dead and hurt whom another happening tells more closely."""
    kept = tuple(
        t
        for t in event.tolls
        if t.value.harm not in HURT
        or not t.value.best
        or not any(
            (_cost(o) < _cost(t) or str(event.kind.value) in GROUND)
            for other in events
            if other is not event and _another(event, other)
            for o in other.tolls
            if o.value.harm is t.value.harm and _same_words(o, t)
        )
    )
    return event if len(kept) == len(event.tolls) else replace(event, tolls=kept)


def _another(event: Event, other: Event) -> bool:
    """Whether two events are two happenings, and not one that is told twice."""
    crowds = {e.kind.value.path[0] == "demonstration" for e in (event, other)}
    return len(crowds) > 1 or not one_time_and_place(event, other)


def _same_words(one: Claim[Toll], other: Claim[Toll]) -> bool:
    return any(p.span.overlaps(q.span) for p in one.evidence for q in other.evidence)


def _cost(claim: Claim[Toll]) -> float:
    """How far a count stands from its event's word."""
    found = COST.match(claim.note)
    return float(found[1]) if found else FAR


def _without(event: Event, others: Iterable[tuple[Harm, Span]]) -> Event:
    taken = list(others)
    kept = tuple(
        t
        for t in event.tolls
        if OWN.get(t.value.harm) == _kind(event)
        or not any(t.value.harm is harm and q.span.overlaps(span) for harm, span in taken for q in t.evidence)
    )
    return event if len(kept) == len(event.tolls) else replace(event, tolls=kept)


def _kind(event: Event) -> str:
    return str(event.kind.value)
