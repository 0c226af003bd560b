"""A name that no table holds lies by the town that is told with it. Real towns, for the tables are under test."""

from __future__ import annotations

from annotate.test_places import core
from casus.annotate.places import places
from casus.gazetteer import Gazetteer
from casus.records.annotated import NameType, PlaceMention


def told(gazetteer: Gazetteer, text: str, *names: str) -> dict[str, PlaceMention]:
    read = core(text, dict.fromkeys(names, NameType.PLACE))
    return {
        text[(m.anchor or m.span).start : (m.anchor or m.span).end]: m for m in places(read, gazetteer, min_score=0.5)
    }


def test_without_company_a_strange_name_has_no_point(embedded: Gazetteer) -> None:
    found = told(embedded, "Shots fell in Quxxel Street.", "Quxxel Street")
    assert found["Quxxel Street"].where.latitude is None


def test_one_town_in_another_sentence_is_no_focus(embedded: Gazetteer) -> None:
    found = told(embedded, "He came from Mosul. Shots fell in Quxxel Street.", "Mosul", "Quxxel Street")
    assert found["Quxxel Street"].where.latitude is None


def test_beside_a_town(embedded: Gazetteer) -> None:
    found = told(embedded, "Shots fell in Quxxel Street, in Mosul in Iraq.", "Quxxel Street", "Mosul", "Iraq")
    street, town = found["Quxxel Street"].where, found["Mosul"].where
    assert (street.name, street.country, street.latitude) == ("Quxxel Street, Mosul", "IQ", town.latitude)
    assert street.radius_km == town.radius_km
    assert street.geonameid is None
    assert "not in the gazetteer; put by Mosul" in found["Quxxel Street"].note


def test_a_name_that_is_no_building_may_lie_around_the_town(embedded: Gazetteer) -> None:
    found = told(embedded, "Shots fell in Quxxel, in Mosul in Iraq.", "Quxxel", "Mosul", "Iraq")
    hamlet, town = found["Quxxel"].where, found["Mosul"].where
    assert hamlet.radius_km is not None
    assert town.radius_km is not None
    assert hamlet.radius_km >= town.radius_km + 50


def test_a_report_about_one_town(embedded: Gazetteer) -> None:
    text = "Mosul in Iraq woke early. The market of Mosul was shut. Shots fell in Quxxel Street."
    found = told(embedded, text, "Mosul", "Quxxel Street", "Iraq")
    assert found["Quxxel Street"].where.country == "IQ"
