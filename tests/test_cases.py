"""Behaviour in short cases, through the whole walk: tests/cases/<facet>/<language>/*.toml.

A case has a `name`, a `text` and what must become of it: `events` (how many are coded), `refused` (the name of the
reason by which something is set aside), and `event`: fields of events that must be among those coded.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casus.pipeline import Pipeline
from casus.records.claim import Claim
from casus.records.document import Document
from casus.records.event import Event
from casus.records.frame import Discarded

HERE = Path(__file__).parent / "cases"
DAY = date(2021, 5, 10)  # a Monday: the day on which the cases are reported
KNOWN = {"name", "text", "event", "events", "refused"}
NAMES = {"initiator_name": "initiator", "target_name": "target"}
WORDS = {"object_words": "objects", "weapon_words": "weapons"}


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{file.parent.parent.name}/{file.stem}: {case['name']}")
        for file in sorted(HERE.glob("*/*/*.toml"))
        for case in tomllib.loads(file.read_text("utf-8"))["case"]
    ]


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline.load()


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any], pipeline: Pipeline) -> None:
    outcomes = list(pipeline.walk(Document.of(case["text"], id="case", published=DAY)))
    assert not set(case) - KNOWN, "a case that asks for what nobody looks at"
    events = [o for o in outcomes if isinstance(o, Event)]
    told = [f"{e.trigger[0].exact}: {e.kind.value}, {e.factuality.value.value}, {e.kind.note}" for e in events]
    told += [f"set aside: {o.reason} {o.frame.entry}" for o in outcomes if isinstance(o, Discarded)]
    if "events" in case:
        assert len(events) == case["events"], told
    if "refused" in case:
        assert case["refused"] in {o.reason for o in outcomes if isinstance(o, Discarded)}, told
    for wanted in case.get("event", []):
        wrong = [list(_wrong(event, wanted)) for event in events]
        assert any(not faults for faults in wrong), (wanted, told, wrong)


def _wrong(event: Event, wanted: dict[str, Any]) -> list[str]:
    """The fields that differ from what is wanted."""
    return [f"{field}: {found!r}" for field, value in wanted.items() if not _is(found := _field(event, field), value)]


def _is(found: Any, wanted: Any) -> bool:
    if isinstance(found, str) and isinstance(wanted, str):
        return wanted.casefold() in found.casefold() if wanted else not found
    return bool(found == wanted)


def _field(event: Event, field: str) -> Any:
    if field == "kind":
        return str(event.kind.value)
    if field == "factuality":
        return event.factuality.value.value
    if field == "trigger":
        return event.trigger[0].exact
    if field in ("killed", "injured"):
        found = [c.value.best for c in event.tolls if c.value.harm.value == field]
        return sum(found) if found else -1
    if field == "objects":
        return [f"{c.value.count} {c.value.what}" if c.value.count else c.value.what for c in event.objects]
    if field in WORDS:
        return [quote.exact for c in getattr(event, WORDS[field]) for quote in c.evidence]
    if field in NAMES:
        side = getattr(event, NAMES[field])
        return side.value.name if side else ""
    if field == "doer_words":
        return [quote.exact for quote in event.initiator.evidence] if event.initiator else []
    if field == "victims":
        return [p.party.value.name for p in event.participants if p.role == "victim"]
    if field == "participants":
        return [f"{p.role}: {p.party.value.name}" for p in event.participants if p.role != "victim"]
    if field == "effects":
        return [c.value.effect.value for c in event.objects if c.value.effect]
    if field in ("phase", "objective"):
        return (getattr(event.operation.value, field) or "") if event.operation else ""
    claim: Claim[Any] | None = getattr(event, field)
    return _words(claim) if claim is not None else ""


def _words(claim: Claim[Any]) -> str:
    return " | ".join([getattr(claim.value, "name", ""), *(quote.exact for quote in claim.evidence)])
