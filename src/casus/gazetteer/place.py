"""A place of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from casus.values.where import Level, Where

LEVELS = {"C": Level.COUNTRY, "1": Level.ADMIN1, "2": Level.DISTRICT, "P": Level.TOWN, "A": Level.AREA, "S": Level.SEA}


@dataclass(frozen=True, slots=True)
class Place:
    """A named place: `kind` is C country, 1 or 2 division, P populated place or point, A area, S sea. radius in km."""

    geonameid: int | None
    name: str
    country: str | None
    admin1: str | None
    admin1_code: str | None
    admin2: str | None
    latitude: float
    longitude: float
    population: int
    kind: str
    radius: float

    @property
    def level(self) -> Level:
        """What sort of place it is."""
        return LEVELS[self.kind]

    @property
    def where(self) -> Where:
        """The place as a value, with its point to 5 decimals (about a metre) and its radius to 0.1 km."""
        return Where(
            name=self.name,
            level=self.level,
            geonameid=self.geonameid,
            admin1=self.admin1,
            admin2=self.admin2,
            country=self.country,
            latitude=round(self.latitude, 5),
            longitude=round(self.longitude, 5),
            radius_km=round(self.radius, 1),
        )


def distance(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance in km."""
    x, y, p, q = map(radians, (a_lat, b_lat, a_lon, b_lon))
    h = sin((y - x) / 2) ** 2 + cos(x) * cos(y) * sin((q - p) / 2) ** 2
    return 12742.0176 * asin(min(1.0, sqrt(h)))
