"""Which place of a name is meant: the candidates of all names of a document weighed together.

Method: prior by people and level, then three rounds in which countries, divisions, neighbours and container phrases of
the other names vote (after simple rules measured against stored systems on LGL, TR-News, GeoWebNews and GeoVirus).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import cos, exp, log, log10, radians, sqrt

from casus.gazetteer import tables
from casus.gazetteer.keys import plain
from casus.gazetteer.place import Place, distance
from casus.gazetteer.store import Gazetteer, Match, contains

# Weights chosen on the development parts of the four corpora.
COUNTRY, AREA, FIRST, SECOND, SEAT = 12.0, 9.0, 2.2, -0.9, 0.7
BY_COUNTRY, BY_DIVISION, BY_NEIGHBOUR, BY_CONTAINER = 1.6, 0.8, 1.2, 5.0
SORT, OTHER_SORT = 3.0, -1.0  # "X province" for a province, for something else
RESPELT = -1.5  # a place found by other spelling, beside places of the very name elsewhere
MUCH, BEHIND = 0.3, 0.7  # a town with such a part of its division's people goes before it by so much
ROUNDS = 3
MOST = 60  # candidates of a name that are weighed
REACH = 150.0  # km within which places of one document lie by habit
OWN = 0.9  # part of a name's own votes that is left out when it is judged
SILENT = 0.05  # votes of others under which nobody speaks
LEAST = 0.05  # votes of a country that nothing tells
NEARED = "P21"  # kinds of place that near ones speak for
BELIEVED = 0.02  # share of belief under which a candidate has no vote


_Division = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name in a text: its words, the number of the name that its words say contains it, the kind they tell."""

    words: str
    container: int | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The likeliest place of a name, its share of belief, the runner-up, and what speaks for it.

    `support` is the share of the other names' and demonyms' votes that go to its country, `local` of those that go to
    its division, None where there are none, `against` of those that go to the runner-up's country; `near` counts the
    beliefs in other names that lie by it, fading with distance;
    `contained` whether its words say what contains it and that fits; `rivals` how many candidates there were.
    """

    place: Place
    share: float
    second: Place | None
    match: Match
    support: float | None = None
    local: float | None = None
    against: float = 0.0
    near: float = 0.0
    contained: bool = False
    rivals: int = 1


@dataclass(slots=True)
class _Item:
    """A distinct name of the document with its candidates; `prior` and `score` are parallel to them."""

    key: str
    match: Match
    candidates: tuple[Place, ...]
    prior: list[float]
    score: list[float]
    inside: dict[int, float] = field(default_factory=dict)
    home: dict[str | None, float] = field(default_factory=dict)  # its own votes
    times: int = 0


def resolve(gazetteer: Gazetteer, named: Sequence[Named], votes: Mapping[str, float]) -> list[Resolved | None]:
    """The place of each name, None where the gazetteer knows none. `votes` are countries told by other words."""
    items: dict[tuple[str, str | None], _Item] = {}
    of: list[_Item] = []
    firm = _firm(gazetteer, named, votes)
    for n in named:
        key = plain(n.words)
        item = items.get((key, n.level))
        if item is None:
            item = items[key, n.level] = _item(gazetteer, n, key, firm)
        item.times += 1
        of.append(item)
    for n, item in zip(named, of, strict=True):
        if n.container is not None:
            _contained(item, of[n.container])
    every = [i for i in items.values() if i.candidates]
    for _ in range(ROUNDS):
        _round(every, votes)
    told = _count(every, votes)
    best = {id(item): _best(item, told, land) for item, land in zip(every, told.own, strict=True)}
    return [best.get(id(item)) for item in of]


def _firm(gazetteer: Gazetteer, named: Sequence[Named], votes: Mapping[str, float]) -> set[str]:
    """Countries of which the document speaks for sure: by demonym, or by name."""
    firm = {code for code, n in votes.items() if n >= 1}
    for n in named:
        firm |= {p.country for p in gazetteer.candidates(n.words) if p.kind == "C" and p.country}
    return firm


def _item(gazetteer: Gazetteer, n: Named, key: str, firm: set[str]) -> _Item:
    found = gazetteer.find(n.words)
    places = found.places[:MOST]
    prior = [_prior(p, n) for p in places]
    if found.match is Match.NAME and firm and not any(p.country in firm or p.kind in "CAS" for p in places):
        known = set(places)
        respelt = [p for p in gazetteer.spellings(n.words) if p.country in firm and p not in known][:10]
        places = (*places, *respelt)
        prior += [_prior(p, n) + RESPELT for p in respelt]
    if n.level is None:
        prior = _towns_first(places, prior, key)
    return _Item(key=key, match=found.match, candidates=places, prior=prior, score=list(prior))


def _towns_first(places: Sequence[Place], prior: list[float], key: str) -> list[float]:
    """A bare "Aleppo" is the town, not the province around it, where the town makes much of the province.

    A town that only goes by the province's own name as well, Tepic by "Nayarit", is not meant by it.
    """
    out = list(prior)
    for i, division in enumerate(places):
        if division.kind != "1":
            continue
        for j, town in enumerate(places):
            inside = (town.country, town.admin1_code) == (division.country, division.admin1_code)
            if plain(division.name) == key != plain(town.name):
                continue
            much = inside and town.population >= MUCH * division.population
            # The capital of a country goes before a division of its name anywhere in it: Washington.
            if town.kind == "P" and (much or (town.geonameid in _seats() and town.country == division.country)):
                out[j] = max(out[j], prior[i])
                out[i] = out[j] - BEHIND
                break
    return out


@cache
def _seats() -> frozenset[int | None]:
    return frozenset(c.seat for c in tables.countries().values() if c.seat)


def _prior(p: Place, n: Named) -> float:
    if p.kind == "C":
        base = COUNTRY
    elif p.kind in "AS":
        base = AREA
    else:
        base = log10(p.population + 100) + (FIRST if p.kind == "1" else SECOND if p.kind == "2" else 0.0)
        if p.geonameid in _seats():
            base += SEAT
    if n.level is not None:
        base += SORT if p.kind == n.level else OTHER_SORT
    return base


def _contained(inner: _Item, outer: _Item) -> None:
    """How well candidates fit what the words say contains them: "Makhmour district of Erbil"."""
    for x, p in enumerate(inner.candidates):
        for y, q in enumerate(outer.candidates):
            if contains(q, p):
                inner.inside[x] = 1.0
                outer.inside[y] = max(outer.inside.get(y, 0.0), 0.3)


@dataclass(slots=True)
class _Votes:
    """What all names together say: votes for countries and divisions, and where towns and districts lie."""

    countries: dict[str | None, float]
    divisions: dict[_Division, float] = field(default_factory=lambda: defaultdict(float))
    points: list[tuple[float, float, float, str]] = field(default_factory=list)
    own: list[dict[_Division, float]] = field(default_factory=list)  # each item's votes for divisions


def _count(items: Sequence[_Item], votes: Mapping[str, float]) -> _Votes:
    out = _Votes(countries=defaultdict(float))
    out.countries.update(votes)
    for item in items:
        weight = 1 + log(item.times)
        item.home = defaultdict(float)
        land: dict[_Division, float] = defaultdict(float)
        for p, belief in zip(item.candidates, _shares(item.score), strict=True):
            if belief <= BELIEVED:
                continue
            if p.country:
                item.home[p.country] += weight * belief
            if p.admin1_code:
                land[p.country, p.admin1_code] += weight * belief
            if p.kind in "P2":
                out.points.append((p.latitude, p.longitude, weight * belief, item.key))
        out.own.append(land)
        for code, n in item.home.items():
            out.countries[code] += n
        for at, n in land.items():
            out.divisions[at] += n
    return out


def _round(items: Sequence[_Item], votes: Mapping[str, float]) -> None:
    """Weigh all candidates anew."""
    told = _count(items, votes)
    all_countries = sum(told.countries.values()) or 1.0
    all_divisions = sum(told.divisions.values()) or 1.0
    for item, land in zip(items, told.own, strict=True):
        if len(item.candidates) == 1:
            continue
        # A name's own votes count little for itself: the others decide.
        others = all_countries - OWN * sum(item.home.values())
        lands = all_divisions - OWN * sum(land.values())
        row = []
        for x, p in enumerate(item.candidates):
            v = item.prior[x] + BY_CONTAINER * item.inside.get(x, 0.0)
            if p.country:
                n = told.countries.get(p.country, 0.0) - OWN * item.home.get(p.country, 0.0)
                v += BY_COUNTRY * log((n + LEAST) / (others + LEAST))
            if p.kind in "P21" and p.admin1_code:
                at = (p.country, p.admin1_code)
                n = told.divisions.get(at, 0.0) - OWN * land.get(at, 0.0)
                v += BY_DIVISION * log((n + 0.1) / (lands + 0.1))
            if p.kind in NEARED and told.points:
                v += BY_NEIGHBOUR * log(_nearness(p, told.points, item.key) + 0.1)
            row.append(v)
        item.score = row


def _nearness(p: Place, points: Sequence[tuple[float, float, float, str]], key: str) -> float:
    """Other names' beliefs, fading with distance. Flat-earth distances: only near ones count."""
    near = 0.0
    narrow = cos(radians(p.latitude))
    for lat, lon, weight, of in points:
        north = (lat - p.latitude) * 111.2
        if of == key or not -900.0 < north < 900.0:
            continue
        east = (lon - p.longitude) * 111.2 * narrow
        if -900.0 < east < 900.0:
            near += weight * exp(-sqrt(north * north + east * east) / REACH)
    return near


def _shares(score: Sequence[float]) -> list[float]:
    top = max(score)
    raw = [exp(v - top) for v in score]
    total = sum(raw)
    return [r / total for r in raw]


def _best(item: _Item, told: _Votes, land: Mapping[_Division, float]) -> Resolved:
    countries = told.countries
    c, s = item.candidates, item.score
    order = sorted(range(len(c)), key=lambda i: (-s[i], i))
    first = c[order[0]]
    shares = _shares(s)
    # Places that lie together are one answer: the town and the district of the same name.
    belief = sum(
        share
        for p, share in zip(c, shares, strict=True)
        if distance(first.latitude, first.longitude, p.latitude, p.longitude) < 161
    )
    second = next((c[i] for i in order[1:] if c[i].country != first.country or c[i].name != first.name), None)
    others = sum(countries.values()) - sum(item.home.values())
    mine = countries.get(first.country, 0.0) - item.home.get(first.country, 0.0) if first.country else 0.0
    theirs = countries.get(second.country, 0.0) - item.home.get(second.country, 0.0) if second is not None else 0.0
    divided = sum(told.divisions.values()) - sum(land.values())
    at = (first.country, first.admin1_code)
    here = told.divisions.get(at, 0.0) - land.get(at, 0.0) if first.admin1_code else 0.0
    return Resolved(
        place=first,
        share=belief,
        second=second,
        match=item.match,
        support=max(0.0, mine / others) if others > SILENT else None,
        against=max(0.0, theirs / others) if others > SILENT else 0.0,
        local=max(0.0, here / divided) if divided > SILENT else None,
        near=_nearness(first, told.points, item.key) if first.kind in NEARED else 0.0,
        contained=item.inside.get(order[0], 0.0) >= 1.0,
        rivals=len(c),
    )
