"""The points of a tile: the incidents themselves where they are few, the middles of cells where they are many."""

from __future__ import annotations

from dataclasses import replace

from casus.api.counting import killed
from casus.api.mvt import Dot, edges
from casus.api.reading import Sight
from casus.store.base import Cell, Filter, Store

FEW = 800  # incidents that a tile shows one by one
NEAR = 14  # the zoom from which it shows them all the same, up to MOST
MOST = 5000
CELLS = 32  # cells along the side of a tile
MARGIN = 0.06  # of a tile's side: what is drawn across its edge


def dots(store: Store, asked: Filter, z: int, x: int, y: int, sight: Sight) -> list[Dot]:
    """The points of a tile under a filter. A filter's own box counts too."""
    box = edges(z, x, y, margin=MARGIN)
    if asked.box is not None:
        west, south, east, north = asked.box
        if west > east:  # over the 180th meridian: the half that this side of it shows
            west, east = (west, 180.0) if box[0] >= 0 else (-180.0, east)
        box = max(box[0], west), max(box[1], south), min(box[2], east), min(box[3], north)
        if box[0] >= box[2] or box[1] >= box[3]:
            return []
    if z < NEAR:
        cells = store.cells(asked, box=box, columns=CELLS, rows=CELLS)
        if sum(c.count for c in cells) > FEW:
            return [_cell(n, c) for n, c in enumerate(cells, 1)]
        if not cells:
            return []
    return _points(store, replace(asked, box=box), sight)


def _cell(n: int, c: Cell) -> Dot:
    told = {"count": c.count, "killed": c.killed, "id": c.id, "kind": c.kind}
    return Dot(id=n, longitude=c.longitude, latitude=c.latitude, properties=told)


def _points(store: Store, here: Filter, sight: Sight) -> list[Dot]:
    made = []
    for n, i in enumerate(store.incidents(here, limit=MOST).items, 1):
        record = i.record
        place = record.place
        if place is not None and place.latitude is not None and place.longitude is not None:
            shut = any(map(sight.hides, record.events))
            told = {
                "id": i.id,
                "kind": record.kind,
                "killed": killed(record),
                "level": place.level.value,
                "radius_km": place.radius_km,
                "status": "unreviewed" if shut else i.status.value,
                "place": place.name,
            }
            made.append(Dot(id=n, longitude=place.longitude, latitude=place.latitude, properties=told))
    return made
