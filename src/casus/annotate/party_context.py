"""What the whole document tells of who may be meant: known actors, countries, the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casus.actors import Actors, Match
from casus.actors.tables import words
from casus.records.annotated import Annotated, NameType, Token
from casus.records.span import Span
from casus.values.party import Category

HYPHENS = ("-", "–", "‑")
# How much a country's word tells of who "the army" is: by where it stands, and what sort of word it is.
SHORTEST, CAPITALS = 20, 0.8  # letters, and the share of capitals, of a text that knows no lower case
AGO = 3  # sentences back to a party of the same sort with its country told
ALIKE = {
    "military": ("military", "security", "materiel"),
    "materiel": ("military", "materiel"),
    "security": ("security", "police"),
    "police": ("police",),
    "government": ("government", "official"),
    "official": ("official", "government"),
}
BEFORE, BEHIND, FADING, AHEAD, PLACE, ADJECTIVE, COMMON = 3.0, 2.0, 0.55, 0.5, 1.5, 1.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A country at some words: first and last token, and whether they name a place rather than qualify something."""

    code: str
    first: int
    last: int
    place: bool
    seat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Forces or officials whose country their own words tell: head token, sort of party, the country's words."""

    index: int
    sort: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A document with what it tells of parties. `matches` and `lands` are keyed by first token.

    `country` is the one given from outside, else None; `day` that of the report, where known.
    """

    core: Annotated
    actors: Actors
    capitals: bool
    matches: Mapping[int, Match]
    lands: Mapping[int, Told]
    sure: frozenset[str]
    told: frozenset[str]
    country: str | None
    day: date | None
    clues: tuple[Told, ...]
    stated: tuple[Stated, ...] = ()

    def at(self, index: int) -> Told | None:
        """The country whose words hold a token."""
        for first in range(index, max(index - 5, -1), -1):
            found = self.lands.get(first)
            if found is not None and found.last >= index:
                return found
        return None

    def known(self, index: int) -> tuple[int, Match] | None:
        """The actor whose alias holds a token, with its first token; none where an ambiguous alias lacks support."""
        for first in range(index, max(index - 9, -1), -1):
            found = self.matches.get(first)
            if found is not None and first + found.size > index:
                return (first, found) if self.supported(found) else None
        return None

    def supported(self, match: Match) -> bool:
        """An ambiguous alias counts where the actor is told by another name, or its country is the document's."""
        return not match.guarded or match.actor.id in self.sure or bool(set(match.actor.countries) & self.told)

    def scene(self, index: int) -> str | None:
        """The country of the places told around a token; None where none is told, or another's seat of government."""
        places = [t for t in self.clues if t.place and not t.seat]
        found = self._weighed(index, places)
        return found.code if found else None

    def near(self, index: int, sort: str = "") -> Told | None:
        """The country that a bare "army" or "villagers" at a token most likely belongs to.

        Forces: that of the last ones of that sort whose country was told. Else the country of near, telling and many
        words; for people without a state only places and known actors tell.
        """
        sentence = self.core.tokens[index].sentence
        for stated in reversed(self.stated):
            behind = sentence - self.core.tokens[stated.index].sentence
            if stated.index < index and behind <= AGO and sort in ALIKE.get(stated.sort, ()):
                return stated.told
        if sort == "materiel":  # whose warplanes they are, the place that they bomb does not tell
            return None
        clues = [t for t in self.clues if t.place] if sort not in ALIKE else list(self.clues)
        clues = clues or list(self.clues)
        if sort == "military" and any(t.code != "PS" for t in clues):
            clues = [t for t in clues if t.code != "PS"]
        return self._weighed(index, clues)

    def _weighed(self, index: int, clues: Sequence[Told]) -> Told | None:
        """The clue of most weight of the country that has most."""
        sentence = self.core.tokens[index].sentence
        total = Counter(t.code for t in clues)
        scores: dict[str, float] = {}
        best: dict[str, tuple[float, Told]] = {}
        for told in clues:
            far = sentence - self.core.tokens[told.first].sentence
            weight = (BEFORE if told.first < index else BEHIND) if far == 0 else BEFORE * FADING ** abs(far)
            weight *= (PLACE if told.place else ADJECTIVE) * (1.0 if far >= 0 else AHEAD)
            scores[told.code] = scores.get(told.code, 0.0) + weight
            if told.code not in best or weight > best[told.code][0]:
                best[told.code] = (weight, told)
        if not scores:
            return None
        code = max(sorted(scores), key=lambda c: scores[c] + COMMON * total[c] / len(clues))
        return best[code][1]


def context(core: Annotated, actors: Actors, country: str | None) -> Context:
    """The context of a document."""
    capitals = _capitals(core)
    lands = dict(_lands(core, actors, capitals))
    told = frozenset(t.code for t in lands.values())
    day = _day(core)
    matches = dict(_matches(core, actors, capitals, day, told))
    return Context(
        core=core,
        actors=actors,
        capitals=capitals,
        matches=matches,
        lands=lands,
        sure=frozenset(m.actor.id for m in matches.values() if not m.guarded),
        told=told,
        country=country,
        day=day,
        clues=tuple(_clues(lands, matches)),
    )


def _clues(lands: Mapping[int, Told], matches: Mapping[int, Match]) -> Iterator[Told]:
    """What tells of countries: their words, and the homes of known actors that have but one."""
    yield from lands.values()
    for first, match in matches.items():
        actor = match.actor
        if len(actor.countries) == 1 and not match.guarded and actor.category is not Category.EXTERNAL_FORCES:
            last = first + match.size - 1
            yield Told(code=actor.countries[0], first=first, last=last, place=True, seat=False)


def _matches(
    core: Annotated, actors: Actors, capitals: bool, day: date | None, told: frozenset[str]
) -> Iterator[tuple[int, Match]]:
    index, texts = 0, [t.text for t in core.tokens]
    while index < len(texts):
        found = actors.find(texts[index : index + 9], capitals=capitals, day=day, told=told)
        if found is not None and core.tokens[index].sentence == core.tokens[index + found.size - 1].sentence:
            yield index, found
            index += found.size
        else:
            index += 1


def _lands(core: Annotated, actors: Actors, capitals: bool) -> Iterator[tuple[int, Told]]:
    """Countries by words, and by resolved places that no word tells."""
    tokens = core.tokens
    persons = [n.span for n in core.names if n.type is NameType.PERSON]
    index = 0
    while index < len(tokens):
        told = _land(tokens, index, actors, capitals)
        if told is None or any(p.overlaps(tokens[index].span) for p in persons):
            index += 1
            continue
        yield told.first, told
        index = told.last + 1
    for place in core.places:
        inside = core.words(place.span)
        if place.where.country and inside and actors.land([t.text for t in inside]) is None:
            first, last = inside[0].index, inside[-1].index
            yield first, Told(code=place.where.country, first=first, last=last, place=True, seat=False)


def _land(tokens: tuple[Token, ...], index: int, actors: Actors, capitals: bool) -> Told | None:
    token = tokens[index]
    if not token.text[:1].isupper() or (index and tokens[index - 1].text in ("New", "NEW")):
        return None
    found = actors.land([t.text for t in tokens[index : index + 5]])
    if found is None or (token.text == "US" and capitals) or token.text == "Us":
        return None
    last = index + found.size - 1
    if tokens[last].sentence != token.sentence or _beside(tokens, index, last):
        return None
    head = tokens[last]
    place = head.pos == "PROPN" and head.relation not in ("amod", "compound") and head.tag != "NNPS"
    return Told(code=found.code, first=index, last=last, place=place, seat=found.seat)


def _beside(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether the words only qualify: "Norland-backed", "anti-Norland"."""
    if last + 2 < len(tokens) and tokens[last + 1].text in HYPHENS and tokens[last + 2].lemma.casefold() in BACKING:
        return True
    if last + 2 < len(tokens) and tokens[last + 1].text in HYPHENS and tokens[last + 2].text.casefold() in BACKING:
        return True
    return first > 1 and tokens[first - 1].text in HYPHENS and tokens[first - 2].text.casefold() in AGAINST


BACKING = words("backing")
AGAINST = words("against")


def _capitals(core: Annotated) -> bool:
    letters = [c for c in core.document.text[:2000] if c.isalpha()]
    return len(letters) > SHORTEST and sum(c.isupper() for c in letters) > CAPITALS * len(letters)


def _day(core: Annotated) -> date | None:
    if core.document.published:
        return core.document.published
    starts = [t.when.start for t in core.times if t.when and t.when.start]
    return max(starts) if starts else None


def span_of(core: Annotated, first: int, last: int) -> Span:
    """The characters from one token to another."""
    return Span(start=core.tokens[first].start, end=core.tokens[last].end)
