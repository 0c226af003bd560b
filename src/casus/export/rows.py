"""Events as flat rows, one column a field: for CSV and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casus.records.wire import EventRecord, PartyRecord, PlaceRecord, QuoteRecord, ThingRecord, TollRecord, WhenRecord
from casus.values.thing import Thing
from casus.values.toll import Harm, Toll

COLUMNS = {
    "id": "id of the event",
    "document": "id of the report",
    "document_source": "who published the report",
    "published": "day on which it was published, if the report or you told it",
    "title": "its title",
    "url": "its address",
    "kind": "path in casus's tree of kinds",
    "event_type": "ACLED event type",
    "sub_event_type": "ACLED sub-event type",
    "plover_type": "PLOVER event type",
    "plover_mode": "PLOVER mode",
    "factuality": "occurred, ongoing, attempted, planned, threatened, denied or alleged",
    "initiator": "who did it",
    "initiator_id": "id in the actor table",
    "initiator_category": "sort of actor",
    "initiator_country": "ISO 3166-1 alpha-2",
    "target": "to whom",
    "target_id": "id in the actor table",
    "target_category": "sort of actor",
    "target_country": "ISO 3166-1 alpha-2",
    "participants": "further parties, each with its role, joined by ;",
    "place": "name of the place",
    "relation": "words that place the event relative to it (near, southwest of)",
    "geonameid": "GeoNames id",
    "admin2": "district or county",
    "admin1": "province or state",
    "country": "ISO 3166-1 alpha-2",
    "latitude": "degrees north, WGS 84",
    "longitude": "degrees east, WGS 84",
    "radius_km": "how far from the point it may really lie",
    "level": "point, town, district, admin1, country, area or sea",
    "geo_precision": "ACLED's precision, 1 to 3",
    "where_prec": "UCDP's precision, 1 to 7",
    "start": "first day on which it can have happened",
    "end": "last day",
    "date_precision": "day, week, month, season or year",
    "when_words": "the report's words for it",
    "killed_low": "killed: at least",
    "killed_best": "killed: best figure",
    "killed_high": "killed: at most; empty where open",
    "injured_low": "injured: at least",
    "injured_best": "injured: best figure",
    "injured_high": "injured: at most; empty where open",
    "tolls": "all harm to people, with whose people they were, joined by ;",
    "objects": "objects with their number and fate, joined by ;",
    "weapons": "weapons, joined by ;",
    "operation": "named campaign that the event belongs to",
    "phase": "its phase",
    "objective": "its aim",
    "attributed_to": "to whom the report attributes it",
    "trigger": "the words that name the happening",
    "words": "the words that bear the values, in order of position, joined by |",
    "coder": "version that made the record",
}
# Control and direction marks: reports are strangers' words, and a terminal or a sheet may obey them.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def row(e: EventRecord) -> dict[str, object]:
    """One event as a row; unknown is None."""
    out: dict[str, object] = dict.fromkeys(COLUMNS)
    out |= {
        "id": e.id,
        "document": e.document.id,
        "document_source": e.document.source,
        "published": e.document.published,
        "title": e.document.title,
        "url": e.document.url,
        "kind": e.kind,
        "factuality": e.factuality.value.value,
        "participants": "; ".join(f"{p.role}: {p.name}" for p in e.participants) or None,
        "tolls": "; ".join(map(toll, e.tolls)) or None,
        "objects": "; ".join(map(thing, e.objects)) or None,
        "weapons": "; ".join(w.what for w in e.weapons) or None,
        "attributed_to": None if e.source is None else e.source.name,
        "trigger": "; ".join(dict.fromkeys(clean(q.exact) for q in e.trigger.evidence)),
        "words": " | ".join(words(e)),
        "coder": e.coder,
    }
    if e.acled is not None:
        out |= {"event_type": e.acled.event_type, "sub_event_type": e.acled.sub_event_type}
    if e.plover is not None:
        out |= {"plover_type": e.plover.event_type, "plover_mode": e.plover.mode}
    for role, party in (("initiator", e.initiator), ("target", e.target)):
        out |= _party(role, party)
    if e.operation is not None:
        out |= {"operation": e.operation.name, "phase": e.operation.phase, "objective": e.operation.objective}
    return out | _place(e.place) | _when(e.when) | _sums(e.tolls)


def _party(role: str, p: PartyRecord | None) -> dict[str, object]:
    if p is None:
        return {}
    return {role: p.name, f"{role}_id": p.id, f"{role}_category": p.category.value, f"{role}_country": p.country}


def _place(p: PlaceRecord | None) -> dict[str, object]:
    if p is None:
        return {}
    same = ("relation", "geonameid", "admin2", "admin1", "country", "latitude", "longitude", "radius_km")
    scales = ("geo_precision", "where_prec")
    return {"place": p.name, "level": p.level.value, **{name: getattr(p, name) for name in (*same, *scales)}}


def _when(w: WhenRecord | None) -> dict[str, object]:
    if w is None:
        return {}
    precision = None if w.precision is None else w.precision.value
    return {"start": w.start, "end": w.end, "date_precision": precision, "when_words": w.text or None}


def _sums(tolls: tuple[TollRecord, ...]) -> dict[str, object]:
    out: dict[str, object] = {}
    for harm in (Harm.KILLED, Harm.INJURED):
        own = [t for t in tolls if t.harm is harm]
        if own:
            highs = [t.high for t in own if t.high is not None]
            out[f"{harm.value}_low"] = sum(t.low for t in own)
            out[f"{harm.value}_best"] = sum(t.best for t in own)
            out[f"{harm.value}_high"] = sum(highs) if len(highs) == len(own) else None
    return out


def words(e: EventRecord) -> list[str]:
    """All words that bear a value of the event, each once, in order of position; of nested ones the longest."""
    quotes = sorted({(q.start, -q.end): clean(q.exact) for q in _quotes(e)}.items())
    triggers = {(q.start, -q.end) for q in e.trigger.evidence}
    out: list[str] = []
    furthest = 0
    for (start, minus_end), exact in quotes:
        if -minus_end > furthest or (start, minus_end) in triggers:
            out.append(exact)
        furthest = max(furthest, -minus_end)
    return out


def _quotes(e: EventRecord) -> Iterator[QuoteRecord]:
    yield from e.trigger.evidence
    for claim in (e.factuality, e.initiator, e.target, e.place, e.when, e.operation, e.source):
        if claim is not None:
            yield from claim.evidence
    for bearer in (e.participants, e.tolls, e.objects, e.weapons):
        for one in bearer:
            yield from one.evidence


def toll(t: TollRecord | Toll) -> str:
    """A toll in a few words: "3+ killed (civilians)", "2–5 injured", "none killed"."""
    if t.low == t.best == t.high:
        figure = f"{t.best:,}" if t.best else "none"
    elif t.high is None:
        figure = f"{t.best:,}+"
    else:
        figure = f"{t.low:,}–{t.high:,}"
    whose = t.of.value.replace("_", " ")
    return f"{figure} {t.harm.value}" + ("" if whose == "unknown" else f" ({whose})")


def thing(o: ThingRecord | Thing) -> str:
    """Objects in a few words: "10 command centre destroyed"."""
    return " ".join(str(x) for x in (o.count, o.what, o.effect and o.effect.value) if x is not None)


def place(p: PlaceRecord | None) -> str:
    """A place in a few words: relation, name, what holds it."""
    if p is None:
        return ""
    name = f"{p.relation} {p.name}" if p.relation else p.name
    around = [x for x in (p.admin1, p.country) if x and x != p.name]
    return ", ".join([name, *around])


def when(w: WhenRecord | None) -> str:
    """A time in a few words: the days, or the report's words in quotes where they cannot be resolved."""
    if w is None:
        return ""
    if w.start is None:
        return f"“{w.text}”"
    return w.start.isoformat() if w.end in (None, w.start) else f"{w.start} – {w.end}"


def clean(text: str) -> str:
    """Text on one line, without control and direction marks."""
    return " ".join(CONTROL.sub("", text).split())
