"""What the columns of a row say of a record: made from it, so that they can be made again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from casus.records.wire import EventRecord, QuoteRecord
from casus.records.wire_incident import IncidentRecord
from casus.store.schema import NARROW
from casus.values.toll import Harm

ROW = 720  # cells from west to east
FINE = ("point", "town", "district")


def now() -> str:
    """This moment, in UTC, as it is kept."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def ordinal(day: date | str | None) -> int:
    """A day as it is kept; 0 for none, or for text that is none."""
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day[:10])
        except ValueError:
            return 0
    return 0 if day is None else day.toordinal()


def day(number: int) -> date | None:
    """The day of a kept number."""
    return date.fromordinal(number) if number else None


def folded(name: str | None) -> str | None:
    """A name as names are compared."""
    return None if name is None else " ".join(name.casefold().split())


def campaign(name: str | None) -> str | None:
    """A campaign's name as such names are compared: "Operation Grey Rain" is "grey rain"."""
    plain = folded(name)
    return plain and (plain.removeprefix("the ").removeprefix("operation ") or plain)


def queried(record: EventRecord | IncidentRecord) -> dict[str, Any]:
    """The columns that events and incidents share, without live, status and record."""
    place, when = record.place, record.when
    first, last = (ordinal(when.start), ordinal(when.end or when.start)) if when else (0, 0)
    killed = [t for t in record.tolls if t.harm is Harm.KILLED]
    highs = [t.high for t in killed if t.high is not None]
    return {
        "kind": record.kind,
        "first_day": first,
        "last_day": last,
        "wide": int(last - first >= NARROW),
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "factuality": record.factuality.value.value,
        "killed_low": sum(t.low for t in killed) if killed else None,
        "killed": sum(t.best for t in killed) if killed else None,
        "killed_high": sum(highs) if killed and len(highs) == len(killed) else None,
    }


def cell(latitude: float | None, longitude: float | None) -> int | None:
    """The number of the cell of half a degree in which a point lies."""
    if latitude is None or longitude is None:
        return None
    return int((latitude + 90) * 2) * ROW + int((longitude + 180) * 2)


def about(record: EventRecord) -> int:
    """The day of an event: its first, or that on which it was published; 0 where neither is known."""
    return (ordinal(record.when.start) if record.when else 0) or ordinal(record.document.published)


def event_columns(record: EventRecord) -> dict[str, Any]:
    """The columns of an event that its record (with corrections) decides."""
    return {
        **queried(record),
        **near_columns(record),
        "start": min(q.start for q in record.trigger.evidence),
        "source": record.document.source,
        "operation": campaign(record.operation.name) if record.operation else None,
    }


def near_columns(record: EventRecord) -> dict[str, Any]:
    """The columns by which events near to one are found."""
    place = record.place
    return {
        "cell": cell(place.latitude, place.longitude) if place else None,
        "about": about(record),
        "fine": int(place is not None and place.level.value in FINE),
        "town": (place.geonameid or None) if place else None,
        "place": folded(place.name) if place else None,
    }


def claims(record: EventRecord) -> Iterator[dict[str, Any]]:
    """One row a claim, in the record's order."""
    rows: list[tuple[str, Any, str | None, str | None]] = [
        ("factuality", record.factuality, record.factuality.value.value, None),
        *((f, p, p.name, p.id) for f, p in (("initiator", record.initiator), ("target", record.target)) if p),
        *(("participant", p, p.name, p.id) for p in record.participants),
        *(("place", p, p.name, str(p.geonameid) if p.geonameid else None) for p in (record.place,) if p),
        *(("when", w, w.text or None, None) for w in (record.when,) if w),
        *(("toll", t, t.harm.value, None) for t in record.tolls),
        *(("object", o, o.what, None) for o in record.objects),
        *(("weapon", w, w.what, None) for w in record.weapons),
        *(("operation", o, o.name, None) for o in (record.operation,) if o),
        *(("source", s, s.name, None) for s in (record.source,) if s),
    ]
    for position, (field, claim, name, ident) in enumerate(rows):
        quote: QuoteRecord | None = min(claim.evidence, key=lambda q: q.start, default=None)
        yield {
            "position": position,
            "field": field,
            "name": folded(name),
            "ident": ident,
            "shown": name,
            "basis": claim.basis.value,
            "start": quote.start if quote else None,
            "end": quote.end if quote else None,
        }
