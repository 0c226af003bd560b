"""Coded events by their documents, and the one that a short text is about."""

from __future__ import annotations

from collections.abc import Iterable

from casus.evaluate.forms import lines
from casus.records.codec import decode_event
from casus.records.wire import EventRecord

Events = dict[str, list[EventRecord]]


def by_document(events: Iterable[EventRecord]) -> Events:
    """The events of each document, in their order."""
    out: Events = {}
    for event in events:
        out.setdefault(event.document.id, []).append(event)
    return out


def read_events(file: str) -> Events:
    """The events of a JSONL file. Raises InputError with the file, and the field that is wrong."""
    from msgspec.json import encode

    return by_document(decode_event(encode(told)) for _, told in lines(file))


def sub_event(event: EventRecord) -> str | None:
    """ACLED's sub-event type."""
    return event.acled.sub_event_type if event.acled else None


def told_first(events: Iterable[EventRecord], *, real: bool = True) -> EventRecord | None:
    """The event whose words stand first, of those told as real; of equal starts the longer words, then the earlier."""

    def order(event: EventRecord) -> tuple[int, int]:
        return min((quote.start, -quote.end) for quote in event.trigger.evidence)

    return min((e for e in events if e.factuality.value.real or not real), key=order, default=None)
