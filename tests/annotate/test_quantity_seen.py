"""Counts that only the reading model sees, and figures told again. Parses of sentences that stand beside this file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import parsed
from casus.annotate.quantities import quantities
from casus.annotate.quantity_again import again
from casus.annotate.quantity_phrases import figure
from casus.annotate.quantity_seen import seen
from casus.records.annotated import Annotated, Hint, RoleHint
from casus.records.span import Span

PARSED = Path(__file__).with_name("parsed_quantities.tsv")


def hinted(text: str, trigger: str, people: str, score: float = 0.95, role: str = "killed") -> Annotated:
    """A sentence in which the model sees people killed."""
    core = parsed.annotated(PARSED, text)
    hint = Hint(
        trigger=_span(text, trigger),
        score=0.9,
        kinds=(),
        factuality=(),
        roles=(RoleHint(role=role, span=_span(text, people), score=score),),
    )
    return replace(core, hints=(hint,))


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(start=at, end=at + len(words))


RAID = "The raid killed three soldiers and two civilians."


def test_what_words_tell_already_is_not_told_again() -> None:
    core = hinted(RAID, "raid", "three soldiers")
    assert list(seen(core, quantities(core))) == []


@pytest.mark.parametrize(("score", "role"), [(0.4, "killed"), (0.95, "injured")])
def test_a_doubtful_sight_or_another_harm_counts_nobody(score: float, role: str) -> None:
    assert list(seen(hinted(RAID, "raid", "three soldiers", score, role), ())) == []


@pytest.mark.parametrize(
    "text", ["Gunmen killed and wounded 12 people in Vesk.", "Twelve people were killed or wounded in Vesk."]
)
def test_the_killed_and_hurt_in_one_are_not_counted_as_killed(text: str) -> None:
    assert list(seen(hinted(text, "killed", text.split(" in ")[0].split("wounded ")[-1][:6]), ())) == []


def test_without_a_word_for_killing_nobody_is_killed() -> None:
    text = "There was no immediate word on casualties."
    assert list(seen(hinted(text, "word", "casualties"), ())) == []


def test_the_people_seen_are_counted_by_their_figure() -> None:
    (found,) = seen(hinted(RAID, "raid", "three soldiers"), ())
    assert (found.toll.best, found.told) == (3, False)


def test_figures_are_read_past_at_least_taken_for_a_noun() -> None:
    core = parsed.annotated(PARSED, "The shells killed at least three old villagers in Vesk.")
    least = next(t for t in core.tokens if t.text == "least")
    read = figure(core, least)
    assert read is not None
    assert (read.count.best, read.count.high) == (3, None)


def test_bare_people_keep_no_figure_of_others() -> None:
    core = parsed.annotated(PARSED, RAID)
    told = quantities(core)
    assert again(core, told) == list(told)
