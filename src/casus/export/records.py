"""Events as records, with the counterparts of their kinds."""

from __future__ import annotations

from casus.ontology.counterparts import acled, plover
from casus.records.codec import event_record
from casus.records.event import Event
from casus.records.wire import EventRecord


def record(event: Event) -> EventRecord:
    """The casus.event/1 record of an event."""
    return event_record(event, acled=acled(event.kind.value), plover=plover(event.kind.value))
