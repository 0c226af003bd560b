"""Incidents counted by cells of a box, one after another: what a database does quicker must agree with this."""

from __future__ import annotations

from collections.abc import Iterable

from casus.store.filter import Box
from casus.store.rows import Cell, StoredIncident
from casus.values.toll import Harm


def counted(incidents: Iterable[StoredIncident], box: Box, columns: int, rows: int) -> tuple[Cell, ...]:
    """The cells that hold an incident, in order of rows."""
    west, south, east, north = box
    found: dict[tuple[int, int], list[Cell]] = {}
    for i in incidents:
        record = i.record
        place = record.place
        if place is None or place.latitude is None or place.longitude is None:
            continue
        across = int((place.longitude - west) / ((east - west) / columns))
        down = int((place.latitude - south) / ((north - south) / rows))
        killed = sum(t.best for t in record.tolls if t.harm is Harm.KILLED)
        one = Cell(
            count=1, longitude=place.longitude, latitude=place.latitude, killed=killed, id=i.id, kind=record.kind
        )
        found.setdefault((down, across), []).append(one)
    return tuple(_together(cell) for _, cell in sorted(found.items()))


def _together(cell: list[Cell]) -> Cell:
    if len(cell) == 1:
        return cell[0]
    return Cell(
        count=len(cell),
        longitude=sum(c.longitude for c in cell) / len(cell),
        latitude=sum(c.latitude for c in cell) / len(cell),
        killed=sum(c.killed for c in cell),
    )
