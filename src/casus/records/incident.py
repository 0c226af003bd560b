"""One happening, as many documents tell it. Nothing is overwritten: every telling is kept, disagreement is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.party import Party
from casus.values.thing import Campaign, Thing
from casus.values.toll import Toll
from casus.values.when import When
from casus.values.where import Where

V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a document says on the whole: the places and days that its events state, and its telling words.

    `voice` is equal for documents that are one voice (the same text, or nearly). `words` are those of the evidence and
    of the headline, in lower case, each with its weight (rare ones more); `length` is the root of their squares' sum.
    """

    document: str
    voice: str
    published: date | None = None
    places: tuple[Where, ...] = ()
    spots: frozenset[str] = frozenset()  # towns that it names anywhere: their GeoNames ids, or the names
    days: frozenset[date] = frozenset()
    words: Mapping[str, float] = field(default_factory=dict)
    length: float = 0.0
    rare: tuple[str, ...] = ()  # words that few other reports hold: worth looking up
    lead: str | None = None  # the event that it tells first as real


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What merging needs of one event: its values, and whether its report states the place and the time."""

    event: str
    report: Report
    kind: Kind
    factuality: Factuality
    initiator: Party | None = None
    target: Party | None = None
    place: Where | None = None
    place_stated: bool = False
    when: When | None = None
    when_stated: bool = False
    tolls: tuple[Toll, ...] = ()
    objects: tuple[Thing, ...] = ()
    operation: Campaign | None = None
    triggers: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()  # where its triggers begin in the text
    sentence: tuple[int, int] = (0, 0)
    lead: bool = False  # what its report tells first as real

    @property
    def document(self) -> str:
        """The id of its document."""
        return self.report.document

    @property
    def voice(self) -> str:
        """Whose word it is."""
        return self.report.voice

    @property
    def published(self) -> date | None:
        """The day on which its report was published; None where unknown."""
        return self.report.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How two tellings compare: facets for and against, with their weight, and the sum.

    `forbidden`: something says that they cannot be one. `same`: there is enough to say that they are one.
    """

    pair: tuple[str, str]
    score: float
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...]
    forbidden: bool = False
    same: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Borne(Generic[V]):
    """A value of an incident, with the events that say so."""

    value: V
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A field that the reports fill differently: each value with the documents that say so."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Tellings of one happening. `voices` counts independent reports; tolls span what all of them say."""

    id: str
    tellings: tuple[Telling, ...]
    voices: int
    kind: Kind
    factuality: Borne[Factuality]
    initiator: Borne[Party] | None
    target: Borne[Party] | None
    place: Borne[Where] | None
    when: Borne[When] | None
    tolls: tuple[Borne[Toll], ...]
    objects: tuple[Borne[Thing], ...]
    operation: Borne[Campaign] | None
    disagreements: tuple[Disagreement, ...]
    why: tuple[Likeness, ...]
