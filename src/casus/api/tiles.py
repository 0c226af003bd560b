"""The points of a tile: the incidents themselves where they are few, the middles of cells where they are many."""

from __future__ import annotations

from dataclasses import replace

from casus.api.counting import killed
from casus.api.mvt import Dot, edges
from casus.store.base import Filter, Store

FEW = 2000  # incidents that a tile shows one by one
CELLS = 32  # cells along the side of a tile
MARGIN = 0.06  # of a tile's side: what is drawn across its edge


def dots(store: Store, asked: Filter, z: int, x: int, y: int) -> list[Dot]:
    """The points of a tile under a filter."""
    west, south, east, north = edges(z, x, y, margin=MARGIN)
    if asked.box is not None:
        return []
    here = replace(asked, box=(west, south, east, north))
    found = store.incidents(here, limit=FEW)
    made = []
    for n, i in enumerate(found.items, 1):
        record = i.record
        place = record.place
        if place is not None and place.latitude is not None and place.longitude is not None:
            properties = {
                "id": i.id,
                "kind": record.kind,
                "killed": killed(record),
                "level": place.level.value,
                "radius_km": place.radius_km,
                "status": i.status.value,
                "place": place.name,
            }
            made.append(Dot(id=n, longitude=place.longitude, latitude=place.latitude, properties=properties))
    return made
