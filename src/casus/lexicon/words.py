"""Word classes and cues of a language: plain lists of lemmas under names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from casus.errors import DataError


@cache
def classes(language: str = "en") -> Mapping[str, frozenset[str]]:
    """Named word classes of data/lexicons/<language>/classes.toml, lower case."""
    raw = tomllib.loads(files("casus").joinpath(f"data/lexicons/{language}/classes.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in raw.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word or phrase that tells of a happening's reality: what it means, where it must stand, example sentences.

    `acts`: only for triggers of these acts; for all where empty.
    """

    words: tuple[str, ...]
    means: str
    where: str
    match: str
    refuse: str
    acts: frozenset[str] = frozenset()
    line: int = 0


PLACES = (
    "governor",
    "clause",
    "for",
    "object",
    "auxiliary",
    "modifier",
    "negation",
    "condition",
    "purpose",
    "noun",
    "where",
    "habit",
    "metaphor",
    "reported",
    "until",
    "threat",
)


@cache
def cues(language: str = "en") -> tuple[Cue, ...]:
    """The cues of data/lexicons/<language>/cues.toml, in order. Raises DataError listing every fault."""
    name = f"data/lexicons/{language}/cues.toml"
    text = files("casus").joinpath(name).read_text("utf-8")
    at = lines(text, "[[cue]]")
    found, faults = [], []
    for number, row in enumerate(tomllib.loads(text)["cue"], 1):
        missing = {"words", "means", "where", "match", "not"} - set(row)
        if missing or row["where"] not in PLACES:
            faults.append(f"cue {number} ({row.get('words')}): missing {sorted(missing)}, where {row.get('where')}")
            continue
        found.append(
            Cue(
                words=tuple(row["words"]),
                means=row["means"],
                where=row["where"],
                match=row["match"],
                refuse=row["not"],
                acts=frozenset(row.get("acts", ())),
                line=at[number - 1],
            )
        )
    if faults:
        raise DataError(name, faults)
    return tuple(found)


def lines(text: str, head: str) -> list[int]:
    """The numbers of the lines at which a table of that head starts in a TOML text."""
    return [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == head]
