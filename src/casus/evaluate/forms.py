"""The forms that events may come in, brought to one: casus.event/1 records, and gold annotations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casus.errors import InputError

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party, with where its words stand."""

    name: str
    category: str
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place, with where its words stand."""

    name: str
    country: str | None
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """ISO days, null where unresolved, with where the words stand."""

    start: str | None
    end: str | None
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event as far as it is scored. `kind` is an ACLED sub-event; tolls are (low, best) by harm, or None."""

    kind: str | None
    words: str
    trigger: Spans
    sentence: Spans
    factuality: str
    sides: Mapping[str, Side | None]
    place: Spot | None
    when: Days | None
    tolls: Mapping[str, tuple[int, int] | None]
    operation: str | None


def lines(file: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each object of a JSONL file with its file and line. Raises InputError where a line is none."""
    try:
        with Path(file).open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if not line.strip():
                    continue
                told = json.loads(line)
                if not isinstance(told, dict):
                    raise InputError(f"{file}:{number}: found {line.strip()[:40]!r}, looked for a JSON object")
                yield f"{file}:{number}", told
    except (ValueError, RecursionError) as fault:
        raise InputError(f"{file}:{number}: not JSON: {fault}") from fault
    except OSError as fault:
        raise InputError(f"{file}: {fault.strerror}") from fault


def texts(file: str) -> dict[str, str]:
    """Texts by document id. Raises InputError with file and line."""
    return {told["id"]: told["text"] for told in _with(file, "id", "text")}


def _with(file: str, *names: str) -> Iterator[dict[str, Any]]:
    for at, told in lines(file):
        missing = [name for name in names if name not in told]
        if missing:
            raise InputError(f"{at}: no {', no '.join(missing)}")
        yield told


def golds(file: str, known: Mapping[str, str]) -> dict[str, list[Told]]:
    """Gold events by document: JSONL of {"id", "events"}. Raises InputError for unknown documents and lame events."""
    out = {}
    for at, told in lines(file):
        try:
            text = known[told["id"]]
            out[told["id"]] = [annotated(text, event) for event in told["events"]]
        except (KeyError, TypeError, AttributeError) as fault:
            raise InputError(f"{at}: no gold of a known document: {fault!r}") from fault
    return out


def predictions(file: str, known: Mapping[str, str]) -> dict[str, list[Told]]:
    """Events by document, from event records or from a second annotator's file; other documents are passed over."""
    out: dict[str, list[Told]] = {}
    for at, told in lines(file):
        try:
            if "events" in told:
                out[told["id"]] = [annotated(known[told["id"]], event) for event in told["events"]]
            elif told["document"]["id"] in known:
                out.setdefault(told["document"]["id"], []).append(recorded(told))
        except (KeyError, TypeError, AttributeError) as fault:
            raise InputError(f"{at}: neither a casus.event/1 record nor gold events: {fault!r}") from fault
    return out


def annotated(text: str, event: Mapping[str, Any]) -> Told:
    """A gold annotation: words stand wherever the text has them."""

    def spans(words: str | None) -> Spans:
        return tuple((m.start(), m.end()) for m in re.finditer(re.escape(words), text)) if words else ()

    def side(p: Mapping[str, Any] | None) -> Side | None:
        return Side(name=p["name"], category=p["category"], spans=spans(p.get("text"))) if p else None

    place, when = event.get("place"), event.get("when")
    return Told(
        kind=event["kind"],
        words=event.get("trigger") or "",
        trigger=spans(event.get("trigger")),
        sentence=spans(event.get("sentence")),
        factuality=event.get("factuality", "occurred"),
        sides={role: side(event.get(role)) for role in ("initiator", "target")},
        place=Spot(name=place["name"], country=place.get("country"), spans=spans(place.get("text"))) if place else None,
        when=Days(start=when.get("start"), end=when.get("end"), spans=spans(when.get("text"))) if when else None,
        tolls={h: (event[h]["low"], event[h]["best"]) if event.get(h) else None for h in ("killed", "injured")},
        operation=event.get("operation"),
    )


def recorded(event: Mapping[str, Any]) -> Told:
    """A casus.event/1 record. Tolls of one harm are summed over whose they were."""

    def spans(claim: Mapping[str, Any]) -> Spans:
        return tuple((e["start"], e["end"]) for e in claim.get("evidence", ()))

    def side(p: Mapping[str, Any] | None) -> Side | None:
        return Side(name=p["name"], category=p["category"], spans=spans(p)) if p else None

    def toll(harm: str) -> tuple[int, int] | None:
        own = [t for t in event["tolls"] if t["harm"] == harm]
        return (sum(t["low"] for t in own), sum(t["best"] for t in own)) if own else None

    place, when = event["place"], event["when"]
    return Told(
        kind=(event["acled"] or {}).get("sub_event_type"),
        words="; ".join(e["exact"] for e in event["trigger"]["evidence"]),
        trigger=spans(event["trigger"]),
        sentence=((event["sentence"]["start"], event["sentence"]["end"]),),
        factuality=event["factuality"]["value"],
        sides={role: side(event[role]) for role in ("initiator", "target")},
        place=Spot(name=place["name"], country=place["country"], spans=spans(place)) if place else None,
        when=Days(start=when["start"], end=when["end"], spans=spans(when)) if when else None,
        tolls={h: toll(h) for h in ("killed", "injured")},
        operation=(event["operation"] or {}).get("name"),
    )
