"""What maps, charts and side bars need: counts, timelines, tiles, GeoJSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from casus.api import counting, shapes
from casus.api.answer import Tagged, answer, fault, told
from casus.api.counting import By
from casus.api.filters import Filtered
from casus.api.house import Sees, Shelf
from casus.api.mvt import tile
from casus.api.tiles import dots
from casus.report.compose import report
from casus.report.period import Period

router = APIRouter(route_class=Tagged, tags=["views"])
DEEPEST = 22
MVT = "application/vnd.mapbox-vector-tile"
TILE: dict[int | str, dict[str, Any]] = {
    **told(shapes.Facets, 404),
    200: {
        "description": "A Mapbox Vector Tile (2.1) with the layer `incidents`.",
        "content": {MVT: {"schema": {"type": "string", "format": "binary"}}},
    },
}


@router.get("/facets", responses=told(shapes.Facets, 400))
def facets(store: Shelf, sees: Sees, asked: Filtered) -> Response:
    """How many incidents have each kind, country, admin1, actor, factuality, source and status, under the filter."""
    return answer(counting.facets(store, asked, sees))


@router.get("/timeline", responses=told(shapes.Timeline, 400))
def timeline(store: Shelf, sees: Sees, asked: Filtered, by: Annotated[By, Query()] = "week") -> Response:
    """Incidents and people killed, by day, week (from Monday), month or year."""
    return answer(counting.timeline(store, asked, by, sees))


@router.get("/incidents.geojson", responses=told(shapes.GeoCollection, 400, media="application/geo+json"))
def geojson(
    store: Shelf, sees: Sees, asked: Filtered, limit: Annotated[int, Query(ge=1, le=100_000)] = 10_000
) -> Response:
    """Incidents that have a point, as GeoJSON."""
    return answer(counting.geojson(store, asked, limit, sees), media="application/geo+json")


@router.get("/tiles/{z}/{x}/{y}.mvt", responses=TILE, response_class=Response)
def tiles(
    store: Shelf,
    sees: Sees,
    asked: Filtered,
    z: Annotated[int, Path(ge=0, le=DEEPEST)],
    x: Annotated[int, Path(ge=0)],
    y: Annotated[int, Path(ge=0)],
) -> Response:
    """A vector tile of the incidents under the filter.

    A feature without `count` is one incident: `id`, `kind`, `killed`, `level`, `radius_km`, `status`, `place`. One
    with `count` stands for the incidents of a cell, at their middle: `killed` is their sum; where there is but one,
    `id` and `kind` are its.
    """
    if x >= 1 << z or y >= 1 << z:
        raise fault(404, "absent", f"no tile {z}/{x}/{y}")
    return Response(tile("incidents", z, x, y, dots(store, sees.allowed(asked), z, x, y, sees)), media_type=MVT)


PAGE: dict[int | str, dict[str, Any]] = {
    **told(shapes.Facets, 400, 403),
    200: {
        "description": "A situation report, one HTML page.",
        "content": {"text/html": {"schema": {"type": "string"}}},
    },
}


@router.get("/report", responses=PAGE, response_class=Response)
def situation(store: Shelf, sees: Sees, asked: Filtered) -> Response:
    """The situation report on the days from `since` to `until`, under the rest of the filter."""
    if asked.since is None or asked.until is None or asked.since > asked.until:
        raise fault(400, "period", "a report needs `since` and `until`, its first and last day")
    if sees.viewer is not None:
        raise fault(403, "blind", "while coding is blind a report would show what others decided")
    made = report(store, Period(start=asked.since, end=asked.until), filter=asked)
    return Response(made.html(), media_type="text/html", headers={"Content-Security-Policy": made.csp()})
