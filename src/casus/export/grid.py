"""Cells of PRIO-GRID and months of VIEWS.

The numbering of PRIO-GRID (Tollefsen, Strand and Buhaug 2012) is checked in the tests against numbers of cells that
users of the grid have published.
"""

from __future__ import annotations

from datetime import date
from math import floor


def cell(latitude: float, longitude: float) -> int:
    """The cell of 0.5 degrees that holds a point: 720 a row, from 90° S, 180° W. The last edge is the last cell's."""
    row = min(floor((latitude + 90) * 2), 359)
    column = min(floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def month_id(day: date) -> int:
    """VIEWS' number of a month: January 1980 is 1."""
    return (day.year - 1980) * 12 + day.month
