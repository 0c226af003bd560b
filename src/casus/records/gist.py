"""What a whole report holds beside its single events: by this, reports of one happening are known to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casus.values.sketch import Sketch


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A town or point that a report names, and who of that name it is (None where unresolved)."""

    name: str
    geonameid: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """A report's names and numbers with how often it has them, the towns and days that it names, and its sketch."""

    words: tuple[tuple[str, int], ...] = ()
    places: tuple[Spot, ...] = ()
    days: tuple[date, ...] = ()
    sketch: Sketch | None = None
