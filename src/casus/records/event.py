"""What ONE document says of one happening. Many documents of one happening make an incident."""

from __future__ import annotations

from dataclasses import dataclass

from casus.records.claim import Claim
from casus.records.document import Document
from casus.records.gist import Gist
from casus.records.span import Evidence, Span
from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.party import Party
from casus.values.thing import Campaign, Thing, Voice, Weapon
from casus.values.toll import Toll
from casus.values.when import When
from casus.values.where import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A third party to an event: ally, supporter, intervener."""

    role: str
    party: Claim[Party]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One kind of happening, between one pair of sides, at one named place, over one reported day or span."""

    id: str
    document: Document
    kind: Claim[Kind]
    trigger: tuple[Evidence, ...]
    sentence: Span
    factuality: Claim[Factuality]
    initiator: Claim[Party] | None = None
    target: Claim[Party] | None = None
    participants: tuple[Participant, ...] = ()
    place: Claim[Where] | None = None
    when: Claim[When] | None = None
    tolls: tuple[Claim[Toll], ...] = ()
    objects: tuple[Claim[Thing], ...] = ()
    weapons: tuple[Claim[Weapon], ...] = ()
    operation: Claim[Campaign] | None = None
    source: Claim[Voice] | None = None
    coder: str = ""
    gist: Gist | None = None

    def __post_init__(self) -> None:
        if not self.trigger:
            raise ValueError(f"{self.id}: an event without a trigger")
