"""The records as they are written down, field for field as the contract has them, in its order.

Decoding ignores fields that it does not know (a later version may add some) and refuses everything else.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casus.records.annotated import NameType, TimeType
from casus.records.claim import Basis
from casus.values.factuality import Factuality
from casus.values.party import Category
from casus.values.thing import Effect
from casus.values.toll import Harm, Of
from casus.values.when import Precision
from casus.values.where import Level

EVENT = "casus.event/1"
ANNOTATED = "casus.annotated/1"

Words = Annotated[str, Meta(min_length=1)]
Offset = Annotated[int, Meta(ge=0)]
Count = Annotated[int, Meta(ge=0)]
Country = Annotated[str, Meta(pattern="^[A-Z]{2}$")]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
Radius = Annotated[float, Meta(ge=0)]


class Wire(Struct, frozen=True, kw_only=True):
    """What all written records share: they never change, and no field is left out."""


class SpanRecord(Wire, frozen=True):
    """A stretch of the document's text: half-open, in code points."""

    start: Offset
    end: Offset


class QuoteRecord(SpanRecord, frozen=True):
    """A stretch and the words that stand there."""

    exact: Words


class DocumentRecord(Wire, frozen=True):
    """Which report: its origin and the SHA-256 of its settled text."""

    id: str
    url: str | None
    title: str | None
    source: str | None
    published: str | None
    language: str | None
    sha256: str


class AcledRecord(Wire, frozen=True):
    """ACLED's three names of the kind."""

    disorder_type: str
    event_type: str
    sub_event_type: str


class PloverRecord(Wire, frozen=True):
    """PLOVER's names of the kind."""

    event_type: str
    mode: str | None
    contexts: tuple[str, ...]


class TriggerRecord(Wire, frozen=True):
    """The shortest words that name the happening; one quote for each telling."""

    evidence: Annotated[tuple[QuoteRecord, ...], Meta(min_length=1)]


class FactualityRecord(Wire, frozen=True):
    """Whether the report says that it happened."""

    value: Factuality
    basis: Basis
    evidence: tuple[QuoteRecord, ...]


class PartyRecord(Wire, frozen=True):
    """An actor: canonical English name, id in the actor table, ACLED category, country."""

    name: Words
    id: str | None
    category: Category
    country: Country | None
    basis: Basis
    evidence: tuple[QuoteRecord, ...]


class ParticipantRecord(PartyRecord, frozen=True):
    """A third party, and what it does in the event."""

    role: str


class PlaceRecord(Wire, frozen=True):
    """The most specific place of the event; a point with a radius, or null where it is not resolved."""

    name: str
    geonameid: int | None
    admin1: str | None
    admin2: str | None
    country: Country | None
    latitude: Latitude | None
    longitude: Longitude | None
    radius_km: Radius | None
    level: Level
    relation: str | None
    geo_precision: Literal[1, 2, 3, None]
    where_prec: Literal[1, 2, 3, 4, 5, 6, 7, None]
    basis: Basis
    evidence: tuple[QuoteRecord, ...]


class WhenRecord(Wire, frozen=True):
    """First and last day, both null where the words cannot be resolved."""

    start: date | None
    end: date | None
    precision: Precision | None
    text: str
    basis: Basis
    evidence: tuple[QuoteRecord, ...]


class TollRecord(Wire, frozen=True):
    """People harmed: at least, best, at most (null = open), and whose they were."""

    harm: Harm
    low: Count
    best: Count
    high: Count | None
    of: Of
    basis: Basis
    evidence: tuple[QuoteRecord, ...]


class ThingRecord(Wire, frozen=True):
    """Objects of one sort, how many, and what became of them."""

    what: str
    count: int | None
    effect: Effect | None
    basis: Basis
    evidence: tuple[QuoteRecord, ...]


class WeaponRecord(Wire, frozen=True):
    """What it was done with."""

    what: str
    basis: Basis
    evidence: tuple[QuoteRecord, ...]


class CampaignRecord(Wire, frozen=True):
    """The named operation that the event belongs to."""

    name: str
    phase: str | None
    objective: str | None
    basis: Basis
    evidence: tuple[QuoteRecord, ...]


class VoiceRecord(Wire, frozen=True):
    """To whom the report attributes what it tells."""

    name: str
    basis: Basis
    evidence: tuple[QuoteRecord, ...]


class SpotRecord(Wire, frozen=True):
    """A town or point that the report names, and its GeoNames id where it is resolved."""

    name: str
    geonameid: int | None


class GistRecord(Wire, frozen=True):
    """What the whole report holds: names and numbers with their counts, towns, days, and a sketch of its words."""

    words: dict[str, Count]
    places: tuple[SpotRecord, ...]
    days: tuple[date, ...]
    sketch: str | None


class EventRecord(Wire, frozen=True, kw_only=True):
    """One happening as ONE document tells it."""

    schema: Literal["casus.event/1"]
    id: Words
    document: DocumentRecord
    kind: str
    acled: AcledRecord | None
    plover: PloverRecord | None
    trigger: TriggerRecord
    factuality: FactualityRecord
    initiator: PartyRecord | None
    target: PartyRecord | None
    participants: tuple[ParticipantRecord, ...]
    place: PlaceRecord | None
    when: WhenRecord | None
    tolls: tuple[TollRecord, ...]
    objects: tuple[ThingRecord, ...]
    weapons: tuple[WeaponRecord, ...]
    operation: CampaignRecord | None
    source: VoiceRecord | None
    sentence: SpanRecord
    coder: str
    gist: GistRecord | None = None  # records of earlier coders have none


class NameRecord(QuoteRecord, frozen=True):
    """A proper name."""

    type: NameType


class PlaceMentionRecord(QuoteRecord, frozen=True):
    """A place by name; null coordinates where unresolved. `score` is the calibrated chance of being right."""

    name: str
    geonameid: int | None
    country: Country | None
    admin1: str | None
    latitude: Latitude | None
    longitude: Longitude | None
    level: Level
    score: float


class TimeRecord(QuoteRecord, frozen=True):
    """An expression of time with its TIMEX3 type and value."""

    type: TimeType
    value: str | None


class PartyMentionRecord(QuoteRecord, frozen=True):
    """An actor as mentioned, and who that is."""

    name: Words
    id: str | None
    category: Category
    country: Country | None


class QuantityRecord(QuoteRecord, frozen=True):
    """A count of people harmed."""

    harm: Harm
    low: Count
    best: Count
    high: Count | None


class AnnotatedRecord(Wire, frozen=True):
    """A document with everything that reading found in it, in order of position."""

    schema: Literal["casus.annotated/1"]
    document: DocumentRecord
    sentences: tuple[SpanRecord, ...]
    names: tuple[NameRecord, ...]
    places: tuple[PlaceMentionRecord, ...]
    times: tuple[TimeRecord, ...]
    parties: tuple[PartyMentionRecord, ...]
    quantities: tuple[QuantityRecord, ...]
