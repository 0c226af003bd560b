"""What the store answers: records with what people said of them, pages, counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

import msgspec

from casus.records.document import Document
from casus.records.wire import EventRecord
from casus.records.wire_incident import IncidentRecord
from casus.store.status import Status

T = TypeVar("T")

_events = msgspec.json.Decoder(EventRecord)
_incidents = msgspec.json.Decoder(IncidentRecord)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """An event as it now stands: `json` is its casus.event/1 record with people's corrections in it.

    `coded` is the record as it was coded (equal to `json` where nobody corrected it); `corrected` names the fields
    that people changed. `superseded_by` is the id of the event of a later coding; None for what is current, "" for
    what a later coding does not tell.
    """

    id: str
    status: Status
    json: str
    coded: str
    corrected: tuple[str, ...] = ()
    superseded_by: str | None = None

    @property
    def record(self) -> EventRecord:
        """The record, decoded."""
        return _events.decode(self.json)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What merging found alike: `pairs` of events, among them all in which one of the `known` stands."""

    known: Iterable[str]
    pairs: Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredIncident:
    """An incident as it now stands: `json` is its casus.incident/1 record.

    `current` is False where no event that counts is left in it (all rejected, or recoded elsewhere).
    """

    id: str
    status: Status
    json: str
    current: bool = True

    @property
    def record(self) -> IncidentRecord:
        """The record, decoded."""
        return _incidents.decode(self.json)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document, when it was taken in, and how many current events it tells."""

    document: Document
    added: datetime
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """A stretch of a list: `next` continues it (None at the end); `total` is None where nobody asked."""

    items: tuple[T, ...]
    next: str | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that a text query found: its id, title, source, date, and a stretch of it around the words.

    In `snippet` each word found stands between the characters U+E000 and U+E001; nothing else is marked up.
    """

    id: str
    title: str | None
    source: str | None
    published: date | None
    snippet: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many records of a filter have each value, most first: by kind, country, admin1, actor, factuality, source.

    The values are paths of kinds, ISO codes, names, names of actors, factualities, and sources.
    """

    total: int
    by: Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A day, week (from Monday), month or year of a timeline: its first day, and the records whose first day is in it.

    `killed` sums their best figures.
    """

    start: date
    count: int
    killed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Incidents of a cell of a map: how many, their middle, the people killed; `id` and `kind` where there is one."""

    count: int
    longitude: float
    latitude: float
    killed: int
    id: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a filter holds in all. `killed` are the sums of the low, best and high figures; high is None where open."""

    count: int
    killed: tuple[int, int, int | None]
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What coded: the coder's version, the model and its digest, the digest of the data files, and the settings."""

    coder: str
    model: str = ""
    model_digest: str = ""
    data_digest: str = ""
    settings: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A document that was deleted: its id, when, by whom and why. It is not taken in again."""

    id: str
    at: datetime
    by: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoding:
    """How a document's events differ between its former and its present coding.

    `status` is what people said of the former event and so say of the latter. `changed` names the fields that
    differ; it is empty where one side is missing.
    """

    document: str
    before: str | None
    after: str | None
    changed: tuple[str, ...]
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """What the store holds: rows by table, its version, size in bytes (None where the server does not tell)."""

    rows: Mapping[str, int]
    schema: str
    dialect: str
    size: int | None
    coders: tuple[tuple[str, int], ...] = ()
    statuses: Mapping[str, int] = field(default_factory=dict)
