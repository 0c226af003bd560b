"""Every frame ends told or set aside by name: refusals first."""

from __future__ import annotations

from functools import cache

import pytest

from casus.pipeline import Pipeline
from casus.records.document import Document
from casus.records.event import Event
from casus.records.frame import Discarded


@cache
def pipeline() -> Pipeline:
    return Pipeline.load()


def told(text: str) -> tuple[list[str], list[str]]:
    """Kinds of the events, reasons of what was set aside."""
    outcomes = list(pipeline().walk(Document.of(text)))
    events = [str(o.kind.value) for o in outcomes if isinstance(o, Event)]
    return events, [o.reason for o in outcomes if isinstance(o, Discarded)]


REFUSALS = (
    "In the film, gunmen attack a town and kill its mayor.",
    "The home side won the final 3-1 after a penalty shootout.",
    "The company launched a campaign to attack the market for cheap phones.",
    "The minister was bombarded with questions about the budget.",
    "She shelled the peas while the dough rested.",
    "The council agreed to build a new library next year.",
)


@pytest.mark.parametrize("text", REFUSALS)
def test_what_is_no_happening_of_a_conflict_stays_quiet(text: str) -> None:
    assert told(text)[0] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Government troops clashed with rebels near the town of Vesk on Friday.", "battle/clash"),
        ("A car bomb exploded outside a police station in Vesk, killing four people.", "violence/explosive/bomb"),
        ("Police arrested ten activists in the capital on Monday.", "strategic/arrests"),
        ("Gunmen kidnapped two aid workers near Vesk on Tuesday.", "violence/civilians/abduction"),
        ("Thousands of people protested in Vesk on Friday against the war.", "demonstration/protest/peaceful"),
        ("An airstrike by the coalition destroyed a rebel depot near Vesk.", "violence/explosive/air_strike"),
    ],
)
def test_plain_reports_are_told_by_their_kind(text: str, kind: str) -> None:
    assert told(text)[0] == [kind]


def test_means_and_harm_are_one_happening() -> None:
    events, aside = told("A suicide bombing at a market in Vesk killed nine people and wounded twenty on Friday.")
    assert events == ["violence/explosive/suicide"]
    assert aside


def test_two_clauses_with_subjects_of_their_own_are_two_happenings() -> None:
    events, _ = told("Rebels attacked an army base near Vesk on Friday, and police arrested three protesters in Orm.")
    assert len(events) == 2


def test_no_text_gives_no_frame() -> None:
    assert told("")[0] == []
    assert told("\n\n   \n")[0] == []
