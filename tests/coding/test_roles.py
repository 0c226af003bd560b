"""The sides of a happening, as claims with their words. Refusals first."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

from casus.coding.roles import roles
from casus.records.claim import Basis

RAID = "Orm/NNP/2/compound rebels=rebel/NNS/3/nsubj raided=raid/VBD/0/root an/DT/6/det army/NN/6/compound post/NN/3/obj"


def test_a_bombing_without_a_doer_has_no_initiator(make):
    made = make(
        "A/DT/2/det bomb/NN/3/nsubj killed=kill/VBD/0/root two/CD/5/nummod guards=guard/NNS/3/obj in/IN/7/case Vesk/NNP/3/obl"
    )
    made.party("two guards", "state forces")
    told = roles(made.frame("bomb"), made.done())
    assert told.initiator is None


def test_the_owner_of_what_is_hit_is_the_target(make):
    made = make(RAID).party("Orm rebels", name="Orm Front").party("army", "state forces", name="Army of Norland")
    told = roles(made.frame("raided"), made.done())
    assert told.initiator is not None
    assert told.target is not None
    assert told.initiator.value.name == "Orm Front"
    assert told.target.value.name == "Army of Norland"
    assert told.initiator.basis is Basis.STATED
    assert [e.exact for e in told.target.evidence] == ["army"]


def test_a_side_told_elsewhere_is_inferred_and_shows_both_words(make):
    made = make(
        "The/DT/3/det Orm/NNP/3/compound Front/NNP/5/nsubj is/VBZ/5/cop old/JJ/0/root ././5/punct",
        "They=they/PRP/2/nsubj raided=raid/VBD/0/root Vesk/NNP/2/obj",
    )
    made.party("Orm Front").party("They", name="Orm Front", antecedent="Orm Front")
    told = roles(made.frame("raided"), made.done())
    assert told.initiator is not None
    assert told.initiator.basis is Basis.INFERRED
    assert [e.exact for e in told.initiator.evidence] == ["They", "Orm Front"]


def test_a_person_by_name_is_a_target(make):
    made = make("Gunmen=gunman/NNS/2/nsubj killed=kill/VBD/0/root Ada/NNP/2/obj Lund/NNP/3/flat").party(
        "Gunmen", "unknown"
    )
    made.name("Ada Lund", "person")
    told = roles(made.frame("killed"), made.done())
    assert told.target is not None
    assert told.target.value.name == "Ada Lund"


def test_the_happening_is_never_its_own_sufferer(make):
    made = (
        make(
            "Clashes=clash/NNS/7/nsubj between/IN/3/case rebels=rebel/NNS/1/nmod and/CC/6/cc the/DT/6/det army/NN/3/conj"
            " continued=continue/VBD/0/root"
        )
        .party("rebels")
        .party("army", "state forces")
    )
    told = roles(made.frame("Clashes"), made.done())
    assert told.initiator is not None
    assert told.target is not None
    assert (told.initiator.value.name, told.target.value.name) == ("rebels", "army")
