"""From event records to tellings: the values that merging compares, and whether the report states place and time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from casus.errors import InputError
from casus.merging.reports import reports
from casus.merging.values import party_of, when_of, where_of
from casus.records.claim import Basis
from casus.records.incident import Report, Telling
from casus.records.wire import EventRecord
from casus.values.kind import Kind
from casus.values.thing import Campaign, Thing
from casus.values.toll import Toll


def tellings(records: Iterable[EventRecord], lost: Callable[[str], None] | None = None) -> list[Telling]:
    """One telling an event, in order of ids. An id that comes twice counts once.

    An event of which a value breaks the laws of ours (a toll that falls) is told to `lost` and passed over; without
    `lost` it raises InputError.
    """
    by_id: dict[str, EventRecord] = {}
    for r in records:
        known = by_id.get(r.id)
        # The same id with other content is another coder's word: which one counts must not depend on the order.
        if known is None or repr(r) > repr(known):
            by_id[r.id] = r
    events = []
    for _, e in sorted(by_id.items()):
        try:
            telling(e, Report(document=e.document.id, voice=""))
        except InputError as fault:
            if lost is None:
                raise
            lost(str(fault))
        else:
            events.append(e)
    told = reports(events)
    return [telling(e, told[e.document.id, e.document.sha256]) for e in events]


def telling(e: EventRecord, report: Report) -> Telling:
    """The telling of an event. Place and time count as stated where any event of its report states them.

    Raises InputError, telling the event, where a value breaks the laws of ours.
    """
    try:
        place = None if e.place is None else where_of(e.place)
        when = None if e.when is None else when_of(e.when)
        return Telling(
            event=e.id,
            report=report,
            kind=Kind.parse(e.kind),
            factuality=e.factuality.value,
            initiator=party_of(e.initiator),
            target=party_of(e.target),
            place=place,
            place_stated=e.place is not None and (e.place.basis is Basis.STATED or place in report.places),
            when=when,
            when_stated=e.when is not None
            and (e.when.basis is Basis.STATED or (when is not None and when.days == 1 and when.start in report.days)),
            tolls=tuple(Toll(harm=t.harm, low=t.low, best=t.best, high=t.high, of=t.of) for t in e.tolls),
            objects=tuple(Thing(what=o.what, count=o.count, effect=o.effect) for o in e.objects),
            operation=None
            if e.operation is None
            else Campaign(name=e.operation.name, phase=e.operation.phase, objective=e.operation.objective),
            triggers=tuple(q.exact for q in e.trigger.evidence),
            lead=e.id == report.lead,
        )
    except ValueError as fault:
        raise InputError(f"event {e.id}: {fault}") from fault
