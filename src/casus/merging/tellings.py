"""From event records to tellings: the values that merging compares, and whether the report states place and time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from sys import intern

from casus.errors import InputError
from casus.merging.reports import Gathered, Key, Read, copied, gather, reports
from casus.merging.shared import Shared, Single
from casus.merging.values import party_of, when_of, where_of
from casus.merging.voices import voices
from casus.records.claim import Basis
from casus.records.codec import encode
from casus.records.incident import Report, Telling
from casus.records.wire import EventRecord
from casus.values.kind import Kind
from casus.values.thing import Campaign, Thing
from casus.values.toll import Toll

UNREAD = Report(document="", voice="")  # until all documents are read


def tellings(
    records: Iterable[EventRecord],
    lost: Callable[[str], None] | None = None,
    read: Callable[[Read], Read] | None = None,
    beside: Iterable[EventRecord] | None = (),
    *,
    once: bool = False,
) -> list[Telling]:
    """One telling an event, in order of ids. An id that comes twice counts once; `once`: none does.

    An event of which a value breaks the laws of ours (a toll that falls) is told to `lost` and passed over; without
    `lost` it raises InputError. Records are read once and none is kept, so that they may come by the million. `read`
    is told in how many of the documents each word stands, and answers by which counts words are to be weighed.
    `beside`: events of documents that are not told themselves, and yet may be copies of those that are; None where
    nobody asks who copies whom, and each document is its own voice.
    """
    found: dict[str, tuple[bytes, Telling, Key]] = {}
    documents: dict[Key, Gathered] = {}
    shared = Single() if once else Shared()
    for e in records:
        content = b"" if once else blake2b(encode(e), digest_size=8).digest()
        known = found.get(e.id)
        if known is not None and known[0] == content:
            continue
        try:
            told = telling(e, UNREAD, shared)
            gather(documents, e, shared, told.place, voiced=beside is not None)
        except InputError as fault:
            if lost is None:
                raise
            lost(str(fault))
            continue
        # The same id with other content is another coder's word: which one counts must not depend on the order.
        if known is None or content > known[0]:
            found[e.id] = (content, told, (e.document.id, e.document.sha256))
    whole = reports(documents, read, None if beside is None else copied(beside))
    return [_within(found.pop(event), whole) for event in sorted(found)]


def voiced(told: Collection[Telling], records: Iterable[EventRecord]) -> list[Telling]:
    """The same tellings with their reports' voices among all of these records, which hold their own events too."""
    records = tuple(records)
    sha = {e.document.id: e.document.sha256 for e in records}
    spoken = voices(copied(records))
    made: dict[str, Report] = {}
    for t in told:
        voice = spoken[sha[t.document]]
        if t.document not in made:
            made[t.document] = t.report if t.voice == voice else replace(t.report, voice=voice)
    return [t if t.report is made[t.document] else replace(t, report=made[t.document]) for t in told]


def _within(found: tuple[bytes, Telling, Key], whole: Mapping[Key, Report]) -> Telling:
    """The telling with its report. Place and time count as stated where any event of its report states them."""
    _, t, key = found
    report = whole[key]
    return replace(
        t,
        report=report,
        place_stated=t.place_stated or t.place in report.places,
        when_stated=t.when_stated or (t.when is not None and t.when.days == 1 and t.when.start in report.days),
        lead=t.event == report.lead,
    )


def telling(e: EventRecord, report: Report, shared: Shared) -> Telling:
    """The telling of an event by itself. Raises InputError, telling the event, where a value breaks our laws."""
    try:
        return Telling(
            event=e.id,
            report=report,
            kind=_kind(e.kind),
            factuality=e.factuality.value,
            initiator=shared(party_of(e.initiator)),
            target=shared(party_of(e.target)),
            place=shared(None if e.place is None else where_of(e.place)),
            place_stated=e.place is not None and e.place.basis is Basis.STATED,
            when=shared(None if e.when is None else when_of(e.when)),
            when_stated=e.when is not None and e.when.basis is Basis.STATED,
            tolls=shared(tuple(Toll(harm=t.harm, low=t.low, best=t.best, high=t.high, of=t.of) for t in e.tolls)),
            objects=tuple(Thing(what=o.what, count=o.count, effect=o.effect) for o in e.objects),
            operation=None
            if e.operation is None
            else Campaign(name=e.operation.name, phase=e.operation.phase, objective=e.operation.objective),
            triggers=shared(tuple(intern(q.exact) for q in e.trigger.evidence)),
            starts=shared(tuple(q.start for q in e.trigger.evidence)),
            sentence=shared((e.sentence.start, e.sentence.end)),
        )
    except ValueError as fault:
        raise InputError(f"event {e.id}: {fault}") from fault


_kind = lru_cache(maxsize=1024)(Kind.parse)  # there are some dozens
