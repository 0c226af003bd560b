"""Spatial language around a place name: "12 km north of X", "near X", "on the border with X".

Method: point-radius (Wieczorek, Guo and Hijmans 2004): the point moves by distance and bearing, the radius holds what
the words leave open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, radians, sin

from casus.gazetteer.place import Place
from casus.lexicon.numbers import whole
from casus.records.annotated import Annotated
from casus.records.span import Span

EARTH = 6371.0
COMPASS = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
UNITS = {
    "km": 1.0,
    "kms": 1.0,
    "kilometer": 1.0,
    "kilometers": 1.0,
    "kilometre": 1.0,
    "kilometres": 1.0,
    "mile": 1.609,
    "miles": 1.609,
    "m": 0.001,
    "meters": 0.001,
    "metres": 0.001,
}
_SIDE = r"(?:(?:north|south)[\s-]?(?:east|west)?|east|west)(?:ern)?"
BEFORE = re.compile(
    rf"""(?ix)
    (?P<words>
      (?:(?P<vague>about|some|around|roughly|nearly|approximately)\s+)?
      (?P<number>\d+(?:[.,]\d+)?|[a-z]+(?:-[a-z]+)?)[\s-]*(?P<unit>{"|".join(UNITS)})\s*(?:\([^)]{{0,20}}\)\s*)?
      (?:to\s+the\s+)?(?P<side>{_SIDE})?\s*(?:of|from|outside|away\s+from|off)
    | (?:to\s+the\s+|just\s+)?(?P<bearing>{_SIDE})\s+of
    | (?P<near>(?:near|close\s+to|outside|around|
        (?:on|in)\s+the\s+outskirts\s+of|the\s+outskirts\s+of|in\s+the\s+vicinity\s+of))
    | (?P<border>(?:on|along|near|at|across|by)\s+(?:the|its|their|(?:the\s+)?[\w-]+['’]s?)\s+(?:[\w-]+\s+)?
        (?:borders?|frontier)\s+(?:with|between|of) | bordering | which\s+borders)
    )\s+(?:the\s+)?(?:(?:city|town|village|capital)\s+of\s+|central\s+)?$"""
)

# The last words of any relation: a quick look before the long one.
ENDING = re.compile(
    r"(?i)\b(?:of|from|outside|off|near|to|around|with|between|border\w*)\s+(?:the\s+)?"
    r"(?:(?:city|town|village|capital)\s+of\s+|central\s+)?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Words that place something relative to a named place: km and bearing where told."""

    words: str
    span: Span
    km: float | None = None
    bearing: float | None = None
    border: bool = False


def relation(core: Annotated, span: Span) -> Relation | None:
    """The relation that the words before a name tell, with the whole phrase's span; None where there is none."""
    sentence = core.sentence_at(span.start)
    if sentence is None:
        return None
    start = max(sentence.start, span.start - 70)
    before = core.document.text[start : span.start]
    found = BEFORE.search(before) if ENDING.search(before) else None
    if found is None:
        return None
    km = _kilometres(found)
    if found["unit"] and km is None:
        return None
    side = re.sub(r"[\s-]|ern$", "", (found["side"] or found["bearing"] or "").casefold())
    return Relation(
        words=" ".join(found["words"].split()),
        span=Span(start=start + found.start("words"), end=span.end),
        km=km,
        bearing=COMPASS.get(side),
        border=bool(found["border"]),
    )


def _kilometres(found: re.Match[str]) -> float | None:
    if not found["unit"]:
        return None
    told = found["number"].replace(",", ".")
    try:
        value: float | None = float(told)
    except ValueError:
        value = whole(told)
    return None if value is None else float(value) * UNITS[found["unit"].casefold()]


def moved(p: Place, told: Relation) -> tuple[float, float, float]:
    """Latitude, longitude and radius in km of what stands in a relation to a place."""
    if told.km is not None and told.bearing is not None:
        lat, lon = travelled(p.latitude, p.longitude, told.km, told.bearing)
        return lat, lon, max(2.0, 0.25 * told.km) + min(p.radius, 10.0)
    if told.km is not None:
        return p.latitude, p.longitude, told.km + p.radius
    if told.border:
        return p.latitude, p.longitude, p.radius
    return p.latitude, p.longitude, p.radius + (30.0 if told.bearing is not None else 15.0)


def travelled(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    """The point so many km from another on a great circle."""
    a, b, c, d = radians(lat), radians(lon), km / EARTH, radians(bearing)
    x = asin(sin(a) * cos(c) + cos(a) * sin(c) * cos(d))
    y = b + atan2(sin(d) * sin(c) * cos(a), cos(c) - sin(a) * sin(x))
    return degrees(x), (degrees(y) + 540) % 360 - 180
