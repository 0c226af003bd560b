"""Sides once kind, place and toll are known. Refusals first."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

from casus.coding.roles import roles
from casus.coding.sides import settle, sorted_out
from casus.records.claim import Basis, Claim
from casus.values.kind import Kind
from casus.values.where import Level, Where


def sides(made, trigger, kind, country=None):
    annotated = made.done()
    frame = made.frame(trigger)
    what = Claim(value=Kind.parse(kind), basis=Basis.ASSUMED, evidence=(), coder="test")
    place = Where(name="Vesk", level=Level.TOWN, country=country)
    where = [Claim(value=place, basis=Basis.ASSUMED, evidence=(), coder="test")] if country else []
    told = settle(frame, annotated, roles(frame, annotated), what, where, ())
    return sorted_out(annotated, told, what.value, where)


def test_a_bomb_has_no_doer_by_default(make):
    told = sides(
        make("A/DT/2/det bomb/NN/3/nsubj wounded=wound/VBD/0/root pupils=pupil/NNS/3/obj"),
        "bomb",
        "violence/explosive/bomb",
    )
    assert told.initiator is None


def test_two_armed_sides_leave_the_doer_open(make):
    made = make(
        "Ten/CD/2/nummod pupils=pupil/NNS/4/nsubj:pass were/VBD/4/aux:pass killed=kill/VBN/0/root as/IN/7/mark rebels=rebel/NNS/7/nsubj"
        " fought=fight/VBD/4/advcl a/DT/9/det militia/NN/7/obj"
    )
    made.party("rebels").party("militia", "political militia")
    assert sides(made, "killed", "violence/civilians/attack").initiator is None


def test_demonstrators_come_first(make):
    made = make("Police/NNS/2/nsubj dispersed=disperse/VBD/0/root protesters=protester/NNS/2/obj")
    made.party("Police", "state forces").party("protesters", "protesters")
    told = sides(made, "dispersed", "demonstration/protest/intervention")
    assert told.initiator is not None
    assert told.target is not None
    assert (told.initiator.value.name, told.target.value.name) == ("protesters", "Police")


def test_a_protest_has_protesters(make):
    told = sides(
        make("A/DT/2/det protest/NN/4/nsubj was/VBD/4/aux:pass held=hold/VBN/0/root"),
        "protest",
        "demonstration/protest/peaceful",
    )
    assert told.initiator is not None
    assert told.initiator.basis is Basis.INFERRED
    assert told.initiator.value.category.value == "protesters"


def test_who_is_handed_the_town_gains_it(make):
    made = make("Norland/NNP/2/nsubj handed=hand/VBD/0/root Vesk/NNP/2/obj to/IN/6/case the/DT/6/det militia/NN/2/obl")
    made.party("Norland", "state forces", country="NO").party("militia", "political militia")
    told = sides(made, "handed", "strategic/transfer")
    assert told.initiator is not None
    assert told.target is not None
    assert (told.initiator.value.name, told.target.value.name) == ("militia", "Norland")


def test_forces_abroad_are_external(make):
    made = make("Troops=troop/NNS/2/nsubj raided=raid/VBD/0/root Vesk/NNP/2/obj").party(
        "Troops", "state forces", country="SE"
    )
    told = sides(made, "raided", "battle/clash", country="NO")
    assert told.initiator is not None
    assert told.initiator.value.category.value == "external forces"


def test_a_claim_of_responsibility_names_the_doer(make):
    made = make(
        "A/DT/2/det bomb/NN/3/nsubj killed=kill/VBD/0/root two/CD/5/nummod pupils=pupil/NNS/3/obj ././3/punct",
        "The/DT/3/det Orm/NNP/3/compound Front/NNP/4/nsubj claimed=claim/VBD/0/root responsibility/NN/4/obj",
    ).party("Orm Front")
    told = sides(made, "bomb", "violence/explosive/bomb")
    assert told.initiator is not None
    assert (told.initiator.value.name, told.initiator.basis) == ("Orm Front", Basis.INFERRED)
