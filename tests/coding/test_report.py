"""Whole reports: what headline, lead and later sentences tell together."""

from __future__ import annotations

from casus.pipeline import Pipeline
from casus.records.document import Document
from casus.records.event import Event


def events(text: str) -> list[Event]:
    return Pipeline.load().events(Document.of(text, id="case"))


def tolls(event: Event) -> list[tuple[str, int]]:
    return [(t.value.harm.value, t.value.best) for t in event.tolls]


def test_a_headline_that_adds_up_what_follows_is_no_happening_of_its_own() -> None:
    text = (
        "14 killed in attacks in Vesk\n\nGunmen shot dead nine passengers near Vesk on Saturday, and a roadside bomb "
        "killed five soldiers near Orm on Sunday."
    )
    assert sorted(tolls(e) for e in events(text)) == [[("killed", 5)], [("killed", 9)]]


def test_two_clauses_with_subjects_of_their_own_are_two_deeds() -> None:
    text = "Gunmen killed nine bus passengers near Vesk, and a roadside bomb killed five soldiers in a separate attack."
    assert sorted(tolls(e) for e in events(text)) == [[("killed", 5)], [("killed", 9)]]


def test_whoever_says_it_was_behind_the_attack_did_it() -> None:
    text = "Gunmen stormed a hotel in Mogadishu on Tuesday and killed ten. Al-Shabaab said it was behind the attack."
    assert [e.initiator and e.initiator.value.name for e in events(text)] == ["Al-Shabaab"]


def test_who_claims_both_attacks_did_both() -> None:
    text = (
        "A bomb killed five soldiers near Quetta on Sunday. Gunmen shot dead nine labourers near Mach on Sunday. "
        "The Balochistan Liberation Army claimed both attacks."
    )
    assert [e.initiator and e.initiator.value.name for e in events(text)] == ["Balochistan Liberation Army"] * 2


def test_nobody_claimed_it() -> None:
    text = "Gunmen stormed a hotel in Mogadishu on Tuesday and killed ten. Al-Shabaab denied that it was behind it."
    assert all(e.initiator is None or e.initiator.value.name != "Al-Shabaab" for e in events(text))


def test_those_arrested_are_counted_by_the_arrest_alone() -> None:
    text = "Three gunmen were shot dead in a clash with police in Vesk on Sunday and four people were arrested."
    assert [t for e in events(text) for t in tolls(e)].count(("detained", 4)) == 1


def test_hostages_rescued_are_not_the_dead_of_the_battle() -> None:
    text = "Soldiers rescued 18 hostages from a camp near Kano after a gun battle in which four kidnappers died."
    assert ("killed", 4) in [t for e in events(text) for t in tolls(e)]
    assert ("killed", 18) not in [t for e in events(text) for t in tolls(e)]


def test_an_armed_group_is_no_place() -> None:
    text = "The army said its jets had hit a Hamas compound in Rafah on Thursday."
    assert all(e.place is None or e.place.value.name != "Hamas" for e in events(text))


def test_a_country_before_a_colon_only_tells_where() -> None:
    (event,) = events("Yemen: Houthi missile hits Marib camp, five dead")
    assert event.initiator is not None
    assert event.initiator.value.name == "Houthis"


def test_a_count_belongs_to_the_word_of_harm_beside_it() -> None:
    text = "Rebels overran a base near Vesk last week. Their spokesman said 45 soldiers were killed and 17 surrendered."
    assert [t for e in events(text) for t in tolls(e) if t[0] == "killed"] == [("killed", 45)]
