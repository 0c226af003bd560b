"""The map of a report as inline SVG, without style attributes, scripts or anything fetched."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from math import cos, radians, sqrt

from casus.export.happening import Happening
from casus.report.gather import Gathered
from casus.report.links import Links
from casus.report.telling import where

FILE = "data/outlines/countries.json"
WIDE, HIGH = 720, 420
At = Callable[[float, float], tuple[float, float]]
KM = 111.2  # kilometres of a degree


@cache
def outlines() -> tuple[tuple[tuple[float, float], ...], ...]:
    """The rings of countries in degrees."""
    raw = json.loads(files("casus").joinpath(FILE).read_text("utf-8"))
    rings = []
    for steps in raw["rings"]:
        x = y = 0
        ring = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x / raw["scale"], y / raw["scale"]))
        rings.append(tuple(ring))
    return tuple(rings)


def box(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """West, south, east, north around points, with a margin and the picture's proportions; the world for none."""
    if not points:
        return -180.0, -60.0, 180.0, 80.0
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    wide, high = max(max(xs) - min(xs), 3.0) * 1.5, max(max(ys) - min(ys), 2.0) * 1.5
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    squeeze = cos(radians(min(abs(y), 75)))
    if wide * squeeze / WIDE > high / HIGH:
        high = wide * squeeze * HIGH / WIDE
    else:
        wide = high * WIDE / HIGH / squeeze
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def world(g: Gathered, links: Links, caption: str) -> str:
    """The map: a circle a place, dashed where the place is known only within a radius."""
    spots: dict[tuple[float, float], list[Happening]] = defaultdict(list)
    for h in g.now:
        if h.place and h.place.latitude is not None and h.place.longitude is not None:
            spots[h.place.longitude, h.place.latitude].append(h)
    west, south, east, north = box(list(spots))
    scale = HIGH / (north - south)

    def at(lon: float, lat: float) -> tuple[float, float]:
        return (lon - west) / (east - west) * WIDE, (north - lat) / (north - south) * HIGH

    lines = [f'<svg class="map" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(caption)}">']
    lines.append(f'<rect class="sea" width="{WIDE}" height="{HIGH}"/>')
    lines.append(f'<path class="land" d="{_land(west, south, east, north, at)}"/>')
    for (lon, lat), own in sorted(spots.items(), key=lambda s: -len(s[1])):
        x, y = at(lon, lat)
        reach = max((h.place.radius_km or 0.0) for h in own if h.place) / KM * scale
        name = f"{where(own[0])}: {len(own)}"
        link = links.record(own[0].id) if len(own) == 1 else links.filtered(g.period, box=_around(lon, lat))
        lines.append(f'<a href="{escape(link)}"><title>{escape(name)}</title>')
        if reach > 12:
            lines.append(f'<circle class="reach" cx="{x:.1f}" cy="{y:.1f}" r="{min(reach, HIGH / 2):.1f}"/>')
        lines.append(f'<circle class="spot" cx="{x:.1f}" cy="{y:.1f}" r="{3 + 2 * sqrt(len(own)):.1f}"/></a>')
    return "".join([*lines, *_names(spots, at), "</svg>"])


def _around(lon: float, lat: float) -> tuple[float, float, float, float]:
    near = 0.005
    return max(lon - near, -180), max(lat - near, -90), min(lon + near, 180), min(lat + near, 90)


def _names(spots: dict[tuple[float, float], list[Happening]], at: At) -> Iterator[str]:
    """Names of the places of most incidents, where they do not run into each other."""
    taken: list[tuple[float, float]] = []
    for (lon, lat), own in sorted(spots.items(), key=lambda s: (-len(s[1]), s[0]))[:12]:
        x, y = at(lon, lat)
        if any(abs(x - a) < 110 and abs(y - b) < 16 for a, b in taken) or not 0 < y < HIGH - 4:
            continue
        taken.append((x, y))
        end = x > WIDE - 120
        name = escape(own[0].place.name if own[0].place else "")
        side, x = ("end", x - 10) if end else ("name", x + 10)
        yield f'<text class="{side}" x="{x:.1f}" y="{y + 4:.1f}">{name}</text>'


def _land(west: float, south: float, east: float, north: float, at: At) -> str:
    parts = []
    for ring in outlines():
        xs, ys = [p[0] for p in ring], [p[1] for p in ring]
        if max(xs) < west or min(xs) > east or max(ys) < south or min(ys) > north:
            continue
        points = [at(lon, lat) for lon, lat in ring]
        parts.append("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z")
    return "".join(parts)
