"""Named operations. Refusals first."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

from casus.coding.operations import operation
from casus.coding.roles import roles

NAMED = (
    "The/DT/2/det army/NN/3/nsubj destroyed=destroy/VBD/0/root tunnels=tunnel/NNS/3/obj in/IN/8/case the/DT/8/det third/JJ/8/amod"
    " phase/NN/3/obl of/IN/11/case Operation=operation/NNP/11/compound Iron/NNP/8/nmod Rain/NNP/11/flat"
)  # fmt: skip


def named(made, trigger):
    annotated = made.done()
    frame = made.frame(trigger)
    return operation(frame, annotated, roles(frame, annotated))


def test_no_name_no_operation(make):
    made = make("The/DT/2/det army/NN/3/nsubj launched=launch/VBD/0/root an/DT/5/det operation/NN/3/obj").party(
        "army", "state forces"
    )
    assert named(made, "launched") is None


def test_a_place_before_the_word_is_no_name(make):
    made = make("Troops=troop/NNS/2/nsubj began=begin/VBD/0/root the/DT/5/det Vesk/NNP/5/compound operation/NN/2/obj")
    assert named(made.party("Troops", "state forces").place("Vesk").name("Vesk", "place"), "began") is None


def test_another_sides_operation_is_not_lent(make):
    made = make(
        NAMED + " ././3/punct",
        "Rebels=rebel/NNS/2/nsubj raided=raid/VBD/0/root Vesk/NNP/2/obj",
    )
    made.party("army", "state forces").party("Rebels").name("Iron Rain", "operation")
    assert named(made, "raided") is None


def test_name_and_phase(make):
    told = named(make(NAMED).party("army", "state forces").name("Iron Rain", "operation"), "destroyed")
    assert told is not None
    assert (told.value.name, told.value.phase) == ("Operation Iron Rain", "third phase")
    assert "Iron Rain" in [e.exact for e in told.evidence]


def test_the_name_before_the_word(make):
    made = make(
        "Iron/NNP/3/compound Rain/NNP/3/compound operation/NN/4/compound soldiers=soldier/NNS/5/nsubj raided=raid/VBD/0/root Vesk/NNP/5/obj"
    )
    told = named(made.party("soldiers", "state forces"), "raided")
    assert told is not None
    assert told.value.name == "Operation Iron Rain"


def test_the_operation_that_owns_a_force(make):
    made = make(
        "The/DT/3/det Iron/NNP/3/compound Rain/NNP/5/nmod:poss 's/POS/3/case militia/NN/6/nsubj raided=raid/VBD/0/root Vesk/NNP/6/obj"
    )
    told = named(made.party("militia", "political militia"), "raided")
    assert told is not None
    assert told.value.name == "Operation Iron Rain"
