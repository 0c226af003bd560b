"""One facet's vote on whether two tellings are one happening."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from casus.merging.weights import WEIGHTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """Its weight (positive for, negative against) and `how` the two compare.

    `anchor`: it rests on a place or time that both state. `hint`: it adds to the sum, but is no evidence of its own.
    `forbids`: the two cannot be one, whatever else speaks for it.
    """

    name: str
    how: str = ""
    weight: float = 0.0
    anchor: bool = False
    hint: bool = False
    forbids: bool = False
    key: str = ""

    @classmethod
    @lru_cache(maxsize=4096)
    def of(
        cls,
        name: str,
        how: str,
        *,
        shown_as: str | None = None,
        anchor: bool = False,
        hint: bool = False,
        forbids: bool = False,
    ) -> Facet:
        """The facet with the weight of the table; KeyError where the table has none."""
        key = f"{name}: {how}"
        weight = WEIGHTS[key]
        return cls(name=shown_as or name, how=how, weight=weight, anchor=anchor, hint=hint, forbids=forbids, key=key)

    @classmethod
    @lru_cache(maxsize=64)
    def silent(cls, name: str) -> Facet:
        """The facet of which one of the two tells nothing, or nothing that counts."""
        return cls(name=name)

    @property
    def shown(self) -> str:
        """As people read it: what compares how, and its weight."""
        return _shown(self.name, self.how, self.weight, self.forbids)


@lru_cache(maxsize=4096)
def _shown(name: str, how: str, weight: float, forbids: bool) -> str:
    told = f"{name}: {how}" if how else name
    return f"{told}, which forbids it" if forbids else f"{told} {weight:+.1f}"
