"""Things that an event is about: objects with their fate, weapons, a campaign, a voice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Effect(Enum):
    """What became of an object."""

    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    SEIZED = "seized"
    FOUND = "found"
    CAPTURED = "captured"
    USED = "used"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Objects of one sort: what they are, how many (None = not told), what became of them (None = not told)."""

    what: str
    count: int | None = None
    effect: Effect | None = None

    def __post_init__(self) -> None:
        if not self.what:
            raise ValueError("an object without a name")
        if self.count is not None and self.count < 0:
            raise ValueError(f"{self.count} of {self.what}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """What it was done with."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """The named operation that an event belongs to, with its phase and aim where told."""

    name: str
    phase: str | None = None
    objective: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """To whom a report attributes what it tells."""

    name: str
