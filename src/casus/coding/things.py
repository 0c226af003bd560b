"""Entries of the lexicons of things (objects, weapons): which words of a text they match."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from casus.records.span import Span

NONE = "none"  # what phrases stand for that only look like things: a gold mine is no weapon
IRREGULAR = {"gunman": "gunmen", "knife": "knives", "effigy": "effigies"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A thing, the words for it, a sentence in which it stands and one in which it does not."""

    what: str
    words: tuple[str, ...]
    match: str
    refuse: str


@cache
def entries(file: str, table: str) -> tuple[Entry, ...]:
    """The entries of one table of a lexicon file, in order."""
    raw = tomllib.loads(files("casus").joinpath(f"data/lexicons/en/{file}.toml").read_text("utf-8"))
    rows = raw.get(table, ())
    return tuple(
        Entry(what=row["what"], words=tuple(row["words"]), match=row["match"], refuse=row["not"]) for row in rows
    )


@cache
def _pattern(file: str, table: str) -> tuple[re.Pattern[str], dict[str, str]]:
    known: dict[str, str] = {}
    for entry in (*entries(file, "none"), *entries(file, table)):
        for word in entry.words:
            for form in (word, _plural(word)):
                known.setdefault(form, entry.what)
    ordered = sorted(known, key=len, reverse=True)
    forms = "|".join(re.escape(w).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?") for w in ordered)
    return re.compile(rf"(?i)(?<![\w-])(?:{forms})(?!\w)"), known


def _plural(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|sh|ch|x|z)$", word) else "s")


def found(file: str, table: str, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, str]]:
    """The things named in a stretch of text, longest words first where they overlap: where, and what."""
    pattern, known = _pattern(file, table)
    for m in pattern.finditer(text, start, len(text) if end is None else end):
        told = re.sub(r"[\s-]+", " ", m.group().casefold())
        what = known.get(m.group().casefold()) or known.get(told) or known.get(told.replace(" ", "-"))
        if what == NONE:
            continue
        yield Span(start=m.start(), end=m.end()), what or told
