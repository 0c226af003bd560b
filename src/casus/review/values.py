"""What a person types as a correction, made into the value of a field: a name, a day, a number."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec

from casus.actors.tables import armed
from casus.errors import InputError
from casus.ontology.kinds import kinds
from casus.records.wire import EventRecord
from casus.values.factuality import Factuality
from casus.values.party import Category
from casus.values.toll import Harm

HARMS = tuple(h.value for h in Harm)
FIELDS = ("kind", "factuality", "initiator", "target", "place", "when", *HARMS)
POINT = re.compile(r"(.*?)\s*(?:(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?))?$")
RANGE = re.compile(r"(\d+)(?:\s*-\s*(\d+))?(\+)?")


def typed(record: EventRecord, field: str, text: str) -> tuple[str, Any]:
    """The field of the record, and its new value. An empty text empties the field. Raises InputError, telling the form.

    `place` may be a name with a point ("Vesk 33.1,44.2"), `when` a day or two ("2031-03-04/2031-03-06"), a harm such
    as `killed` a number, a range or an open one ("3", "3-5", "24+").
    """
    text = text.strip()
    if field in HARMS:
        return "tolls", _tolls(record, Harm(field), text)
    if field not in FIELDS:
        raise InputError(f"no field {field!r}; there are: {', '.join(FIELDS)}")
    if field == "kind":
        return field, _kind(text)
    if not text and field != "factuality":
        return field, None
    if field == "factuality":
        return field, {"value": _factuality(text)}
    made = _party(text) if field in ("initiator", "target") else _place(text) if field == "place" else _when(text)
    # A person's word stands without words of the report, which the record can only call assumed.
    return field, {**made, **({} if getattr(record, field) is not None else {"basis": "assumed", "evidence": []})}


def _kind(text: str) -> str:
    if text not in kinds():
        near = [k for k in kinds() if text and text in k] or list(kinds())
        raise InputError(f"no kind {text!r}; there are: {', '.join(near[:40])}")
    return text


def _factuality(text: str) -> str:
    known = [f.value for f in Factuality]
    if text not in known:
        raise InputError(f"no factuality {text!r}; there are: {', '.join(known)}")
    return text


def _party(text: str) -> dict[str, Any]:
    folded = text.casefold()
    for actor in armed().values():
        if folded == actor.name.casefold() or folded == actor.id.casefold():
            country = actor.countries[0] if len(actor.countries) == 1 else None
            return {"name": actor.name, "id": actor.id, "category": actor.category.value, "country": country}
    category = folded if folded in [c.value for c in Category] else "unknown"
    return {"name": text, "id": None, "category": category, "country": None}


def _place(text: str) -> dict[str, Any]:
    form = POINT.match(text)
    name, *told = form.groups() if form else (text, None, None)
    latitude, longitude = (None if n is None else float(n) for n in told)
    pointed = latitude is not None and longitude is not None
    if latitude is not None and longitude is not None and not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise InputError(f"{latitude},{longitude} is not a latitude and a longitude")
    return {
        "name": name or text,
        "geonameid": None,
        "admin1": None,
        "admin2": None,
        "country": None,
        "latitude": latitude,
        "longitude": longitude,
        "radius_km": None,
        "level": "point" if pointed else "area",
        "relation": None,
        "geo_precision": 1 if pointed else None,
        "where_prec": 1 if pointed else None,
    }


def _when(text: str) -> dict[str, Any]:
    try:
        first, _, last = text.partition("/")
        start, end = date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
    except ValueError as wrong:
        raise InputError(f"{text!r} is no day such as 2031-03-04, nor two with a / between") from wrong
    if end < start:
        raise InputError(f"{text!r} ends before it begins")
    return {"start": start.isoformat(), "end": end.isoformat(), "precision": "day", "text": text}


def _tolls(record: EventRecord, harm: Harm, text: str) -> list[Any]:
    others = [msgspec.to_builtins(t) for t in record.tolls if t.harm is not harm]
    if not text:
        return others
    form = RANGE.fullmatch(text)
    if form is None:
        raise InputError(f"{text!r} is no number, nor a range such as 3-5 or 24+")
    low, high, beyond = form.groups()
    made: dict[str, Any] = {
        "harm": harm.value,
        "low": int(low),
        "best": int(low) if high is None else (int(low) + int(high)) // 2,
        "high": None if beyond else int(high or low),
        "of": "unknown",
        "basis": "assumed",
        "evidence": [],
    }
    return [*others, made]
