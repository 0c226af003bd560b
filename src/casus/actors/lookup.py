"""Look-ups over the actor tables: longest match of words, countries by word, categories by day and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache

from casus.actors.aliases import fold, pieces
from casus.actors.tables import Actor, Group, Leader, armed, countries, groups, leaders, words
from casus.values.party import STATE, Category, Party

LONGEST = 11  # tokens of an alias
SHORT = 4  # letters of an acronym that needs support
MARKS = frozenset({"-", "–", "‑", "'", "’", "'s", "’s"})  # left out of aliases: "al-Qaida" is "al Qaida"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An actor at some words: how many words its alias takes, and whether the alias needs support."""

    actor: Actor
    size: int
    guarded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """The actors of an alias; whether it is an acronym, which counts in capitals only; whether it is a name only with
    its capital: "Lebanese Forces" are a militia, "Lebanese forces" are not.
    """

    actors: tuple[Actor, ...]
    acronym: bool
    proper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A country told by its name, adjective or people, or by the seat of its government; how many words it takes."""

    code: str
    size: int
    seat: bool


@dataclass(frozen=True)
class Actors:
    """The tables, indexed. Made once by load_actors."""

    aliases: Mapping[tuple[str, ...], Alias]
    words: Mapping[tuple[str, ...], str]
    seats: Mapping[tuple[str, ...], str]
    nouns: Mapping[str, Group]
    leaders: Mapping[tuple[str, ...], Leader]

    def find(
        self,
        words_: Sequence[str],
        *,
        capitals: bool = False,
        day: date | None = None,
        told: frozenset[str] = frozenset(),
    ) -> Match | None:
        """The longest alias that some words begin with. `capitals`: the text knows no lower case.

        Of several actors of one alias, the one whose country is told, else the one active on the day.
        """
        if not words_ or fold(words_[0]) in MARKS:
            return None
        ends = [n + 1 for n, w in enumerate(words_[:LONGEST]) if fold(w) not in MARKS]
        folded = [fold(words_[n - 1]) for n in ends]
        for count in range(len(folded), 0, -1):
            known = self.aliases.get(tuple(folded[:count]))
            if known is None:
                continue
            size = ends[count - 1]
            written = "".join(words_[:size])
            if known.acronym and not capitals and size == 1 and not written[:-1].isupper():
                famous = len(written) >= SHORT and written.istitle() and " ".join(folded[:count]) in words("famous")
                if not famous:  # some papers write Nato, Isis
                    continue
            if (
                not known.acronym
                and not capitals
                and size == 1
                and written.islower()
                and known.actors[0].name[0].isupper()
            ):
                continue
            if known.proper and not capitals and words_[size - 1].islower():
                continue
            actor = max(known.actors, key=lambda a: (bool(set(a.countries) & told), a.active(day)))
            alone = " ".join(folded[:count])
            short = known.acronym and len(written) <= SHORT and alone not in words("famous")
            guarded = short or alone in words("guards") or len(known.actors) > 1 or (capitals and len(written) < SHORT)
            return Match(actor=actor, size=size, guarded=guarded)
        return None

    def leader(self, name: str, day: date | None = None) -> Leader | None:
        """The leader of that name, if he led on that day."""
        found = self.leaders.get(_key(name))
        return found if found is not None and found.leads(day) else None

    def country(self, word: str) -> str | None:
        """ISO code of the country that an adjective, a people's name or a country's name points to."""
        return self.words.get(_key(word))

    def seat(self, word: str) -> str | None:
        """ISO code of the state for which a seat of government stands."""
        return self.seats.get(_key(word))

    def land(self, words_: Sequence[str]) -> Land | None:
        """The longest country word or seat of government that some words begin with."""
        folded = [fold(w) for w in words_[:5]]
        for size in range(len(folded), 0, -1):
            key = tuple(folded[:size])
            if key in self.words:
                return Land(code=self.words[key], size=size, seat=False)
            if key in self.seats:
                return Land(code=self.seats[key], size=size, seat=True)
        return None

    def group(self, noun: str) -> Group | None:
        """The sort of party that a common noun denotes."""
        return self.nouns.get(fold(noun))

    def by_id(self, id: str) -> Actor | None:
        """The actor of an id."""
        return armed().get(id)

    def party(self, actor: Actor, on: date | None = None) -> Party:
        """The party that an actor is on a day. A group at home in several countries has no country."""
        country = actor.countries[0] if len(actor.countries) == 1 else None
        if actor.category is Category.EXTERNAL_FORCES:
            country = None
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


@cache
def load_actors() -> Actors:
    """The tables of data/actors, indexed; some milliseconds, once."""
    names: dict[tuple[str, ...], str] = {}
    seats: dict[tuple[str, ...], str] = {}
    for c in countries().values():
        for w in (c.name, *c.words):
            names.setdefault(_key(w), c.code)
        for s in c.seats:
            seats.setdefault(_key(s), c.code)
    led = {_key(found.name): found for found in leaders()}
    nouns = {fold(n): g for g in groups() for n in g.nouns}
    forces = {n for n, g in nouns.items() if g.category in STATE or g.sort == "collective"}
    return Actors(
        aliases={key: _alias(found, key, names, forces) for key, found in _aliases().items()},
        words=names,
        seats=seats,
        nouns=nouns,
        leaders=led,
    )


def _key(name: str) -> tuple[str, ...]:
    return tuple(fold(p) for p in pieces(name))


def _aliases() -> Mapping[tuple[str, ...], tuple[list[Actor], bool]]:
    """The actors of each alias, by its words, and whether it is an acronym."""
    found: dict[tuple[str, ...], tuple[list[Actor], bool]] = {}
    for actor in armed().values():
        for alias in (actor.name, *actor.aliases):
            key = tuple(p for p in _key(alias) if p not in MARKS)
            row = found.setdefault(key, ([], alias[:-1].isupper() and len(alias) <= 6))
            if actor not in row[0]:
                row[0].append(actor)
    return found


def _alias(
    found: tuple[list[Actor], bool], key: tuple[str, ...], lands: Mapping[tuple[str, ...], str], forces: Set[str]
) -> Alias:
    """An alias; a nation's forces that are no state's are meant only by their name: "Lebanese Forces"."""
    actors, acronym = found
    nation = len(key) > 1 and key[:-1] in lands and key[-1] in forces
    return Alias(actors=tuple(actors), acronym=acronym, proper=nation and actors[0].category not in STATE)
