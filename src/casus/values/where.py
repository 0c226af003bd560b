"""Where something happened: a point with the radius within which it may really lie (point-radius method)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import asin, cos, radians, sin, sqrt
from typing import Literal

EARTH_KM = 6371.0088  # mean radius, IUGG


class Level(Enum):
    """What sort of thing the named place is."""

    POINT = "point"
    TOWN = "town"
    DISTRICT = "district"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    AREA = "area"
    SEA = "sea"


# UCDP GED's scale of what is wider than a town.
WIDER: dict[Level, Literal[3, 4, 5, 6, 7]] = {
    Level.DISTRICT: 3,
    Level.ADMIN1: 4,
    Level.AREA: 5,
    Level.COUNTRY: 6,
    Level.SEA: 7,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place: its usual name, what contains it, and a point with a radius in km (None where unresolved).

    Method: Wieczorek, Guo and Hijmans 2004, "The point-radius method for georeferencing locality descriptions".
    """

    name: str
    level: Level
    geonameid: int | None = None
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    relation: str | None = None

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a place without a name")
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError(f"half a point: {self.latitude}, {self.longitude}")
        if self.latitude is not None and not -90 <= self.latitude <= 90:
            raise ValueError(f"latitude {self.latitude}")
        if self.longitude is not None and not -180 <= self.longitude <= 180:
            raise ValueError(f"longitude {self.longitude}")
        if self.radius_km is not None and self.radius_km < 0:
            raise ValueError(f"radius {self.radius_km} km")
        if self.country is not None and not (len(self.country) == 2 and self.country.isupper()):
            raise ValueError(f"country {self.country!r} is not ISO 3166-1 alpha-2")

    @property
    def geo_precision(self) -> Literal[1, 2, 3] | None:
        """ACLED's scale: 1 a named town, 2 near a town or a small area, 3 a larger region; None for a whole country."""
        if self.level in (Level.POINT, Level.TOWN):
            return 2 if self.relation else 1
        if self.level is Level.DISTRICT:
            return 2
        if self.level in (Level.ADMIN1, Level.AREA, Level.SEA):
            return 3
        return None

    @property
    def where_prec(self) -> Literal[1, 2, 3, 4, 5, 6, 7] | None:
        """UCDP GED's scale: 1 exact, 2 within 25 km, 3 district, 4 province, 5 fuzzy area, 6 country, 7 sea."""
        if self.level in (Level.POINT, Level.TOWN):
            return 2 if self.relation else 1
        return WIDER[self.level]

    def distance_km(self, other: Where) -> float | None:
        """Great-circle distance between the points, km; None where one has no point."""
        if self.latitude is None or self.longitude is None or other.latitude is None or other.longitude is None:
            return None
        a, b = radians(self.latitude), radians(other.latitude)
        dlat, dlon = b - a, radians(other.longitude - self.longitude)
        h = sin(dlat / 2) ** 2 + cos(a) * cos(b) * sin(dlon / 2) ** 2
        return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))

    def covers(self, other: Where) -> bool | None:
        """Whether the other's circle lies inside this one's (1 % slack); None where that cannot be told."""
        apart = self.distance_km(other)
        if apart is None or self.radius_km is None or other.radius_km is None:
            return None
        return apart + other.radius_km <= self.radius_km * 1.01

    def overlaps(self, other: Where) -> bool | None:
        """Whether the two circles touch; None where that cannot be told."""
        if self.geonameid is not None and self.geonameid == other.geonameid:
            return True
        apart = self.distance_km(other)
        if apart is None or self.radius_km is None or other.radius_km is None:
            return None
        return apart <= self.radius_km + other.radius_km

    def alike(self, other: Where) -> float | None:
        """1 for the same place, falling with distance against the two radii; None where that cannot be told."""
        if self.geonameid is not None and self.geonameid == other.geonameid:
            return 1.0
        apart = self.distance_km(other)
        if apart is None:
            return None
        reach = max(10.0, (self.radius_km or 0.0) + (other.radius_km or 0.0))
        return 1.0 / (1.0 + (apart / reach) ** 2)
