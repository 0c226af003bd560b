"""The site of a happening, by the reading model's words. Refusals first."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

from dataclasses import replace

import pytest

from casus.coding.places import places
from casus.coding.roles import roles
from casus.records.annotated import Hint, RoleHint

MARKET = "Gunmen=gunman/NNS/2/nsubj attacked=attack/VBD/0/root a/DT/4/det market/NN/2/obj in/IN/6/case Vesk/NNP/4/nmod"
HOME = (
    "He/PRP/3/nsubj:pass was/VBD/3/aux:pass killed=kill/VBN/0/root outside/IN/6/case his/PRP$/6/nmod:poss home/NN/3/obl"
)
BRIDGE = "Rebels=rebel/NNS/2/nsubj shelled=shell/VBD/0/root the/DT/5/det Harun/NNP/5/compound Bridge=bridge/NNP/2/obj in/IN/7/case Vesk/NNP/5/nmod"


def where(made, trigger, words="", score=0.9):
    annotated = made.done()
    frame = made.frame(trigger)
    if words:
        seen = RoleHint(role="place", span=made.span(words), score=score)
        frame = replace(frame, hint=Hint(trigger=frame.trigger, score=0.9, kinds=(), factuality=(), roles=(seen,)))
    return places(frame, annotated, roles(frame, annotated))


@pytest.mark.parametrize(("words", "score"), [("", 0.9), ("his home", 0.7)])
def test_a_site_alone_needs_a_sure_model(make, words, score):
    assert where(make(HOME), "killed", words, score) == ()


def test_a_part_of_a_land_alone_is_no_place(make):
    made = make("Troops=troop/NNS/2/nsubj entered=enter/VBD/0/root the/DT/4/det district/NN/2/obj")
    assert where(made, "entered", "the district") == ()


def test_a_side_is_no_site(make):
    made = make("Rebels=rebel/NNS/2/nsubj shelled=shell/VBD/0/root guards=guard/NNS/2/obj in/IN/5/case Vesk/NNP/2/obl")
    made.place("Vesk").party("guards", "state forces")
    found = where(made, "shelled", "guards")
    assert [e.exact for e in found[0].evidence] == ["Vesk"]


def test_a_site_alone(make):
    found = where(make(HOME), "killed", "outside his home")
    assert [(c.value.name, c.value.level.value, c.value.country) for c in found] == [("home", "point", None)]
    assert found[0].evidence[0].exact == "his home"


def test_a_site_without_a_name_leaves_the_town_and_adds_its_words(make):
    found = where(make(MARKET).place("Vesk"), "attacked", "a market in Vesk")
    assert [(c.value.name, c.value.level.value) for c in found] == [("Vesk", "town")]
    assert [e.exact for e in found[0].evidence] == ["a market in Vesk"]


def test_a_site_apart_from_the_town_stands_beside_it(make):
    made = make("Rebels=rebel/NNS/2/nsubj hit/VBD/0/root the/DT/4/det airport/NN/2/obj ,/,/6/punct Vesk/NNP/2/obl")
    found = where(made.place("Vesk"), "hit", "the airport")
    assert [e.exact for e in found[0].evidence] == ["the airport", "Vesk"]


def test_a_site_with_a_name_is_told_with_its_town(make):
    found = where(make(BRIDGE).place("Vesk"), "shelled", "the Harun Bridge")
    assert [(c.value.name, c.value.level.value) for c in found] == [("Harun Bridge, Vesk", "point")]
    assert [e.exact for e in found[0].evidence] == ["the Harun Bridge", "Vesk"]
