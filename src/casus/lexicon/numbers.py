"""Numbers in words: what "two hundred and five", "a dozen", "scores" or "12,000" count as."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

DIGITS = r"\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d)|\d+"  # 1,200; also 1,80,000 as written in India
SPLIT = re.compile(r"[\s\-\u2010-\u2013]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a number stands for: at least `low`, the figure itself `best`, at most `high` (None = open)."""

    low: int
    best: int
    high: int | None


@cache
def table() -> dict[str, Any]:
    """The lexicon of numbers as read from its file."""
    return tomllib.loads(files("casus.data").joinpath("lexicons/en/numbers.toml").read_text("utf-8"))


@cache
def phrases() -> dict[str, Count]:
    """Vague and fixed phrases in lower case, each with what it counts as."""
    found = {w: Count(low=e["low"], best=e["best"], high=None) for e in table()["vague"] for w in e["words"]}
    fixed = {w: Count(low=e["value"], best=e["value"], high=e["value"]) for e in table()["exact"] for w in e["words"]}
    return found | fixed


def whole(text: str) -> int | None:
    """The whole number that digits or words write ("1,200", "twenty-one", "3.5 million"); None for anything else."""
    text = text.strip().lower()
    if re.fullmatch(DIGITS, text):
        return int(text.replace(",", ""))
    cardinals, scales = table()["cardinals"], table()["scales"]
    decimal = re.fullmatch(r"(\d+(?:\.\d+)?)[\s-]+(hundred|thousand|million|billion)", text)
    if decimal:
        return int(float(decimal[1]) * scales[decimal[2]] + 0.5)
    total = part = 0
    last = ""
    for word in SPLIT.split(text):
        if re.fullmatch(DIGITS, word) and not last:
            part = int(word.replace(",", ""))
        elif word in cardinals:
            if last in cardinals and not (cardinals[last] >= 20 and 0 < cardinals[word] < 10):
                return None
            part += cardinals[word]
        elif word == "hundred" and last:
            part = (part or 1) * 100
        elif word in scales and last:
            total, part = total + (part or 1) * scales[word], 0
        elif word in ("a", "an") and not last:
            part = 0
        elif not (word == "and" and last in scales):
            return None
        last = word
    return int(total + part) if last and last not in ("a", "an", "and") else None


def ordinal(text: str) -> int | None:
    """The place in a row that a word or figure tells ("third", "21st", "twenty-first"); None for anything else."""
    text = text.strip().lower()
    figure = re.fullmatch(r"(\d+)(?:st|nd|rd|th|d)", text)
    if figure:
        return int(figure[1])
    ordinals, cardinals = table()["ordinals"], table()["cardinals"]
    words = SPLIT.split(text)
    if len(words) == 2 and words[0] in cardinals and words[1] in ordinals and ordinals[words[1]] < 10:
        return int(cardinals[words[0]]) + int(ordinals[words[1]])
    found = ordinals.get(text)
    return None if found is None else int(found)


def count(text: str) -> Count | None:
    """What a number or vague phrase counts as ("dozens": 24, 24, open); None where it is neither."""
    plain = " ".join(text.lower().split())
    if plain in phrases():
        return phrases()[plain]
    number = whole(plain)
    return None if number is None else Count(low=number, best=number, high=number)


@cache
def pattern() -> str:
    """A regular expression (without groups) for whole numbers in figures or words."""
    small = "|".join(sorted(table()["cardinals"], key=len, reverse=True))
    scale = "|".join(table()["scales"])
    word = rf"(?:{small})(?:[\s-]+(?:{small}))?"
    return (
        rf"(?:(?:{DIGITS}|{word})(?:[\s-]+(?:{scale})(?:\s+(?:and\s+)?(?:{word}))?)*(?![\d])"
        rf"|\d+\.\d+[\s-]+(?:{scale}))"
    )
