"""How many were harmed. Refusals first."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

import pytest

from casus.coding.roles import roles
from casus.coding.tolls import tolls
from casus.records.claim import Basis
from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.toll import Of

KILLED = "Rebels=rebel/NNS/2/nsubj killed=kill/VBD/0/root two/CD/4/nummod guards=guard/NNS/2/obj"


def counts(made, trigger, kind="battle/clash", factuality=Factuality.OCCURRED):
    annotated = made.done()
    frame = made.frame(trigger)
    return tolls(frame, annotated, roles(frame, annotated), Kind.parse(kind), factuality)


@pytest.mark.parametrize("factuality", [Factuality.PLANNED, Factuality.THREATENED, Factuality.DENIED])
def test_what_has_not_happened_has_no_dead(make, factuality):
    assert counts(make(KILLED).toll("two guards", 2, verb="killed"), "killed", factuality=factuality) == ()


def test_those_meant_by_an_attempt_live(make):
    made = make(KILLED).toll("two guards", 2, verb="killed")
    assert counts(made, "killed", "violence/civilians/attack", Factuality.ATTEMPTED) == ()


def test_ground_taken_has_its_dead_in_its_own_sentence_only(make):
    (told,) = counts(make(KILLED).toll("two guards", 2, verb="killed"), "killed", "battle/regained")
    assert told.value.best == 2
    made = make(
        "Troops=troop/NNS/2/nsubj retook=retake/VBD/0/root Vesk/NNP/2/obj ././2/punct",
        "two/CD/2/nummod guards=guard/NNS/4/nsubj:pass were/VBD/4/aux:pass killed=kill/VBN/0/root",
    )
    made.place("Vesk").toll("two guards", 2, verb="killed")
    assert counts(made, "retook", "battle/regained") == ()
    assert [c.value.best for c in counts(made, "retook", "battle/clash")] == [2]


def test_a_later_sentence_with_its_own_place_tells_of_something_else(make):
    made = make(
        "Rebels=rebel/NNS/2/nsubj shelled=shell/VBD/0/root Vesk/NNP/2/obj ././2/punct",
        "In/IN/2/case Orm/NNP/6/obl two/CD/4/nummod guards=guard/NNS/6/nsubj:pass were/VBD/6/aux:pass killed=kill/VBN/0/root",
    )
    made.place("Vesk").place("Orm").toll("two guards", 2, verb="killed")
    assert counts(made, "shelled", "violence/explosive/shelling") == ()


def test_parts_do_not_add_to_their_total(make):
    made = make(
        "Rebels=rebel/NNS/2/nsubj killed=kill/VBD/0/root ten/CD/4/nummod people=person/NNS/2/obj ,/,/8/punct"
        " including/VBG/8/case two/CD/8/nummod pupils=pupil/NNS/4/nmod"
    )
    made.toll("ten people", 10, verb="killed").toll("two pupils", 2, verb="killed")
    assert [c.value.best for c in counts(made, "killed")] == [10]


def test_stated_and_of_the_target(make):
    made = make(KILLED).party("two guards", "state forces").toll("two guards", 2, verb="killed")
    (told,) = counts(made, "killed")
    assert (told.value.best, told.value.of, told.basis) == (2, Of.TARGET, Basis.STATED)


def test_two_groups_joined_by_and_add_up(make):
    made = make(f"{KILLED} and/CC/7/cc three/CD/7/nummod pupils=pupil/NNS/4/conj")
    made.toll("two guards", 2, verb="killed").toll("three pupils", 3, verb="killed")
    assert [c.value.best for c in counts(made, "killed")] == [2, 3]


def test_the_toll_in_the_next_sentence(make):
    made = make(
        "Rebels=rebel/NNS/2/nsubj shelled=shell/VBD/0/root Vesk/NNP/2/obj ././2/punct",
        "Officials=official/NNS/2/nsubj said=say/VBD/0/root three/CD/6/nsubj:pass were/VBD/6/aux:pass there/RB/6/advmod"
        " killed=kill/VBN/2/ccomp",
    )
    made.place("Vesk").toll("three", 3, verb="killed")
    (told,) = counts(made, "shelled", "violence/explosive/shelling")
    assert (told.value.best, told.basis) == (3, Basis.INFERRED)


def test_one_dead_by_name(make):
    made = make("Gunmen=gunman/NNS/2/nsubj killed=kill/VBD/0/root Ada/NNP/2/obj Lund/NNP/3/flat").name(
        "Ada Lund", "person"
    )
    (told,) = counts(made, "killed", "violence/civilians/attack")
    assert (told.value.low, told.value.high) == (1, 1)
