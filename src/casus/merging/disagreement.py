"""Where the reports of one incident differ. A coarser value is no disagreement: "in Norland" and "in Vesk" agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import combinations

from casus.merging.tolls import of_one
from casus.records.incident import Disagreement, Telling
from casus.values.toll import Harm, Toll
from casus.values.where import Level, Where

COARSE = (Level.COUNTRY, Level.ADMIN1, Level.AREA, Level.SEA)


def disagreements(members: Iterable[Telling], deeds: Iterable[Telling] | None = None) -> Iterator[Disagreement]:
    """Every field that two reports fill with values that cannot both hold, or with two figures.

    `deeds`: those of the members that tell what happened, where others tell what followed.
    """
    members = tuple(members)
    told = members if deeds is None else tuple(deeds)
    yield from _field("kind", told, lambda t: str(t.kind), parted=True)
    yield from _field("factuality", members, lambda t: t.factuality.value)
    yield from _field("initiator", told, lambda t: t.initiator.name if t.initiator else None, parted=True)
    yield from _field("target", told, lambda t: t.target.name if t.target else None, parted=True)
    if any(_apart(a.place, b.place) for a, b in combinations(told, 2) if a.place and b.place):
        yield from _field("place", told, lambda t: t.place.name if t.place else None, parted=True)
    if any(a.when.overlaps(b.when) is False for a, b in combinations(told, 2) if a.when and b.when):
        yield from _field("when", told, _days)
    for harm in Harm:
        yield from _field(harm.value, members, partial(_figure, harm))


def _field(
    name: str, members: Iterable[Telling], value: Callable[[Telling], str | None], *, parted: bool = False
) -> Iterator[Disagreement]:
    """The field's values, where two reports differ. `parted`: only where two reports have no value in common."""
    said: dict[str, set[str]] = {}
    of: dict[str, set[str]] = {}
    for t in members:
        v = value(t)
        if v is not None:
            said.setdefault(v, set()).add(t.document)
            of.setdefault(t.document, set()).add(v)
    # One report that tells two values tells two things: only reports can disagree.
    if len(said) < 2 or len(of) < 2 or (parted and not any(a.isdisjoint(b) for a, b in combinations(of.values(), 2))):
        return
    yield Disagreement(field=name, values=tuple((v, tuple(sorted(said[v]))) for v in sorted(said)))


def _figure(harm: Harm, t: Telling) -> str | None:
    return shown(of_one(t, harm))


def _days(t: Telling) -> str | None:
    if t.when is None or t.when.start is None:
        return None
    return f"{t.when.start}" if t.when.end == t.when.start else f"{t.when.start}/{t.when.end}"


def _apart(a: Where, b: Where) -> bool:
    if a.name == b.name:
        return False
    coarse = [p for p in (a, b) if p.level in COARSE]
    if len(coarse) == 1:
        fine = b if coarse[0] is a else a
        if coarse[0].country is None or fine.country is None:
            return False
        return coarse[0].country != fine.country or (
            coarse[0].admin1 is not None and fine.admin1 is not None and coarse[0].admin1 != fine.admin1
        )
    return True


def shown(toll: Toll | None) -> str | None:
    """A toll as a figure: "20+", "39", "2-5"; None for none."""
    if toll is None:
        return None
    if toll.high is None:
        return f"{toll.best}+"
    return str(toll.best) if toll.low == toll.high else f"{toll.low}-{toll.high}"
