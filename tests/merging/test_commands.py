"""casus merge and casus operations at the door: bad lines are told, the rest is merged, output is the contract's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casus.cli.main import main
from casus.records.codec import encode
from casus.records.wire import EventRecord

from .conftest import event

INCIDENT = [
    *("schema", "id", "events", "documents", "voices", "kind", "acled", "plover", "factuality"),
    *("initiator", "target", "place", "when", "tolls", "objects", "operation", "disagreements", "why"),
]
OPERATION = ["schema", "id", "name", "aliases", "sides", "phases", "objectives", "areas", "events"]


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


def lines(*records: EventRecord) -> bytes:
    return b"".join(encode(r) + b"\n" for r in records)


RECORDS = [
    event("e1", "d1", at="Vesk", on="2031-05-09", killed=(3, 3, 3), operation={"name": "Grey Dawn"}),
    event("e2", "d2", at="Vesk", on="2031-05-09", killed=(5, 5, 5), operation={"name": "Dawn of Grey"}),
    event("e3", "d3", at="Tarn", on="2031-05-09"),
]


def test_files_and_standard_input_merge_alike(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_bytes(lines(*RECORDS[:1]))
    second.write_bytes(lines(*RECORDS[1:]))
    split, whole = run("merge", str(second), str(first)), run("merge", "-", given=lines(*RECORDS))
    assert split.exit_code == whole.exit_code == 0
    assert split.stdout_bytes == whole.stdout_bytes
    told = [json.loads(line) for line in whole.stdout.splitlines()]
    assert [list(t) for t in told] == [INCIDENT, INCIDENT]
    (joined,) = (t for t in told if len(t["events"]) == 2)
    assert joined["documents"] == ["d1", "d2"]
    assert joined["disagreements"] == [
        {"field": "killed", "values": [{"value": "3", "documents": ["d1"]}, {"value": "5", "documents": ["d2"]}]}
    ]
    assert (joined["tolls"][0]["low"], joined["tolls"][0]["high"]) == (3, 5)
    assert set(joined["why"][0]) == {"pair", "score", "evidence_for", "evidence_against"}


def test_a_bad_line_is_told_by_file_and_line_and_the_rest_is_merged(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    falls = lines(RECORDS[2]).replace(b'"e3"', b'"e4"').replace(b'"tolls":[]', FALLING)
    file.write_bytes(lines(RECORDS[0]) + b"{broken\n\n" + b'{"schema": "other/1"}\n' + falls + lines(RECORDS[2]))
    result = run("merge", str(file), str(tmp_path / "absent.jsonl"))
    assert result.exit_code == 1
    assert f"{file}:2: no casus.event/1 record" in result.stderr
    assert f"{file}:4: no casus.event/1 record" in result.stderr
    assert "event e4" in result.stderr
    assert "absent.jsonl: No such file" in result.stderr
    assert len(result.stdout.splitlines()) == 2


FALLING = b'"tolls":[{"harm":"killed","low":9,"best":3,"high":3,"of":"unknown","basis":"assumed","evidence":[]}]'


def test_only_what_several_reports_tell() -> None:
    result = run("merge", "-", "--reports", "2", given=lines(*RECORDS))
    assert [json.loads(line)["events"] for line in result.stdout.splitlines()] == [["e1", "e2"]]


def test_operations_are_written_as_the_contract_has_them() -> None:
    result = run("operations", "-", given=lines(*RECORDS))
    (told,) = map(json.loads, result.stdout.splitlines())
    assert [name for name in told if name in OPERATION] == OPERATION
    assert told["status"] is None
    assert {told["name"], *told["aliases"]} == {"Operation Grey Dawn", "Dawn of Grey"}


@pytest.mark.parametrize("command", ["merge", "operations"])
def test_nothing_in_nothing_out(command: str) -> None:
    result = run(command, "-", given=b"")
    assert (result.exit_code, result.stdout) == (0, "")
    assert run(command).exit_code == 2


def test_the_tables_show_where_reports_differ() -> None:
    shown = run("merge", "-", "--format", "table", given=lines(*RECORDS)).stdout
    assert "killed: 3 (" in shown
    assert "2 reports, 2 voices" in shown
    assert "Operation Grey Dawn" in run("operations", "-", "--format", "table", given=lines(*RECORDS)).stdout
