"""Every format against its golden file, its column list, and the libraries that users open it with."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest

import happened
from casus.errors import DataError, UsageError
from casus.export.countries import table
from casus.export.delimited import bare, safe
from casus.export.fields import columns
from casus.export.formats import beside, export, formats
from casus.export.happening import Happening, happenings
from casus.export.profile import load, names, parse

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "export"
TEXT = tuple(f for f in formats() if not formats()[f].binary)
ACLED = 31
GED = 49
POLECAT = 40


@pytest.fixture(scope="module")
def found() -> list[Happening]:
    return happenings(happened.events())


def written(found: list[Happening], name: str, *, numeric: bool = False) -> bytes:
    out = io.BytesIO()
    export(found, name, out, numeric=numeric)
    return out.getvalue()


@pytest.mark.parametrize("name", [*TEXT, "acled-numeric"])
def test_golden(found: list[Happening], name: str) -> None:
    made = written(found, name.removesuffix("-numeric"), numeric=name.endswith("-numeric"))
    suffix = formats()[name.removesuffix("-numeric")].suffix
    file = GOLDEN / f"{name}.{suffix}"
    if os.environ.get("CASUS_WRITE_GOLDEN"):
        file.write_bytes(made)
    assert made.decode() == file.read_text("utf-8"), f"{file.name}: CASUS_WRITE_GOLDEN=1 writes it anew"


@pytest.mark.parametrize(("name", "count"), [("acled", ACLED), ("ged", GED), ("polecat", POLECAT)])
def test_columns(found: list[Happening], name: str, count: int) -> None:
    header = written(found, name).decode().splitlines()[0]
    assert header.split("\t" if name == "polecat" else ",") == list(columns(name))
    assert len(columns(name)) == count


def test_what_is_set_aside_is_named(found: list[Happening], tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    with path.open("wb") as out:
        result = export(found, "ged", out)
    assert result.rows + len(result.aside) == len(found)
    assert {a.happening.id: a.reason for a in result.aside} == {
        "d-protest": "no organised side is told",
        "e-undated": "no day is known",
        "f-planned": "planned: not coded by ucdp-ged-25",
        "g-country": "no death is told",
        "h-unplaced": "no place is known",
    }
    files = {p.name for p in beside(result, path)}
    assert files == {"ged.csv.note.txt", "ged.csv.no-deaths.csv", "ged.csv.aside.csv"}
    assert "g-country" in (tmp_path / "ged.csv.no-deaths.csv").read_text()
    note = (tmp_path / "ged.csv.note.txt").read_text()
    assert all(loss in note for loss in formats()["ged"].loses)
    assert "ucdp-ged-25, version 1" in note


def test_every_format_says_what_it_loses() -> None:
    assert all(f.loses for f in formats().values() if f.name != "jsonl")


def test_pandas_and_polars_read_the_lines(found: list[Happening]) -> None:
    import pandas as pd
    import polars as pl

    for name in ("acled", "ged", "csv", "cm", "pgm", "polecat"):
        made = written(found, name)
        mark = "\t" if name == "polecat" else ","
        one, other = pd.read_csv(io.BytesIO(made), sep=mark), pl.read_csv(io.BytesIO(made), separator=mark)
        assert len(one) == len(other) == len(made.decode().splitlines()) - 1 > 0
        assert list(one.columns) == other.columns
    frame = pd.read_csv(io.BytesIO(written(found, "acled")), parse_dates=["event_date"])
    assert frame["fatalities"].tolist() == [9, 5, 12, 0]
    assert str(frame["event_date"].dtype).startswith("datetime64")


def test_geopandas_and_ogr_read_the_maps(found: list[Happening], tmp_path: Path) -> None:
    import geopandas as gpd
    import pyogrio

    files = {name: tmp_path / f"made.{name}" for name in ("geojson", "geoparquet", "gpkg")}
    files["geojson"].write_bytes(written(found, "geojson"))
    for name in ("geoparquet", "gpkg"):
        export(found, name, None, path=files[name])
    for name in ("geojson", "gpkg"):
        info = pyogrio.read_info(files[name])
        assert info["features"] == len(found)
        assert info["crs"] == "EPSG:4326"
    frames = [gpd.read_file(files["geojson"]), gpd.read_file(files["gpkg"]), gpd.read_parquet(files["geoparquet"])]
    for frame in frames:
        assert len(frame) == len(found)
        assert frame.geometry.isna().sum() == 1
        row = frame.set_index("id").loc["a-shelling"]
        assert (row.geometry.x, row.geometry.y) == (5.03, 52.13)
        assert row["killed_best"] == 24


def test_parquet_keeps_types(found: list[Happening], tmp_path: Path) -> None:
    import polars as pl
    from pyarrow import parquet as pq

    export(found, "parquet", None, path=tmp_path / "made.parquet")
    frame = pl.read_parquet(tmp_path / "made.parquet")
    assert frame.schema["start"] == pl.Date
    assert frame.schema["killed_best"] == pl.Int64
    assert b"Lost:" in pq.read_schema(tmp_path / "made.parquet").metadata[b"casus"]


@pytest.mark.parametrize("text", ["=1+1", "'=1", "''-x", "\tx", "@a", "plain", "'quoted'", "'", "", "+", "\uff1dx"])
def test_guarding_can_be_undone(text: str) -> None:
    guarded = safe(text)
    assert isinstance(guarded, str)
    assert bare(guarded) == text
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d"))


def test_hostile_titles_run_nowhere(found: list[Happening]) -> None:
    made = written(found, "ged").decode()
    assert "'=HYPERLINK" in made
    cells = [cell for row in csv.reader(io.StringIO(made)) for cell in row]
    assert not [c for c in cells if c.startswith(("=", "@", "+", "\t"))]
    assert ",-1.5," in written(happenings([happened.event("x", place=happened.place(latitude=-1.5))]), "csv").decode()


def test_incidents_take_the_names_of_reports_from_events() -> None:
    first, second = (happened.event(i, source_name=s) for i, s in (("x", "Courier"), ("y", "Herald")))
    made = happenings([happened.incident("i", first, second), first, second])
    assert [h.id for h in made] == ["i"]
    row = written(made, "acled").decode().splitlines()[1]
    assert "Courier; Herald" in row
    assert "reports=2; voices=2" in row


def test_where_reports_differ_the_lowest_counts_in_acled() -> None:
    one = happened.event("x", tolls=[happened.toll(5, 9, 9, "between 5 and 9")])
    differ = [{"field": "killed", "values": [{"value": "5", "documents": ["a"]}, {"value": "9", "documents": ["b"]}]}]
    for disagreements, expected in (([], 9), (differ, 5)):
        row = next(iter(json_rows(happenings([happened.incident("i", one, disagreements=disagreements), one]))))
        assert row["fatalities"] == expected


def json_rows(found: list[Happening]) -> list[dict[str, object]]:
    from casus.export.acled import rows

    return [r for h in found for r in rows(h, load("acled-2024"))]


def test_a_profile_may_spread_days_and_deaths() -> None:
    from casus.export.acled import rows

    text = profile_text("acled-2024").replace('spread = "one"', 'spread = "each"')
    clash = next(h for h in happenings(happened.events()) if h.id == "b-clash")
    made = list(rows(clash, parse(text, file="own.toml")))
    assert [r["event_date"] for r in made] == ["2024-03-01", "2024-03-02", "2024-03-03"]
    assert [r["fatalities"] for r in made] == [3, 1, 1]
    assert [r["event_id_cnty"] for r in made] == ["b-clash/1", "b-clash/2", "b-clash/3"]


def profile_text(name: str) -> str:
    from importlib.resources import files

    return files("casus").joinpath(f"data/exports/profiles/{name}.toml").read_text("utf-8")


def test_profiles_are_checked() -> None:
    assert {load(n).format for n in names()} == {"acled", "ged", "polecat"}
    with pytest.raises(DataError) as fault:
        parse(profile_text("acled-2024").replace('"best"', '"middle"').replace('"one"', '"none"'), file="own.toml")
    assert len(fault.value.faults) == 2
    with pytest.raises(UsageError, match="acled-2024"):
        load("no-such-profile")
    with pytest.raises(UsageError, match="is for acled, not for ged"):
        export([], "ged", io.BytesIO(), profile=load("acled-2024"))


def test_44_interactions() -> None:
    from casus.export.acled import interaction, interaction_text

    made = {interaction(a, b) for a in range(1, 9) for b in [None, *range(1, 9)]} - {0}
    from casus.export.fields import layout

    assert len(made) == len(layout("acled")["interaction"]["codes"]) == 44
    assert interaction_text(2, 1) == "State forces-Rebel group"
    assert interaction_text(7, 8) == "External/Other forces-Civilians"
    assert interaction_text(2, None) == "Rebel group only"


def test_cells_and_months() -> None:
    from datetime import date

    from casus.export.grid import cell, month_id

    assert cell(-90, -180) == 1
    assert cell(-89.9, 179.9) == 720
    assert cell(90, 180) == 360 * 720
    # Numbers that users of the grid have published: a point, and row 151, column 412 by its middle.
    assert cell(10.51, 2.29) == 145085
    assert cell(-14.75, 25.75) == 108412
    assert month_id(date(1980, 1, 1)) == 1
    assert month_id(date(2019, 8, 31)) == 476


def test_regions_are_the_ranges_of_the_codebook() -> None:
    from casus.export.countries import table

    ends = {199: "Americas", 399: "Europe", 626: "Africa", 699: "Middle East", 999: "Asia"}
    wrong = {
        c.code: (c.gw, c.ucdp_region)
        for c in table().values()
        if c.gw is not None and c.ucdp_region != next(r for end, r in ends.items() if c.gw <= end)
    }
    assert wrong == {}


def test_countries_are_known_to_the_gazetteer() -> None:
    from casus.gazetteer.tables import countries

    assert set(countries()) <= set(table())
    assert len({c.acled_region for c in table().values()}) == 17
    assert not [c.code for c in table().values() if c.name == c.code]


def test_geojson_is_rfc_7946(found: list[Happening]) -> None:
    made = json.loads(written(found, "geojson"))
    assert made["type"] == "FeatureCollection"
    assert all(-180 <= f["geometry"]["coordinates"][0] <= 180 for f in made["features"] if f["geometry"])
