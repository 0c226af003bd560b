"""A record with people's corrections in it. The record as coded stays beside it, untouched."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from casus.errors import InputError
from casus.ontology.kinds import crosswalk_acled
from casus.ontology.plover import plover_of
from casus.records.codec import decode_event, encode
from casus.records.judgement import Judgement
from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.party import Category

FIELDS = (
    "kind",
    "factuality",
    "initiator",
    "target",
    "participants",
    "place",
    "when",
    "tolls",
    "objects",
    "weapons",
    "operation",
    "source",
)
CLAIM = {"basis": "assumed", "evidence": []}  # what a value has of which the person told no words
EMPTY: dict[str, dict[str, Any]] = {
    "initiator": {"name": "", "id": None, "category": "unknown", "country": None},
    "target": {"name": "", "id": None, "category": "unknown", "country": None},
    "participants": {"name": "", "id": None, "category": "unknown", "country": None, "role": "ally"},
    "place": {
        **dict.fromkeys(("geonameid", "admin1", "admin2", "country", "latitude", "longitude", "radius_km")),
        "name": "",
        "level": "town",
        "relation": None,
        "geo_precision": None,
        "where_prec": None,
    },
    "when": {"start": None, "end": None, "precision": "day", "text": ""},
    "tolls": {"harm": "killed", "low": 0, "best": 0, "high": None, "of": "unknown"},
    "objects": {"what": "", "count": None, "effect": None},
    "weapons": {"what": ""},
    "operation": {"name": "", "phase": None, "objective": None},
    "source": {"name": ""},
}


def corrected(coded: str, corrections: Iterable[Judgement]) -> str:
    """The JSON of a record after corrections, in their order. Raises InputError where that is no record."""
    record = json.loads(coded)
    for j in corrections:
        if j.field not in FIELDS:
            raise InputError(f"no field {j.field!r} can be corrected; there are: {', '.join(FIELDS)}")
        record[j.field] = _value(j.field, record[j.field], j.value)
        if j.field == "kind":
            _name(record)
        if j.field in ("kind", "factuality", "initiator"):
            record["plover"] = _plover(record)
    try:
        return encode(decode_event(json.dumps(record))).decode()
    except InputError as fault:
        raise InputError(f"a correction that makes no record: {fault}") from fault


def _value(field: str, old: Any, new: Any) -> Any:
    if field == "factuality" and isinstance(new, str):
        return {**old, "value": new}
    if field in ("tolls", "objects", "weapons", "participants"):
        if new is not None and not isinstance(new, list | tuple):
            raise InputError(f"{field}: a list is wanted, not {new!r}")
        return [_table(field, {}, part) for part in new or ()]
    if isinstance(new, dict):
        return _table(field, old or {}, new)
    if isinstance(new, str) and field in ("initiator", "target", "place", "operation", "source"):
        # A name alone is another one: what was known of the former does not hold of it.
        return _table(field, {}, {"name": new})
    return new


def _table(field: str, old: dict[str, Any], new: Any) -> Any:
    return {**EMPTY.get(field, {}), **CLAIM, **old, **new} if isinstance(new, dict) else new


def _name(record: dict[str, Any]) -> None:
    try:
        kind = Kind.parse(record["kind"])
    except (ValueError, AttributeError) as fault:
        raise InputError(f"{record['kind']!r} is no kind") from fault
    acled = crosswalk_acled(kind)
    if acled is None:
        raise InputError(f"no kind is called {record['kind']!r}")
    names = ("disorder_type", "event_type", "sub_event_type")
    record["acled"] = {n: getattr(acled, n) for n in names}


def _plover(record: dict[str, Any]) -> dict[str, Any] | None:
    """PLOVER's names of what the record now says; refused later where that is no record."""
    told, doer = record.get("factuality") or {}, record.get("initiator") or {}
    try:
        named = plover_of(
            Kind.parse(record["kind"]),
            factuality=Factuality(told["value"]),
            words=" ".join(quote["exact"] for quote in record["trigger"]["evidence"]),
            cues=" ".join(quote["exact"] for quote in told.get("evidence", ())),
            doer=Category(doer["category"]) if doer.get("category") else None,
        )
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        raise InputError(f"a correction that makes no record: {fault!r}") from fault
    return {"event_type": named.event_type, "mode": named.mode, "contexts": named.contexts} if named else None


def changed(before: str, after: str) -> tuple[str, ...]:
    """The fields in which two records differ, in the record's order."""
    a, b = json.loads(before), json.loads(after)
    return tuple(f for f in FIELDS if a.get(f) != b.get(f))
