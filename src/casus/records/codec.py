"""From our own records to written ones and back. One record is one JSON line: fields in the contract's order, UTF-8.

The crosswalks are asked of the caller: records know nothing of ontologies.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from casus.errors import InputError
from casus.records import wire
from casus.records.annotated import Annotated
from casus.records.claim import Claim
from casus.records.document import Document
from casus.records.event import Event
from casus.records.gist import Gist
from casus.records.span import Evidence, Span
from casus.values.party import Party
from casus.values.thing import Campaign, Thing
from casus.values.toll import Toll
from casus.values.when import When
from casus.values.where import Where

R = TypeVar("R", bound=wire.Wire)
V = TypeVar("V")

_encoder = msgspec.json.Encoder()
_events = msgspec.json.Decoder(wire.EventRecord)
_annotated = msgspec.json.Decoder(wire.AnnotatedRecord)


def encode(record: wire.Wire) -> bytes:
    """The record as one JSON line, without its line end; equal records give equal bytes."""
    return _encoder.encode(record)


def encode_event(
    event: Event, *, acled: wire.AcledRecord | None = None, plover: wire.PloverRecord | None = None
) -> bytes:
    """The event as one JSON line, without its line end."""
    return encode(event_record(event, acled=acled, plover=plover))


def encode_annotated(annotated: Annotated) -> bytes:
    """The annotated document as one JSON line, without its line end."""
    return encode(annotated_record(annotated))


def decode_event(line: bytes | str) -> wire.EventRecord:
    """The event record of a JSON line. Raises InputError, telling the field, where it is none."""
    return _decoded(_events, line)


def decode_annotated(line: bytes | str) -> wire.AnnotatedRecord:
    """The annotated record of a JSON line. Raises InputError, telling the field, where it is none."""
    return _decoded(_annotated, line)


def _decoded(decoder: msgspec.json.Decoder[R], line: bytes | str) -> R:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, UnicodeError) as fault:
        raise InputError(str(fault)) from fault


def document_record(document: Document) -> wire.DocumentRecord:
    """What a record says of its document."""
    return wire.DocumentRecord(
        id=document.id,
        url=document.url,
        title=document.title,
        source=document.source,
        published=None if document.published is None else document.published.isoformat(),
        language=document.language,
        sha256=document.sha256,
    )


def event_record(
    event: Event, *, acled: wire.AcledRecord | None = None, plover: wire.PloverRecord | None = None
) -> wire.EventRecord:
    """The event as it is written, with its kind's names in ACLED and PLOVER."""
    return wire.EventRecord(
        schema="casus.event/1",
        id=event.id,
        document=document_record(event.document),
        kind=str(event.kind.value),
        acled=acled,
        plover=plover,
        trigger=wire.TriggerRecord(evidence=_quotes(event.trigger)),
        factuality=wire.FactualityRecord(value=event.factuality.value, **_told(event.factuality)),
        initiator=_maybe(event.initiator, _party),
        target=_maybe(event.target, _party),
        participants=tuple(
            wire.ParticipantRecord(**_actor(p.party.value), **_told(p.party), role=p.role) for p in event.participants
        ),
        place=_maybe(event.place, _place),
        when=_maybe(event.when, _when),
        tolls=tuple(_toll(t) for t in event.tolls),
        objects=tuple(_thing(o) for o in event.objects),
        weapons=tuple(wire.WeaponRecord(what=w.value.what, **_told(w)) for w in event.weapons),
        operation=_maybe(event.operation, _operation),
        source=_maybe(event.source, lambda s: wire.VoiceRecord(name=s.value.name, **_told(s))),
        sentence=_span(event.sentence),
        coder=event.coder,
        gist=_maybe(event.gist, _gist),
    )


def _gist(gist: Gist) -> wire.GistRecord:
    return wire.GistRecord(
        words=dict(gist.words),
        places=tuple(wire.SpotRecord(name=p.name, geonameid=p.geonameid) for p in gist.places),
        days=gist.days,
        sketch=None if gist.sketch is None else str(gist.sketch),
    )


def annotated_record(annotated: Annotated) -> wire.AnnotatedRecord:
    """The annotated document as it is written."""

    def quoted(span: Span) -> dict[str, Any]:
        return {"start": span.start, "end": span.end, "exact": annotated.document.quote(span).exact}

    return wire.AnnotatedRecord(
        schema="casus.annotated/1",
        document=document_record(annotated.document),
        sentences=tuple(_span(s.span) for s in annotated.sentences),
        names=tuple(wire.NameRecord(**quoted(n.span), type=n.type) for n in annotated.names),
        places=tuple(
            wire.PlaceMentionRecord(
                **quoted(p.span),
                name=p.where.name,
                geonameid=p.where.geonameid,
                country=p.where.country,
                admin1=p.where.admin1,
                latitude=_number(p.where.latitude),
                longitude=_number(p.where.longitude),
                level=p.where.level,
                score=float(p.score),
            )
            for p in annotated.places
        ),
        times=tuple(wire.TimeRecord(**quoted(t.span), type=t.type, value=t.value) for t in annotated.times),
        parties=tuple(wire.PartyMentionRecord(**quoted(p.span), **_actor(p.party)) for p in annotated.parties),
        quantities=tuple(
            wire.QuantityRecord(**quoted(q.span), harm=q.toll.harm, low=q.toll.low, best=q.toll.best, high=q.toll.high)
            for q in annotated.quantities
        ),
    )


def _maybe(value: V | None, made: Callable[[V], R]) -> R | None:
    return None if value is None else made(value)


def _span(span: Span) -> wire.SpanRecord:
    return wire.SpanRecord(start=span.start, end=span.end)


def _quotes(evidence: tuple[Evidence, ...]) -> tuple[wire.QuoteRecord, ...]:
    return tuple(wire.QuoteRecord(start=e.start, end=e.end, exact=e.exact) for e in evidence)


def _told(claim: Claim[V]) -> dict[str, Any]:
    return {"basis": claim.basis, "evidence": _quotes(claim.evidence)}


def _actor(party: Party) -> dict[str, Any]:
    return {"name": party.name, "id": party.id, "category": party.category, "country": party.country}


def _number(value: float | None) -> float | None:
    # 36 and 36.0 are one value and must be one spelling.
    return None if value is None else float(value)


def _party(claim: Claim[Party]) -> wire.PartyRecord:
    return wire.PartyRecord(**_actor(claim.value), **_told(claim))


def _place(claim: Claim[Where]) -> wire.PlaceRecord:
    where = claim.value
    return wire.PlaceRecord(
        name=where.name,
        geonameid=where.geonameid,
        admin1=where.admin1,
        admin2=where.admin2,
        country=where.country,
        latitude=_number(where.latitude),
        longitude=_number(where.longitude),
        radius_km=_number(where.radius_km),
        level=where.level,
        relation=where.relation,
        geo_precision=where.geo_precision,
        where_prec=where.where_prec,
        **_told(claim),
    )


def _when(claim: Claim[When]) -> wire.WhenRecord:
    when = claim.value
    return wire.WhenRecord(start=when.start, end=when.end, precision=when.precision, text=when.text, **_told(claim))


def _toll(claim: Claim[Toll]) -> wire.TollRecord:
    toll = claim.value
    return wire.TollRecord(harm=toll.harm, low=toll.low, best=toll.best, high=toll.high, of=toll.of, **_told(claim))


def _thing(claim: Claim[Thing]) -> wire.ThingRecord:
    thing = claim.value
    return wire.ThingRecord(what=thing.what, count=thing.count, effect=thing.effect, **_told(claim))


def _operation(claim: Claim[Campaign]) -> wire.CampaignRecord:
    campaign = claim.value
    return wire.CampaignRecord(name=campaign.name, phase=campaign.phase, objective=campaign.objective, **_told(claim))
