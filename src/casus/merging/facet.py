"""One facet's vote on whether two tellings are one happening."""

from __future__ import annotations

from dataclasses import dataclass

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

    @property
    def shown(self) -> str:
        """As people read it: what compares how, and its weight."""
        told = f"{self.name}: {self.how}" if self.how else self.name
        return f"{told}, which forbids it" if self.forbids else f"{told} {self.weight:+.1f}"
