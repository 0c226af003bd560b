"""What grammar rules out or asks for before sides are weighed. Refusals first."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

from dataclasses import replace

import pytest

from casus.coding.parties import claim, referent
from casus.coding.roles import roles
from casus.coding.side_choice import choose, scene
from casus.coding.side_options import options
from casus.coding.tree import Tree
from casus.coding.worded import worded
from casus.records.annotated import Chain
from casus.values.kind import Kind

ATTACK = Kind.parse("violence/civilians/attack")


def asked(made, trigger, kind=ATTACK):
    annotated = made.done()
    frame = made.frame(trigger)
    return scene(frame, annotated, roles(frame, annotated), kind, None, real=True)


def wanted(**tables):
    return {"initiator": {}, "target": {}, "pair": {}} | tables


def passive(make):
    made = make(
        "Soldiers=soldier/NNS/3/nsubj:pass were=be/VBD/3/aux:pass attacked=attack/VBN/0/root by/IN/5/case rebels=rebel/NNS/3/obl:agent"
    )
    return made.party("Soldiers", "state forces").party("rebels")


def accusing(make, accusers="civilians", accused="rebel group"):
    made = make(
        "Traders=trader/NNS/2/nsubj accuse/VBP/0/root rebels=rebel/NNS/2/obj of/IN/5/mark killing=kill/VBG/2/advcl two/CD/7/nummod nuns=nun/NNS/5/obj"
    )
    return made.party("Traders", accusers).party("rebels", accused).party("nuns", "civilians")


def test_who_suffers_in_the_passive_does_not_act(make):
    made = make("Soldiers=soldier/NNS/3/nsubj:pass were=be/VBD/3/aux:pass attacked=attack/VBN/0/root")
    given = asked(made.party("Soldiers", "state forces"), "attacked")
    assert choose(given, wanted(initiator={"sort state forces": 9.0})).initiator.party is None


def test_by_whom_it_is_done_does_not_suffer(make):
    choice = choose(asked(passive(make), "attacked"), wanted(target={"sort rebel group": 9.0}))
    assert choice.target.party is None or choice.target.party.name != "rebels"


def test_nobody_is_no_side_where_grammar_tells_one(make):
    choice = choose(asked(passive(make), "attacked"), wanted(initiator={"nobody": 9.0}, target={"nobody": 9.0}))
    assert (choice.initiator.party.name, choice.target.party.name) == ("rebels", "Soldiers")


def test_who_accuses_did_not_do_it(make):
    given = asked(accusing(make, "political militia", "civilians"), "killing")
    choice = choose(given, wanted(initiator={"sort political militia": 9.0}))
    assert choice.initiator.party.name != "Traders"


def test_the_accused_did_not_suffer_it(make):
    choice = choose(asked(accusing(make), "killing"), wanted(target={"sort rebel group": 9.0}))
    assert choice.target.party.name != "rebels"


def test_words_that_no_table_knows_may_be_a_side(make):
    made = make("Rebels=rebel/NNS/2/nsubj ambushed=ambush/VBD/0/root a/DT/4/det motorcade/NN/2/obj")
    annotated, frame = made.party("Rebels").done(), made.frame("ambushed")
    found = options(frame, annotated, roles(frame, annotated))
    assert "a motorcade" in [o.party.name for o in found]


@pytest.mark.parametrize("noun", ["cattle", "bomb", "town"])
def test_cattle_and_arms_are_nobody(make, noun):
    made = make(f"Rebels=rebel/NNS/2/nsubj took=take/VBD/0/root the/DT/4/det {noun}/NN/2/obj")
    assert worded(Tree(annotated=made.done()), 3, 0, "") is None


def test_a_pronoun_means_the_last_one_that_reading_links_to_it(make):
    made = make(
        "Nurses=nurse/NNS/2/nsubj met=meet/VBD/0/root farmers=farmer/NNS/2/obj",
        "Rebels=rebel/NNS/2/nsubj abducted=abduct/VBD/0/root her=she/PRP/2/obj",
    )
    annotated = made.party("Nurses", "civilians").party("farmers", "civilians").party("Rebels").done()
    assert referent(annotated, 5) is None
    linked = replace(annotated, chains=(Chain(mentions=(made.span("Nurses"), made.span("her")), best=0),))
    assert referent(linked, 5) == 0


@pytest.mark.parametrize(
    ("tree", "passive"),
    [
        ("boys=boy/NNS/0/root shot=shoot/VBD/1/acl:relcl by/IN/4/case soldiers=soldier/NNS/2/obl:agent", True),
        ("Mayor/NN/2/nsubj shot=shoot/VBD/0/root dead/JJ/2/xcomp", True),
        ("Mayor/NN/2/nsubj gunned=gun/VBD/0/root down/RP/2/compound:prt", True),
        ("Men=man/NNS/2/nsubj killed=kill/VBN/0/root", True),
        ("Officials=official/NNS/2/nsubj shut=shut/VBD/0/root down/RP/2/compound:prt", False),
        ("guards=guard/NNS/0/root killed=kill/VBD/1/acl:relcl rebels=rebel/NNS/2/nsubj", False),
        ("Men=man/NNS/2/nsubj killed=kill/VBD/0/root guards=guard/NNS/2/nsubj:pass", False),
        ("Men=man/NNS/2/nsubj shot=shoot/VBD/0/root guards=guard/NNS/2/nsubj to/IN/5/case death/NN/2/obl", False),
    ],
)
def test_a_past_form_without_its_object_is_passive(make, tree, passive):
    assert Tree(annotated=make(tree).done()).passive(1) is passive


def test_people_told_again_bear_the_words_that_told_them_first(make):
    made = make(
        "Five/CD/2/nummod farmers=farmer/NNS/3/nsubj left=leave/VBD/0/root",
        "The/DT/2/det farmers=farmer/NNS/3/nsubj died=die/VBD/0/root",
    )
    annotated = made.party("Five farmers", "civilians").party("The farmers", "civilians").done()
    told = claim(annotated, 1, 1, "suffers")
    assert [e.exact for e in told.evidence] == ["The farmers", "Five farmers"]
    assert [e.exact for e in claim(annotated, 0, 0, "suffers").evidence] == ["Five farmers"]
