"""Happenings as GeoJSON (RFC 7946): points in longitude, latitude, to 6 decimals."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from casus.export.flat import row
from casus.export.happening import Happening


def feature(h: Happening) -> dict[str, object]:
    """A happening as a feature; without a point where no place is known."""
    properties = {k: v if isinstance(v, str | int | float) or v is None else str(v) for k, v in row(h).items()}
    place = h.place
    geometry = None
    if place is not None and place.latitude is not None and place.longitude is not None:
        geometry = {"type": "Point", "coordinates": [round(place.longitude, 6), round(place.latitude, 6)]}
    return {"type": "Feature", "id": h.id, "geometry": geometry, "properties": properties}


def write(happenings: Iterable[Happening], out: BinaryIO) -> int:
    """Write a feature collection, one feature a line; returns how many."""
    out.write(b'{"type":"FeatureCollection","features":[')
    count = 0
    for count, h in enumerate(happenings, 1):
        out.write((b",\n" if count > 1 else b"\n") + json.dumps(feature(h), ensure_ascii=False).encode())
    out.write(b"\n]}\n")
    return count
