"""Incidents and operations as they are written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from casus.ontology.counterparts import acled, plover
from casus.records.incident import Borne, Incident
from casus.records.operation import Operation
from casus.records.wire import EventRecord
from casus.records.wire_incident import (
    BorneCampaignRecord,
    BorneFactualityRecord,
    BornePartyRecord,
    BornePlaceRecord,
    BorneThingRecord,
    BorneTollRecord,
    BorneWhenRecord,
    DaysRecord,
    DisagreementRecord,
    IncidentRecord,
    ObjectiveRecord,
    OperationRecord,
    PhaseRecord,
    SaidRecord,
    SideRecord,
    WhyRecord,
)
from casus.values.party import Party
from casus.values.thing import Campaign
from casus.values.when import When
from casus.values.where import Where

V = TypeVar("V")
R = TypeVar("R")


def incident_record(i: Incident) -> IncidentRecord:
    """The casus.incident/1 record of an incident."""
    return IncidentRecord(
        schema="casus.incident/1",
        id=i.id,
        events=tuple(t.event for t in i.tellings),
        documents=tuple(sorted({t.document for t in i.tellings})),
        voices=i.voices,
        kind=str(i.kind),
        acled=acled(i.kind),
        plover=plover(i.kind, factuality=i.factuality.value, doer=i.initiator.value.category if i.initiator else None),
        factuality=BorneFactualityRecord(value=i.factuality.value, events=i.factuality.events),
        initiator=_maybe(i.initiator, party_record),
        target=_maybe(i.target, party_record),
        place=_maybe(i.place, place_record),
        when=_maybe(i.when, _borne_when),
        tolls=tuple(
            BorneTollRecord(
                harm=t.value.harm, low=t.value.low, best=t.value.best, high=t.value.high, of=t.value.of, events=t.events
            )
            for t in i.tolls
        ),
        objects=tuple(
            BorneThingRecord(what=o.value.what, count=o.value.count, effect=o.value.effect, events=o.events)
            for o in i.objects
        ),
        operation=_maybe(i.operation, _campaign),
        disagreements=tuple(
            DisagreementRecord(
                field=d.field, values=tuple(SaidRecord(value=value, documents=said) for value, said in d.values)
            )
            for d in i.disagreements
        ),
        why=tuple(
            WhyRecord(pair=k.pair, score=k.score, evidence_for=k.evidence_for, evidence_against=k.evidence_against)
            for k in i.why
        ),
    )


def party_record(p: Borne[Party]) -> BornePartyRecord:
    """An actor as it is written."""
    return BornePartyRecord(**party_fields(p))


def party_fields(p: Borne[Party]) -> dict[str, Any]:
    """The fields of an actor."""
    value = p.value
    return {
        "name": value.name,
        "id": value.id,
        "category": value.category,
        "country": value.country,
        "events": p.events,
    }


def place_record(p: Borne[Where]) -> BornePlaceRecord:
    """A place as it is written."""
    w = p.value
    return BornePlaceRecord(
        name=w.name,
        geonameid=w.geonameid,
        admin1=w.admin1,
        admin2=w.admin2,
        country=w.country,
        latitude=w.latitude,
        longitude=w.longitude,
        radius_km=w.radius_km,
        level=w.level,
        relation=w.relation,
        events=p.events,
    )


def days_record(w: When) -> DaysRecord:
    """Days as they are written."""
    return DaysRecord(start=w.start, end=w.end, precision=w.precision, text=w.text)


def _borne_when(w: Borne[When]) -> BorneWhenRecord:
    value = w.value
    return BorneWhenRecord(
        start=value.start, end=value.end, precision=value.precision, text=value.text, events=w.events
    )


def _campaign(c: Borne[Campaign]) -> BorneCampaignRecord:
    return BorneCampaignRecord(name=c.value.name, phase=c.value.phase, objective=c.value.objective, events=c.events)


def _maybe(value: V | None, made: Callable[[V], R]) -> R | None:
    return None if value is None else made(value)


def operation_record(o: Operation, events: Mapping[str, EventRecord]) -> OperationRecord:
    """The casus.operation/1 record of an operation; `events` holds the records of its events by id, for the words."""
    return OperationRecord(
        schema="casus.operation/1",
        id=o.id,
        name=o.name,
        aliases=o.aliases,
        sides=tuple(SideRecord(role=s.role, **party_fields(s.party)) for s in o.sides),
        phases=tuple(
            PhaseRecord(
                phase=p.phase,
                when=_maybe(p.when, days_record),
                areas=tuple(map(place_record, p.areas)),
                events=p.events,
            )
            for p in o.phases
        ),
        objectives=tuple(
            ObjectiveRecord(
                value=aim.value,
                basis=campaign.basis,
                evidence=tuple(q for q in campaign.evidence if q.exact.split() == aim.value.split())
                or campaign.evidence,
                event=aim.event,
                document=events[aim.event].document.id,
            )
            for aim in o.objectives
            if (campaign := events[aim.event].operation) is not None
        ),
        areas=tuple(map(place_record, o.areas)),
        events=o.events,
        documents=o.documents,
        status=o.status,
    )
