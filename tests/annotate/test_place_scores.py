"""What makes a resolved place likelier, and what less: the order of chances, in invented lands."""

from __future__ import annotations

from dataclasses import replace

from casus.annotate.place_scores import chance
from casus.gazetteer import Match
from casus.gazetteer.place import Place
from casus.gazetteer.resolve import Named, Resolved

VESK = Place(
    geonameid=1, name="Vesk", country="NO", admin1="Orm", admin1_code="01", admin2=None, latitude=60.0, longitude=10.0,
    population=40_000, kind="P", radius=5.0,
)  # fmt: skip
ABROAD = replace(VESK, geonameid=2, country="SE")
TOLD = Resolved(place=VESK, share=0.95, second=ABROAD, match=Match.NAME, support=0.8, local=0.5, near=1.0, rivals=4)


def least(told: Resolved, words: str = "Vesk") -> float:
    return chance(told, Named(words=words))


def test_names_of_its_own_division_and_near_speak_for_a_town() -> None:
    assert least(TOLD) > least(replace(TOLD, local=0.0, near=0.0))
    assert least(TOLD) > least(replace(TOLD, local=None, near=0.0))


def test_a_runner_up_in_its_own_country_is_the_lesser_danger() -> None:
    assert least(replace(TOLD, second=replace(VESK, geonameid=3))) > least(TOLD)


def test_a_country_whose_name_a_town_of_the_told_country_bears_is_less_likely() -> None:
    land = replace(VESK, kind="C", name="Norland", admin1_code=None)
    country = replace(TOLD, place=land, support=0.0, against=0.0)
    assert chance(country, Named(words="Norland")) > chance(replace(country, against=1.0), Named(words="Norland"))


def test_another_spelling_needs_its_country_told() -> None:
    spelt = replace(TOLD, match=Match.FOLD)
    assert least(TOLD, "Veskh") > least(spelt, "Veskh") > least(replace(spelt, support=0.0), "Veskh")
    assert least(replace(spelt, support=0.0, local=None, near=0.0), "Veskh") < 0.5


def test_another_of_its_names_is_weaker_than_its_name_but_for_our_own_table() -> None:
    assert least(TOLD) > least(TOLD, "Quxxel")
    assert least(TOLD, "the town of Vesk") == least(TOLD)
    ours = replace(TOLD, place=replace(VESK, name="Ayn al Arab", country="SY"))
    assert chance(ours, Named(words="Kobani")) > chance(ours, Named(words="Quxxel"))


def test_a_town_without_a_count_of_people_is_no_hamlet() -> None:
    def of(people: int) -> float:
        return least(replace(TOLD, place=replace(VESK, population=people)))

    assert of(0) > of(1)


def test_a_continent_is_vaguer_than_an_area_of_one_country() -> None:
    area = replace(VESK, kind="A", admin1_code=None)
    assert chance(replace(TOLD, place=area), Named(words="Vesk")) > chance(
        replace(TOLD, place=replace(area, country=None), support=0.0), Named(words="Vesk")
    )
