"""What the whole report says of a place. Invented lands."""

from __future__ import annotations

from dataclasses import replace

from casus.coding.place_report import Report
from casus.coding.roles import roles
from casus.values.where import Level, Where

FIRST = "Rebels=rebel/NNS/2/nsubj shelled=shell/VBD/0/root Vesk/NNP/2/obj"
TURN = "Meanwhile/RB/4/advmod ,/,/4/punct police/NNS/4/nsubj arrested=arrest/VBD/0/root rebels=rebel/NNS/4/obj"
SAME = "The/DT/2/det rebels=rebel/NNS/3/nsubj fled=flee/VBD/0/root"
VESK = Where(name="Vesk", level=Level.TOWN, country="NO")


def report(made, trigger):
    annotated = made.done()
    frame = made.frame(trigger)
    return Report(frame, annotated, roles(frame, annotated))


def test_a_sentence_that_turns_away_parts_a_place_from_what_follows(make):
    made = make(FIRST, TURN).place("Vesk", country="NO")
    assert dict(report(made, "arrested").features(VESK, 0))["turned"] == 1.0
    made = make(FIRST, SAME).place("Vesk", country="NO")
    assert dict(report(made, "fled").features(VESK, 0))["turned"] == 0.0


def test_within_the_sentence_nothing_turns(make):
    found = dict(report(make(TURN), "arrested").features(VESK, 0))
    assert "turned" not in found


def test_parties_that_both_sentences_tell(make):
    made = make(FIRST, SAME).party("Rebels", id="orm").party("rebels", id="orm")
    found = dict(report(made, "fled").features(VESK, 0))
    assert (found["parties shared"], found["parties other"]) == (1.0, 0.0)
    made = make(FIRST, SAME).party("Rebels", id="orm").party("rebels", id="tarn")
    found = dict(report(made, "fled").features(VESK, 0))
    assert (found["parties shared"], found["parties other"]) == (0.0, 1.0)


def test_the_share_of_a_land_among_those_told(make):
    told = report(make(FIRST).place("Vesk", country="NO"), "shelled")
    here, abroad = dict(told.features(VESK, 0)), dict(told.features(replace(VESK, country="SE"), 0))
    assert (here["land share"], here["main land"]) == (1.0, 1.0)
    assert (abroad["land share"], abroad["main land"]) == (0.0, 0.0)


def test_a_place_without_a_country_has_no_share(make):
    told = report(make(FIRST).place("Vesk", country="NO"), "shelled")
    assert "land share" not in dict(told.features(replace(VESK, country=None), 0))


def test_one_more_of_its_sort(make):
    one = "In/IN/3/case another=another/DT/3/det attack=attack/NN/0/root"
    assert report(make(FIRST, one), "attack").further
    assert not report(make(FIRST, one.replace("another=another", "that=that")), "attack").further
