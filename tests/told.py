"""Records of invented reports, for tests of what stands on the store."""

from __future__ import annotations

from datetime import date

import msgspec

from casus.records.codec import decode_event
from casus.records.document import Document

QUOTE = {"start": 0, "end": 5, "exact": "Three"}
SAID = {"basis": "stated", "evidence": [QUOTE]}


def event(id, document, **fields):
    """A casus.event/1 record: an air strike at Vesk in Norland that killed three, unless told otherwise."""
    made = {
        "schema": "casus.event/1",
        "id": id,
        "document": {"id": document, "url": None, "title": None, "source": "Courier", "published": "2031-03-05",
                     "language": "en", "sha256": ""},
        "kind": "violence/explosive/air_strike",
        "acled": None,
        "plover": None,
        "trigger": {"evidence": [QUOTE]},
        "factuality": {"value": "occurred", **SAID},
        "initiator": {"name": "Orm Front", "id": "orm", "category": "rebel group", "country": "IQ", **SAID},
        "target": None,
        "participants": [],
        "place": {"name": "Vesk", "geonameid": 7, "admin1": "Upper Norland", "admin2": None, "country": "IQ",
                  "latitude": 33.0, "longitude": 44.0, "radius_km": 5.0, "level": "town", "relation": None,
                  "geo_precision": 1, "where_prec": 1, **SAID},
        "when": {"start": "2031-03-04", "end": "2031-03-04", "precision": "day", "text": "yesterday", **SAID},
        "tolls": [{"harm": "killed", "low": 3, "best": 3, "high": 3, "of": "unknown", **SAID}],
        "objects": [],
        "weapons": [],
        "operation": None,
        "source": None,
        "sentence": {"start": 0, "end": 5},
        "coder": "casus test",
    }  # fmt: skip
    return decode_event(msgspec.json.encode({**made, **fields}))


def text(id, words="Three people were killed at Vesk.", **fields):
    """A document of the Courier."""
    return Document.of(words, id=id, **{"source": "Courier", "published": date(2031, 3, 5), "language": "en", **fields})


def killed(n):
    return [{"harm": "killed", "low": n, "best": n, "high": n, "of": "unknown", **SAID}]


def stocked():
    """Three reports, of which two tell one strike and disagree about its toll."""
    from shelf import Shelf

    store = Shelf()
    store.add_documents(
        [
            text("d1"),
            text("d2", "Three people, five by another count, were killed at Vesk.", source="Meridian"),
            text("d3", "Three soldiers were seized near Dorn."),
        ]
    )
    other = {**PLACE, "name": "Dorn", "geonameid": 8, "latitude": 10.0, "longitude": 5.0}
    store.add_events(
        [
            event("e1", "d1"),
            event("e2", "d2", tolls=killed(5)),
            event(
                "e3", "d3", kind="violence/abduction", tolls=[], place=other, factuality={"value": "alleged", **SAID}
            ),
        ]
    )
    from casus.review.regroup import regroup

    regroup(store, ("e1", "e2", "e3"))
    return store


PLACE = {
    "admin1": "Lower Norland", "admin2": None, "country": "NE", "radius_km": 5.0, "level": "town", "relation": None,
    "geo_precision": 1, "where_prec": 1, **SAID,
}  # fmt: skip
