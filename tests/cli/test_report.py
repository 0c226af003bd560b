"""casus report: a store in, one file and its snapshot out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import happened
import kept
from casus.cli.main import main
from casus.errors import UsageError
from casus.store.base import Store


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch) -> None:
    one = happened.event("x", tolls=[happened.toll(2, 2, 2, "two")])
    store = kept.Memory([one, happened.incident("i", one)])
    monkeypatch.setattr(Store, "open", staticmethod(lambda where, **_: store))


@pytest.mark.parametrize(("ending", "begins"), [("html", "<!DOCTYPE html>"), ("md", "# Situation report: Netherlands")])
def test_report(tmp_path: Path, ending: str, begins: str) -> None:
    out = tmp_path / f"made.{ending}"
    arguments = ["report", "s.db", "--period", "2024-03", "--area", "Netherlands"]
    run = CliRunner().invoke(main, [*arguments, "-o", str(out)])
    assert run.exit_code == 0, run.output
    assert out.read_text().startswith(begins)
    assert "Deadliest incident" in out.read_text()
    again = CliRunner().invoke(main, [*arguments, "--last", f"{out}.snapshot.json", "--format", "md"])
    assert "Nothing changed" in again.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--period", "soon"], "no period"),
        (["--period", "2024-03", "--kind", "Air strike"], "Air/drone strike"),
        (["--period", "2024-03", "--format", "pdf"], "needs a file"),
    ],
)
def test_wrong_usage(arguments: list[str], says: str) -> None:
    run = CliRunner().invoke(main, ["report", "s.db", *arguments])
    assert isinstance(run.exception, UsageError)
    assert says in str(run.exception)
