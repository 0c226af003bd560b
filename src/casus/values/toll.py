"""How many were harmed: low, best and high, in the manner of UCDP."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Harm(Enum):
    """What was done to people."""

    KILLED = "killed"
    INJURED = "injured"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    MISSING = "missing"
    DISPLACED = "displaced"
    SURRENDERED = "surrendered"


class Of(Enum):
    """Whose people they were."""

    INITIATOR = "initiator"
    TARGET = "target"
    CIVILIANS = "civilians"
    STATE_FORCES = "state_forces"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A count of people: at least `low`, at most `high` (None = open), `best` the report's own figure."""

    harm: Harm
    low: int
    best: int
    high: int | None
    of: Of = Of.UNKNOWN

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.best or (self.high is not None and self.high < self.best):
            raise ValueError(f"toll does not rise: {self.low}, {self.best}, {self.high}")

    def covers(self, other: Toll) -> bool | None:
        """Whether every number the other allows is allowed here; None for different harms."""
        if self.harm is not other.harm:
            return None
        if self.high is not None and (other.high is None or other.high > self.high):
            return False
        return self.low <= other.low

    def overlaps(self, other: Toll) -> bool | None:
        """Whether some one number satisfies both; None for different harms."""
        if self.harm is not other.harm:
            return None
        return all(a.high is None or a.high >= b.low for a, b in ((self, other), (other, self)))

    def meet(self, other: Toll) -> Toll | None:
        """The numbers that both allow; None where there are none."""
        if not self.overlaps(other):
            return None
        low = max(self.low, other.low)
        highs = [h for h in (self.high, other.high) if h is not None]
        high = min(highs) if highs else None
        best = max(low, min(self.best, other.best))
        best = best if high is None else min(best, high)
        of = self.of if self.of is other.of else Of.UNKNOWN
        return Toll(harm=self.harm, low=low, best=best, high=high, of=of)

    def alike(self, other: Toll) -> float | None:
        """Smaller best over larger best (1 for equal); None for different harms."""
        if self.harm is not other.harm:
            return None
        small, large = sorted((self.best, other.best))
        return 1.0 if large == 0 else small / large
