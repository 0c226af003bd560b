"""Which language a text is in, by its script and its function words. Unsure is an answer: short texts give None."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FILE = "data/reading/languages.toml"
SAMPLE = 20_000  # characters looked at
FEWEST = 12  # words below which nothing is said
LEAST = 0.12  # share of function words below which nothing is said
SURE = 0.2  # share below which a text is not set aside as another language: lists of names and initials
MARGIN = 1.4  # how many times as many as the runner-up has
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """The tables: function words by language code, ranges by script, English names by code."""

    words: dict[str, frozenset[str]]
    scripts: dict[str, range]
    names: dict[str, str]


@cache
def languages() -> Languages:
    """The tables as their file has them."""
    raw = tomllib.loads(files("casus").joinpath(FILE).read_text("utf-8"))
    return Languages(
        words={code: frozenset(words.split()) for code, words in raw["words"].items()},
        scripts={name: range(int(a, 16), int(b, 16) + 1) for name, (a, b) in raw["scripts"].items()},
        names=raw["names"],
    )


def language(text: str) -> str | None:
    """ISO 639-1 code of the language; the name of a script that English does not use; None where unsure."""
    words = _WORD.findall(text[:SAMPLE].lower())
    script = _script("".join(words))
    if script is not None:
        return script
    if len(words) < FEWEST:
        return None
    counts = Counter(words)
    shares = sorted(
        ((sum(counts[w] for w in known) / len(words), code) for code, known in languages().words.items()), reverse=True
    )
    (best, code), (second, _) = shares[0], shares[1]
    return code if best >= (LEAST if code == "en" else SURE) and best >= MARGIN * second else None


def name(code: str) -> str:
    """The English name of a language or script."""
    return languages().names.get(code, code)


def _script(letters: str) -> str | None:
    foreign = [c for c in letters if ord(c) >= 0x0370]
    if len(foreign) * 2 <= len(letters) or len(letters) < 4:
        return None
    table = languages().scripts
    told = Counter(script for c in foreign for script, points in table.items() if ord(c) in points)
    return told.most_common(1)[0][0] if told else None
