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
