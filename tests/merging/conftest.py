"""Events of invented lands, made in a line: what a test does not name is not told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from casus.records.codec import decode_event
from casus.records.wire import EventRecord

TOWNS = {"Vesk": (10.0, 20.0, 1), "Tarn": (12.0, 24.0, 2), "Ormsgate": (10.05, 20.05, 3)}  # Ormsgate is 8 km from Vesk


def event(
    id: str,
    document: str,
    *,
    kind: str = "violence/civilians/attack",
    at: str | None = None,
    on: str | None = None,
    basis: str = "stated",
    published: str | None = "2031-05-10",
    factuality: str = "occurred",
    killed: tuple[int, int, int | None] | None = None,
    by: str | None = None,
    title: str | None = None,
    sha256: str | None = None,
    operation: dict[str, Any] | None = None,
    trigger: str = "attack",
    start: int = 10,
    sentence: tuple[int, int] = (0, 50),
    detained: int | None = None,
    country: str | None = None,
) -> EventRecord:
    """An event record. `on` is a day, or two joined by a slash; `killed` low, best, high."""
    told = {"basis": basis, "evidence": [{"start": 0, "end": 4, "exact": "were"}]}
    place = when = None
    if at is not None:
        latitude, longitude, geonameid = TOWNS.get(at, (None, None, None))
        division = dict.fromkeys(("admin1", "admin2", "country", "relation"))
        point = {"latitude": latitude, "longitude": longitude, "radius_km": None if latitude is None else 3.0}
        scales = {"level": "town", "geo_precision": 1, "where_prec": 1}
        place = {"name": at, "geonameid": geonameid} | division | {"country": country} | point | scales | told
    if on is not None:
        first, _, last = on.partition("/")
        when = {"start": first, "end": last or first, "precision": "day", "text": "then", **told}
    tolls = []
    if killed is not None:
        low, best, high = killed
        tolls = [{"harm": "killed", "low": low, "best": best, "high": high, "of": "unknown", **told}]
    if detained is not None:
        tolls.append({"harm": "detained", "low": detained, "best": detained, "high": detained, "of": "unknown", **told})
    party = None if by is None else {"name": by, "id": by, "category": "rebel group", "country": None, **told}
    record = {
        "schema": "casus.event/1",
        "id": id,
        "document": {
            "id": document,
            "url": None,
            "title": title,
            "source": None,
            "published": published,
            "language": "en",
            "sha256": sha256 or f"sha of {document}",
        },
        "kind": kind,
        "acled": None,
        "plover": None,
        "trigger": {"evidence": [{"start": start, "end": start + len(trigger), "exact": trigger}]},
        "factuality": {"value": factuality, "basis": "stated", "evidence": []},
        "initiator": party,
        "target": None,
        "participants": [],
        "place": place,
        "when": when,
        "tolls": tolls,
        "objects": [],
        "weapons": [],
        "operation": None if operation is None else {"phase": None, "objective": None, **operation, **told},
        "source": None,
        "sentence": {"start": sentence[0], "end": sentence[1]},
        "coder": "test",
    }
    return decode_event(json.dumps(record))


@pytest.fixture
def make() -> Callable[..., EventRecord]:
    """The maker of events."""
    return event
