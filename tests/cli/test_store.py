"""The commands that look after a store, as a user gives them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casus.cli.main import main
from casus.records.judgement import Action
from casus.review.regroup import regroup_all
from casus.store.base import Provenance, Store
from told import event, killed, text

FIRST, SECOND = Provenance(coder="casus@one"), Provenance(coder="casus@two")


def casus(*arguments: object, stdin: bytes | str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "war.db"
    assert casus("store", "init", path).output == f"{path}: ready (form 0005, sqlite)\n"
    with Store.open(path) as store:
        for n, source in enumerate(("Courier", "Meridian")):
            d = text(f"d{n}", f"Three people were killed at Vesk, paper {n} says.", source=source)
            store.keep(d, [told(f"e{n}", d)], provenance=FIRST)
        regroup_all(store)
    return path


def told(name, document, **fields):
    from msgspec.structs import replace

    made = event(name, document.id, **fields)
    return replace(made, document=replace(made.document, sha256=document.sha256, source=document.source))


def test_stats_tell_what_is_held(where: Path) -> None:
    said = casus("store", "stats", where).output
    assert "events by casus@one: 2" in said
    assert "events unreviewed: 2" in said
    assert [line.split() for line in said.splitlines() if "incidents" in line] == [["incidents", "1"]]


def test_check_finds_what_was_tampered_with(where: Path) -> None:
    assert casus("store", "check", where).output == f"{where}: no fault\n"
    with Store.open(where) as store, store._write() as c:
        c.exec_driver_sql("UPDATE events SET killed = 9 WHERE id = 'e1'")
        c.exec_driver_sql("UPDATE documents SET text = 'other' WHERE id = 'd0'")
    done = casus("store", "check", where)
    assert done.exit_code == 1
    assert "event e1: its columns are not those of its record (killed)" in done.stderr
    assert "document d0: its text is not the one of its SHA-256" in done.stderr
    assert "2 faults" in done.stdout


def test_an_export_is_restored_elsewhere(where: Path, tmp_path: Path) -> None:
    lines = tmp_path / "war.jsonl"
    assert casus("store", "export", where, "-o", lines).exit_code == 0
    again = tmp_path / "again.db"
    assert f"{again}: " in casus("store", "restore", again, lines).output
    assert CliRunner().invoke(main, ["store", "export", str(again)]).stdout_bytes == lines.read_bytes()
    refused = casus("store", "restore", again, lines)
    assert refused.exit_code != 0
    assert "not empty" in str(refused.exception)


def test_an_export_of_an_earlier_form_is_restored(where: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in CliRunner().invoke(main, ["store", "export", str(where)]).stdout.splitlines()]
    rows[0]["form"] = "0001"
    old = [{k: v for k, v in r.items() if k != "cell"} for r in rows if r.get("table") != "words"]
    again = tmp_path / "again.db"
    assert casus("store", "restore", again, "-", stdin="".join(json.dumps(r) + "\n" for r in old)).exit_code == 0
    assert casus("store", "check", again).exit_code == 0


def test_deleting_asks_and_leaves_no_word(where: Path) -> None:
    with Store.open(where) as store:
        quoted = {"name": "Orm", "basis": "stated", "evidence": [{"start": 26, "end": 30, "exact": "Vesk"}]}
        store.judge(Action.CORRECT, ["e0"], by="ana", field="place", value=quoted, reason="the paper says Vesk")
    assert casus("store", "delete", where, "d0", stdin="n\n").exit_code == 1
    done = casus("store", "delete", where, "d0", "--by", "ana", "--reason", "asked to", "--yes")
    assert done.output == "1 document deleted\n"
    with Store.open(where) as store:
        assert [i.record.events for i in store.all_incidents()] == [("e1",)]
        (said,) = store.judgements()
        assert (said.by, said.field, said.value, said.reason) == ("ana", "place", None, "deleted with its document")
        assert store.check() == ()
    assert b"paper 0 says" not in where.read_bytes()
    assert b"the paper says Vesk" not in where.read_bytes()
    again = casus("store", "delete", where, "d0", "--yes")
    assert again.exit_code == 1
    assert f"1 not in {where}" in again.stderr


def test_retention_deletes_what_is_older(where: Path) -> None:
    assert casus("store", "delete", where, "--older-than", "2031-03-05", "--yes").output == "0 documents deleted\n"
    assert casus("store", "delete", where, "--older-than", "2031-03-06", "--yes").output == "2 documents deleted\n"
    assert casus("store", "delete", where).exit_code == 2


def test_diff_shows_the_last_coding_against_the_one_before_also_on_the_way_back(where: Path) -> None:
    with Store.open(where) as store:
        d = store.document("d0")
        assert store.keep(d, [told("n0", d, tolls=killed(5))], provenance=SECOND)
    assert casus("store", "diff", where).stdout == "d0  e0 -> n0  tolls\n"
    with Store.open(where) as store:
        assert not store.keep(d, [told("n0", d, tolls=killed(5))], provenance=SECOND)
        assert store.keep(d, [told("e0", d)], provenance=FIRST)  # the first version again, on purpose
        assert store.coded("d0", FIRST)
        assert not store.coded("d0", SECOND)
        assert store.check() == ()
    assert casus("store", "diff", where, "--document", "d0").stdout == "d0  n0 -> e0  tolls\n"
    with Store.open(where) as store:
        assert store.keep(d, [told("m0", d, tolls=killed(7))], provenance=Provenance(coder="casus@three"))
    assert casus("store", "diff", where).stdout == "d0  e0 -> m0  tolls\n"


def test_vacuum_says_nothing_and_keeps_all(where: Path) -> None:
    assert casus("store", "vacuum", where).output == ""
    assert casus("store", "check", where).exit_code == 0


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = casus("store", "stats", tmp_path / "no.db")
    assert done.exit_code != 0
    assert "no such store; `casus store init" in str(done.exception)
    (tmp_path / "letter.txt").write_text("Dear Ana, all is well in Tarn.", "utf-8")
    assert "no SQLite file" in str(casus("store", "stats", tmp_path / "letter.txt").exception)


def test_merging_all_keeps_ids_and_leaves_out_what_is_rejected(where: Path) -> None:
    with Store.open(where) as store:
        (before,) = store.all_incidents()
        late = text("d2", "Three people were killed at Vesk, a late paper says.", published=date(2031, 3, 6))
        store.keep(late, [told("e2", late)], provenance=FIRST)
        store.judge(Action.REJECT, ["e1"], by="ana")
        assert regroup_all(store) == 1
        (after,) = store.all_incidents()
        assert (after.id, after.record.events) == (before.id, ("e0", "e2"))
        assert regroup_all(store) == 1
        assert list(store.all_incidents()) == [after]
        assert store.check() == ()
