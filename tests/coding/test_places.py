"""Where it happened. Refusals first."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

from casus.coding.place_options import within
from casus.coding.places import places
from casus.coding.roles import roles
from casus.records.claim import Basis
from casus.values.where import Level, Where

KILLED = "Rebels=rebel/NNS/2/nsubj killed=kill/VBD/0/root two/CD/4/nummod guards=guard/NNS/2/obj near/IN/6/case Vesk/NNP/2/obl"


def where(made, trigger):
    annotated = made.done()
    frame = made.frame(trigger)
    return places(frame, annotated, roles(frame, annotated))


def test_no_place_told_none_coded(make):
    assert where(make("Rebels=rebel/NNS/2/nsubj killed=kill/VBD/0/root guards=guard/NNS/2/obj"), "killed") == ()


def test_the_dateline_gives_way_to_the_place_of_the_event(make):
    made = make(
        "SKARVIK/NNP/6/nsubj (/-LRB-/3/punct AP/NNP/1/appos )/-RRB-/3/punct --/:/1/punct"
        " killed=kill/VBD/0/root guards=guard/NNS/6/obj near/IN/9/case Vesk/NNP/6/obl"
    )
    found = where(made.place("SKARVIK").place("Vesk"), "killed")
    assert [c.value.name for c in found] == ["Vesk"]


def test_a_force_is_not_a_place(make):
    made = make(
        "Norland/NNP/2/compound troops=troop/NNS/3/nsubj raided=raid/VBD/0/root a/DT/5/det camp/NN/3/obj in/IN/7/case Vesk/NNP/3/obl"
    )
    made.party("Norland troops", "state forces").place("Norland", "country").place("Vesk")
    assert [c.value.name for c in where(made, "raided")] == ["Vesk"]


def test_two_letters_of_a_text_in_capitals_are_no_state(make):
    line = "TROOPS=troop/NNS/2/nsubj SEIZED=seize/VBD/0/root 30/CD/5/nummod AK/NNP/5/compound RIFLES=rifle/NNS/2/obj IN/IN/7/case {}/NNP/2/obl"
    made = make(line.format("VESK")).place("AK", "admin1")
    assert where(made, "SEIZED") == ()
    spelled = make(line.format("Vesk")).place("AK", "admin1")
    assert [c.value.name for c in where(spelled, "SEIZED")] == ["AK"]


def test_the_building_that_is_attacked(make):
    made = make("Rebels=rebel/NNS/2/nsubj torched=torch/VBD/0/root the/DT/4/det restaurant/NN/2/obj")
    (found,) = where(made, "torched")
    assert (found.value.name, found.value.level, found.evidence[0].exact) == (
        "restaurant",
        Level.POINT,
        "the restaurant",
    )


def test_near_and_stated(make):
    found = where(make(KILLED).place("Vesk"), "killed")
    assert [c.value.name for c in found] == ["Vesk"]
    assert found[0].basis is Basis.STATED


def test_a_list_is_one_place_each(make):
    made = make(
        "Troops=troop/NNS/2/nsubj operated=operate/VBD/0/root in/IN/4/case Vesk/NNP/2/obl ,/,/6/punct Orm/NNP/4/conj"
        " and/CC/8/cc Skarvik/NNP/4/conj"
    )
    found = where(made.place("Vesk").place("Orm").place("Skarvik"), "operated")
    assert [c.value.name for c in found] == ["Vesk", "Orm", "Skarvik"]


def test_what_holds_a_place_is_not_another_place(make):
    made = make(
        "Troops=troop/NNS/2/nsubj operated=operate/VBD/0/root in/IN/4/case Vesk/NNP/2/obl ,/,/6/punct Norland/NNP/4/conj"
    )
    found = where(made.place("Vesk").place("Norland", "country", country="NO"), "operated")
    assert [c.value.name for c in found] == ["Vesk"]


def test_the_sentence_before_lends_its_place(make):
    made = make(
        "Fighting=fighting/NN/2/nsubj began=begin/VBD/0/root in/IN/4/case Vesk/NNP/2/obl ././2/punct",
        "Two/CD/2/nummod guards=guard/NNS/4/nsubj:pass were/VBD/4/aux:pass killed=kill/VBN/0/root",
    )
    found = where(made.place("Vesk"), "killed")
    assert [c.value.name for c in found] == ["Vesk"]
    assert found[0].basis is Basis.INFERRED


def test_the_city_points_back_to_the_town(make):
    made = make(
        "Troops=troop/NNS/2/nsubj left=leave/VBD/0/root Vesk/NNP/2/obj ././2/punct",
        "Gunmen=gunman/NNS/2/nsubj attacked=attack/VBD/0/root the/DT/4/det city/NN/2/obj",
    )
    found = where(made.place("Vesk"), "attacked")
    assert [(c.value.name, c.basis) for c in found] == [("Vesk", Basis.INFERRED)]


def test_the_finer_place_of_two_that_hold_one_another(make):
    made = make(
        "Gunmen=gunman/NNS/2/nsubj attacked=attack/VBD/0/root villagers=villager/NNS/2/obj in/IN/5/case Norland/NNP/2/obl near/IN/7/case Vesk/NNP/2/obl"
    )
    made.place("Norland", "country", country="NO").place("Vesk", country="NO")
    assert [c.value.name for c in where(made, "attacked")] == ["Vesk"]


def test_the_city_is_the_one_told_last_before_it(make):
    made = make(
        "Troops=troop/NNS/2/nsubj left=leave/VBD/0/root Vesk/NNP/2/obj ././2/punct",
        "They/PRP/2/nsubj attacked=attack/VBD/0/root the/DT/4/det city/NN/2/obj ././2/punct",
        "Orm/NNP/3/nsubj was/VBD/3/cop quiet/JJ/0/root",
    )
    assert [c.value.name for c in where(made.place("Vesk").place("Orm"), "attacked")] == ["Vesk"]


def test_a_town_behind_its_sort_takes_the_sorts_preposition(make):
    made = make(
        "Gunmen=gunman/NNS/2/nsubj attacked=attack/VBD/0/root villagers=villager/NNS/2/obj in/IN/6/case the/DT/6/det"
        " town/NN/2/obl of/IN/8/case Vesk/NNP/6/nmod after/IN/10/mark leaving=leave/VBG/2/advcl Orm/NNP/10/obj"
    )
    assert [c.value.name for c in where(made.place("Vesk").place("Orm"), "attacked")] == ["Vesk"]


def test_a_part_of_a_country_holds_what_lies_on_its_side():
    south = Where(
        name="southern Norland", level=Level.AREA, country="NO", latitude=60.0, longitude=10.0, radius_km=500.0
    )
    vesk = Where(name="Vesk", level=Level.TOWN, country="NO", latitude=58.0, longitude=10.0, radius_km=5.0)
    orm = Where(name="Orm", level=Level.TOWN, country="NO", latitude=63.0, longitude=10.0, radius_km=5.0)
    tarn = Where(name="Tarn", level=Level.TOWN, country="SE", latitude=58.0, longitude=10.0, radius_km=5.0)
    assert within(vesk, south)
    assert not within(orm, south)
    assert not within(tarn, south)
    assert not within(south, vesk)
