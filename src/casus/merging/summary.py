"""What an incident says on the whole: the best-borne value of each field, and every disagreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from casus.records.incident import Disagreement, Incident, Likeness, Telling
from casus.values.factuality import Factuality
from casus.values.thing import Campaign, Thing
from casus.values.toll import Harm, Of, Toll
from casus.values.when import When
from casus.values.where import Level, Where

V = TypeVar("V")
FINENESS = (Level.POINT, Level.TOWN, Level.DISTRICT, Level.AREA, Level.SEA, Level.ADMIN1, Level.COUNTRY)


def summarise(id: str, members: tuple[Telling, ...], why: tuple[Likeness, ...]) -> Incident:
    """The incident of these tellings. One voice counts once, however many documents print it."""
    heard = _one_a_voice(members)
    return Incident(
        id=id,
        tellings=members,
        voices=len({t.voice for t in members}),
        kind=_most((t.kind for t in heard), str) or heard[0].kind,
        factuality=_factuality(heard),
        initiator=_most((t.initiator for t in heard if t.initiator), lambda p: (p.id is not None, p.name)),
        target=_most((t.target for t in heard if t.target), lambda p: (p.id is not None, p.name)),
        place=_place(heard),
        when=_when(heard),
        tolls=tuple(_tolls(heard)),
        objects=_objects(heard),
        operation=_operation(heard),
        disagreements=tuple(_disagreements(members)),
        why=why,
    )


def _one_a_voice(members: tuple[Telling, ...]) -> list[Telling]:
    first: dict[str, Telling] = {}
    for t in sorted(members, key=lambda t: (t.published is None, t.published, t.event)):
        first.setdefault(t.voice, t)
    return list(first.values())


def _most(values: Iterable[V], order: Callable[[V], object]) -> V | None:
    counts = Counter(values)
    if not counts:
        return None
    return max(counts, key=lambda v: (counts[v], order(v)))


def _factuality(heard: list[Telling]) -> Factuality:
    said = {t.factuality for t in heard}
    for strongest in Factuality:
        if strongest in said:
            return strongest
    return heard[0].factuality


def _place(heard: list[Telling]) -> Where | None:
    known = [t for t in heard if t.place is not None]
    if not known:
        return None
    counts = Counter(t.place.name for t in known if t.place)

    def rank(t: Telling) -> tuple[object, ...]:
        place = t.place
        assert place is not None
        return (not t.place_stated, FINENESS.index(place.level), -counts[place.name], place.latitude is None, t.event)

    return min(known, key=rank).place


def _when(heard: list[Telling]) -> When | None:
    known = [t for t in heard if t.when is not None and t.when.start is not None]
    if not known:
        return next((t.when for t in heard if t.when is not None), None)
    counts = Counter((t.when.start, t.when.end) for t in known if t.when)

    def rank(t: Telling) -> tuple[object, ...]:
        when = t.when
        assert when is not None
        return (not t.when_stated, when.days or 0, -counts[when.start, when.end], t.event)

    return min(known, key=rank).when


def _tolls(heard: list[Telling]) -> Iterable[Toll]:
    """Per harm: the low of the lowest report, the high of the highest, best as the latest report has it."""
    for harm in Harm:
        told = []
        for t in sorted(heard, key=lambda t: (t.published is not None, t.published, t.event)):
            own = [x for x in t.tolls if x.harm is harm]
            if own:
                told.append(_total(own))
        if told:
            highs = [x.high for x in told]
            high = None if None in highs else max(h for h in highs if h is not None)
            best = told[-1].best
            yield Toll(
                harm=harm,
                low=min(min(x.low for x in told), best),
                best=best,
                high=high if high is None else max(high, best),
                of=told[-1].of if len({x.of for x in told}) == 1 else Of.UNKNOWN,
            )


def _total(parts: list[Toll]) -> Toll:
    """One report's tolls of one harm, added up over those harmed."""
    if len(parts) == 1:
        return parts[0]
    highs = [p.high for p in parts]
    return Toll(
        harm=parts[0].harm,
        low=sum(p.low for p in parts),
        best=sum(p.best for p in parts),
        high=None if None in highs else sum(h for h in highs if h is not None),
    )


def _objects(heard: list[Telling]) -> tuple[Thing, ...]:
    return tuple(sorted({o for t in heard for o in t.objects}, key=lambda o: (o.what, o.count or 0, str(o.effect))))


def _operation(heard: list[Telling]) -> Campaign | None:
    return max((t.operation for t in heard if t.operation), key=lambda c: (c.phase is not None, c.name), default=None)


def _disagreements(members: tuple[Telling, ...]) -> Iterable[Disagreement]:
    fields: dict[str, Callable[[Telling], object]] = {
        "kind": lambda t: str(t.kind),
        "factuality": lambda t: t.factuality.value,
        "initiator": lambda t: t.initiator and t.initiator.name,
        "target": lambda t: t.target and t.target.name,
        "place": lambda t: t.place and t.place.name,
        "when": lambda t: t.when and t.when.start and f"{t.when.start}/{t.when.end}",
    }
    for harm in Harm:
        fields[harm.value] = lambda t, harm=harm: _figure(t, harm)  # type: ignore[misc]
    for name, value in fields.items():
        said: dict[object, set[str]] = {}
        for t in members:
            v = value(t)
            if v is not None:
                said.setdefault(v, set()).add(t.document)
        if len(said) > 1:
            yield Disagreement(field=name, values=tuple((v, tuple(sorted(said[v]))) for v in sorted(said, key=str)))


def _figure(t: Telling, harm: Harm) -> str | None:
    own = [x for x in t.tolls if x.harm is harm]
    if not own:
        return None
    total = _total(own)
    if total.low == total.best == total.high:
        return str(total.best)
    return f"{total.low}-{total.high}" if total.high is not None else f"{total.low}+"
