"""Reads and checks data/actors: armed actors with their years, countries with their words, nouns of parties."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from casus.errors import DataError
from casus.values.party import Category

COLUMNS = ("id", "name", "aliases", "countries", "from", "to", "category", "changes", "parent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A row of the actor table. `changes` are days from which another category holds."""

    id: str
    name: str
    aliases: tuple[str, ...]
    countries: tuple[str, ...]
    first: int | None
    last: int | None
    category: Category
    changes: tuple[tuple[date, Category], ...]
    parent: str | None

    def on(self, day: date | None) -> Category:
        """The category that held on a day; today's where no day is known."""
        held = self.category
        for since, category in self.changes:
            if day is None or day >= since:
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
    """Nouns that make a party of one sort, and how its name is put together."""

    nouns: tuple[str, ...]
    category: Category
    name: str
    bare: str
    needs_country: bool = False


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
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
    for n, r in _rows("armed.tsv", COLUMNS):
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
    rows = _rows("countries.tsv", ("code", "name", "words", "seats"))
    made = (
        Country(code=r["code"], name=r["name"], words=_split(r["words"]), seats=_split(r["seats"])) for _, r in rows
    )
    return {c.code: c for c in made}


@cache
def groups() -> tuple[Group, ...]:
    """The groups of nouns, in order."""
    raw = tomllib.loads(files("casus").joinpath("data/actors/groups.toml").read_text("utf-8"))
    return tuple(
        Group(
            nouns=tuple(g["nouns"]),
            category=Category(g["category"]),
            name=g["name"],
            bare=g["bare"],
            needs_country=g.get("needs_country", False),
        )
        for g in raw["group"]
    )


@cache
def guards() -> frozenset[str]:
    """Aliases that are also other words or names: matched only where the document supports them."""
    raw = tomllib.loads(files("casus").joinpath("data/actors/groups.toml").read_text("utf-8"))
    return frozenset(raw["guards"])
