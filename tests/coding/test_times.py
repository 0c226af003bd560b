"""When it happened. Refusals first."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

from datetime import date

from casus.coding.roles import roles
from casus.coding.times import past, when
from casus.records.claim import Basis, Claim
from casus.values.factuality import Factuality
from casus.values.when import Precision, When


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


def test_a_duration_tells_words_but_no_days(make):
    made = make("Rebels=rebel/NNS/2/nsubj fought=fight/VBD/0/root for/IN/5/case three/CD/5/nummod days=day/NNS/2/obl")
    told = day(made.time("three days", type="DURATION"), "fought")
    assert (told.value.start, told.value.end, told.value.text) == (None, None, "three days")


def test_a_day_goes_before_a_duration(make):
    made = make(
        "Rebels=rebel/NNS/2/nsubj fought=fight/VBD/0/root on/IN/4/case Monday/NNP/2/obl for/IN/7/case three/CD/7/nummod hours=hour/NNS/2/obl"
    )
    told = day(made.time("Monday", "2024-05-06").time("three hours", type="DURATION"), "fought")
    assert told.value.text == "Monday"


def test_a_day_told_before_a_turn_is_not_that_of_what_follows(make):
    first = "Rebels=rebel/NNS/2/nsubj shelled=shell/VBD/0/root Vesk/NNP/2/obj on/IN/5/case Monday/NNP/2/obl"
    turned = "Meanwhile/RB/3/advmod police/NNS/3/nsubj arrested=arrest/VBD/0/root a/DT/5/det deserter/NN/3/obj"
    assert day(make(first, turned).time("Monday", "2024-05-06"), "arrested") is None


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


def test_a_list_takes_the_day_told_before_it(make):
    made = make(
        "Planes=plane/NNS/2/nsubj flew=fly/VBD/0/root on/IN/4/case Monday/NNP/2/obl",
        "Officers=officer/NNS/2/nsubj spoke=speak/VBD/0/root",
        "Near/IN/2/case Vesk/NNP/5/obl ,/,/2/punct one/CD/5/nummod strike/NN/6/nsubj burned=burn/VBD/0/root a/DT/8/det shed/NN/6/obj",
        "Near/IN/2/case Orm/NNP/5/obl ,/,/2/punct one/CD/5/nummod strike/NN/6/nsubj burned=burn/VBD/0/root a/DT/8/det barn/NN/6/obj",
        "Near/IN/2/case Skarvik/NNP/5/obl ,/,/2/punct one/CD/5/nummod strike/NN/6/nsubj hit=hit/VBD/0/root a/DT/8/det mill/NN/6/obj",
    )
    told = day(made.time("Monday", "2024-05-06"), "strike")
    assert told is not None
    assert told.value.start == date(2024, 5, 6)
    assert told.basis is Basis.INFERRED


def test_a_time_beside_a_verb_of_saying_is_when_it_was_said(make):
    made = make(
        "Police=police/NNS/2/nsubj said=say/VBD/0/root on/IN/4/case Tuesday/NNP/7/obl that/IN/7/mark rebels=rebel/NNS/7/nsubj"
        " attacked=attack/VBD/2/ccomp Vesk/NNP/7/obj"
    )
    assert day(made.time("Tuesday", "2024-05-07"), "attacked") is None


def test_the_last_days_are_a_time(make):
    made = make(
        "Rebels=rebel/NNS/2/nsubj attacked=attack/VBD/0/root Vesk/NNP/2/obj in/IN/7/case the/DT/7/det last/JJ/7/amod days=day/NNS/2/obl"
    )
    told = day(made.time("the last days", type="DURATION"), "attacked")
    assert told is not None
    assert told.value.text == "the last days"


def told_as(make, words, day):
    annotated = make(f"{words}/NNP/0/root").done()
    value = When(start=day, end=day, precision=Precision.DAY, text=words)
    quote = annotated.document.quote(annotated.tokens[0].span)
    return Claim(value=value, basis=Basis.STATED, evidence=(quote,), coder="test")


def test_a_weekday_ahead_stays_for_what_is_planned(make):
    ahead = told_as(make, "Tuesday", date(2024, 5, 14))
    assert past(ahead, date(2024, 5, 8), Factuality.PLANNED) == ahead


def test_a_day_told_with_its_number_stays(make):
    ahead = told_as(make, "14th", date(2024, 5, 14))
    assert past(ahead, date(2024, 5, 8), Factuality.OCCURRED) == ahead


def test_a_day_that_is_past_stays(make):
    gone = told_as(make, "Tuesday", date(2024, 5, 7))
    assert past(gone, date(2024, 5, 8), Factuality.OCCURRED) == gone
    assert past(gone, None, Factuality.OCCURRED) == gone
    assert past(None, date(2024, 5, 8), Factuality.OCCURRED) is None


def test_what_has_happened_was_on_the_weekday_before(make):
    claim = past(told_as(make, "Tuesday", date(2024, 5, 14)), date(2024, 5, 8), Factuality.OCCURRED)
    assert claim is not None
    assert (claim.value.start, claim.value.end) == (date(2024, 5, 7), date(2024, 5, 7))
