"""Cases told in sentences of invented lands, read by the whole pipeline. One file a facet; refusals come first."""

from __future__ import annotations

import tomllib
import warnings
from pathlib import Path
from typing import Any

import pytest

from casus.pipeline import Pipeline
from casus.records.document import Document
from casus.records.event import Event

ROOT = Path(__file__).parents[1] / "cases"
FACETS = ("parties", "tolls", "places", "times", "objects", "operations", "sources", "folding")


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{facet}:{file.stem}:{case['name']}")
        for facet in FACETS
        for file in sorted((ROOT / facet / "en").glob("*.toml"))
        for case in tomllib.loads(file.read_text("utf-8"))["case"]
    ]


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the gazetteer may have to be built first
        return Pipeline.load()


def facets(event: Event) -> dict[str, Any]:
    """An event in the words of a case."""

    def words(claim: Any) -> str | None:
        return None if claim is None else " ".join(claim.evidence[0].exact.split())

    return {
        "trigger": event.trigger[0].exact,
        "kind": str(event.kind.value),
        "initiator": words(event.initiator),
        "target": words(event.target),
        "initiator_name": None if event.initiator is None else event.initiator.value.name,
        "target_name": None if event.target is None else event.target.value.name,
        "place": words(event.place),
        "when": None if event.when is None else event.when.value.text,
        "killed": sum(t.value.best for t in event.tolls if t.value.harm.value == "killed") if event.tolls else None,
        "injured": sum(t.value.best for t in event.tolls if t.value.harm.value == "injured") if event.tolls else None,
        "objects": [f"{o.value.count or ''} {o.value.what}".strip() for o in event.objects],
        "effects": [o.value.effect.value for o in event.objects if o.value.effect],
        "operation": None if event.operation is None else event.operation.value.name,
        "phase": None if event.operation is None else event.operation.value.phase,
        "objective": None if event.operation is None else event.operation.value.objective,
        "source": words(event.source),
        "basis": None if event.initiator is None else event.initiator.basis.value,
    }


def agrees(wanted: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether every facet that a case asks for is there; "" asks for nothing coded."""
    for key, value in wanted.items():
        told = found[key]
        if value in ("", -1):
            if told not in (None, "", [], 0):
                return False
        elif isinstance(value, str) and key in ("initiator", "target", "place", "source", "objective", "trigger"):
            if told is None or (value.casefold() not in told.casefold() and told.casefold() not in value.casefold()):
                return False
        elif told != value:
            return False
    return True


@pytest.mark.parametrize("case", cases())
def test_case(case, pipeline):
    document = Document.of(case["text"], id="case", published=case.get("published"))
    found = [facets(e) for e in pipeline.events(document)]
    for wanted in case["event"]:
        assert any(agrees(wanted, f) for f in found), f"{wanted} is not in {found}"
    if "events" in case:
        assert len(found) == case["events"], found
