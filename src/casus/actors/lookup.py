"""Look-ups over the actor tables: longest match of words, countries by word, categories by day and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from casus.actors.tables import Actor, Group, armed, countries, groups, guards
from casus.values.party import Category, Party

LONGEST = 8  # words of an alias
QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An actor at some words: how many words its alias takes, and whether the alias needs support."""

    actor: Actor
    size: int
    guarded: bool


@dataclass(frozen=True)
class Actors:
    """The tables, indexed. Made once by load_actors."""

    aliases: Mapping[tuple[str, ...], tuple[Actor, bool]]
    words: Mapping[str, str]
    seats: Mapping[str, str]
    nouns: Mapping[str, tuple[Group, ...]]

    def find(self, words: Sequence[str], *, capitals: bool = False) -> Match | None:
        """The longest alias that some words begin with. `capitals`: the text knows no lower case."""
        folded = [fold(w) for w in words[:LONGEST]]
        for size in range(len(folded), 0, -1):
            known = self.aliases.get(tuple(folded[:size]))
            if known is None:
                continue
            actor, acronym = known
            written = "".join(words[:size])
            if acronym and not capitals and not written.isupper() and size == 1 and len(written) <= 4:
                continue
            guarded = " ".join(folded[:size]) in guards() or (acronym and capitals and len(written) <= 3)
            return Match(actor=actor, size=size, guarded=guarded)
        return None

    def country(self, word: str) -> str | None:
        """ISO code of the country that an adjective, a people's name or a country's name points to."""
        return self.words.get(fold(word))

    def seat(self, word: str) -> str | None:
        """ISO code of the state for which a seat of government stands."""
        return self.seats.get(fold(word))

    def groups(self, noun: str) -> tuple[Group, ...]:
        """The sorts of party that a common noun can denote, in order of the table."""
        return self.nouns.get(fold(noun), ())

    def by_id(self, id: str) -> Actor | None:
        """The actor of an id."""
        return armed().get(id)

    def party(self, actor: Actor, on: date | None = None) -> Party:
        """The party that an actor is on a day. A group at home in several countries has no country."""
        country = actor.countries[0] if len(actor.countries) == 1 else None
        return Party(name=actor.name, id=actor.id, category=actor.on(on), country=country)

    def category(self, party: Party, place_country: str | None, on: date | None = None) -> Category:
        """The category at a place and day: state forces outside their own country are external forces."""
        actor = armed().get(party.id or "")
        held = actor.on(on) if actor else party.category
        if held is Category.STATE_FORCES and party.country and place_country and party.country != place_country:
            return Category.EXTERNAL_FORCES
        if held is Category.EXTERNAL_FORCES and actor is None and party.country and party.country == place_country:
            return Category.STATE_FORCES
        return held


def fold(word: str) -> str:
    """A word as the index has it: lower case, straight apostrophes."""
    return word.translate(QUOTES).casefold()


@cache
def load_actors() -> Actors:
    """The tables of data/actors, indexed; some milliseconds, once."""
    aliases: dict[tuple[str, ...], tuple[Actor, bool]] = {}
    for actor in armed().values():
        for alias in (actor.name, *actor.aliases):
            key = tuple(fold(w) for w in pieces(alias))
            aliases.setdefault(key, (actor, alias.isupper() and len(alias) <= 6))
    words: dict[str, str] = {}
    seats: dict[str, str] = {}
    for c in countries().values():
        for w in (c.name, *c.words):
            words.setdefault(fold(w), c.code)
        for s in c.seats:
            seats.setdefault(fold(s), c.code)
    nouns: dict[str, list[Group]] = {}
    for group in groups():
        for noun in group.nouns:
            nouns.setdefault(fold(noun), []).append(group)
    return Actors(aliases=aliases, words=words, seats=seats, nouns={k: tuple(v) for k, v in nouns.items()})


def pieces(alias: str) -> list[str]:
    """An alias cut as the reader cuts text: hyphens and possessives stand alone."""
    out: list[str] = []
    for word in alias.translate(QUOTES).split():
        stem, clitic = (word[:-2], "'s") if word.endswith("'s") else (word, "")
        if stem.endswith("s'") or stem == "s'":
            stem, clitic = stem[:-1], "'"
        out += [part for n, p in enumerate(stem.split("-")) for part in (["-"] if n else []) + ([p] if p else [])]
        out += [clitic] if clitic else []
    return [p for w in out for p in _brackets(w)]


def _brackets(word: str) -> list[str]:
    out = []
    if word.startswith("("):
        out.append("(")
        word = word[1:]
    tail = [")"] if word.endswith(")") else []
    word = word.rstrip(")")
    parts = word.split("/")
    for n, p in enumerate(parts):
        out += (["/"] if n else []) + ([p] if p else [])
    return out + tail
