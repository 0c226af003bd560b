"""One happening, as many documents tell it. Nothing is overwritten: every telling is kept, disagreement is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.party import Party
from casus.values.thing import Campaign, Thing
from casus.values.toll import Toll
from casus.values.when import When
from casus.values.where import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What merging needs of one event: its values, and whether place and time are stated rather than inferred.

    `voice` is equal for documents that are one voice (the same text, or nearly).
    """

    event: str
    document: str
    voice: str
    published: date | None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How two tellings compare: facets for and against, with their weight, and the sum."""

    pair: tuple[str, str]
    score: float
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A field that the reports fill differently: each value with the documents that say so."""

    field: str
    values: tuple[tuple[object, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Tellings of one happening. `voices` counts independent reports; tolls span what all of them say."""

    id: str
    tellings: tuple[Telling, ...]
    voices: int
    kind: Kind
    factuality: Factuality
    initiator: Party | None
    target: Party | None
    place: Where | None
    when: When | None
    tolls: tuple[Toll, ...]
    objects: tuple[Thing, ...]
    operation: Campaign | None
    disagreements: tuple[Disagreement, ...]
    why: tuple[Likeness, ...]
