"""Where places are: one read-only file of names, points and divisions, from GeoNames and casus's own tables."""

from __future__ import annotations

from casus.gazetteer.place import Place, distance
from casus.gazetteer.store import Found, Gazetteer, Match, contains, default_path, open_gazetteer
from casus.gazetteer.tables import demonym

__all__ = [
    "Found",
    "Gazetteer",
    "Match",
    "Place",
    "contains",
    "default_path",
    "demonym",
    "distance",
    "open_gazetteer",
]
