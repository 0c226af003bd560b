"""Numbers in words and figures."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.lexicon.numbers import count, ordinal, pattern, phrases, table, whole

TENS: dict[str, int] = {w: n for w, n in table()["cardinals"].items() if n >= 20 and w != "fourty"}
SMALL: dict[int, str] = {n: w for w, n in table()["cardinals"].items() if n < 20 and w != "nil"}


def spelled(number: int) -> str:
    if number >= 1000:
        rest = spelled(number % 1000) if number % 1000 else ""
        return f"{spelled(number // 1000)} thousand {rest}".strip()
    if number >= 100:
        rest = f"and {spelled(number % 100)}" if number % 100 else ""
        return f"{SMALL[number // 100]} hundred {rest}".strip()
    if number >= 20:
        tens = {n: w for w, n in TENS.items()}[number // 10 * 10]
        return tens + (f"-{SMALL[number % 10]}" if number % 10 else "")
    return SMALL[number]


@pytest.mark.parametrize(
    "text", ["", "a", "soldiers", "and", "two soldiers", "hundred men", "twenty thirty", "1,2", "12,34"]
)
def test_what_is_no_number(text: str) -> None:
    assert whole(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("1,200", 1200),
        ("1,80,000", 180000),
        ("12,345,678", 12345678),
        ("Twenty-one", 21),
        ("ninety six", 96),
        ("two hundred and five", 205),
        ("3.5 million", 3500000),
        ("30-thousand", 30000),
        ("a hundred", 100),
    ],
)
def test_whole_numbers(text: str, number: int) -> None:
    assert whole(text) == number


@given(st.integers(1, 999_999))
def test_a_number_spelled_out_reads_back(number: int) -> None:
    text = spelled(number)
    assert whole(text) == number
    assert re.fullmatch(pattern(), text)


@given(st.integers(0, 10**12))
def test_a_number_in_figures_reads_back(number: int) -> None:
    assert whole(str(number)) == whole(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "number"), [("third", 3), ("21st", 21), ("2d", 2), ("twenty-first", 21), ("31st", 31)]
)
def test_ordinals(text: str, number: int) -> None:
    assert ordinal(text) == number
    assert ordinal("three") is None


@pytest.mark.parametrize(
    ("text", "low", "best", "high"),
    [
        ("dozens", 24, 24, None),
        ("scores", 40, 40, None),
        ("hundreds", 200, 200, None),
        ("several", 3, 3, None),
        ("half a dozen", 6, 6, 6),
        ("Two dozen", 24, 24, 24),
        ("fifteen", 15, 15, 15),
    ],
)
def test_what_a_phrase_counts_as(text: str, low: int, best: int, high: int | None) -> None:
    counted = count(text)
    assert counted is not None
    assert (counted.low, counted.best, counted.high) == (low, best, high)


@pytest.mark.parametrize("entry", [*table()["vague"], *table()["exact"]], ids=lambda e: str(e["words"][0]))
def test_each_phrase_matches_its_samples_and_no_others(entry: dict[str, list[str]]) -> None:
    words = re.compile(
        rf"^(?:{'|'.join(sorted(entry['words'], key=len, reverse=True))})\b(?! of thousands)", re.IGNORECASE
    )
    assert all(words.search(text) for text in entry["match"])
    assert not any(words.search(text) for text in entry["not"])
    assert all(w in phrases() for w in entry["words"])
