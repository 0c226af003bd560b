"""Our measures give, to the third decimal, the figures of the scorers that casus is judged by."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from casus.evaluate.corpora import golds, measure
from casus.evaluate.forms import texts
from casus.evaluate.muc import ROLES, Template
from casus.evaluate.muc_incidents import incidents
from casus.evaluate.result import Result
from casus.evaluate.told import by_document, read_events
from casus.export.records import record
from casus.ingest.files import read
from casus.pipeline import Pipeline
from casus.records.codec import encode
from casus.records.issue import Issue

SHARED = Path(__file__).resolve().parents[3] / "shared"
# Corpus: its folder, its gold, the scorer, how many documents, and our rows by the scorer's.
CASES = {
    "muc": ("muc", "templates.jsonl", "muc_score.py", 30),
    "case21": ("case21", "labels.jsonl", "case_score.py", 80),
    "gsr": ("plover-gsr", "gold.jsonl", "gsr_score.py", 80),
}
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"no corpora and scorers beside this checkout ({SHARED})")


def given(scorer: str, gold: Path, events: Path) -> Mapping[str, object]:
    """What the given scorer prints."""
    call = [sys.executable, "-B", str(SHARED / "score" / scorer), str(gold), str(events), "--json"]
    found: dict[str, object] = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
    return found


def theirs(name: str, told: Mapping[str, object]) -> Iterator[tuple[str, float]]:
    """The scorer's figures by our names."""
    if name == "muc":
        roles, alone = told["roles"], told["alone"]
        assert isinstance(roles, dict)
        assert isinstance(alone, dict)
        yield from ((f"{row}.{c}", x) for row, cells in roles.items() for c, x in cells.items())
        yield from ((f"each event.{c}", x) for c, x in alone["micro"].items())
    elif name == "case21":
        for ours in ("accuracy", "macro_f1", "weighted_f1"):
            yield f"ACLED's kinds.{ours}", _number(told[ours])
        yield "ACLED's kinds.among_all_events", _number(told["any_event"])
        yield "with none.weighted_f1", _number(told["weighted_f1_with_none"])
        quiet = told["quiet"]
        assert isinstance(quiet, dict)
        yield from ((f"quiet: {c}.share", row["quiet"] / row["snippets"]) for c, row in quiet.items())
    else:
        overall, sides = told["overall"], told["sides"]
        assert isinstance(overall, dict)
        assert isinstance(sides, dict)
        for ours, row in (("category", "category"), ("conflict", "conflict only")):
            yield from ((f"{ours}.{c}", x) for c, x in overall[row].items())
        for ours, row in (("actor", "actor"), ("recipient", "recipient")):
            yield from ((f"{ours}.{c}", x) for c, x in sides[row].items())
        yield "either side.of_all", sides["either way"]["of_all"]


def written(made: Template) -> dict[str, object]:
    """A template in the form of the gold."""
    roles = {role: [list(f) for f in fillers] for role, fillers in zip(ROLES, made.roles, strict=True)}
    return {"incident_type": made.incident, **roles}


def _number(value: object) -> float:
    assert isinstance(value, float)
    return value


@pytest.mark.parametrize("name", CASES)
def test_the_given_scorer_agrees(name: str, tmp_path: Path) -> None:
    folder, gold_name, scorer, many = CASES[name]
    lines = (SHARED / "corpora" / folder / "docs.jsonl").read_text("utf-8").splitlines(keepends=True)
    docs, events, gold = tmp_path / "docs.jsonl", tmp_path / "events.jsonl", tmp_path / "gold.jsonl"
    docs.write_text("".join(lines[:: max(1, len(lines) // many)]), "utf-8")
    known = texts(str(docs))
    asked = (SHARED / "corpora" / folder / gold_name).read_text("utf-8").splitlines(keepends=True)
    gold.write_text("".join(line for line in asked if json.loads(line)["id"] in known), "utf-8")
    walk = Pipeline.load()
    made = [m for m in read((str(docs),)) if not isinstance(m, Issue)]
    records = [record(event) for m in made for event in walk.events(m.document)]
    events.write_bytes(b"".join(encode(r) + b"\n" for r in records))

    ours = measure(name)(golds(name, str(gold), known), read_events(str(events)), known)
    again = measure(name)(golds(name, str(gold), known), by_document(records), known)
    assert isinstance(ours, Result)
    assert dict(ours.flat()) == dict(again.flat()), "events read back give other figures"
    figures = dict(ours.flat())
    told = given(scorer, gold, events)
    if name == "muc":  # the scorer's own reading of events is our "each event"; our incidents are given as templates
        ours_only = tmp_path / "templates.jsonl"
        rows = ({"id": d, "templates": [written(t) for t in incidents(es)]} for d, es in by_document(records).items())
        ours_only.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        alone = told["roles"]
        told = {**given(scorer, gold, ours_only), "alone": alone}
    expected = dict(theirs(name, told))
    assert len(expected) >= 10
    wrong = {key: (figures.get(key), x) for key, x in expected.items() if abs(figures.get(key, -1) - x) > 5e-4}
    assert not wrong
