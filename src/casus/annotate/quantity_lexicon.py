"""The words of harm and of people, as data say them, ready to be asked by token."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from casus.values.toll import Harm, Of

OWNERS = {"civilians": Of.CIVILIANS, "state_forces": Of.STATE_FORCES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One way in which words of harm take their people; `order` is its place in the file."""

    order: int
    harm: Harm
    take: str
    words: frozenset[str]
    companions: tuple[tuple[str, ...], ...] = ()
    weak: bool = False
    doubtful: bool = False
    open: bool = False
    denied: bool = False  # told by its denial only: "did not survive"

    @property
    def marks(self) -> str:
        """What coding is to know of a count of this word: whether its people may be dead, by other words."""
        return "; doubtful" * self.doubtful + "; open" * self.open


@cache
def read(name: str) -> dict[str, Any]:
    """A lexicon of English as read from its file."""
    return tomllib.loads(files("casus.data").joinpath(f"lexicons/en/{name}.toml").read_text("utf-8"))


@cache
def entries() -> tuple[Entry, ...]:
    """All entries of harm, in the order of the file."""
    return tuple(
        Entry(
            order=n,
            harm=Harm(e["harm"]),
            take=e["take"],
            words=frozenset(e["words"]),
            companions=tuple(tuple(c.split()) for c in e.get("with", ())),
            weak=e.get("weak", False),
            doubtful=e.get("doubtful", False),
            open=e.get("open", False),
            denied=e.get("denied", False),
        )
        for n, e in enumerate(read("harms")["harm"])
    )


@cache
def by_word() -> dict[str, tuple[Entry, ...]]:
    """The entries of each word of harm."""
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in entries():
        for word in entry.words:
            found[word] = (*found.get(word, ()), entry)
    return found


def plural(word: str) -> str:
    """The regular plural of a noun."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def people() -> dict[str, tuple[str, bool]]:
    """Nouns of people by their last word, lower case: class, and whether it is a plural."""
    found: dict[str, tuple[str, bool]] = {}
    for group in reversed(read("people")["class"]):
        irregular = group.get("plural", {})
        for word in group["words"]:
            found[word.lower()] = (group["of"], irregular.get(word) == word)
            many = irregular.get(word, plural(word)).lower()
            if many != word.lower():
                found[many] = (group["of"], True)
    return found


@cache
def not_people() -> frozenset[str]:
    """Nouns counted with the harmed that are not people, or not single ones."""
    return frozenset(read("people")["units"]["words"])


def class_of(words: list[str]) -> tuple[str, bool] | None:
    """Class and number of people named by the last words of a noun phrase; None where they name none."""
    table = people()
    for size in (3, 2, 1):
        phrase = " ".join(words[-size:]).lower()
        if len(words) >= size and phrase in table:
            return table[phrase]
    last = words[-1].lower() if words else ""
    if last in not_people():
        return None
    endings = read("people")["endings"]
    if last in endings["never"] or len(last) < 5:
        return None
    for ending in endings["words"]:
        if last.endswith(ending):
            return "unknown", ending in ("men", "women", "people")
        if last.endswith(plural(ending)):
            return "unknown", True
    return None


@cache
def titles() -> frozenset[str]:
    """Words before a proper name that make it a person's."""
    return frozenset(read("people")["titles"]["words"])


@cache
def cues(name: str) -> frozenset[str]:
    """A small word list of the lexicon of harm."""
    return frozenset(read("harms")["cues"][name])
