"""A named campaign across documents: its sides, phases, aims, areas and the events that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from casus.records.incident import Borne
from casus.values.party import Party
from casus.values.when import When
from casus.values.where import Where


class Status(Enum):
    """How far a campaign has come, as the reports tell it."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A belligerent of a campaign. `role`: whether it runs the campaign or is its target."""

    role: str
    party: Borne[Party]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A phase by its number or words (None = events of no told phase), with its days, areas and events."""

    phase: str | None
    when: When | None
    areas: tuple[Borne[Where], ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """An aim in a report's own words, with the event that tells it."""

    value: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A named campaign. `status` is None where no report tells how far it has come."""

    id: str
    name: str
    aliases: tuple[str, ...]
    sides: tuple[Side, ...]
    phases: tuple[Phase, ...]
    objectives: tuple[Objective, ...]
    areas: tuple[Borne[Where], ...]
    events: tuple[str, ...]
    documents: tuple[str, ...]
    status: Status | None
