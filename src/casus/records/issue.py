"""Something that could not be read or coded: set aside by name, for a person to look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from casus.records.span import Span


class Severity(Enum):
    """A warning loses nothing but itself; an error loses one document."""

    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What was found, what was looked for, and where."""

    where: str
    reason: str
    stage: str
    severity: Severity = Severity.ERROR
    span: Span | None = None
