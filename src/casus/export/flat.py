"""Happenings as flat rows: the columns of casus's own CSV, Parquet and map formats, and of the Python query."""

from __future__ import annotations

from casus.export.fields import joined, ranged
from casus.export.happening import Happening
from casus.export.rows import clean, thing, toll
from casus.values.party import Party
from casus.values.toll import Harm

# Column -> its type (text, int, float, date), and what it is.
COLUMNS: dict[str, tuple[str, str]] = {
    "id": ("text", "id of the event or incident"),
    "record": ("text", "event (one report's word) or incident (all reports')"),
    "kind": ("text", "path in casus's tree of kinds"),
    "disorder_type": ("text", "ACLED disorder type"),
    "event_type": ("text", "ACLED event type"),
    "sub_event_type": ("text", "ACLED sub-event type"),
    "plover_type": ("text", "PLOVER event type"),
    "plover_mode": ("text", "PLOVER mode"),
    "factuality": ("text", "occurred, ongoing, attempted, planned, threatened, denied or alleged"),
    "start": ("date", "first day on which it can have happened"),
    "end": ("date", "last day"),
    "date_precision": ("text", "day, week, month, season or year"),
    "when_words": ("text", "the report's words for it"),
    "initiator": ("text", "who did it"),
    "initiator_id": ("text", "id in the actor table"),
    "initiator_category": ("text", "sort of actor"),
    "initiator_country": ("text", "ISO 3166-1 alpha-2"),
    "target": ("text", "to whom"),
    "target_id": ("text", "id in the actor table"),
    "target_category": ("text", "sort of actor"),
    "target_country": ("text", "ISO 3166-1 alpha-2"),
    "participants": ("text", "further parties, each with its role, joined by ;"),
    "place": ("text", "name of the place"),
    "relation": ("text", "words that place the event relative to it"),
    "geonameid": ("int", "GeoNames id"),
    "admin2": ("text", "district or county"),
    "admin1": ("text", "province or state"),
    "country": ("text", "ISO 3166-1 alpha-2"),
    "latitude": ("float", "degrees north, WGS 84"),
    "longitude": ("float", "degrees east, WGS 84"),
    "radius_km": ("float", "how far from the point it may really lie"),
    "level": ("text", "point, town, district, admin1, country, area or sea"),
    "geo_precision": ("int", "ACLED's precision, 1 to 3"),
    "where_prec": ("int", "UCDP's precision, 1 to 7"),
    "killed_low": ("int", "killed: at least"),
    "killed_best": ("int", "killed: best figure; empty where none is told"),
    "killed_high": ("int", "killed: at most; empty where open"),
    "injured_low": ("int", "injured: at least"),
    "injured_best": ("int", "injured: best figure"),
    "injured_high": ("int", "injured: at most; empty where open"),
    "tolls": ("text", "all harm to people, with whose people they were, joined by ;"),
    "objects": ("text", "objects with their number and fate, joined by ;"),
    "weapons": ("text", "weapons, joined by ;"),
    "operation": ("text", "named campaign that it belongs to"),
    "phase": ("text", "its phase"),
    "objective": ("text", "its aim"),
    "attributed_to": ("text", "to whom the reports attribute it"),
    "reports": ("int", "how many reports tell it"),
    "voices": ("int", "how many of them are independent"),
    "sources": ("text", "who published them, joined by ;"),
    "published": ("text", "when the latest was published"),
    "documents": ("text", "ids of the reports, joined by ;"),
    "words": ("text", "the words that name the happening, joined by |"),
    "status": ("text", "accepted, rejected or unreviewed"),
    "coder": ("text", "version that made the record"),
}


def row(h: Happening) -> dict[str, object]:
    """A happening as a row; unknown is None."""
    out: dict[str, object] = dict.fromkeys(COLUMNS)
    out |= {
        "id": h.id,
        "record": h.record,
        "kind": h.kind,
        "factuality": h.factuality.value,
        "participants": joined(f"{role}: {p.name}" for role, p in h.participants),
        "tolls": "; ".join(toll(c.toll) for c in h.tolls) or None,
        "objects": "; ".join(map(thing, h.objects)) or None,
        "weapons": joined(iter(h.weapons)),
        "attributed_to": h.attributed,
        "reports": len(h.documents),
        "voices": h.voices,
        "sources": joined(d.source for d in h.sources),
        "published": h.latest(),
        "documents": "; ".join(h.documents) or None,
        "words": " | ".join(map(clean, h.words)) or None,
        "status": h.status,
        "coder": h.coder,
    }
    if h.acled is not None:
        out |= {name: getattr(h.acled, name) for name in ("disorder_type", "event_type", "sub_event_type")}
    if h.plover is not None:
        out |= {"plover_type": h.plover.event_type, "plover_mode": h.plover.mode}
    if h.operation is not None:
        out |= {"operation": h.operation.name, "phase": h.operation.phase, "objective": h.operation.objective}
    if h.when is not None:
        precision = h.when.precision and h.when.precision.value
        out |= {
            "start": h.when.start,
            "end": h.when.end,
            "date_precision": precision,
            "when_words": h.when.text or None,
        }
    for harm in (Harm.KILLED, Harm.INJURED):
        out |= {f"{harm.value}_{k}": n for k, n in zip(("low", "best", "high"), ranged(h, harm), strict=True)}
    return out | _party("initiator", h.initiator) | _party("target", h.target) | _place(h)


def _party(role: str, p: Party | None) -> dict[str, object]:
    if p is None:
        return {}
    return {role: p.name, f"{role}_id": p.id, f"{role}_category": p.category.value, f"{role}_country": p.country}


def _place(h: Happening) -> dict[str, object]:
    p = h.place
    if p is None:
        return {}
    same = ("relation", "geonameid", "admin2", "admin1", "country", "latitude", "longitude", "radius_km")
    scales = ("geo_precision", "where_prec")
    return {"place": p.name, "level": p.level.value, **{name: getattr(p, name) for name in (*same, *scales)}}
