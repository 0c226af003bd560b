"""Happenings without a point of their own, put in the town of their report: "on Skarvik Street", "near his home".

Also streets and quarters that reading took for a town or county far away, and short words in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from casus.coding.home import Home, acronym, home, lone, near
from casus.gazetteer.tables import pattern
from casus.records.annotated import Annotated
from casus.records.claim import Basis, Claim
from casus.records.event import Event
from casus.records.span import Span
from casus.values.where import Level, Where

CODER = "casus.coding.housing@1"
AREA = 10.0  # km added to a town's radius for a street or a building somewhere in it
FAR = 100.0  # km from which a street of that name can not be the town's
KINDS = frozenset({"violence", "battle"})
LOCAL = frozenset({Level.POINT, Level.TOWN, Level.DISTRICT})
SURE = 3.5  # weight of a town's words from which it has battles, and what tells no place: more than a dateline
WARLIKE = frozenset({"air_strike", "shelling"})  # told from a town far away
# "near 65th and Orm", "65th & Orm": the second is a street as well.
CROSSING = re.compile(r"\b\d+(?:st|nd|rd|th)\s*(?:and|&|at)\s*$")
STREET = re.compile(rf"(?i)\b{pattern('streets')}\.?$")
# "the village of Orm" is no street of the report's town.
TOWNS = re.compile(rf"(?i)\b{pattern('settlements')}\s+of\b")
QUARTER = re.compile(rf"\s+{pattern('quarters')}\b")
QUARTER_END = re.compile(rf"(?i){pattern('quarter_ends')}$")


def housed(events: Iterable[Event], annotated: Annotated) -> Iterator[Event]:
    """The events, where those that tell no place on the map have the town of their report, inferred."""
    town = home(annotated)
    for event in events:
        path = event.kind.value.path
        if town is None or path[0] not in KINDS or path[-1] in WARLIKE or (path[0] == "battle" and town.weight < SURE):
            yield event
        else:
            yield _housed(event, annotated, town)


def _housed(event: Event, annotated: Annotated, town: Home) -> Event:
    if event.place is None:
        return event if town.weight < SURE else replace(event, place=_claim(annotated, town, town.where, ()))
    where = event.place.value
    spans = tuple(e.span for e in event.place.evidence)
    told = [annotated.document.text[s.start : s.end] for s in spans]
    if any(acronym(annotated, s) for s in spans):
        return replace(event, place=_claim(annotated, town, town.where, ()))
    if where.latitude is None and where.country in (None, town.where.country):
        # What a name without a point would be is a guess: "near 10th and Orm" is no far county.
        if where.level not in LOCAL or any(TOWNS.search(t) for t in told):
            return event
        return replace(event, place=_claim(annotated, town, _inside(where, where.name, town.where), spans))
    namesake = where.level is Level.TOWN and where.name.casefold() == town.where.name.casefold()
    if namesake and where.latitude is not None and not near(town.where, where, FAR):
        return replace(event, place=_claim(annotated, town, town.where, spans))
    if where.latitude is None or near(town.where, where, FAR):
        return event
    alone = where.level is Level.TOWN and len(told) > 0 and lone(annotated, where, told[0])
    if alone or any(_street(annotated, s) for s in spans):
        name = " ".join(told[0].split())
        return replace(event, place=_claim(annotated, town, _inside(where, name, town.where), spans))
    return event


def _street(annotated: Annotated, span: Span) -> bool:
    """Whether a name is a street's or a quarter's by the words in and around it."""
    text = annotated.document.text
    return bool(
        STREET.search(text[span.start : span.end])
        or CROSSING.search(text[max(0, span.start - 12) : span.start])
        or QUARTER.match(text, span.end)
        or QUARTER_END.search(text[span.start : span.end])
    )


def _inside(place: Where, name: str, town: Where) -> Where:
    """A place that no table holds, in a town: a point somewhere in it."""
    known = town.name.casefold() in name.casefold()  # "Southwest Vesk", "Vesk High School"
    return replace(
        town,
        name=name if known else f"{name}, {town.name}",
        level=Level.POINT,
        geonameid=None,
        radius_km=(town.radius_km or 0.0) + AREA,
        relation=place.relation,
    )


def _claim(annotated: Annotated, town: Home, where: Where, spans: tuple[Span, ...]) -> Claim[Where]:
    kept = sorted({*spans, *town.spans}, key=lambda s: s.start)
    return Claim(
        value=where,
        basis=Basis.INFERRED,
        evidence=tuple(annotated.document.quote(s) for s in kept),
        coder=CODER,
        note=f"the town of the report: {town.where.name} ({town.weight:.1f} by its dateline, police and head)",
    )
