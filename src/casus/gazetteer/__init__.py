"""Where places are: one read-only file of names, points and divisions, built once from GeoNames and casus's own tables."""

from __future__ import annotations

from casus.gazetteer.place import Place, distance
from casus.gazetteer.store import Gazetteer, default_path, open_gazetteer

__all__ = ["Gazetteer", "Place", "default_path", "distance", "open_gazetteer"]
