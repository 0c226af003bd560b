"""The gold measure, against figures worked out by hand and, where it is at hand, against the reference scorer."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from casus.cli.evaluate import figures
from casus.errors import InputError
from casus.evaluate.forms import Told, annotated, golds, predictions, recorded, texts
from casus.evaluate.gold import agreement, likeness, pairs, score
from casus.evaluate.names import same_name

SHARED = Path(__file__).resolve().parents[3] / "shared"
TEXT = "Orm Front fighters shelled Vesk on Monday, killing 3. Police in Holm detained two men. No one was hurt in Tarn."


def told(**fields: Any) -> dict[str, Any]:
    event = {
        "kind": "Shelling/artillery/missile attack",
        "trigger": "shelled",
        "sentence": "Orm Front fighters shelled Vesk on Monday, killing 3.",
        "factuality": "occurred",
        "initiator": {"text": "Orm Front fighters", "name": "Orm Front", "category": "rebel group"},
        "target": None,
        "place": {"text": "Vesk", "name": "Vesk", "country": "NL"},
        "when": {"text": "Monday", "start": "2031-03-03", "end": None},
        "killed": {"low": 3, "best": 3},
    }
    return {**event, **fields}


def form(**fields: Any) -> Told:
    return annotated(TEXT, told(**fields))


def wrong(**fields: Any) -> set[str]:
    return {name for name, same in agreement(form(), form(**fields)).items() if not same}


def test_equal_events_agree_in_all_fields() -> None:
    assert wrong() == set()


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"kind": "Attack"}, {"kind"}),
        ({"factuality": "ongoing"}, set()),
        ({"factuality": "alleged"}, {"factuality"}),
        ({"factuality": "planned"}, {"factuality"}),
        ({"initiator": None}, {"initiator", "initiator_category"}),
        ({"initiator": {"text": "fighters", "name": "rebels", "category": "rebel group"}}, set()),
        ({"initiator": {"name": "Orm Front militants", "category": "unknown"}}, {"initiator_category"}),
        ({"target": {"name": "Vesk", "category": "civilians"}}, {"target", "target_category"}),
        ({"place": {"name": "Vesk town", "country": None}}, set()),
        ({"place": {"name": "Vesk", "country": "OR"}}, {"place"}),
        ({"when": {"start": "2031-03-03", "end": "2031-03-03"}}, set()),
        ({"when": {"start": "2031-03-03", "end": "2031-03-04"}}, {"when"}),
        ({"when": None}, {"when"}),
        ({"killed": {"low": 3, "best": 4}}, {"killed"}),
        ({"injured": {"low": 0, "best": 0}}, {"injured"}),
        ({"operation": "Grey Dawn"}, {"operation"}),
    ],
)
def test_each_field_is_judged_by_itself(fields: dict[str, Any], fault: set[str]) -> None:
    assert wrong(**fields) == fault


def test_a_day_without_words_is_not_held_against_a_coder() -> None:
    silent = form(when=None)
    assert agreement(silent, form(when={"start": "2031-03-03"}))["when"]
    assert not agreement(silent, form())["when"]
    words = form(when={"text": "Monday"})
    assert agreement(words, form(when={"text": "on Monday", "start": "2031-03-10"}))["when"]
    assert not agreement(words, form(when=None))["when"]


def test_pairs_need_shared_words_or_the_same_kind_place_and_side() -> None:
    elsewhere = {"trigger": "detained", "sentence": "Police in Holm detained two men."}
    assert likeness(form(), form(**elsewhere)) > 0
    assert likeness(form(), form(**elsewhere, kind="Arrests")) == 0
    assert likeness(form(), form(**elsewhere, place=None)) == 0


def test_the_most_alike_are_paired_and_each_once() -> None:
    near, exact = form(kind="Attack"), form()
    assert pairs([exact], [near, exact]) == [(0, 1)]
    assert pairs([exact, near], [near]) == [(1, 0)]
    assert pairs([exact], [exact, exact]) == [(0, 0)]


def test_figures_by_hand() -> None:
    gold = {
        "a": [form(), form(trigger="detained", sentence="Police in Holm detained two men.", place=None)],
        "b": [],
        "c": [],
    }
    found = {"a": [form(killed=None)], "c": [form()], "z": [form()]}
    out = figures(score(gold, found))
    assert (out["gold"], out["predicted"], out["paired"]) == (2, 2, 1)
    assert (out["precision"], out["recall"], out["detection_f1"]) == (0.5, 0.5, 0.5)
    assert out["quiet_documents_kept_quiet"] == "1/2"
    assert out["kind"] == {"of_pairs": 1.0, "f1": 0.5}
    assert out["killed"] == {"of_pairs": 0.0, "f1": 0.0}
    assert out["whole"] == {"of_pairs": 0.0, "f1": 0.0}
    faults = score(gold, found).faults
    assert [(f.document, f.predicted is None, f.wrong) for f in faults] == [("a", False, ("killed",)), ("a", True, ())]


def test_nothing_to_score_is_no_division_by_zero() -> None:
    assert figures(score({"a": []}, {}))["detection_f1"] == 0.0


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("ISIS", "Daesh", True),
        ("Islamic State (Sinai)", "IS", True),
        ("the Orm Front", "Orm Front rebels", True),
        ("Orm Front", "Orm Army Council", False),
        ("Vesk District", "vesk", True),
        ("rebels", "troops", False),
        ("", "Vesk", False),
        (None, None, False),
    ],
)
def test_names(a: str | None, b: str | None, same: bool) -> None:
    assert same_name(a, b) is same
    assert same_name(b, a) is same


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    docs, gold = tmp_path / "docs.jsonl", tmp_path / "gold.jsonl"
    docs.write_text(json.dumps({"id": "a", "text": TEXT}) + "\n")
    gold.write_text('{"id": "a", "events": []}\n\n{"id": "b", "events": []}\n')
    with pytest.raises(InputError, match=r"gold\.jsonl:3: no gold of a known document"):
        golds(str(gold), texts(str(docs)))
    gold.write_text("[]\n")
    with pytest.raises(InputError, match=r"gold\.jsonl:1: found '\[\]', looked for a JSON object"):
        predictions(str(gold), texts(str(docs)))
    docs.write_text('{"id": "a"}\n')
    with pytest.raises(InputError, match=r"docs\.jsonl:1: no text"):
        texts(str(docs))


def test_a_record_is_read_like_an_annotation() -> None:
    record = {
        "schema": "casus.event/1",
        "acled": {"sub_event_type": "Attack"},
        "trigger": {"evidence": [{"start": 19, "end": 26, "exact": "shelled"}]},
        "sentence": {"start": 0, "end": 53},
        "factuality": {"value": "occurred"},
        "initiator": None,
        "target": None,
        "place": None,
        "when": {"start": "2031-03-03", "end": "2031-03-03", "evidence": []},
        "tolls": [
            {"harm": "killed", "low": 1, "best": 2},
            {"harm": "killed", "low": 1, "best": 1},
            {"harm": "missing", "low": 9, "best": 9},
        ],
        "operation": {"name": "Grey Dawn"},
    }
    found = recorded(record)
    assert found.tolls == {"killed": (2, 3), "injured": None}
    assert (found.kind, found.operation, found.sentence) == ("Attack", "Grey Dawn", ((0, 53),))
    assert recorded({**record, "acled": None, "operation": None}).kind is None


def spoiled(event: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A gold event with some fields changed."""
    out = dict(event)
    for name in ("initiator", "target", "place", "when", "killed", "injured", "operation", "trigger"):
        if chance.random() < 0.15:
            out[name] = None
    if chance.random() < 0.2:
        out["kind"] = "Attack"
    if chance.random() < 0.2:
        out["factuality"] = chance.choice(["alleged", "planned", "ongoing"])
    if out.get("place") and chance.random() < 0.3:
        out["place"] = {**out["place"], "text": None, "name": "Province of " + out["place"]["name"]}
    return out


@pytest.mark.skipif(not SHARED.exists(), reason="the reference scorer is not beside this checkout")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_figures_as_the_reference_scorer(tmp_path: Path, seed: int) -> None:
    docs, gold = SHARED / "gold" / "dev.docs.jsonl", SHARED / "gold" / "dev.gold.jsonl"
    chance = random.Random(seed)
    file = tmp_path / "other.jsonl"
    with file.open("w") as stream:
        for line in gold.read_text("utf-8").splitlines():
            row = json.loads(line)
            events = [spoiled(e, chance) for e in row["events"] if chance.random() < 0.8]
            events += [spoiled(e, chance) for e in row["events"] if chance.random() < 0.2]
            stream.write(json.dumps({"id": row["id"], "events": events}) + "\n")
    scorer = SHARED / "score" / "gold_score.py"
    command = [sys.executable, str(scorer), str(docs), str(gold), str(file), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    known = texts(str(docs))
    ours = figures(score(golds(str(gold), known), predictions(str(file), known)))
    assert json.loads(json.dumps(ours)) == theirs
