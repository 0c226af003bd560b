"""A count that has an event of its own is not told by its neighbours too: "three were shot and four arrested"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from casus.records.event import Event
from casus.records.span import Span
from casus.values.toll import Harm

# Which kind of event is about which harm.
OWN = {
    Harm.DETAINED: "strategic/arrests",
    Harm.ABDUCTED: "violence/civilians/abduction",
    Harm.SURRENDERED: "strategic/agreement",
}


def apart(events: Iterable[Event]) -> list[Event]:
    """The events, each count of the detained, abducted and surrendered left to the event that is about it."""
    told = list(events)
    held = [
        (e, t.value.harm, q.span)
        for e in told
        for t in e.tolls
        for q in t.evidence
        if OWN.get(t.value.harm) == _kind(e)
    ]
    return [_without(e, [(harm, span) for owner, harm, span in held if owner is not e]) for e in told]


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
