"""What is only a part of another happening.

Fighters enter a village before they kill there, and pull back after it: a move or a fire without a place of its own,
told right before or after the violence of the same side, is a part of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from casus.coding.agreeing import one_time_and_place, same_party, sentence_of
from casus.coding.joining import join
from casus.records.annotated import Annotated
from casus.records.claim import Basis
from casus.records.event import Event

VIOLENT = frozenset({"battle", "violence"})
PARTS = frozenset({"strategic/change", "strategic/looting"})


def whole(events: Sequence[Event], annotated: Annotated) -> list[Event]:
    """The events in order without those that are part of another."""
    kept = list(events)
    for event in events:
        at = next((n for n, e in enumerate(kept) if e is not event and _part(event, e, annotated)), None)
        if at is not None:
            deed = join(kept[at], event)
            kept[at] = deed
            kept = [e for e in kept if e is not event]
    return kept


def _part(event: Event, deed: Event, annotated: Annotated) -> bool:
    """Whether an event is a move or a fire beside the violence of the same side, at no place of its own."""
    if str(event.kind.value) not in PARTS or deed.kind.value.path[0] not in VIOLENT:
        return False
    if event.place is not None and event.place.basis is not Basis.INFERRED:
        return False
    beside = abs(sentence_of(event, annotated) - sentence_of(deed, annotated)) == 1
    same = event.initiator and deed.initiator and same_party(event.initiator.value, deed.initiator.value)
    return beside and same is True and one_time_and_place(event, deed)
