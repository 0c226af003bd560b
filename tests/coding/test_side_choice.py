"""Sides chosen together. Refusals first."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

from casus.coding.roles import roles
from casus.coding.side_choice import NOBODY, choose, chosen, scene, weights
from casus.coding.side_features import features, paired, sort
from casus.coding.side_options import options
from casus.coding.sides import sorted_out
from casus.values.kind import Kind
from casus.values.party import Category, Party

CLASH = Kind.parse("battle/clash")
MARCH = Kind.parse("demonstration/protest/peaceful")


def struck(make):
    made = make(
        "Rebels=rebel/NNS/2/nsubj attacked=attack/VBD/0/root soldiers=soldier/NNS/2/obj",
        "Villagers=villager/NNS/2/nsubj fled=flee/VBD/0/root",
    )
    return made.party("Rebels").party("soldiers", "state forces").party("Villagers", "civilians")


def nominal(make):
    made = make(
        "Rebels=rebel/NNS/4/nmod:poss 's/POS/1/case attack/NN/4/compound plans=plan/NNS/5/nsubj hit/VBD/0/root soldiers=soldier/NNS/5/obj",
        "Villagers=villager/NNS/2/nsubj fled=flee/VBD/0/root",
    )
    return made.party("Rebels").party("soldiers", "state forces").party("Villagers", "civilians")


def asked(made, trigger, kind=CLASH):
    annotated = made.done()
    frame = made.frame(trigger)
    return scene(frame, annotated, roles(frame, annotated), kind, None, real=True)


def test_nobody_named_leaves_the_roles_alone(make):
    made = make("Shells=shell/NNS/2/nsubj fell=fall/VBD/0/root")
    annotated, frame = made.done(), made.frame("fell")
    told = roles(frame, annotated)
    assert chosen(frame, annotated, told, CLASH, None, real=True) is told


def test_one_actor_is_not_both_sides(make):
    given = asked(struck(make), "attacked")
    one = given.options[0]
    assert "same party" in set(paired(given, one, one))
    assert "same party" not in set(paired(given, one, given.options[1]))


def test_the_subject_of_the_verb_acts_whatever_weighs(make):
    given = asked(struck(make), "attacked")
    choice = choose(given, {"initiator": {"sort state forces": 9.0}, "target": {}, "pair": {}})
    assert choice.initiator.party.name == "Rebels"


def test_whom_a_march_is_against_is_no_target_by_weight(make):
    made = make("Villagers=villager/NNS/2/nsubj marched=march/VBD/0/root past/IN/4/case rebels=rebel/NNS/2/obl")
    given = asked(made.party("Villagers", "civilians").party("rebels"), "marched", MARCH)
    choice = choose(given, {"initiator": {}, "target": {"sort rebel group": 9.0}, "pair": {}})
    assert choice.target is NOBODY


def test_those_far_away_are_no_options(make):
    made = make(
        *["Rebels=rebel/NNS/2/nsubj attacked=attack/VBD/0/root"],
        *["Rain=rain/NN/2/nsubj fell=fall/VBD/0/root"] * 4,
        "Soldiers=soldier/NNS/2/nsubj slept=sleep/VBD/0/root",
    )
    made.party("Rebels").party("Soldiers", "state forces")
    annotated, frame = made.done(), made.frame("attacked")
    found = options(frame, annotated, roles(frame, annotated))
    assert [o.party.name for o in found if o.party] == ["Rebels"]


def test_the_tree_decides_a_plain_sentence(make):
    given = asked(struck(make), "attacked")
    choice = choose(given, weights())
    assert (choice.initiator.party.name, choice.target.party.name) == ("Rebels", "soldiers")


def test_weights_decide_between_two_and_nobody(make):
    given = asked(nominal(make), "attack")
    table = {"initiator": {"nobody": 9.0}, "target": {"sort civilians": 9.0}, "pair": {}}
    choice = choose(given, table)
    assert choice.initiator is NOBODY
    assert choice.target.party.name == "Villagers"
    assert choice.chance > 0.9
    assert "sort civilians +9.0" in choice.why["target"]


def test_a_pair_is_weighed_as_one(make):
    given = asked(nominal(make), "attack")
    table = {"initiator": {"nobody": 1.0}, "target": {"nobody": 1.0}, "pair": {"pair state forces>rebel group": 9.0}}
    choice = choose(given, table)
    assert (choice.initiator.party.name, choice.target.party.name) == ("soldiers", "Rebels")


def test_features_tell_where_the_words_stand(make):
    given = asked(struck(make), "attacked")
    told = features(given, "initiator", given.options[0])
    assert told["agent0"] == told["here"] == told["ruled"] == 1.0
    far = features(given, "initiator", next(o for o in given.options if o.party and o.party.name == "Villagers"))
    assert far["apart on"] == 1.0
    assert "here" not in far


def test_a_government_is_told_from_its_forces():
    forces = Party(name="Military Forces of Norland", category=Category.STATE_FORCES)
    assert sort(forces) == "state forces"
    assert sort(Party(name="Government of Norland", category=Category.STATE_FORCES)) == "government"
    assert sort(None) == "nobody"


def test_who_marches_is_a_protester_and_police_are_not(make):
    made = make("Villagers=villager/NNS/2/nsubj marched=march/VBD/0/root past/IN/4/case police/NNS/2/obl")
    made.party("Villagers", "civilians").party("police", "state forces")
    annotated, frame = made.done(), made.frame("marched")
    told = sorted_out(annotated, roles(frame, annotated), MARCH, ())
    assert told.initiator.value.category is Category.PROTESTERS
    assert told.target is None or told.target.value.category is Category.STATE_FORCES
