"""Who has decided what, and what a coder may see while coding is blind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from casus.records.judgement import Action, Judgement

DECIDING = frozenset({Action.ACCEPT, Action.REJECT, Action.CORRECT})
ENOUGH = 2  # coders of an event in double coding


@dataclass(slots=True, kw_only=True)
class Verdict:
    """What one person holds of one record: whether it counts, and the values that they gave."""

    counts: bool = True
    values: dict[str, Any] = field(default_factory=dict)


Verdicts = Mapping[str, Mapping[str, Verdict]]


def verdicts(standing: Iterable[Judgement]) -> Verdicts:
    """By record, then by person: the latest word of each. `standing` are judgements that hold, in their order."""
    found: dict[str, dict[str, Verdict]] = {}
    for j in standing:
        if j.action in DECIDING:
            for subject in j.subjects:
                verdict = found.setdefault(subject, {}).setdefault(j.by, Verdict())
                verdict.counts = j.action is not Action.REJECT
                if j.field is not None:
                    verdict.values[j.field] = j.value
    return found


def hidden(subject: str, viewer: str | None, found: Verdicts) -> bool:
    """Whether what others decided is kept from a viewer: until the viewer, or two others, have decided.

    None is a viewer who sees all.
    """
    by = found.get(subject, {})
    return viewer is not None and viewer not in by and 0 < len(by) < ENOUGH


def open_to(subject: str, viewer: str, found: Verdicts) -> bool:
    """Whether double coding still wants the viewer's word."""
    by = found.get(subject, {})
    return viewer not in by and len(by) < ENOUGH
