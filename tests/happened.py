"""Records for tests of exporting, asking and reporting, in an invented land (with a real code, which tables want)."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec

from casus.ontology.counterparts import acled, plover
from casus.records.wire import EventRecord
from casus.records.wire_incident import IncidentRecord
from casus.values.kind import Kind

VESK = {"name": "Vesk", "admin1": "East Norland", "latitude": 52.13, "longitude": 5.03, "level": "town"}
ORM = {"name": "Orm Front", "id": "orm-front", "category": "rebel group", "country": "NL"}
ARMY = {"name": "Military Forces of Netherlands", "id": None, "category": "state forces", "country": "NL"}
PEOPLE = {"name": "Civilians (Netherlands)", "id": None, "category": "civilians", "country": "NL"}
SHELLING, CLASH, STRIKE = "violence/explosive/shelling", "battle/clash", "violence/explosive/air_strike"
Parts = dict[str, Any]


def _said(words: str, at: int = 0) -> Parts:
    return {"basis": "stated", "evidence": [{"start": at, "end": at + len(words), "exact": words}]}


def toll(low: int, best: int, high: int | None, words: str, *, harm: str = "killed", of: str = "unknown") -> Parts:
    return {"harm": harm, "low": low, "best": best, "high": high, "of": of, **_said(words, 40)}


def place(**parts: Any) -> Parts:
    out = {"geonameid": None, "admin2": None, "country": "NL", "radius_km": 5.0, "relation": None, **VESK, **parts}
    return {"geo_precision": 1, "where_prec": 1, **_said(out["name"], 20), **out}


def days(start: str | None, end: str | None = None, precision: str | None = "day", text: str = "Monday") -> Parts:
    return {"start": start, "end": end or start, "precision": precision, "text": text, **_said(text, 30)}


def event(id: str, kind: str = SHELLING, **parts: Any) -> EventRecord:
    """An event as casus.event/1; `title`, `source` and `published` are its report's."""
    document = {
        "id": parts.pop("document", f"doc-{id}"),
        "url": parts.pop("url", None),
        "title": parts.pop("title", "Shells fall on Vesk"),
        "source": parts.pop("source_name", "Norland Courier"),
        "published": parts.pop("published", "2024-03-06"),
        "language": "en",
        "sha256": sha256(id.encode()).hexdigest(),
    }
    path = Kind.parse(kind)
    base: Parts = {
        "schema": "casus.event/1",
        "id": id,
        "document": document,
        "kind": kind,
        "acled": msgspec.to_builtins(acled(path)),
        "plover": msgspec.to_builtins(plover(path)),
        "trigger": {"evidence": _said("shelled", 10)["evidence"]},
        "factuality": {"value": "occurred", **_said("shelled", 10)},
        "initiator": {**ORM, **_said("Orm Front", 1)},
        "target": {**PEOPLE, **_said("villagers", 50)},
        "participants": [],
        "place": place(),
        "when": days("2024-03-04"),
        "tolls": [],
        "objects": [],
        "weapons": [],
        "operation": None,
        "source": None,
        "sentence": {"start": 0, "end": 80},
        "coder": "casus@test",
    }
    made = {**base, **parts}
    return msgspec.convert(made, EventRecord)


def party(parts: Parts, words: str, **more: Any) -> Parts:
    return {**parts, **_said(words, 60), **more}


def incident(id: str, *events: EventRecord, tolls: tuple[Parts, ...] = (), **parts: Any) -> IncidentRecord:
    """An incident of events, with the values of the first."""
    ids = [e.id for e in events]
    first = msgspec.to_builtins(events[0])

    def borne(value: Parts | None) -> Parts | None:
        return None if value is None else {**value, "events": ids}

    made = {
        "schema": "casus.incident/1",
        "id": id,
        "events": ids,
        "documents": sorted({e.document.id for e in events}),
        "voices": len(events),
        "kind": first["kind"],
        "acled": first["acled"],
        "plover": first["plover"],
        "factuality": {"value": first["factuality"]["value"], "events": ids},
        "initiator": borne(first["initiator"]),
        "target": borne(first["target"]),
        "place": borne(first["place"]),
        "when": borne(first["when"]),
        "tolls": [borne(t) for t in (tolls or first["tolls"])],
        "objects": [],
        "operation": borne(first["operation"]),
        "disagreements": [],
        "why": [],
        **parts,
    }
    return msgspec.convert(made, IncidentRecord)


def events() -> list[EventRecord]:
    """A handful of events that between them use what the formats must carry, and what they must refuse."""
    grey_dawn = {"name": "Grey Dawn", "phase": "second", "objective": None, **_said("Grey Dawn", 70)}
    return [
        event("a-shelling", tolls=[toll(24, 24, None, "dozens of villagers", of="civilians")], operation=grey_dawn),
        event(
            "b-clash",
            CLASH,
            target=party(ARMY, "the army"),
            participants=[party({**ORM, "name": "Fen Militia", "id": None}, "Fen Militia", role="ally")],
            tolls=[
                toll(2, 2, 2, "two soldiers", of="state_forces"),
                toll(3, 3, None, "at least 3 fighters", of="initiator"),
            ],
            when=days("2024-03-01", "2024-03-03", text="from Friday to Sunday"),
            place=place(relation="near", geo_precision=2, where_prec=2, radius_km=20.0),
            title='=HYPERLINK("http://example.invalid")',
        ),
        event(
            "c-strike",
            STRIKE,
            initiator=party({**ARMY, "name": "Military Forces of Germany", "country": "DE"}, "German jets"),
            target=party(ORM, "the Orm Front"),
            tolls=[toll(0, 9, 9, "up to 9")],
            when=days("2024-02-01", "2024-02-29", "month", "in February"),
        ),
        event(
            "d-protest",
            "demonstration/protest/peaceful",
            initiator=party(
                {"name": "Protesters (Netherlands)", "id": None, "category": "protesters", "country": "NL"}, "students"
            ),
            target=None,
            when=days("2024-03-05"),
        ),
        event("e-undated", when=days(None, None, None, "recently")),
        event("f-planned", factuality={"value": "planned", **_said("will shell", 10)}),
        event(
            "g-country", place=place(name="Netherlands", level="country", geo_precision=None, where_prec=6, admin1=None)
        ),
        event("h-unplaced", place=None),
    ]
