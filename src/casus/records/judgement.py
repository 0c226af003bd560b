"""A person's word on what was coded or merged. Judgements are only ever added; the latest that is not undone holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any


class Action(Enum):
    """What a judgement says of its subjects."""

    ACCEPT = "accept"  # the record is right as it stands
    REJECT = "reject"  # it did not happen so: the record counts no more
    CORRECT = "correct"  # one field has another value
    SAME = "same"  # these tell one happening (merge)
    DIFFERENT = "different"  # these tell different happenings (split)
    NOTE = "note"  # a remark, which changes nothing
    UNDO = "undo"  # another judgement counts no more; undoing an undo brings it back


PAIRED = frozenset({Action.SAME, Action.DIFFERENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One judgement: who said when what of which records, and why.

    `subjects` are ids of events or incidents (for `same` and `different` two or more: every pair of them is judged).
    `field` and `value` (plain JSON) belong to `correct`: `value` replaces the field, or, where both are tables, the
    parts of it that it names; None empties the field. `undoes` is the id of the judgement that an `undo` takes back.
    """

    id: str
    at: datetime
    by: str
    action: Action
    subjects: tuple[str, ...] = ()
    field: str | None = None
    value: Any = None
    reason: str | None = None
    undoes: str | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"{self.id}: a time without a zone: {self.at}")
        if not self.by:
            raise ValueError(f"{self.id}: a judgement is somebody's")
        if (self.action is Action.UNDO) != (self.undoes is not None):
            raise ValueError(f"{self.id}: `undoes` belongs to `undo`")
        if (self.action is Action.CORRECT) != (self.field is not None):
            raise ValueError(f"{self.id}: `field` belongs to `correct`")
        least = 2 if self.action in PAIRED else 0 if self.action is Action.UNDO else 1
        if len(set(self.subjects)) < least:
            raise ValueError(f"{self.id}: {self.action.value} needs {least} subjects, not {len(set(self.subjects))}")


def standing(judgements: tuple[Judgement, ...]) -> tuple[Judgement, ...]:
    """The judgements that hold, in their order: neither undone, nor an undo. An undo that is undone counts no more."""
    undone: set[str] = set()
    for j in reversed(judgements):
        if j.undoes is not None and j.id not in undone:
            undone.add(j.undoes)
    return tuple(j for j in judgements if j.id not in undone and j.action is not Action.UNDO)
