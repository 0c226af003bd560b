"""Who: an actor by name, category and country."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Category(Enum):
    """ACLED's eight actor types (codebook 2024), and unknown."""

    STATE_FORCES = "state forces"
    REBEL_GROUP = "rebel group"
    POLITICAL_MILITIA = "political militia"
    IDENTITY_MILITIA = "identity militia"
    RIOTERS = "rioters"
    PROTESTERS = "protesters"
    CIVILIANS = "civilians"
    EXTERNAL_FORCES = "external forces"
    UNKNOWN = "unknown"


UNARMED = frozenset({Category.PROTESTERS, Category.CIVILIANS})
STATE = frozenset({Category.STATE_FORCES, Category.EXTERNAL_FORCES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor: canonical English name, id in the actor table or None, category, ISO country or None."""

    name: str
    category: Category
    id: str | None = None
    country: str | None = None

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a party without a name")
        if self.country is not None and not (len(self.country) == 2 and self.country.isupper()):
            raise ValueError(f"country {self.country!r} is not ISO 3166-1 alpha-2")

    @property
    def armed(self) -> bool | None:
        """Whether it bears arms; None where its category is unknown."""
        if self.category is Category.UNKNOWN:
            return None
        return self.category not in UNARMED and self.category is not Category.RIOTERS

    def same(self, other: Party) -> bool | None:
        """Whether both are one actor: by id, else by name; None where only one of them has an id."""
        if self.id is not None and other.id is not None:
            return self.id == other.id
        if self.name.casefold() == other.name.casefold():
            return True
        return None if self.id is not None or other.id is not None else False

    def alike(self, other: Party) -> float | None:
        """1 for one actor, .5 for the same sort of actor of one country, 0 for others; None where unknown."""
        if self.same(other):
            return 1.0
        if Category.UNKNOWN in (self.category, other.category):
            return None
        return 0.5 if self.category is other.category and self.country == other.country else 0.0
