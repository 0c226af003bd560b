"""What the API answers, field for field: the contract's own records, with what people decided beside them.

Structs of msgspec and not pydantic's: they are written ten times faster, and the records are the contract's own types.
The schema page is made from them (`api.schema`), so that it cannot tell another thing.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Meta

from casus.api.auth.users import Role
from casus.records.wire import DocumentRecord, EventRecord, QuoteRecord, SpanRecord, Wire
from casus.records.wire_incident import IncidentRecord, OperationRecord

Status = Literal["unreviewed", "accepted", "rejected"]
Count = Annotated[int, Meta(ge=0)]
Cursor = Annotated[str | None, Meta(description="Opaque: give it as `after` to go on; null at the end.")]
Total = Annotated[int | None, Meta(description="How many there are under the filter; null where not counted.")]


class Fault(Wire, frozen=True):
    """What went wrong, by a short code and in a sentence."""

    code: str
    message: str


class Faulty(Wire, frozen=True):
    """The answer to what could not be done."""

    error: Fault


class Page(Wire, frozen=True):
    """One page of a list."""

    next: Cursor
    total: Total


class DocumentItem(DocumentRecord, frozen=True):
    """A document in a list: its origin, and how many events were coded from it."""

    events: Count


class Documents(Page, frozen=True):
    """A page of documents."""

    items: tuple[DocumentItem, ...]


class DocumentText(DocumentRecord, frozen=True):
    """A document with its whole text: show it as text, never as HTML."""

    text: str


class JudgementItem(Wire, frozen=True):
    """What somebody decided; nothing is overwritten, an undone decision stays in the list."""

    id: str
    at: str
    by: str
    verb: str
    subjects: tuple[str, ...]
    field: str | None
    value: Any
    note: str | None
    undone: bool


class EventItem(EventRecord, frozen=True, kw_only=True):
    """An event as it is shown: with corrected values in place, its status, and the incident that it belongs to.

    `corrected` names the fields that a person corrected: their evidence is the person's word.
    """

    status: Status
    corrected: tuple[str, ...]
    incident: str | None


class Events(Page, frozen=True):
    """A page of events."""

    items: tuple[EventItem, ...]


class DocumentPage(DocumentText, frozen=True):
    """A document with its text and the events coded from it."""

    items: tuple[EventItem, ...]


class EventPage(EventItem, frozen=True):
    """An event with its document's text and all that was decided about it."""

    text: str
    judgements: tuple[JudgementItem, ...]


class Reason(Wire, frozen=True):
    """Why one field says what it says: value, basis, words, and the rule, lexicon entry or model that filled it."""

    field: str
    value: str
    basis: str | None
    evidence: tuple[QuoteRecord, ...]
    coder: str | None
    score: float | None
    note: str | None


class Discard(Wire, frozen=True):
    """Words of the same report that might have been an event and were set aside, and the reason."""

    reason: str
    trigger: QuoteRecord
    words: QuoteRecord | None


class Why(Wire, frozen=True):
    """Why an event says what it says. `read_again`: rules, scores and discards are told, from the same text."""

    event: str
    coder: str
    sentence: SpanRecord
    trigger: tuple[QuoteRecord, ...]
    fields: tuple[Reason, ...]
    discarded: tuple[Discard, ...]
    read_again: bool


class IncidentItem(IncidentRecord, frozen=True):
    """An incident as it is shown, with its status."""

    status: Status


class Incidents(Page, frozen=True):
    """A page of incidents."""

    items: tuple[IncidentItem, ...]


class IncidentPage(IncidentItem, frozen=True):
    """An incident with the events of all its reports, their documents' texts, and all that was decided.

    `redirected_from`: the id that was asked for, where it has since been merged into this one.
    """

    members: tuple[EventItem, ...]
    texts: tuple[DocumentText, ...]
    judgements: tuple[JudgementItem, ...]
    redirected_from: str | None


class Operations(Page, frozen=True):
    """A page of named operations."""

    items: tuple[OperationRecord, ...]


class OperationPage(OperationRecord, frozen=True):
    """An operation with its events."""

    members: tuple[EventItem, ...]


class Bucket(Wire, frozen=True):
    """A value of the filter, a label for people, and how many incidents have it."""

    value: str
    label: str
    count: Count


class Buckets(Wire, frozen=True):
    """A list of values with their counts, most frequent first."""

    items: tuple[Bucket, ...]


class ActorItem(Wire, frozen=True):
    """An actor, and how many incidents it takes part in."""

    name: str
    count: Count


class Actors(Page, frozen=True):
    """A page of actors, most frequent first."""

    items: tuple[ActorItem, ...]


class PlaceItem(Wire, frozen=True):
    """A place, and how many incidents happened there."""

    name: str
    geonameid: int | None
    admin1: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    level: str | None
    count: Count


class Places(Page, frozen=True):
    """A page of places, most frequent first."""

    items: tuple[PlaceItem, ...]


class Facets(Wire, frozen=True):
    """How many incidents have each value, under the current filter."""

    total: Count
    kind: tuple[Bucket, ...]
    country: tuple[Bucket, ...]
    admin1: tuple[Bucket, ...]
    actor: tuple[Bucket, ...]
    factuality: tuple[Bucket, ...]
    source: tuple[Bucket, ...]
    status: tuple[Bucket, ...]


class Stretch(Wire, frozen=True):
    """A day, week, month or year: incidents that began in it, and the people that they killed."""

    start: date
    count: Count
    killed: Count


class Timeline(Wire, frozen=True):
    """Incidents over time; stretches without any are left out, `undated` are those of no known day."""

    by: Literal["day", "week", "month", "year"]
    items: tuple[Stretch, ...]
    undated: Count


class Found(Wire, frozen=True):
    """A document that holds the words, and where."""

    id: str
    title: str | None
    source: str | None
    published: date | None
    snippet: Annotated[str, Meta(description="Each word found stands between U+E000 and U+E001.")]
    score: float


class Search(Page, frozen=True):
    """A page of documents found by their words."""

    items: tuple[Found, ...]


class Queued(Wire, frozen=True):
    """An event to decide about, why it comes so early, its document's text, and what else tells of the happening."""

    event: EventItem
    document: DocumentText | None
    reasons: tuple[str, ...]
    incident: IncidentItem | None


class Queue(Page, frozen=True):
    """The review queue, most useful first: `total` are in the queue now, `left` wait in all, `done` are decided."""

    items: tuple[Queued, ...]
    left: Count
    done: Count


class Judged(Wire, frozen=True):
    """What was written down or taken back, and how the events that it names stand now."""

    judgements: tuple[JudgementItem, ...]
    events: tuple[EventItem, ...]


class Agreement(Wire, frozen=True):
    """How far people who decided alone agree, over the events that at least two decided.

    `percent` of pairs that agree; `kappa` is Cohen's (two coders), `alpha` Krippendorff's for nominal data; null
    where it is not defined (no doubly decided event, or only one value used).
    """

    field: str
    coders: tuple[str, ...]
    units: Count
    percent: float | None
    kappa: float | None
    alpha: float | None


class Agreements(Wire, frozen=True):
    """Agreement for each field."""

    items: tuple[Agreement, ...]


class Job(Wire, frozen=True):
    """Work that goes on: how many reports of how many are coded, and the events so far."""

    id: str
    state: Literal["waiting", "running", "done", "failed", "stopped"]
    total: Count
    done: Count
    documents: tuple[str, ...]
    events: tuple[str, ...]
    incidents: tuple[str, ...]
    issues: tuple[str, ...]
    message: str | None


class Me(Wire, frozen=True):
    """Who asks, and what they may do. Give `csrf` as the header X-CSRF-Token with every write."""

    name: str | None
    role: Role | None
    login: Annotated[bool, Meta(description="Whether people must log in here.")]
    csrf: str
    version: str
    blind: Annotated[bool, Meta(description="Whether coders decide without seeing each other's decisions.")]


class AuditItem(Wire, frozen=True):
    """One line of the audit log."""

    at: str
    by: str
    act: str
    what: dict[str, Any]
    digest: str


class Audit(Wire, frozen=True):
    """The last lines of the audit log, newest first. `whole`: whether no line was changed or taken out."""

    items: tuple[AuditItem, ...]
    whole: bool


class GeoPoint(Wire, frozen=True):
    """A point, longitude first."""

    type: Literal["Point"]
    coordinates: tuple[float, float]


class GeoProperties(Wire, frozen=True):
    """What a map needs to know of an incident."""

    id: str
    kind: str
    killed: int | None
    start: str | None
    end: str | None
    place: str
    country: str | None
    level: str
    radius_km: float | None
    status: Status
    reports: int


class GeoFeature(Wire, frozen=True):
    """An incident on the map."""

    type: Literal["Feature"]
    id: str
    geometry: GeoPoint
    properties: GeoProperties


class GeoCollection(Wire, frozen=True):
    """Incidents as GeoJSON (RFC 7946). `truncated`: there are more than were asked for."""

    type: Literal["FeatureCollection"]
    features: tuple[GeoFeature, ...]
    truncated: bool
