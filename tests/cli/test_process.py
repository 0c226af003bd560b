"""casus as a user runs it: a process of its own, the real pipeline, texts from invented lands."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

RAID = """Orm Front raid on Vesk leaves three dead

VESK, Norland, March 4, 2031 - Fighters of the Orm Front attacked the town of Vesk on Monday and killed at least three
civilians, police said. Norland’s army shelled the rebels’ camp on Tuesday and destroyed two trucks.
"""
MARCH = "Hundreds of students protested in Holm on Friday against high prices. Police detained two of the protesters."
CALM = "The price of herring rose in Tarn on Friday, and fishermen in the harbour were glad of it."


def casus(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "casus", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "raid.txt").write_text(RAID, "utf-8")
    rows = [
        {"id": "march", "text": MARCH, "published": "2031-03-08", "source": "Holm Courier"},
        {"id": "calm", "text": CALM, "published": "2031-03-08"},
    ]
    (folder / "wire.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    page = f"<!doctype html><html><head><title>Vesk</title></head><body><article><p>{RAID}</p></article></body></html>"
    (folder / "raid.html").write_text(page, "utf-8")
    return folder


@pytest.fixture(scope="module")
def coded(reports: Path) -> bytes:
    done = casus("code", reports)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def test_events_carry_the_words_of_their_documents(coded: bytes) -> None:
    events = [json.loads(line) for line in coded.splitlines()]
    assert len({e["id"] for e in events}) == len(events)
    kinds = {e["acled"]["event_type"] for e in events if e["document"]["id"] == "march"}
    assert "Protests" in kinds
    assert not [e for e in events if e["document"]["id"] == "calm"]
    raid = [e for e in events if e["document"]["id"] not in ("march", "calm")]
    assert len({e["document"]["id"] for e in raid}) == 2
    texts = {"march": MARCH}
    for event in raid:
        for quote in event["trigger"]["evidence"]:
            assert quote["exact"] in RAID
            assert len(quote["exact"]) == quote["end"] - quote["start"]
    for event in events:
        text = texts.get(event["document"]["id"])
        for quote in event["trigger"]["evidence"] if text else ():
            assert text[quote["start"] : quote["end"]] == quote["exact"]
    assert any(t["best"] == 3 and t["harm"] == "killed" for e in raid for t in e["tolls"])


def test_two_processes_write_the_same_bytes(reports: Path, coded: bytes) -> None:
    done = casus("code", reports, "--jobs", "2")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == coded


def test_standard_input_gives_what_the_file_gives(reports: Path) -> None:
    from_file = casus("code", reports / "raid.txt", "--published", "2031-03-04").stdout
    assert from_file
    assert casus("code", "-", "--published", "2031-03-04", stdin=RAID.encode()).stdout == from_file


def test_an_event_is_explained_from_its_documents(reports: Path, coded: bytes) -> None:
    march = next(e for e in map(json.loads, coded.splitlines()) if e["document"]["id"] == "march")
    told = casus("explain", march["id"], reports).stdout.decode()
    assert told.startswith(f"event {march['id']}\n")
    assert f"({reports / 'wire.jsonl'}:1)" in told
    assert march["trigger"]["evidence"][0]["exact"] in told
    assert "by casus." in told


def test_annotation_has_a_record_a_document(reports: Path) -> None:
    done = casus("annotate", reports / "wire.jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["document"]["id"] for r in records] == ["march", "calm"]
    assert "Friday" in [t["exact"] for t in records[0]["times"]]
    for name in records[0]["names"]:
        assert MARCH[name["start"] : name["end"]] == name["exact"]


def test_a_bad_document_is_exit_1_and_the_rest_is_coded(reports: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02" * 99)
    done = casus("code", bad, reports / "wire.jsonl")
    assert done.returncode == 1
    assert done.stderr.decode() == f"casus: {bad}: binary data, not text\n"
    assert done.stdout


def test_wrong_usage_is_exit_2() -> None:
    assert casus("code").returncode == 2
    assert casus("nonsense").returncode == 2


def test_the_table_is_plain_text_in_a_pipe(reports: Path) -> None:
    done = casus("code", reports / "wire.jsonl", "--format", "table")
    assert b"Holm Courier" in done.stdout
    assert b"\x1b" not in done.stdout
    assert b"in 2 documents" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_it_without_a_trace(tmp_path: Path, jobs: int) -> None:
    file = tmp_path / "many.jsonl"
    rows = [json.dumps({"id": str(n), "text": f"{RAID} Part {n}."}) for n in range(5000)]
    file.write_text("\n".join(rows), "utf-8")
    command = [sys.executable, "-m", "casus", "code", str(file), "--jobs", str(jobs)]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # where tests run in the background it is ignored
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        signal.signal(signal.SIGINT, before)
        assert process.stdout is not None
        assert process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.decode().strip() == "casus: stopped"


def test_help_starts_at_once_and_needs_no_model() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "casus", "--help"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    imported = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert "click" in imported
    assert not imported & {"numpy", "onnxruntime", "rich", "msgspec", "lxml", "trafilatura", "casus.pipeline"}


def test_a_text_is_coded_without_the_libraries_of_pages(reports: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "casus", "code", str(reports / "raid.txt")]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    imported = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert not imported & {"lxml", "trafilatura", "htmldate", "charset_normalizer", "rich"}
