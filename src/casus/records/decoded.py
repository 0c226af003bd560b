"""From a written record back to our own. What the record does not carry (rules, scores, notes) stays unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from casus.errors import InputError
from casus.records import wire
from casus.records.claim import Basis, Claim
from casus.records.document import Document
from casus.records.event import Event, Participant
from casus.records.gist import Gist, Spot
from casus.records.span import Evidence, Span
from casus.values.kind import Kind
from casus.values.party import Party
from casus.values.sketch import Sketch
from casus.values.thing import Campaign, Thing, Voice, Weapon
from casus.values.toll import Toll
from casus.values.when import When
from casus.values.where import Where

V = TypeVar("V")


class _Claimed(Protocol):
    @property
    def basis(self) -> Basis: ...
    @property
    def evidence(self) -> tuple[wire.QuoteRecord, ...]: ...


def event_of(record: wire.EventRecord, document: Document) -> Event:
    """The event that a record tells of its document.

    Raises InputError, telling the record, where the values break the laws of ours (a toll that falls, a span before
    its start, a stated value without words) or where the words do not stand in the document.
    """
    try:
        return _event(record, document)
    except ValueError as fault:
        raise InputError(f"event {record.id}: {fault}") from fault


def _event(record: wire.EventRecord, document: Document) -> Event:
    def claim(value: V, told: _Claimed) -> Claim[V]:
        return Claim(
            value=value,
            basis=told.basis,
            evidence=tuple(_evidence(q, document) for q in told.evidence),
            coder=record.coder,
        )

    trigger = tuple(_evidence(q, document) for q in record.trigger.evidence)
    return Event(
        id=record.id,
        document=document,
        # The record gives its kind no basis of its own: the trigger states it.
        kind=Claim(value=Kind.parse(record.kind), basis=Basis.STATED, evidence=trigger, coder=record.coder),
        trigger=trigger,
        sentence=Span(start=record.sentence.start, end=record.sentence.end),
        factuality=claim(record.factuality.value, record.factuality),
        initiator=_maybe(record.initiator, lambda p: claim(_party(p), p)),
        target=_maybe(record.target, lambda p: claim(_party(p), p)),
        participants=tuple(Participant(role=p.role, party=claim(_party(p), p)) for p in record.participants),
        place=_maybe(record.place, lambda p: claim(_where(p), p)),
        when=_maybe(record.when, lambda w: claim(_when(w), w)),
        tolls=tuple(claim(_toll(t), t) for t in record.tolls),
        objects=tuple(claim(Thing(what=o.what, count=o.count, effect=o.effect), o) for o in record.objects),
        weapons=tuple(claim(Weapon(what=w.what), w) for w in record.weapons),
        operation=_maybe(
            record.operation, lambda o: claim(Campaign(name=o.name, phase=o.phase, objective=o.objective), o)
        ),
        source=_maybe(record.source, lambda s: claim(Voice(name=s.name), s)),
        coder=record.coder,
        gist=_maybe(record.gist, gist_of),
    )


W = TypeVar("W")


def _maybe(value: V | None, made: Callable[[V], W]) -> W | None:
    return None if value is None else made(value)


def gist_of(record: wire.GistRecord) -> Gist:
    """The gist of a record. Raises ValueError where its sketch is none."""
    return Gist(
        words=tuple(record.words.items()),
        places=tuple(Spot(name=p.name, geonameid=p.geonameid) for p in record.places),
        days=record.days,
        sketch=_maybe(record.sketch, Sketch.parse),
    )


def _evidence(quote: wire.QuoteRecord, document: Document) -> Evidence:
    found = document.text[quote.start : quote.end]
    if found != quote.exact:
        raise ValueError(f"document {document.id} has {found!r} at {quote.start}:{quote.end}, not {quote.exact!r}")
    return Evidence(start=quote.start, end=quote.end, exact=quote.exact)


def _party(record: wire.PartyRecord) -> Party:
    return Party(name=record.name, id=record.id, category=record.category, country=record.country)


def _where(record: wire.PlaceRecord) -> Where:
    return Where(
        name=record.name,
        level=record.level,
        geonameid=record.geonameid,
        admin1=record.admin1,
        admin2=record.admin2,
        country=record.country,
        latitude=record.latitude,
        longitude=record.longitude,
        radius_km=record.radius_km,
        relation=record.relation,
    )


def _when(record: wire.WhenRecord) -> When:
    # Other people's records may leave the end open where it is the start.
    return When(start=record.start, end=record.end or record.start, precision=record.precision, text=record.text)


def _toll(record: wire.TollRecord) -> Toll:
    return Toll(harm=record.harm, low=record.low, best=record.best, high=record.high, of=record.of)
