"""The words that tell a happening, from data/lexicons/<language>/triggers/*.toml; refused whole when wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from casus.errors import DataError
from casus.lexicon.words import lines

FIELDS = {"lemma", "pos", "act", "then", "before", "unless", "weak", "match", "not"}
NEEDED = {"lemma", "pos", "act", "match", "not"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """An entry: lemma and part of speech, the act, words that must follow or stand before,
    or must not stand beside it (`unless`), whether it needs support.
    """

    lemma: str
    pos: str
    act: str
    then: frozenset[str]
    before: frozenset[str]
    unless: frozenset[str]
    weak: bool
    match: str
    refuse: str
    file: str
    line: int = 0

    @property
    def name(self) -> str:
        """How the entry is called in explanations."""
        more = "+".join(sorted(self.then)[:2] + sorted(self.before)[:2])
        return f"{self.file}:{self.lemma}/{self.pos}" + (f"[{more}]" if more else "")


@cache
def triggers(language: str = "en") -> tuple[Trigger, ...]:
    """All entries of a language, in order of file. Raises DataError listing every fault."""
    found: list[Trigger] = []
    faults: list[str] = []
    folder = files("casus").joinpath(f"data/lexicons/{language}/triggers")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        text = file.read_text("utf-8")
        at = lines(text, "[[trigger]]")
        for number, row in enumerate(tomllib.loads(text).get("trigger", []), 1):
            wrong = sorted(set(row) - FIELDS) + sorted(NEEDED - set(row))
            if wrong or row["pos"] not in ("VERB", "NOUN"):
                faults.append(f"{file.name}, entry {number} ({row.get('lemma')}): {', '.join(wrong) or row['pos']}")
                continue
            found.append(
                Trigger(
                    lemma=row["lemma"],
                    pos=row["pos"],
                    act=row["act"],
                    then=frozenset(row.get("then", ())),
                    before=frozenset(row.get("before", ())),
                    unless=frozenset(row.get("unless", ())),
                    weak=row.get("weak", False),
                    match=row["match"],
                    refuse=row["not"],
                    file=file.name.removesuffix(".toml"),
                    line=at[number - 1],
                )
            )
    if faults:
        raise DataError(f"lexicons/{language}/triggers", faults)
    return tuple(found)


@cache
def by_lemma(language: str = "en") -> Mapping[str, tuple[Trigger, ...]]:
    """Entries by lemma; those with more conditions come first."""
    out: dict[str, list[Trigger]] = {}
    for t in sorted(triggers(language), key=lambda t: (-(bool(t.then) + bool(t.before)), t.weak)):
        out.setdefault(t.lemma, []).append(t)
    return {k: tuple(v) for k, v in out.items()}
