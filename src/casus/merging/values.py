"""Values out of written records."""

from __future__ import annotations

from datetime import date

from casus.records.wire import PartyRecord, PlaceRecord, WhenRecord
from casus.values.party import Party
from casus.values.when import When
from casus.values.where import Where


def day_of(text: str | None) -> date | None:
    """The day of an ISO date or time; None where it is none."""
    try:
        return None if text is None else date.fromisoformat(text[:10])
    except ValueError:
        return None


def party_of(p: PartyRecord | None) -> Party | None:
    """The actor of a record."""
    return None if p is None else Party(name=p.name, category=p.category, id=p.id, country=p.country)


def where_of(p: PlaceRecord) -> Where:
    """The place of a record."""
    return Where(
        name=p.name,
        level=p.level,
        geonameid=p.geonameid,
        admin1=p.admin1,
        admin2=p.admin2,
        country=p.country,
        latitude=p.latitude,
        longitude=p.longitude,
        radius_km=p.radius_km,
        relation=p.relation,
    )


def when_of(w: WhenRecord | None) -> When | None:
    """The time of a record; None where it holds neither days nor words."""
    if w is None or (w.start is None and not w.text):
        return None
    return When(start=w.start, end=w.end, precision=w.precision, text=w.text)
