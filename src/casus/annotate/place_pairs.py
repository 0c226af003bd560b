"""Places told by two names: "between X and Y", and a border with a country, whose other side the report tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from casus.gazetteer import Gazetteer, distance
from casus.records.annotated import Annotated, PlaceMention
from casus.values.where import Level, Where

BETWEEN = re.compile(r"(?i)\bbetween\s+(?:the\s+)?(?:(?:towns?|cities|villages?)\s+of\s+)?$")
AND = re.compile(r"\s+and\s+(?:the\s+)?(?:(?:town|city|village)\s+of\s+)?")
BORDER = re.compile(r"(?i)\b(?:border(?:s|ing)?|frontier)\b")
APART = 400.0  # km; names farther apart are parties, not the ends of a road
NARROW = (Level.POINT, Level.TOWN, Level.DISTRICT)


def between(core: Annotated, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Mentions, where "between X and Y" is one: the point midway, a radius of half the way (point-radius method)."""
    text = core.document.text
    out: list[PlaceMention] = []
    skip = False
    for n, first in enumerate(mentions):
        if skip:
            skip = False
            continue
        second = mentions[n + 1] if n + 1 < len(mentions) else None
        before = BETWEEN.search(text[max(0, first.span.start - 40) : first.span.start])
        if before and second and AND.fullmatch(text[first.span.end : second.span.start]):
            joined = _midway(first, second, first.span.start - len(before[0]))
            if joined:
                out.append(joined)
                skip = True
                continue
        out.append(first)
    return tuple(out)


def _midway(first: PlaceMention, second: PlaceMention, start: int) -> PlaceMention | None:
    a, b = first.where, second.where
    if a.level not in NARROW or b.level not in NARROW:
        return None
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    apart = distance(a.latitude, a.longitude, b.latitude, b.longitude)
    if apart > APART:
        return None
    where = Where(
        name=f"between {a.name} and {b.name}",
        level=Level.AREA,
        country=a.country if a.country == b.country else None,
        admin1=a.admin1 if (a.country, a.admin1) == (b.country, b.admin1) else None,
        latitude=round((a.latitude + b.latitude) / 2, 5),
        longitude=round((a.longitude + b.longitude) / 2, 5),
        radius_km=round(apart / 2 + max(a.radius_km or 0.0, b.radius_km or 0.0), 1),
        relation="between",
    )
    return PlaceMention(
        span=replace(first.span, start=start).join(second.span),
        where=where,
        score=min(first.score, second.score),
        anchor=first.anchor,
        note=f"midway between {a.name} and {b.name}, {apart:.0f} km apart",
    )


def at_borders(
    mentions: Sequence[PlaceMention], gazetteer: Gazetteer, votes: Mapping[str, float]
) -> Iterator[PlaceMention]:
    """Mentions, where the border with a country is put where the two countries meet.

    The other country is the neighbour that the report's places and demonyms (`votes`) most often tell. Without one the
    mention keeps the country's own point and level.
    """
    told: dict[str, float] = dict(votes)
    for m in mentions:
        if m.where.country and not _border(m):
            told[m.where.country] = told.get(m.where.country, 0.0) + 1.0
    for m in mentions:
        if not _border(m) or m.where.country is None or m.where.level is not Level.COUNTRY:
            yield m
            continue
        where = border_with(m.where, told, gazetteer)
        yield m if where is None else replace(m, where=where, note=f"{m.note}; on the side where most places lie")


def border_with(land: Where, told: Mapping[str, float], gazetteer: Gazetteer) -> Where | None:
    """The border of a country with the neighbour that is told most, on the neighbour's side; None without one."""
    near = [c for c in gazetteer.neighbours(land.country or "") if c in told]
    home = max(near, key=lambda c: (told[c], c), default=None)
    if home is None or land.country is None:
        return None
    met, other = gazetteer.border(home, land.country), gazetteer.country(home)
    if met is None or other is None:
        return None
    return Where(
        name=f"border of {other.name} and {land.name}",
        level=Level.AREA,
        country=home,
        latitude=round(met[0], 5),
        longitude=round(met[1], 5),
        radius_km=round(met[2], 1),
        relation=land.relation,
    )


def _border(m: PlaceMention) -> bool:
    return m.where.relation is not None and bool(BORDER.search(m.where.relation))
