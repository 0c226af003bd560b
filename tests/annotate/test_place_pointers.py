"""Places told without their name. Real lands, for the tables of countries are under test."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.test_places import core
from casus.annotate.place_pointers import pointers
from casus.annotate.places import places
from casus.gazetteer import Gazetteer
from casus.records.annotated import Annotated, NameType, PlaceMention
from casus.values.where import Level


def told(gazetteer: Gazetteer, text: str, *names: str) -> list[PlaceMention]:
    read: Annotated = core(text, dict.fromkeys(names, NameType.PLACE))
    return list(pointers(read, places(read, gazetteer), gazetteer))


def words(text: str, found: list[PlaceMention]) -> list[tuple[str, str]]:
    return [(text[m.span.start : m.span.end], m.where.name) for m in found]


def test_nothing_is_pointed_to_where_no_country_is_told(embedded: Gazetteer) -> None:
    assert told(embedded, "Gunmen struck the capital at dawn.") == []


def test_a_capital_that_is_named_beside_is_no_pointer(embedded: Gazetteer) -> None:
    text = "Gunmen in Mali struck the capital, Bamako, at dawn."
    assert told(embedded, text, "Mali", "Bamako") == []


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Troops from Mali arrived. A bomb hit the capital at dawn.", ("Mali",), [("the capital", "Bamako")]),
        (
            "Police arrested hundreds across the Iraqi capital.",
            (),
            [("Iraqi", "Iraq"), ("the Iraqi capital", "Baghdad")],
        ),
        ("Fighting spread in Bamako. It shook the country for weeks.", ("Bamako",), [("the country", "Mali")]),
        (
            "Mali mourned. Mali's rebels and those of Mali met in the Iraqi capital.",
            ("Mali",),
            [("Iraqi", "Iraq"), ("the Iraqi capital", "Baghdad")],
        ),
        ("Riots broke out in several French towns.", (), [("French", "France")]),
        (
            "Rebels left Mali. Nigerien troops waited. They crossed into the neighbouring country at night.",
            ("Mali",),
            [("Nigerien", "Niger"), ("the neighbouring country", "Niger")],
        ),
        (
            "French police said American troops raided houses across the country.",
            (),
            [("French", "France"), ("American", "United States"), ("the country", "United States")],
        ),
        (
            "France mourned. French police said American troops raided houses across the country.",
            ("France",),
            [("French", "France"), ("American", "United States"), ("the country", "France")],
        ),
        ("Crowds marched through the capital. Police in Bamako looked on.", ("Bamako",), [("the capital", "Bamako")]),
    ],
)
def test_what_points(embedded: Gazetteer, text: str, names: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert words(text, told(embedded, text, *names)) == expected


def test_a_name_is_no_pointer(embedded: Gazetteer) -> None:
    read = replace(core("Iraq buried its dead.", {"Iraq": NameType.PLACE}))
    assert pointers(read, places(read, embedded), embedded) == ()


def test_the_border_of_a_land_lies_on_the_side_of_the_neighbour_that_is_told(embedded: Gazetteer) -> None:
    text = "Turkey sent tanks. They shelled hills along the Syrian border."
    (found,) = told(embedded, text, "Turkey")
    assert text[found.span.start : found.span.end] == "Syrian border"
    assert (found.where.name, found.where.country, found.where.level) == (
        "border of Turkey and Syria",
        "TR",
        Level.AREA,
    )
    assert 35.5 < (found.where.latitude or 0) < 38


def test_a_border_without_a_neighbour_told_is_the_land_alone(embedded: Gazetteer) -> None:
    assert words("Tanks stood at the Syrian border.", told(embedded, "Tanks stood at the Syrian border.")) == [
        ("Syrian", "Syria")
    ]


def test_the_border_is_that_of_the_two_lands_told_last_and_on_neither_side(embedded: Gazetteer) -> None:
    text = "Turkey quarrels with Syria. Gunmen were caught near the border."
    (found,) = told(embedded, text, "Turkey", "Syria")
    assert text[found.span.start : found.span.end] == "the border"
    assert (found.where.country, found.where.level) == (None, Level.AREA)


@pytest.mark.parametrize(
    "text",
    [
        "Turkey quarrels with Syria. Gunmen shot the border guards.",
        "Turkey quarrels with Syria. Gunmen crossed borders.",
        "Turkey quarrels with Nigeria. Gunmen were caught near the border.",
    ],
)
def test_no_border_is_told(embedded: Gazetteer, text: str) -> None:
    assert told(embedded, text, "Turkey", "Syria", "Nigeria") == []
