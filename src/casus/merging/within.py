"""How two tellings of ONE report compare: a report that tells its happening again tells it alike, or leaves things out.

The coder folds what a report tells twice, as far as it can see; what it left apart is joined only where the report
gives it the same kind and nothing differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from casus.merging.facet import Facet
from casus.merging.where import FINE
from casus.records.incident import Telling
from casus.values.kind import Kind
from casus.values.where import Level, Where

# One missile may be told as shelling, as an air strike and as a bombing.
FIRE = frozenset(Kind.parse(f"violence/explosive/{k}") for k in ("shelling", "air_strike", "bomb"))
# Kinds under which anything violent may be told again: "the attack", "were killed", "the fighting".
VAGUE = frozenset({Kind.parse("violence/civilians/attack"), Kind.parse("battle/clash")})


def within(a: Telling, b: Telling) -> Iterator[Facet]:
    """What holds for one report only: kinds must agree, other names and other numbers are other happenings."""
    violent = {a.kind.path[0], b.kind.path[0]} <= {"violence", "battle"}
    agree = a.kind == b.kind or (violent and (a.kind in VAGUE or b.kind in VAGUE or {a.kind, b.kind} <= FIRE))
    yield Facet.of("one report", "same sort" if agree else "tells two kinds", forbids=not agree)
    if a.factuality.real != b.factuality.real:
        # A deed and its denial, told together, are one thing; what is still to come is another (compare sees to that).
        yield Facet.of("one report", "tells it and its denial")
    yield from _place(a, b)
    if a.when is not None and b.when is not None and a.when.days is None and b.when.days is None:
        if a.when.text.casefold() != b.when.text.casefold():
            yield Facet.of("one report", "other words for the time")
    elif (a.when is None) != (b.when is None) and len(a.report.days) == 1:
        yield Facet.of("one report", "tells one day", anchor=True)


def _place(a: Telling, b: Telling) -> Iterator[Facet]:
    if a.place is None or b.place is None:
        towns = {p.geonameid or p.name for p in a.report.places if p.level in FINE}
        if len(towns) == 1 and (a.place or b.place):
            yield Facet.of("one report", "tells one place", anchor=True)
    elif (
        _named(a.place)
        and _named(b.place)
        and a.place.name != b.place.name
        and None in (a.place.latitude, b.place.latitude)
    ):
        yield Facet.of("one report", "other name of the place")


def _named(place: Where) -> bool:
    return place.level is not Level.COUNTRY
