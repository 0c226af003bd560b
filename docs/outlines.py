"""Makes src/casus/data/outlines/countries.json from the npm package world-atlas (ISC; Natural Earth, public domain).

python docs/outlines.py path/to/world-atlas/countries-50m.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src" / "casus" / "data" / "outlines" / "countries.json"
SLACK = 0.06  # degrees by which a simplified line may stray
SMALL = 0.02  # square degrees below which an island is left out
SCALE = 50  # steps a degree

Point = tuple[float, float]


def main(path: str) -> None:
    """Write every ring of every country, simplified, as steps from point to point."""
    topology = json.loads(Path(path).read_text("utf-8"))
    arcs = [simple(decoded(a, topology["transform"])) for a in topology["arcs"]]
    rings = []
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                points = [p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])]
                rings += [steps(part) for part in cut(points) if area(part) > SMALL]
    note = "Natural Earth 1:50m (public domain), by way of world-atlas; simplified. Steps of 1/50 degree: lon, lat, ..."
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps({"note": note, "scale": SCALE, "rings": rings}, separators=(",", ":")) + "\n", "utf-8")
    print(f"{len(rings)} rings, {sum(map(len, rings)) // 2} points, {OUT.stat().st_size} bytes")


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """An arc's points in degrees."""
    x = y = 0
    out = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        out.append(
            (
                x * transform["scale"][0] + transform["translate"][0],
                y * transform["scale"][1] + transform["translate"][1],
            )
        )
    return out


def simple(points: list[Point]) -> list[Point]:
    """The line with fewer points (Douglas and Peucker)."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5

    def off(p: Point) -> float:
        if not length:
            return ((p[0] - ax) ** 2 + (p[1] - ay) ** 2) ** 0.5
        return abs((bx - ax) * (ay - p[1]) - (ax - p[0]) * (by - ay)) / length

    worst = max(range(1, len(points) - 1), key=lambda n: off(points[n]))
    if off(points[worst]) <= SLACK:
        return [points[0], points[-1]]
    return simple(points[: worst + 1])[:-1] + simple(points[worst:])


def cut(points: list[Point]) -> list[list[Point]]:
    """The ring in parts where it jumps over the 180th meridian: each part is closed along it."""
    parts: list[list[Point]] = [[]]
    for p in points:
        if parts[-1] and abs(p[0] - parts[-1][-1][0]) > 180:
            parts.append([])
        parts[-1].append(p)
    if len(parts) > 1 and parts[0][0] == parts[-1][-1]:
        parts[0] = parts.pop() + parts[0]
    return parts


def area(points: list[Point]) -> float:
    """Square degrees within a ring."""
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def steps(points: list[Point]) -> list[int]:
    """A ring as whole steps from point to point."""
    out, x, y = [], 0, 0
    for lon, lat in points:
        a, b = round(lon * SCALE), round(lat * SCALE)
        if (a, b) != (x, y) or not out:
            out += [a - x, b - y]
        x, y = a, b
    return out


if __name__ == "__main__":
    main(sys.argv[1])
