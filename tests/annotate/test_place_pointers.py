"""Places told without their name. Real lands, for the tables of countries are under test."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.test_places import core
from casus.annotate.place_pointers import pointers
from casus.annotate.places import places
from casus.gazetteer import Gazetteer
from casus.records.annotated import Annotated, NameType, PlaceMention


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
        ("Riots broke out in several French towns.", (), [("French", "France")]),
        (
            "Rebels left Mali. Nigerien troops waited. They crossed into the neighbouring country at night.",
            ("Mali",),
            [("Nigerien", "Niger"), ("the neighbouring country", "Niger")],
        ),
    ],
)
def test_what_points(embedded: Gazetteer, text: str, names: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert words(text, told(embedded, text, *names)) == expected


def test_a_name_is_no_pointer(embedded: Gazetteer) -> None:
    read = replace(core("Iraq buried its dead.", {"Iraq": NameType.PLACE}))
    assert pointers(read, places(read, embedded), embedded) == ()
