"""Which place of a name is meant: the candidates of all names of a document weighed together.

Method: prior by people and level, then three rounds in which countries, divisions, neighbours and container phrases of
the other names vote (after simple rules measured against stored systems on LGL, TR-News, GeoWebNews and GeoVirus).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, log10

from casus.gazetteer.keys import plain
from casus.gazetteer.place import Place, distance
from casus.gazetteer.store import Gazetteer

# Weights chosen on the development parts of the four corpora.
COUNTRY, AREA, FIRST, SECOND = 11.0, 8.5, 0.6, -0.7
BY_COUNTRY, BY_DIVISION, BY_NEIGHBOUR, BY_CONTAINER = 1.6, 1.0, 1.2, 5.0
ROUNDS = 3
MOST = 60  # candidates of a name that are weighed


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name in a text: its words, and the number of the name that its words say contains it."""

    words: str
    container: int | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The likeliest place of a name, its share of belief, and the runner-up."""

    place: Place
    share: float
    second: Place | None


def resolve(gazetteer: Gazetteer, named: Sequence[Named], votes: Counter[str]) -> list[Resolved | None]:
    """The place of each name, None where the gazetteer knows none. `votes` are countries told by other words."""
    candidates = [gazetteer.candidates(n.words)[:MOST] for n in named]
    keys = [plain(n.words) for n in named]
    prior = [[_prior(p, n) for p in c] for n, c in zip(named, candidates, strict=True)]
    inside = _contained(named, candidates, keys)
    scores = prior
    for _ in range(ROUNDS):
        scores = _round(candidates, keys, prior, scores, inside, votes)
    out: list[Resolved | None] = []
    for c, s in zip(candidates, scores, strict=True):
        out.append(_best(c, s) if c else None)
    return out


def _prior(p: Place, n: Named) -> float:
    if p.kind == "C":
        base = COUNTRY
    elif p.kind in "AS":
        base = AREA
    else:
        base = log10(p.population + 100) + (FIRST if p.kind == "1" else SECOND if p.kind == "2" else 0.0)
    if n.level is not None:
        base += 3.0 if p.kind == n.level else -1.0
    return base


def _contained(
    named: Sequence[Named], candidates: Sequence[Sequence[Place]], keys: Sequence[str]
) -> dict[tuple[str, Place], float]:
    """How well a candidate fits what its words say contains it: "Makhmour district of Erbil"."""
    out: dict[tuple[str, Place], float] = defaultdict(float)
    for j, n in enumerate(named):
        if n.container is None:
            continue
        for p in candidates[j]:
            for q in candidates[n.container]:
                if contains(q, p):
                    out[keys[j], p] = 1.0
                    out[keys[n.container], q] = max(out[keys[n.container], q], 0.3)
    return out


def contains(outer: Place, inner: Place) -> bool:
    """Whether a country or division holds a place, by its codes; an area by distance."""
    if outer is inner:
        return False
    if outer.kind == "C":
        return outer.country == inner.country and inner.kind != "C"
    if outer.kind == "1":
        return (outer.country, outer.admin1_code) == (inner.country, inner.admin1_code) and inner.kind in "2P"
    if outer.kind in "A2":
        near = distance(outer.latitude, outer.longitude, inner.latitude, inner.longitude)
        return near <= outer.radius * 1.5 and inner.kind in "2P"
    return False


def _round(
    candidates: Sequence[Sequence[Place]],
    keys: Sequence[str],
    prior: Sequence[Sequence[float]],
    scores: Sequence[Sequence[float]],
    inside: dict[tuple[str, Place], float],
    votes: Counter[str],
) -> list[list[float]]:
    countries: dict[str | None, float] = defaultdict(float)
    for code, n in votes.items():
        countries[code] += n
    divisions: dict[tuple[str | None, str | None], float] = defaultdict(float)
    points: list[tuple[float, float, float, str]] = []
    times = Counter(keys)
    for key, (c, s) in {k: (c, s) for k, c, s in zip(keys, candidates, scores, strict=True)}.items():
        if not c:
            continue
        top = max(s)
        shares = [exp(v - top) for v in s]
        total = sum(shares)
        weight = 1 + log(times[key])
        for p, share in zip(c, shares, strict=True):
            belief = share / total
            if belief <= 0.02:
                continue
            if p.country:
                countries[p.country] += weight * belief
            if p.admin1_code:
                divisions[p.country, p.admin1_code] += weight * belief
            if p.kind in "P2":
                points.append((p.latitude, p.longitude, weight * belief, key))
    all_countries = sum(countries.values()) or 1.0
    all_divisions = sum(divisions.values()) or 1.0
    out = []
    for j, c in enumerate(candidates):
        row = []
        for x, p in enumerate(c):
            v = prior[j][x]
            if p.country:
                v += BY_COUNTRY * log((countries[p.country] + 0.05) / (all_countries + 0.05))
            if p.kind in "P21" and p.admin1_code:
                v += BY_DIVISION * log((divisions[p.country, p.admin1_code] + 0.1) / (all_divisions + 0.1))
            if p.kind in "P2" and points and len(c) > 1:
                near = sum(
                    w * exp(-distance(p.latitude, p.longitude, lat, lon) / 150)
                    for lat, lon, w, k in points
                    if k != keys[j]
                )
                v += BY_NEIGHBOUR * log(near + 0.1)
            row.append(v + BY_CONTAINER * inside.get((keys[j], p), 0.0))
        out.append(row)
    return out


def _best(c: Sequence[Place], s: Sequence[float]) -> Resolved:
    order = sorted(range(len(c)), key=lambda i: (-s[i], i))
    top = s[order[0]]
    # Places that lie together are one answer: the town and the district of the same name.
    total = sum(exp(v - top) for v in s)
    first = c[order[0]]
    belief = sum(
        exp(s[i] - top) for i in order if distance(first.latitude, first.longitude, c[i].latitude, c[i].longitude) < 161
    )
    second = next((c[i] for i in order[1:] if c[i].country != first.country or c[i].name != first.name), None)
    return Resolved(place=first, share=belief / total, second=second)
