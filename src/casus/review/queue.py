"""What to look at first: where reports disagree, where the reading was in doubt, where an error would cost most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casus.records.claim import Basis
from casus.records.wire import EventRecord
from casus.records.wire_incident import IncidentRecord
from casus.review.verdicts import Verdicts, hidden, open_to
from casus.store.base import ALL, Filter, Status, Store, StoredEvent, StoredIncident
from casus.values.factuality import Factuality
from casus.values.toll import Harm

WINDOW = 200  # the latest events that wait, which are put in order
MANY = 10  # killed, from which an error costs much
CLAIMS = ("initiator", "target", "place", "when", "factuality", "operation", "source")
UNSURE = frozenset({Factuality.ALLEGED, Factuality.DENIED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An event to decide about, its incident, and why it comes so early (`weight`: more is earlier)."""

    event: StoredEvent
    incident: StoredIncident | None
    reasons: tuple[str, ...]
    weight: float


def queue(
    store: Store, asked: Filter = ALL, *, viewer: str | None = None, found: Verdicts | None = None
) -> tuple[Waiting, ...]:
    """The events that wait, most useful first, of the latest WINDOW under the filter.

    With `viewer` and `found` (who decided what): double coding, in which an event waits for the viewer until the
    viewer or two others have decided. Otherwise an event waits until somebody has.
    """
    if viewer is None or found is None:
        if asked.status is None:
            asked = replace(asked, status=Status.UNREVIEWED)
        events = store.events(asked, limit=WINDOW).items
    else:
        listed = _open(store, replace(asked, status=None), viewer, found)
        events = tuple(veiled(e) if hidden(e.id, viewer, found) else e for e in listed)
    incidents = _incidents(store, events)
    waiting = [_weighed(e, incidents.get(e.id)) for e in events]
    return tuple(sorted(waiting, key=lambda w: -w.weight))  # stable: the latest first among equals


def _open(store: Store, asked: Filter, viewer: str, found: Verdicts) -> Iterator[StoredEvent]:
    after, left = None, WINDOW
    while left:
        page = store.events(asked, after=after, limit=WINDOW)
        for event in page.items:
            if left and open_to(event.id, viewer, found):
                left -= 1
                yield event
        after = page.next
        if after is None:
            return


def veiled(event: StoredEvent) -> StoredEvent:
    """The event as it was coded, whatever somebody said of it."""
    return replace(event, json=event.coded, corrected=(), status=Status.UNREVIEWED)


def _incidents(store: Store, events: tuple[StoredEvent, ...]) -> dict[str, StoredIncident]:
    of = store.incidents_of(e.id for e in events)
    known = {i.id: i for i in store.incidents_by(dict.fromkeys(of.values()))}
    return {event: known[incident] for event, incident in of.items() if incident in known}


def _weighed(event: StoredEvent, incident: StoredIncident | None) -> Waiting:
    reasons: list[tuple[float, str]] = []
    if incident is not None:
        reasons += _disputed(incident.record)
    reasons += _doubtful(event.record)
    return Waiting(
        event=event,
        incident=incident,
        reasons=tuple(text for _, text in sorted(reasons, key=lambda r: -r[0])),
        weight=sum(weight for weight, _ in reasons),
    )


def _disputed(record: IncidentRecord) -> Iterator[tuple[float, str]]:
    for d in record.disagreements:
        yield 3.0, f"reports disagree on {d.field}: {' or '.join(v.value for v in d.values[:4])}"


def _doubtful(record: EventRecord) -> Iterator[tuple[float, str]]:
    if record.factuality.value in UNSURE:
        yield 1.0, f"said to be {record.factuality.value.value}"
    if record.place is not None and record.place.latitude is None:
        yield 1.5, f"“{record.place.name}” was not found on the map"
    if record.when is not None and record.when.start is None:
        yield 1.0, f"“{record.when.text}” could not be turned into a day"
    for name in CLAIMS:
        claim = getattr(record, name)
        if claim is not None and claim.basis is not Basis.STATED:
            yield 0.5, f"{name} is {claim.basis.value}, not stated"
    killed = sum(t.best for t in record.tolls if t.harm is Harm.KILLED)
    if killed >= MANY:
        yield 1.0, f"{killed} killed: an error would cost much"
