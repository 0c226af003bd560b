"""casus export: files in, files out, faults happened."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import happened
from casus.cli.export_manual import page as manual
from casus.cli.main import main
from casus.export.formats import formats
from casus.records.codec import encode


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "events.jsonl"
    path.write_bytes(b"".join(encode(e) + b"\n" for e in happened.events()))
    return path


def test_list_tells_every_loss() -> None:
    shown = CliRunner().invoke(main, ["export", "--list"]).output
    assert all(loss in shown for f in formats().values() for loss in f.loses)


def test_export_writes_a_note(lines: Path, tmp_path: Path) -> None:
    out = tmp_path / "acled.csv"
    run = CliRunner().invoke(main, ["export", str(lines), "--format", "acled", "-o", str(out)])
    assert run.exit_code == 0
    assert len(out.read_text().splitlines()) == 5
    assert "Set aside" in Path(f"{out}.note.txt").read_text()
    assert not list(tmp_path.glob(".part*"))


@pytest.mark.parametrize("form", sorted(formats()))
def test_every_format(lines: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"made.{formats()[form].suffix}"
    run = CliRunner().invoke(main, ["export", str(lines), "--format", form, "-o", str(out)])
    assert run.exit_code == 0, run.output
    assert out.stat().st_size


def test_the_reference_page_is_current() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "exports.md"
    assert page.read_text("utf-8") == manual(), "run: python docs/generate.py"


def test_bad_lines_are_told(lines: Path) -> None:
    lines.write_bytes(lines.read_bytes() + b'{"schema":"casus.event/1"}\nnone\n')
    run = CliRunner().invoke(main, ["export", str(lines), "--format", "csv"])
    assert run.exit_code == 1
    assert "events.jsonl:9" in run.output
    assert "events.jsonl:10" in run.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "csv"], "either files"),
        (["x.jsonl", "--store", "s.db", "--format", "csv"], "either files"),
        (["x.jsonl", "--country", "Iraq", "--format", "csv"], "--store"),
        (["-", "--format", "parquet"], "needs a file"),
    ],
)
def test_wrong_usage(arguments: list[str], says: str) -> None:
    run = CliRunner().invoke(main, ["export", *arguments])
    assert run.exit_code
    assert says in str(run.exception)


def test_code_writes_the_schemes_that_need_no_file() -> None:
    from casus.cli.code import SCHEMES

    assert set(SCHEMES) == {"acled", "ged", "geojson", "plover", "polecat"}
    assert not [name for name in SCHEMES if formats()[name].binary]
    text = "Orm Front fighters shelled the city of Mosul on 12 August 2019, killing dozens of civilians."
    run = CliRunner().invoke(main, ["code", "-", "--format", "acled"], input=text)
    assert run.exit_code == 0, run.output
    assert "Shelling/artillery/missile attack" in run.stdout
    assert "dozens = 12" in run.stdout
