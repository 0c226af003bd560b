"""The gate keeps its floors, and knows another corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casus.errors import DataError
from casus.evaluate.gate import Floor, digest, gate

TEXT = "Rebels killed three soldiers near Vesk."
EVENT = {"kind": "Armed clash", "trigger": "killed", "sentence": TEXT, "factuality": "occurred", "killed": None}


def floors(folder: Path, *, least: float, sha: str | None = None) -> Path:
    room = folder / "benchmarks" / "quality"
    room.mkdir(parents=True)
    (folder / "docs.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", "utf-8")
    (folder / "gold.jsonl").write_text(json.dumps({"id": "a", "events": [EVENT]}) + "\n", "utf-8")
    sha = sha or digest(folder / "docs.jsonl", folder / "gold.jsonl")
    file = room / "floors.toml"
    file.write_text(
        f'[tiny]\ndocuments = "docs.jsonl"\ngold = "gold.jsonl"\nsha256 = "{sha}"\n'
        f"[tiny.floors]\ndetection = {least}\n",
        "utf-8",
    )
    return file


def test_nothing_coded_is_below_any_floor(tmp_path: Path) -> None:
    (found,) = gate(floors(tmp_path, least=0.5), lambda _: {})
    assert isinstance(found, Floor)
    assert found.found == 0.0
    assert not found.kept


def test_a_floor_of_nought_is_kept(tmp_path: Path) -> None:
    (found,) = gate(floors(tmp_path, least=0.0), lambda _: {})
    assert isinstance(found, Floor)
    assert found.kept


def test_another_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="digest"):
        list(gate(floors(tmp_path, least=0.5, sha="0" * 64), lambda _: {}))


def test_an_absent_corpus_is_told(tmp_path: Path) -> None:
    file = floors(tmp_path, least=0.5)
    (tmp_path / "docs.jsonl").unlink()
    (found,) = gate(file, lambda _: {})
    assert isinstance(found, str)
    assert "not measured" in found


def test_a_corpus_is_scored_by_its_measure(tmp_path: Path) -> None:
    file = floors(tmp_path, least=0.5)
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "label": "X", "sub_event_type": None}) + "\n", "utf-8")
    sha = digest(tmp_path / "docs.jsonl", gold)
    head = (
        f'[tiny]\nmeasure = "case21"\ndocuments = "docs.jsonl"\ngold = "gold.jsonl"\nsha256 = "{sha}"\n[tiny.floors]\n'
    )
    file.write_text(head + '"quiet.share" = 1.0\n', "utf-8")
    (found,) = gate(file, lambda _: {})
    assert isinstance(found, Floor)
    assert found.kept
    file.write_text(head + '"loud.share" = 1.0\n', "utf-8")
    with pytest.raises(DataError, match=r"no figure 'loud\.share'"):
        list(gate(file, lambda _: {}))
