"""When it happened. Refusals first."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

from datetime import date

from casus.coding.roles import roles
from casus.coding.times import when


def day(made, trigger):
    annotated = made.done()
    frame = made.frame(trigger)
    return when(frame, annotated, roles(frame, annotated))


def test_when_it_was_said_is_not_when_it_happened(make):
    made = make(
        "Police=police/NNS/2/nsubj said=say/VBD/0/root Monday/NNP/2/obl:unmarked that/IN/7/mark rebels=rebel/NNS/7/nsubj had/VBD/7/aux"
        " attacked=attack/VBN/2/ccomp"
    )
    assert day(made.time("Monday", "2024-05-06"), "attacked") is None


def test_a_duration_is_no_date(make):
    made = make("Rebels=rebel/NNS/2/nsubj fought=fight/VBD/0/root for/IN/5/case three/CD/5/nummod days=day/NNS/2/obl")
    assert day(made.time("three days", type="DURATION"), "fought") is None


def test_the_day_of_a_dateline_is_the_reports(make):
    made = make(
        "SKARVIK/NNP/7/nsubj ,/,/4/punct 3/CD/4/nummod MAY/NNP/1/nmod (AP)/NNP/1/appos --/:/1/punct attacked=attack/VBD/0/root Vesk/NNP/7/obj"
    )
    assert day(made.time("3 MAY", "2024-05-03"), "attacked") is None


def test_the_day_beside_the_trigger(make):
    made = make("Rebels=rebel/NNS/2/nsubj attacked=attack/VBD/0/root Vesk/NNP/2/obj on/IN/5/case Monday/NNP/2/obl")
    told = day(made.time("Monday", "2024-05-06"), "attacked")
    assert told is not None
    assert told.value.start == date(2024, 5, 6)


def test_unresolved_words_are_kept(make):
    made = make("Rebels=rebel/NNS/2/nsubj attacked=attack/VBD/0/root Vesk/NNP/2/obj on/IN/5/case Monday/NNP/2/obl")
    told = day(made.time("Monday"), "attacked")
    assert told is not None
    assert (told.value.start, told.value.text) == (None, "Monday")
