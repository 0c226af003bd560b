"""Whether the report says that it happened."""

from __future__ import annotations

from enum import Enum


class Factuality(Enum):
    """What the report says of the happening's reality."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    THREATENED = "threatened"
    DENIED = "denied"
    ALLEGED = "alleged"

    @property
    def real(self) -> bool:
        """Told as something that took place or was tried, by whomever; not planned, threatened or denied."""
        return self not in (Factuality.PLANNED, Factuality.THREATENED, Factuality.DENIED)
