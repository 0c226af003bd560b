"""A text and its copies: whole, cut short, edited; and a text of its own."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.values.sketch import Sketch

SAID = [f"{who} {did} {what} {where}" for who in ["soldiers", "rebels", "drivers", "farmers", "nurses", "pilots"]
        for did in ["saw", "left", "reached", "burned", "guarded"] for what in ["trucks", "wells", "gates", "barns"]
        for where in ["near Vesk", "beyond Tarn", "at Ormsgate", "on the ridge"]]  # fmt: skip


def text(seed: int, sentences: int = 30) -> str:
    return ". ".join(random.Random(seed).sample(SAID, sentences))


def test_case_and_layout_do_not_matter() -> None:
    assert Sketch.of("Guns at  Vesk,\nat dawn") == Sketch.of("guns at Vesk at dawn")


@pytest.mark.parametrize("seed", range(20))
def test_a_copy_with_another_head_and_foot_is_a_copy(seed: int) -> None:
    copied = "By our own correspondent. " + text(seed) + ". All rights reserved to the Vesk Courier and its partners."
    assert Sketch.of(text(seed)).copies(Sketch.of(copied))


@pytest.mark.parametrize("seed", range(20))
def test_a_copy_cut_to_its_first_third_is_a_copy(seed: int) -> None:
    whole = text(seed, 60)
    cut = whole[: len(whole) // 3]
    assert Sketch.of(whole).copies(Sketch.of(cut))


@pytest.mark.parametrize("seed", range(20))
def test_two_reporters_are_two(seed: int) -> None:
    assert not Sketch.of(text(seed)).copies(Sketch.of(text(seed + 100)))


def test_short_lines_are_copies_only_where_equal() -> None:
    assert Sketch.of("Shots fired at the gate").copies(Sketch.of("shots fired at the gate"))
    assert not Sketch.of("Shots fired at the gate").copies(Sketch.of("shots fired at the gate tonight"))


@given(st.text(max_size=300))
def test_what_is_written_is_read_again(said: str) -> None:
    sketch = Sketch.of(said)
    assert Sketch.parse(str(sketch)) == sketch
    assert sketch.copies(sketch)


@pytest.mark.parametrize("broken", ["", "x:", "3:AAA=", "-1:", "no colon"])
def test_another_string_is_no_sketch(broken: str) -> None:
    with pytest.raises(ValueError, match=r"sketch|padding|base64|Incorrect"):
        Sketch.parse(broken)
