"""The town of a report for its happenings without a point. Refusals first."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

from dataclasses import replace

import pytest

from casus.coding import home as home_room
from casus.coding.home import home
from casus.coding.housing import housed
from casus.gazetteer.place import Place
from casus.records.annotated import PlaceMention
from casus.records.claim import Basis, Claim
from casus.records.event import Event
from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.where import Level, Where

VESK = Where(
    name="Vesk", level=Level.TOWN, admin1="Orm", country="NO", latitude=60.0, longitude=10.0, radius_km=5.0, geonameid=1
)
FAR = Where(name="Skarvik", level=Level.TOWN, admin1="Tor", country="NO", latitude=69.0, longitude=18.0, radius_km=5.0)
LOCAL = (
    "VESK/NNP/0/root (/-LRB-/3/punct NTB/NNP/1/appos )/-RRB-/3/punct --/:/1/punct",
    (
        "Vesk/NNP/2/compound police=police/NNS/3/nsubj said=say/VBD/0/root a/DT/5/det man/NN/7/nsubj:pass was=be/VBD/7/aux:pass"
        " shot=shoot/VBN/3/ccomp near/IN/9/case 65th/NNP/7/obl and/CC/11/cc Skarvik/NNP/9/conj"
    ),
)


def reading(make, lines, *mentions):
    made = make(*lines)
    annotated = made.done()
    places = [PlaceMention(span=made.span(w, n), where=where, score=0.9) for w, n, where in mentions]
    return replace(annotated, places=tuple(sorted(places, key=lambda m: m.span)))


def event(annotated, trigger="shot", kind="violence/attack", place=None, words=""):
    at = annotated.document.text.index(trigger)
    quote = annotated.document.quote(replace(annotated.sentences[0].span, start=at, end=at + len(trigger)))
    claim = None
    if place is not None:
        start = annotated.document.text.index(words)
        span = replace(annotated.sentences[0].span, start=start, end=start + len(words))
        claim = Claim(value=place, basis=Basis.STATED, evidence=(annotated.document.quote(span),), coder="test")
    return Event(
        id="e",
        document=annotated.document,
        kind=Claim(value=Kind(path=tuple(kind.split("/"))), basis=Basis.STATED, evidence=(quote,), coder="test"),
        trigger=(quote,),
        sentence=annotated.sentences[-1].span,
        factuality=Claim(value=Factuality.OCCURRED, basis=Basis.STATED, evidence=(quote,), coder="test"),
        place=claim,
    )


def placed(annotated, **told):
    (found,) = housed([event(annotated, **told)], annotated)
    return found.place


def test_a_report_of_several_lands_has_no_town(make):
    annotated = reading(make, LOCAL, ("VESK", 0, VESK), ("Skarvik", 0, FAR))
    alone = replace(annotated, places=(annotated.places[0], *[annotated.places[1]] * 5))
    assert home(alone) is None
    assert placed(alone) is None


def test_an_air_strike_is_not_put_in_the_town_of_the_report(make):
    annotated = reading(make, LOCAL, ("VESK", 0, VESK), ("Vesk", 0, VESK))
    assert placed(annotated, kind="violence/explosive/air_strike") is None


def test_a_name_without_a_point_is_local_though_a_county_may_bear_it(make):
    annotated = reading(make, LOCAL, ("VESK", 0, VESK), ("Vesk", 0, VESK))
    county = Where(name="Skarvik", level=Level.DISTRICT)
    found = placed(annotated, place=county, words="Skarvik")
    assert (found.value.name, found.value.level, found.value.latitude) == ("Skarvik, Vesk", Level.POINT, VESK.latitude)


@pytest.mark.parametrize("level", [Level.COUNTRY, Level.ADMIN1])
def test_a_land_without_a_point_stays(make, level):
    annotated = reading(make, LOCAL, ("VESK", 0, VESK), ("Vesk", 0, VESK))
    land = Where(name="Skarvik", level=level)
    assert placed(annotated, place=land, words="Skarvik").value == land


def test_a_place_on_the_map_stays(make):
    annotated = reading(make, LOCAL, ("VESK", 0, VESK), ("Vesk", 0, VESK))
    lake = replace(VESK, name="Tarn", geonameid=2, latitude=60.1)
    found = placed(annotated, place=lake, words="man")
    assert found.value == lake
    assert found.basis is Basis.STATED


def test_a_named_village_is_no_street_of_the_town(make):
    lines = (LOCAL[0], LOCAL[1] + " ,/,/7/punct village/NN/7/obl of/IN/15/case Hamn/NNP/13/nmod")
    annotated = reading(make, lines, ("VESK", 0, VESK), ("Vesk", 0, VESK))
    found = placed(annotated, place=Where(name="Hamn", level=Level.TOWN), words="village of Hamn")
    assert found.value.latitude is None


def test_a_happening_without_a_place_is_inferred_to_be_in_the_town(make):
    annotated = reading(make, LOCAL, ("VESK", 0, VESK), ("Vesk", 0, VESK))
    found = placed(annotated)
    assert found.value == VESK
    assert found.basis is Basis.INFERRED
    assert [e.exact for e in found.evidence] == ["VESK", "Vesk"]


def test_a_street_that_no_table_holds_lies_in_the_town(make):
    annotated = reading(make, LOCAL, ("VESK", 0, VESK), ("Vesk", 0, VESK))
    found = placed(annotated, place=Where(name="Skarvik", level=Level.TOWN), words="Skarvik")
    assert (found.value.name, found.value.level, found.value.country) == ("Skarvik, Vesk", Level.POINT, "NO")
    assert found.basis is Basis.INFERRED
    assert {e.exact for e in found.evidence} == {"VESK", "Vesk", "Skarvik"}


def test_the_second_street_of_a_crossing_is_no_far_town(make):
    annotated = reading(make, LOCAL, ("VESK", 0, VESK), ("Vesk", 0, VESK), ("Skarvik", 0, FAR))
    assert placed(annotated, place=FAR, words="Skarvik").value.name == "Skarvik, Vesk"


def test_a_channel_in_capitals_is_no_far_town(make):
    annotated = reading(make, LOCAL, ("VESK", 0, VESK), ("Vesk", 0, VESK), ("NTB", 0, FAR))
    assert placed(annotated, place=FAR, words="NTB").value == VESK


def town(number, name, admin1, people, latitude=60.0):
    return Place(
        geonameid=number,
        name=name,
        country="NO",
        admin1=admin1,
        admin1_code=None,
        admin2=None,
        latitude=latitude,
        longitude=10.0,
        population=people,
        kind="P",
        radius=5.0,
    )


FORCES = "Vesk/NNP/2/compound Police=police/NNS/3/nsubj said=say/VBD/0/root a/DT/5/det man/NN/7/nsubj:pass was=be/VBD/7/aux:pass shot=shoot/VBN/3/ccomp"


@pytest.mark.parametrize("sort", ["State", "Military", "Metro"])
def test_state_police_tell_no_town(make, monkeypatch, sort):
    monkeypatch.setattr(home_room, "_namesakes", lambda name: [town(1, name, "Orm", 90_000)])
    assert home(reading(make, (FORCES.replace("Vesk", sort),))) is None


def test_a_small_town_of_many_homonyms_is_not_told_by_its_police(make, monkeypatch):
    monkeypatch.setattr(
        home_room, "_namesakes", lambda name: [town(1, name, "Orm", 9_000), town(2, name, "Tor", 8_000)]
    )
    assert home(reading(make, (FORCES,))) is None


def test_the_police_of_a_town_that_reading_saw_as_an_organisation(make, monkeypatch):
    monkeypatch.setattr(home_room, "_namesakes", lambda name: [town(1, name, "Orm", 90_000)] if name == "Vesk" else [])
    found = home(reading(make, (FORCES,)))
    assert found is not None
    assert (found.where.name, found.where.admin1) == ("Vesk", "Orm")


def test_a_small_town_stays_where_its_division_is_told(make, monkeypatch):
    monkeypatch.setattr(
        home_room, "_namesakes", lambda name: [town(9, name, "Tor", 900_000, 69.0), town(1, name, "Orm", 9_000)]
    )
    division = Where(name="Orm", level=Level.ADMIN1, admin1="Orm", country="NO")
    lines = (LOCAL[0], LOCAL[1] + " in/IN/14/case Orm/NNP/7/obl")
    found = home(reading(make, lines, ("VESK", 0, VESK), ("Vesk", 0, VESK), ("Orm", 0, division)))
    assert found is not None
    assert found.where.admin1 == "Orm"


def test_a_bare_name_is_the_city_that_is_far_larger(make, monkeypatch):
    monkeypatch.setattr(
        home_room, "_namesakes", lambda name: [town(9, name, "Tor", 900_000, 69.0), town(1, name, "Orm", 9_000)]
    )
    annotated = reading(make, LOCAL, ("VESK", 0, VESK), ("Vesk", 0, VESK))
    found = home(annotated)
    assert found is not None
    assert found.where.admin1 == "Tor"
    assert placed(annotated, place=VESK, words="Vesk").value.admin1 == "Tor"


PLAIN = (
    LOCAL[0],
    LOCAL[1].replace("near/IN/9/case 65th/NNP/7/obl and/CC/11/cc", "in/IN/9/case").replace("9/conj", "7/obl"),
)


def test_a_far_town_that_others_bear_out_stays(make, monkeypatch):
    monkeypatch.setattr(home_room, "_namesakes", lambda name: [town(3, name, "Tor", 900)] if name == "Skarvik" else [])
    far, beside = replace(FAR, geonameid=3), replace(FAR, name="Hamn", geonameid=4)
    annotated = reading(make, PLAIN, ("VESK", 0, VESK), ("Vesk", 0, VESK), ("Skarvik", 0, far), ("man", 0, beside))
    assert placed(annotated, place=far, words="Skarvik").value == far


def test_a_city_far_away_stays(make, monkeypatch):
    monkeypatch.setattr(
        home_room, "_namesakes", lambda name: [town(3, name, "Tor", 90_000)] if name == "Skarvik" else []
    )
    far = replace(FAR, geonameid=3)
    annotated = reading(make, PLAIN, ("VESK", 0, VESK), ("Vesk", 0, VESK), ("Skarvik", 0, far))
    assert placed(annotated, place=far, words="Skarvik").value == far


def test_a_quarter_with_the_name_of_a_small_town_far_away_lies_in_the_town(make, monkeypatch):
    monkeypatch.setattr(home_room, "_namesakes", lambda name: [town(3, name, "Tor", 900)] if name == "Skarvik" else [])
    far = replace(FAR, geonameid=3)
    annotated = reading(make, PLAIN, ("VESK", 0, VESK), ("Vesk", 0, VESK), ("Skarvik", 0, far))
    assert placed(annotated, place=far, words="Skarvik").value.name == "Skarvik, Vesk"
