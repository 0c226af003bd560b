"""Branches of a state's forces that are told beside an actor of their state."""

from __future__ import annotations

from casus.pipeline import Pipeline
from casus.records.document import Document

CLASH = "Clashes between the army and the Rapid Support Forces in El Fasher left 15 dead on Monday."
LATER = "The Syrian Democratic Forces captured a village on Monday. The forces killed 12 militants."


def sides(text: str) -> list[tuple[str | None, str | None]]:
    events = Pipeline.load().events(Document.of(text, id="case"))
    return [(e.initiator and e.initiator.value.name, e.target and e.target.value.name) for e in events]


def test_the_army_is_not_the_forces_that_it_clashes_with() -> None:
    assert sides(CLASH) == [("Military Forces of Sudan", "Rapid Support Forces")]


def test_forces_told_again_are_still_the_actor() -> None:
    assert sides(LATER)[-1][0] == "Syrian Democratic Forces"


def test_forces_of_two_nations_that_fight_are_two_sides() -> None:
    assert sides("Armenian and Azerbaijani forces clashed near Shusha on Monday.") == [
        ("Military Forces of Armenia", "Military Forces of Azerbaijan")
    ]


def test_forces_of_two_nations_that_act_together_are_no_foes() -> None:
    assert sides("US and British warplanes bombed targets near Basra on Monday.") == [
        ("Military Forces of the United States", None)
    ]


def test_people_seized_are_counted_as_abducted() -> None:
    (event,) = Pipeline.load().events(Document.of("Gunmen seized 27 students from a school near Vesk.", id="case"))
    assert [(t.value.harm.value, t.value.best) for t in event.tolls] == [("abducted", 27)]


def test_who_attack_together_are_no_foes() -> None:
    (event,) = sides("Turkish troops and Syrian rebels attacked the town of Afrin on Monday.")
    assert event[0] == "Military Forces of Turkey"
    assert event[1] != "Syrian opposition"


def test_who_launch_an_offensive_together_fight_the_third() -> None:
    text = "Iraqi forces and Kurdish peshmerga fighters launched an offensive to retake Mosul from Islamic State."
    assert ("Iraqi Security Forces", "Peshmerga") not in sides(text)


def test_its_jets_are_those_of_the_country_that_speaks() -> None:
    assert sides("Turkey said its jets bombed PKK positions in northern Iraq.")[0][0] == "Military Forces of Turkey"


def test_its_troops_bombed_by_another_are_those_of_the_country_that_speaks() -> None:
    (event,) = sides("Syria said Israel had bombed its troops near Homs.")
    assert event[1] == "Military Forces of Syria"


def test_a_militia_named_forces_is_meant_with_its_capital_only() -> None:
    assert sides("Israeli and Lebanese forces traded fire across the border on Sunday.") == [
        ("Military Forces of Israel", "Military Forces of Lebanon")
    ]
    assert sides("The Lebanese Forces clashed with Hezbollah in Beirut.") == [("Lebanese Forces", "Hezbollah")]
