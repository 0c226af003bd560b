"""What an incident says on the whole: of each field the value that most voices bear, with the events that say so."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from casus.merging.aftermath import voters
from casus.merging.disagreement import disagreements
from casus.merging.tolls import tolls
from casus.records.incident import Borne, Incident, Likeness, Telling
from casus.values.factuality import Factuality
from casus.values.party import Category, Party
from casus.values.thing import Thing
from casus.values.when import When
from casus.values.where import Level, Where

V = TypeVar("V", bound=Hashable)
FINENESS = (Level.POINT, Level.TOWN, Level.DISTRICT, Level.AREA, Level.SEA, Level.ADMIN1, Level.COUNTRY)
# From what affirms most to what affirms least: a report of the deed outweighs a denial, and an accusation is a claim.
AFFIRMING = (
    Factuality.OCCURRED,
    Factuality.ONGOING,
    Factuality.ATTEMPTED,
    Factuality.ALLEGED,
    Factuality.DENIED,
    Factuality.PLANNED,
    Factuality.THREATENED,
)
VAGUE = frozenset({"violence/civilians/attack", "battle/clash", "strategic/other", "strategic/change"})
DOUBTED = 0.4  # of a voice: a doer named in a denial or an allegation stands behind one that a report affirms
INFERRED = 0.6  # of a voice: what a report's own words state counts more than what follows from words elsewhere


def summarise(id: str, members: tuple[Telling, ...], why: tuple[Likeness, ...]) -> Incident:
    """The incident of these tellings. One voice counts once, however many documents print it.

    What followed a deed (an arrest) does not say what the deed was, who did it, or when.
    """
    told = voters(members)
    kind = _most(told, lambda t: t.kind, lambda k: (str(k) not in VAGUE, str(k)))
    said = {t.factuality for t in members}
    factuality = next(f for f in AFFIRMING if f in said)
    return Incident(
        id=id,
        tellings=members,
        voices=len({t.voice for t in members}),
        kind=kind.value if kind else told[0].kind,
        factuality=Borne(value=factuality, events=tuple(t.event for t in members if t.factuality is factuality)),
        initiator=_most(told, lambda t: t.initiator, _party_rank, _affirmed),
        target=_most(told, lambda t: t.target, _party_rank, _affirmed),
        place=_place(told) or _place(members),
        when=_when(told),
        tolls=tuple(tolls(members)),
        objects=_objects(members),
        operation=_most(
            members, lambda t: t.operation, lambda c: (c.phase is not None, c.objective is not None, c.name)
        ),
        disagreements=tuple(disagreements(members, told)),
        why=why,
    )


def _votes(
    members: Iterable[Telling], value: Callable[[Telling], V | None], weight: Callable[[Telling], float] | None = None
) -> dict[V, float]:
    """What each value weighs: of a voice its strongest word counts."""
    said: dict[V, dict[str, float]] = {}
    for t in members:
        v = value(t)
        if v is not None:
            of = said.setdefault(v, {})
            of[t.voice] = max(of.get(t.voice, 0.0), weight(t) if weight else 1.0)
    return {v: round(sum(of.values()), 6) for v, of in said.items()}


def _borne(members: Iterable[Telling], value: Callable[[Telling], V | None], chosen: V) -> Borne[V]:
    return Borne(value=chosen, events=tuple(t.event for t in members if value(t) == chosen))


def _affirmed(t: Telling) -> float:
    return DOUBTED if t.factuality in (Factuality.DENIED, Factuality.ALLEGED) else 1.0


def _most(
    members: tuple[Telling, ...],
    value: Callable[[Telling], V | None],
    rank: Callable[[V], tuple[object, ...]],
    weight: Callable[[Telling], float] | None = None,
) -> Borne[V] | None:
    votes = _votes(members, value, weight)
    if not votes:
        return None
    return _borne(members, value, max(votes, key=lambda v: (votes[v], rank(v), repr(v))))


def _party_rank(p: Party) -> tuple[object, ...]:
    return (p.category is not Category.UNKNOWN, p.id is not None, p.name)


def _place(members: tuple[Telling, ...]) -> Borne[Where] | None:
    votes = _votes(members, lambda t: t.place, lambda t: 1.0 if t.place_stated else INFERRED)

    def rank(place: Where) -> tuple[object, ...]:
        fineness = FINENESS.index(place.level)
        sort = 3 if place.level is Level.COUNTRY else 2 if place.latitude is None else 1 if fineness > 2 else 0
        return (sort, -votes[place], fineness, repr(place))

    return _borne(members, lambda t: t.place, min(votes, key=rank)) if votes else None


def _when(members: tuple[Telling, ...]) -> Borne[When] | None:
    # The words differ where the days are one: "Saturday", "Oct. 14".
    votes = _votes(members, _days, lambda t: 1.0 if t.when_stated else INFERRED)
    told = [t.when for t in members if t.when is not None]
    if not told:
        return None

    def rank(when: When) -> tuple[object, ...]:
        days = when.days
        sort = 3 if days is None else 0 if days == 1 else 1 if days <= 7 else 2
        return (sort, -votes.get((when.start, when.end), 0.0), days or 0, repr(when))

    chosen = min(told, key=rank)
    same = (chosen.start, chosen.end)
    bearers = [t for t in members if t.when == chosen or (chosen.start is not None and _days(t) == same)]
    return Borne(value=chosen, events=tuple(t.event for t in bearers))


def _days(t: Telling) -> tuple[object, object] | None:
    return None if t.when is None or t.when.start is None else (t.when.start, t.when.end)


def _objects(members: tuple[Telling, ...]) -> tuple[Borne[Thing], ...]:
    things = sorted({o for t in members for o in t.objects}, key=lambda o: (o.what, o.count or 0, str(o.effect)))
    return tuple(Borne(value=o, events=tuple(t.event for t in members if o in t.objects)) for o in things)
