"""Events as records, with the counterparts of their kinds."""

from __future__ import annotations

from casus.ontology.counterparts import acled, plover
from casus.records.codec import event_record
from casus.records.event import Event
from casus.records.wire import EventRecord


def record(event: Event) -> EventRecord:
    """The casus.event/1 record of an event."""
    schemes = plover(
        event.kind.value,
        factuality=event.factuality.value,
        words=" ".join(quote.exact for quote in event.trigger),
        cues=" ".join(quote.exact for quote in event.factuality.evidence),
        doer=event.initiator.value.category if event.initiator else None,
    )
    return event_record(event, acled=acled(event.kind.value), plover=schemes)
