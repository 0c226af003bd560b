"""How the places of two tellings compare: their own first, then the places that their reports state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casus.merging.facet import Facet
from casus.records.incident import Telling
from casus.values.where import Level, Where

FINE = frozenset({Level.POINT, Level.TOWN, Level.DISTRICT})
SAME = 0.5  # likeness of two places from which they are held to be one
NEAR = 0.1


def where(a: Telling, b: Telling) -> Iterator[Facet]:
    """The vote of the two places; and, where they do not settle it, that of a town which both reports state."""
    own = _places(a, b)
    if own.weight > 0:
        # An inferred town that both reports tell is no guess of one reading.
        yield own if own.anchor or own.hint or not _shared(a, b) else replace(own, anchor=True)
        return
    yield own
    # A coder may take the wrong one of a report's places; that both reports name one town still says something.
    if _shared(a, b):
        how = "though both reports tell one place" if own.weight < -1 else "a place that both reports tell"
        yield Facet.of("where", how, anchor=True)


def _places(a: Telling, b: Telling) -> Facet:
    here, there = a.place, b.place
    if here is None or there is None:
        return Facet.silent("where")
    anchor = a.place_stated and b.place_stated
    if here.country and there.country and here.country != there.country:
        return Facet.of("where", "another country")
    if Level.COUNTRY in (here.level, there.level):
        return Facet.silent("where")
    likeness = here.alike(there)
    if likeness is None:
        same = here.name.casefold() == there.name.casefold()
        return Facet.of("where", "same name", anchor=anchor) if same else Facet.silent("where")
    fine = here.level in FINE and there.level in FINE
    if likeness >= SAME:
        return Facet.of("where", "same place" if fine else "same region", anchor=anchor)
    province = here.admin1 is not None and (here.country, here.admin1) == (there.country, there.admin1)
    if not fine:
        if province:
            return Facet.of("where", "one inside the other", hint=True)
        return Facet.of("where", "another region") if here.admin1 and there.admin1 else Facet.silent("where")
    if likeness >= NEAR:
        return Facet.of("where", "near", hint=True)
    return Facet.of("where", "apart in a province" if province else "far")


def _shared(a: Telling, b: Telling) -> bool:
    """Whether two reports state one town."""
    if a.document == b.document:
        return False
    if not a.report.spots.isdisjoint(b.report.spots):
        return True
    return any(_same(x, y) for x in a.report.places for y in b.report.places)


def _same(a: Where, b: Where) -> bool:
    if a.level not in FINE or b.level not in FINE:
        return False
    likeness = a.alike(b)
    return a.name.casefold() == b.name.casefold() if likeness is None else likeness >= SAME
