"""An event as comparing sees it, the same for our rows and for another list's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from casus.values.where import EARTH_KM


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An event of a list: its days, point, country, type (`sub`: the finer one), and the dead as far as told."""

    id: str
    start: date
    end: date
    latitude: float
    longitude: float
    country: str
    kind: str
    sub: str
    killed: int | None
    text: str

    def days_from(self, other: Point) -> int:
        """Days between the two spans; 0 where they overlap."""
        if self.start <= other.end and other.start <= self.end:
            return 0
        return (other.start - self.end).days if self.end < other.start else (self.start - other.end).days

    def km_from(self, other: Point) -> float:
        """Great-circle distance, km."""
        a, b = radians(self.latitude), radians(other.latitude)
        h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.longitude - self.longitude) / 2) ** 2
        return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))
