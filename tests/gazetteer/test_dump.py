"""A small file of GeoNames' real format, of an invented village, province and river in Iraq."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from casus.cli.gazetteer import gazetteer
from casus.errors import InputError
from casus.gazetteer import build, open_gazetteer, sources
from casus.gazetteer.dump import import_dump


def line(number: int, name: str, names: str, lat: float, lon: float, of: str, code: str, **more: str) -> str:
    code_columns = [more.get("country", "IQ"), "", more.get("admin1", "99"), more.get("admin2", ""), "", ""]
    cells = [str(number), name, name, names, str(lat), str(lon), of, code, *code_columns]
    cells += [more.get("people", "0"), "", "40", "Asia/Baghdad", "2026-01-01"]
    return "\t".join(cells) + "\n"


PLACES = (
    line(900001, "Muhafazat Veskan", "Veskan", 33.0, 43.0, "A", "ADM1")
    + line(900002, "Vesk District", "", 33.1, 43.1, "A", "ADM2", admin2="9901")
    + line(900003, "Ormdal", "Urmdal,أورمدال", 33.12, 43.12, "P", "PPL", admin2="9901", people="310")
    + line(900004, "Nahr Orm", "", 33.2, 43.2, "H", "STM")
    + line(900005, "Orm Well", "", 33.2, 43.2, "H", "WLL")
    + line(900006, "Nordhavn", "", 1.0, 1.0, "P", "PPL", country="ZZ")
    + line(900007, "Old Vesk", "", 33.1, 43.1, "P", "PPLH")
)
OTHERS = "1\t900003\ten\tOrmdale\t\t\t\t\t\t\n2\t900003\tlink\thttps://example.org/Ormdal\t\t\t\t\t\t\n"


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (sources, build):
        monkeypatch.setattr(module, "full", lambda: False)
    path = tmp_path / "allCountries.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("allCountries.txt", PLACES)
    with zipfile.ZipFile(tmp_path / "alternateNamesV2.zip", "w") as archive:
        archive.writestr("iso-languagecodes.txt", "x")
        archive.writestr("alternateNamesV2.txt", OTHERS)
    return path


def test_import_takes_what_reports_name(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "made.sqlite"
    told: list[tuple[int, int]] = []
    import_dump(
        dump,
        path,
        alternate=tmp_path / "alternateNamesV2.zip",
        countries=["iq"],
        progress=lambda a, b: told.append((a, b)),
    )
    opened = open_gazetteer(path)
    (village,) = opened.candidates("Ormdale")
    assert (village.geonameid, village.kind, village.country, village.population) == (900003, "P", "IQ", 310)
    assert (village.admin1, village.admin2) == ("Muhafazat Veskan", "Vesk District")
    assert opened.candidates("أورمدال") == (village,)
    assert [p.kind for p in opened.candidates("Veskan")] == ["1"]
    assert [p.kind for p in opened.candidates("Vesk district")] == ["2"]
    assert [p.kind for p in opened.candidates("Nahr Orm")] == ["A"]
    assert opened.candidates("Orm Well") == ()
    assert opened.candidates("Old Vesk") == ()
    assert opened.candidates("https://example.org/Ormdal") == ()
    assert opened.candidates("Nordhavn") == ()
    assert told[-1][0] == told[-1][1] > 0


def test_other_countries_stay_as_built_in(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "made.sqlite"
    import_dump(dump, path, countries=["IQ"])
    opened = open_gazetteer(path)
    assert "CO" in {p.country for p in opened.candidates("Cauca")}
    assert opened.candidates("Ramadi") == ()  # Iraq is the dump's, which has no Ramadi
    assert [p.kind for p in opened.candidates("Iraq")] == ["C"]


@pytest.mark.parametrize(
    ("text", "countries", "message"),
    [
        ("a\tb\n", None, "line 1: 2 columns"),
        (PLACES.replace("33.0", "north", 1), None, "line 1"),
        (PLACES, ["XY"], "XY"),
    ],
)
def test_what_is_no_dump_is_refused_and_leaves_nothing(
    dump: Path, tmp_path: Path, text: str, countries: list[str] | None, message: str
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(text, "utf-8")
    with pytest.raises(InputError, match=message):
        import_dump(bad, tmp_path / "made.sqlite", countries=countries)
    assert not list(tmp_path.glob("made*"))


def test_commands(dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_GAZETTEER", str(tmp_path / "own.sqlite"))
    open_gazetteer.cache_clear()
    runner = CliRunner()
    made = runner.invoke(gazetteer, ["import", "--geonames", str(dump), "--countries", "IQ"])
    assert made.exit_code == 0, made.output
    found = runner.invoke(gazetteer, ["search", "Ormdal"])
    assert found.exit_code == 0
    assert "900003" in found.output
    missing = runner.invoke(gazetteer, ["search", "Zzyzxograd"])
    assert missing.exit_code == 1
    kept = runner.invoke(gazetteer, ["build", "--if-missing"])
    assert "own.sqlite" in kept.output
    open_gazetteer.cache_clear()
