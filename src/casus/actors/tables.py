"""Reads and checks data/actors: armed actors with their years, countries with their words, nouns of parties."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from casus.errors import DataError
from casus.values.party import Category

COLUMNS = ("id", "name", "aliases", "countries", "from", "to", "category", "changes", "parent", "wikidata")
STATE = "state:"  # what a leader of a government leads


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A row of the actor table. `changes` are days from which another category holds; `wikidata` only where certain."""

    id: str
    name: str
    aliases: tuple[str, ...]
    countries: tuple[str, ...]
    first: int | None
    last: int | None
    category: Category
    changes: tuple[tuple[date, Category], ...]
    parent: str | None
    wikidata: str | None = None

    def on(self, day: date | None) -> Category:
        """The category that held on a day; the first, under which most reports were written, where no day is known."""
        held = self.category
        for since, category in self.changes:
            if day is not None and day >= since:
                held = category
        return held

    def active(self, day: date | None) -> bool:
        """Whether it existed on a day, with a year's grace; True where no day is known."""
        if day is None:
            return True
        return (self.first is None or day.year >= self.first - 1) and (self.last is None or day.year <= self.last + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country: ISO code, usual name, words that point to it (first the adjective), seats that stand for its state."""

    code: str
    name: str
    words: tuple[str, ...]
    seats: tuple[str, ...]

    @property
    def adjective(self) -> str:
        """The usual adjective."""
        return self.words[0] if self.words else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Nouns that make a party of one sort, and how its name is put together; phrases of it, and others."""

    sort: str
    nouns: tuple[str, ...]
    category: Category
    name: str
    bare: str
    match: tuple[str, ...] = ()
    refuse: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """A person whose name stands for a side: the actor's id or the state's code (one of them), and the years."""

    name: str
    actor: str | None
    state: str | None
    first: int | None
    last: int | None

    def leads(self, day: date | None) -> bool:
        """Whether the person led the side on a day; True where no day is known."""
        if day is None:
            return True
        return (self.first is None or day.year >= self.first) and (self.last is None or day.year <= self.last)


def listed(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a table of data/actors with their line numbers. Raises DataError where the columns are others."""
    text = files("casus").joinpath(f"data/actors/{name}").read_text("utf-8")
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if tuple(lines[0][1].split("\t")) != columns:
        raise DataError(f"actors/{name}", [f"columns are {lines[0][1].split()}, not {columns}"])
    faults = [
        f"line {n}: {line.count(chr(9)) + 1} columns" for n, line in lines if line.count("\t") != len(columns) - 1
    ]
    if faults:
        raise DataError(f"actors/{name}", faults)
    for n, line in lines[1:]:
        yield n, dict(zip(columns, line.split("\t"), strict=True))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(x for x in cell.split("|") if x)


@cache
def armed() -> Mapping[str, Actor]:
    """The armed actors by id. Raises DataError listing every fault."""
    found: dict[str, Actor] = {}
    faults: list[str] = []
    for n, r in listed("armed.tsv", COLUMNS):
        try:
            changes = tuple(
                (date.fromisoformat(day), Category(category))
                for day, _, category in (c.partition(":") for c in _split(r["changes"]))
            )
            actor = Actor(
                id=r["id"],
                name=r["name"],
                aliases=_split(r["aliases"]),
                countries=_split(r["countries"]),
                first=int(r["from"]) if r["from"] else None,
                last=int(r["to"]) if r["to"] else None,
                category=Category(r["category"]),
                changes=changes,
                parent=r["parent"] or None,
                wikidata=r["wikidata"] or None,
            )
        except ValueError as fault:
            faults.append(f"line {n}: {fault}")
            continue
        if actor.id in found:
            faults.append(f"line {n}: id {actor.id!r} told twice")
        found[actor.id] = actor
    faults += [f"{a.id}: no actor {a.parent!r}" for a in found.values() if a.parent and a.parent not in found]
    if faults:
        raise DataError("actors/armed.tsv", faults)
    return found


@cache
def countries() -> Mapping[str, Country]:
    """The countries by ISO code."""
    rows = listed("countries.tsv", ("code", "name", "words", "seats"))
    made = (
        Country(code=r["code"], name=r["name"], words=_split(r["words"]), seats=_split(r["seats"])) for _, r in rows
    )
    return {c.code: c for c in made}


@cache
def leaders() -> tuple[Leader, ...]:
    """The leaders. Raises DataError for one who leads an actor or a country that no table knows."""
    found, faults = [], []
    for n, r in listed("leaders.tsv", ("name", "actor", "from", "to")):
        side = r["actor"]
        state = side.removeprefix(STATE) if side.startswith(STATE) else None
        if side not in armed() and state not in countries():
            faults.append(f"line {n}: no actor {side!r}")
        found.append(
            Leader(
                name=r["name"],
                actor=None if state else side,
                state=state,
                first=int(r["from"]) if r["from"] else None,
                last=int(r["to"]) if r["to"] else None,
            )
        )
    if faults:
        raise DataError("actors/leaders.tsv", faults)
    return tuple(found)


@cache
def _nouns() -> Mapping[str, Any]:
    return tomllib.loads(files("casus").joinpath("data/actors/groups.toml").read_text("utf-8"))


@cache
def groups() -> tuple[Group, ...]:
    """The groups of nouns, in order. Raises DataError for a noun that stands in two."""
    made = tuple(
        Group(
            sort=g["sort"],
            nouns=tuple(g["nouns"]),
            category=Category(g["category"]),
            name=g["name"],
            bare=g["bare"],
            match=tuple(g["match"]),
            refuse=tuple(g["not"]),
        )
        for g in _nouns()["group"]
    )
    counted = Counter(noun for g in made for noun in g.nouns)
    twice = [f"{noun!r} stands {n} times" for noun, n in counted.items() if n > 1]
    if twice:
        raise DataError("actors/groups.toml", twice)
    return made


@cache
def words(name: str, table: str = "lists") -> frozenset[str]:
    """A word list of groups.toml: `guards`, `vague`, ..., or one of another table, as `rebels` of `modifiers`."""
    return frozenset(_nouns()[table][name])


@cache
def sorts(table: str) -> Mapping[str, str]:
    """Word to sort, for the tables `modifiers`, `adjective` and `naming`; the first sort of a word counts."""
    out: dict[str, str] = {}
    for sort, given in _nouns()[table].items():
        for word in given:
            out.setdefault(word, sort)
    return out


@cache
def peoples() -> Mapping[str, str | None]:
    """Peoples and creeds that qualify a group, with the country where only one fits."""
    return {word: code or None for word, code in _nouns()["peoples"].items()}
