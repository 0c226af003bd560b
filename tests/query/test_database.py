"""Asking a real store: frames, streams, notebooks; and the guide's examples, run as they stand."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from pathlib import Path

import pytest

import casus
import happened
from casus.errors import StoreError, UsageError
from casus.query import Database
from casus.records.document import Document
from casus.records.wire import EventRecord
from casus.store.base import Store

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "python.md"
STRIKE = "violence/explosive/air_strike"


def filled(path: Path) -> None:
    """A store of three reports of one land; two of them tell one strike."""
    texts = {"c": "Norland Courier", "h": "Fen Herald", "o": "Norland Courier"}
    documents = {
        key: Document.of(
            f"Jets struck Vesk, killing nine fighters there ({key}).",
            id=f"doc-{key}",
            title="Strike on Vesk" if key != "o" else "<b>Old strike</b>",
            source=source,
        )
        for key, source in texts.items()
    }
    place = happened.place(country="IQ", latitude=33.3, longitude=44.4, admin1="East")
    nine = [happened.toll(9, 9, 9, "nine fighters")]
    made = {
        "c": happened.event(
            "strike-c", STRIKE, document="doc-c", place=place, when=happened.days("2019-08-21"), tolls=nine
        ),
        "h": happened.event("clash-h", happened.CLASH, document="doc-h", place=place, when=happened.days("2019-08-21")),
        "o": happened.event("strike-o", STRIKE, document="doc-o", place=place, when=happened.days("2019-08-02")),
    }
    with Store.open(path, create=True) as store:
        store.add_documents(documents.values())
        for key, event in made.items():
            store.add_events([_of(event, documents[key])])
        store.put_incidents([happened.incident("one", made["c"], made["h"])])


def _of(event: EventRecord, document: Document) -> EventRecord:
    import msgspec

    from casus.records.codec import document_record

    return msgspec.structs.replace(event, document=document_record(document))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    filled(tmp_path / "store.db")
    with casus.open(tmp_path / "store.db") as opened:  # type: ignore[operator]
        yield opened


def test_the_guide_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "store.db")
    monkeypatch.chdir(tmp_path)
    made = doctest.testfile(str(GUIDE), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert made.attempted > 20
    assert made.failed == 0


def test_records_frames_and_streams(db: Database) -> None:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    strikes = db.events(kind=STRIKE)
    assert [r.id for r in strikes] == ["strike-c", "strike-o"]
    assert len(strikes) == len(strikes.df) == len(strikes.pl) == len(strikes.gdf) == 2
    assert pl.DataFrame(strikes)["id"].to_list() == ["strike-c", "strike-o"]
    assert pa.table(strikes).column("killed_best").to_pylist() == [9, None]
    assert str(strikes.df["killed_best"].dtype) == "Int64"
    assert pd.DataFrame.from_arrow(strikes).shape[0] == 2
    assert strikes.gdf.geometry.iloc[0].x == 44.4


def test_words_choose(db: Database) -> None:
    assert len(db.events()) == 3
    assert len(db.events(since="2019-08-10")) == 2
    assert len(db.events(killed=1)) == 1
    assert len(db.events(country=["Syria", "IQ"], kind=["battle"])) == 1
    assert len(db.incidents(actor="Orm Front")) == 1
    with pytest.raises(UsageError, match="is after until"):
        db.events(since="2020-01-01", until="2019-01-01")


def test_incidents_hold_their_reports(db: Database) -> None:
    (row,) = db.incidents().pl.to_dicts()
    assert (row["record"], row["reports"], row["voices"]) == ("incident", 2, 2)
    assert row["sources"] == "Norland Courier; Fen Herald"


def test_a_notebook_shows_texts_as_texts(db: Database) -> None:
    shown = db.documents()._repr_html_()
    assert "<b>" not in shown
    assert "&lt;b&gt;Old strike" in shown
    assert "2 rows" in db.events(kind=STRIKE)._repr_html_()


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        casus.open(tmp_path / "none.db")  # type: ignore[operator]


def test_export_and_compare_from_a_store(db: Database, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from casus.cli.main import main

    store, file = str(tmp_path / "store.db"), str(tmp_path / "made.csv")
    for of, rows in (("events", 3), ("incidents", 1)):
        run = CliRunner().invoke(main, ["export", "--store", store, "--of", of, "--format", "acled", "-o", file])
        assert run.exit_code == 0, run.output
        assert len(Path(file).read_text().splitlines()) == rows + 1
        run = CliRunner().invoke(main, ["compare", file, "--store", store, "--of", of, "--format", "json"])
        assert '"f1": 1.0' in run.output
    run = CliRunner().invoke(main, ["export", "--store", store, "--of", "events", "--killed", "1", "--format", "csv"])
    assert "strike-c" in run.output
    assert "strike-o" not in run.output


def test_report_from_a_store(db: Database) -> None:
    from casus.report import report

    made = report(db.store, "2019-08", "Iraq")
    assert [f.value for f in made.parts.figures][:2] == [1, 9]
    assert "Deadliest" in made.html()
