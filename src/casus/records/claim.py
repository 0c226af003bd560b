"""One coded value, with the words that bear it, how we came by it, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from casus.records.span import Evidence

V = TypeVar("V")


class Basis(Enum):
    """How we came by a value: the words say it, it follows from words elsewhere, or it is a default."""

    STATED = "stated"
    INFERRED = "inferred"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Generic[V]):
    """A value that can show its words. `coder` names the rule, entry or model that made it.

    `note` tells a reader of `casus explain` why, and what else was considered.
    Raises ValueError for a stated or inferred value without words.
    """

    value: V
    basis: Basis
    evidence: tuple[Evidence, ...]
    coder: str
    score: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.basis is not Basis.ASSUMED and not self.evidence:
            raise ValueError(f"{self.basis.value} without evidence: {self.value!r}")
