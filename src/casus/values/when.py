"""When something happened: a closed span of days, never more precise than the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Precision(Enum):
    """How finely the words tell the time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """First and last day on which it can have happened; both None where the words cannot be resolved."""

    start: date | None
    end: date | None
    precision: Precision | None
    text: str

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise ValueError(f"one end only: {self.start} to {self.end}")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"{self.start} is after {self.end}")
        if self.start is None and not self.text:
            raise ValueError("neither days nor words")

    @property
    def days(self) -> int | None:
        """Number of days in the span; None where unresolved."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1

    def covers(self, other: When) -> bool | None:
        """Whether every day of the other lies in this span; None where one of them is unresolved."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return None
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: When) -> bool | None:
        """Whether some day lies in both; None where one of them is unresolved."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return None
        return self.start <= other.end and other.start <= self.end

    def meet(self, other: When) -> When | None:
        """The days that both allow, in the words of the narrower; None where there are none, or none is known."""
        if not self.overlaps(other):
            return None
        narrow = min((self, other), key=lambda w: (w.days or 0, w.start or date.min, w.text))
        starts = [d for d in (self.start, other.start) if d is not None]
        ends = [d for d in (self.end, other.end) if d is not None]
        return When(start=max(starts), end=min(ends), precision=narrow.precision, text=narrow.text)

    def alike(self, other: When) -> float | None:
        """Shared days over all days (0 to 1); None where one of them is unresolved."""
        shared = self.meet(other)
        if self.overlaps(other) is None:
            return None
        if shared is None:
            return 0.0
        both = shared.days or 0
        return both / ((self.days or 0) + (other.days or 0) - both)
