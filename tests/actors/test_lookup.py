"""Look-ups: the longest alias, guarded acronyms, countries and seats, categories by place."""

from __future__ import annotations

from datetime import date

import pytest

from casus.actors import load_actors
from casus.values.party import Category, Party

ACTORS = load_actors()


@pytest.mark.parametrize(
    ("words", "id", "size"),
    [
        ("Islamic State fighters", "islamic-state", 2),
        ("Islamic State of Iraq and the Levant", "islamic-state", 7),
        ("al - Qaida in Iraq", "al-qaeda-in-iraq", 5),
        ("al Qaida in Iraq", "al-qaeda-in-iraq", 4),
        ("AL QAIDA", "al-qaeda", 2),
        ("Kurdistan Workers ' Party", "kurdistan-workers-party", 4),
        ("Lord 's Resistance Army", "lord-s-resistance-army", 4),
    ],
)
def test_the_longest_alias_wins(words: str, id: str, size: int) -> None:
    found = ACTORS.find(words.split())
    assert found is not None
    assert (found.actor.id, found.size) == (id, size)


@pytest.mark.parametrize("words", ["is fighting", "let them", "the front", "settlers came", "lobos", "a movement"])
def test_common_words_are_no_acronyms(words: str) -> None:
    assert ACTORS.find(words.split()) is None


@pytest.mark.parametrize(
    ("words", "guarded"), [("IS fighters", True), ("MIT students", True), ("ISIS fighters", False)]
)
def test_ambiguous_acronyms_need_support(words: str, guarded: bool) -> None:
    found = ACTORS.find(words.split())
    assert found is not None
    assert found.guarded is guarded


def test_an_alias_of_two_actors_is_the_one_of_the_country_told() -> None:
    india = ACTORS.find(["JEM"], told=frozenset({"IN"}))
    sudan = ACTORS.find(["JEM"], told=frozenset({"SD"}))
    assert india is not None
    assert india.guarded
    assert india.actor.id == "jaish-e-mohammed"
    assert sudan is not None
    assert sudan.actor.id == "justice-and-equality-movement"


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Iraqi", "IQ"),
        ("South Korean", "KR"),
        ("Democratic Republic of the Congo", "CD"),
        ("U.S.", "US"),
        ("Orm", None),
    ],
)
def test_words_that_tell_a_country(word: str, code: str | None) -> None:
    assert ACTORS.country(word) == code


def test_a_seat_of_government_is_told_apart_from_a_country() -> None:
    land = ACTORS.land(["Kremlin", "said"])
    assert land is not None
    assert (land.code, land.seat) == ("RU", True)
    assert ACTORS.seat("Ankara") == "TR"
    assert ACTORS.country("Ankara") is None


def test_forces_abroad_are_external_and_at_home_not() -> None:
    army = Party(name="Military Forces of Turkey", category=Category.STATE_FORCES, country="TR")
    assert ACTORS.category(army, "SY") is Category.EXTERNAL_FORCES
    assert ACTORS.category(army, "TR") is Category.STATE_FORCES
    assert ACTORS.category(army, None) is Category.STATE_FORCES


def test_rebels_abroad_stay_rebels() -> None:
    actor = ACTORS.by_id("kurdistan-workers-party")
    assert actor is not None
    assert ACTORS.category(ACTORS.party(actor), "IQ") is Category.REBEL_GROUP


def test_an_actor_of_two_countries_has_no_country() -> None:
    actor = ACTORS.by_id("islamic-state")
    assert actor is not None
    assert ACTORS.party(actor).country is None


def test_a_leader_is_known_by_name_in_his_years() -> None:
    assert ACTORS.leader("Osama bin Laden", date(2001, 9, 1)) is not None
    assert ACTORS.leader("Osama bin Laden", date(2020, 1, 1)) is None
    assert ACTORS.leader("Orm Tallis") is None
