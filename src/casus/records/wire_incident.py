"""The records casus.incident/1 and casus.operation/1 as they are written down, field for field, in this order."""

from __future__ import annotations

from datetime import date
from typing import Literal

from casus.records.claim import Basis
from casus.records.operation import Status
from casus.records.wire import AcledRecord, Count, Country, Latitude, Longitude, PloverRecord, QuoteRecord, Wire, Words
from casus.values.factuality import Factuality
from casus.values.party import Category
from casus.values.thing import Effect
from casus.values.toll import Harm, Of
from casus.values.when import Precision
from casus.values.where import Level

INCIDENT = "casus.incident/1"
OPERATION = "casus.operation/1"


class BorneRecord(Wire, frozen=True):
    """What all values have: the ids of the events that say so. Their records hold the words."""

    events: tuple[str, ...]


class BorneFactualityRecord(BorneRecord, frozen=True):
    """Whether it happened, by the report that affirms most."""

    value: Factuality


class BornePartyRecord(BorneRecord, frozen=True):
    """An actor."""

    name: Words
    id: str | None
    category: Category
    country: Country | None


class BornePlaceRecord(BorneRecord, frozen=True):
    """The most specific place that is borne best; a point, or null where it is not resolved."""

    name: str
    geonameid: int | None
    admin1: str | None
    admin2: str | None
    country: Country | None
    latitude: Latitude | None
    longitude: Longitude | None
    radius_km: float | None
    level: Level
    relation: str | None


class DaysRecord(Wire, frozen=True):
    """First and last day, both null where the words cannot be resolved."""

    start: date | None
    end: date | None
    precision: Precision | None
    text: str


class BorneWhenRecord(DaysRecord, frozen=True):
    """First and last day, with the events that say so."""

    events: tuple[str, ...]


class BorneTollRecord(BorneRecord, frozen=True):
    """People harmed, over all voices: the lowest, the latest report's best, the highest (null = open)."""

    harm: Harm
    low: Count
    best: Count
    high: Count | None
    of: Of


class BorneThingRecord(BorneRecord, frozen=True):
    """Objects of one sort."""

    what: str
    count: int | None
    effect: Effect | None


class BorneCampaignRecord(BorneRecord, frozen=True):
    """The named operation that it belongs to."""

    name: str
    phase: str | None
    objective: str | None


class SaidRecord(Wire, frozen=True):
    """One of several values, and the documents that say so."""

    value: str
    documents: tuple[str, ...]


class DisagreementRecord(Wire, frozen=True):
    """A field that reports fill differently."""

    field: str
    values: tuple[SaidRecord, ...]


class WhyRecord(Wire, frozen=True):
    """Why two events were held to be one happening: the sum of the weights, and what spoke for and against."""

    pair: tuple[str, str]
    score: float
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...]


class IncidentRecord(Wire, frozen=True):
    """One happening as all documents tell it."""

    schema: Literal["casus.incident/1"]
    id: Words
    events: tuple[str, ...]
    documents: tuple[str, ...]
    voices: int
    kind: str
    acled: AcledRecord | None
    plover: PloverRecord | None
    factuality: BorneFactualityRecord
    initiator: BornePartyRecord | None
    target: BornePartyRecord | None
    place: BornePlaceRecord | None
    when: BorneWhenRecord | None
    tolls: tuple[BorneTollRecord, ...]
    objects: tuple[BorneThingRecord, ...]
    operation: BorneCampaignRecord | None
    disagreements: tuple[DisagreementRecord, ...]
    why: tuple[WhyRecord, ...]


class SideRecord(BornePartyRecord, frozen=True):
    """A belligerent: `conducts` the operation, or is its `target`."""

    role: str


class PhaseRecord(Wire, frozen=True):
    """A phase with its days, areas and events; a null `phase` holds the events of no told phase."""

    phase: str | None
    when: DaysRecord | None
    areas: tuple[BornePlaceRecord, ...]
    events: tuple[str, ...]


class ObjectiveRecord(Wire, frozen=True):
    """An aim in a report's words: a claim of one event."""

    value: str
    basis: Basis
    evidence: tuple[QuoteRecord, ...]
    event: str
    document: str


class OperationRecord(Wire, frozen=True):
    """A named campaign across documents."""

    schema: Literal["casus.operation/1"]
    id: Words
    name: Words
    aliases: tuple[str, ...]
    sides: tuple[SideRecord, ...]
    phases: tuple[PhaseRecord, ...]
    objectives: tuple[ObjectiveRecord, ...]
    areas: tuple[BornePlaceRecord, ...]
    events: tuple[str, ...]
    documents: tuple[str, ...]
    status: Status | None
