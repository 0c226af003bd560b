"""Sums of events and deaths by country and month, or by cell of PRIO-GRID and month, in the manner of VIEWS."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from casus.export.countries import codes
from casus.export.fields import AsideError, coded, days, home, placed
from casus.export.ged import deaths, sides
from casus.export.grid import cell, month_id
from casus.export.happening import Happening
from casus.export.profile import Profile
from casus.values.when import Precision

TYPES = {1: "sb", 2: "ns", 3: "os"}
SUMS = ("events", *(f"{t}_{n}" for t in TYPES.values() for n in ("events", "best", "low", "high")), "untyped_events")
COLUMNS = {
    "cm": ("country", "country_name", "gw", "year", "month", "month_id", *SUMS),
    "pgm": ("priogrid_gid", "latitude", "longitude", "year", "month", "month_id", *SUMS),
}
NEAREST = 3  # where_prec above which a cell would be a guess


@dataclass(slots=True)
class Sums:
    """Counts of happenings by unit and month; `add` raises AsideError for one that has no unit or no month."""

    unit: str
    profile: Profile
    by: dict[tuple[str | int, int, int], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, h: Happening) -> Iterator[Happening]:
        """Count one happening, and give it back. Deaths count where it is one of the three types of violence."""
        coded(h, self.profile)
        if h.when is None or h.when.precision in (Precision.SEASON, Precision.YEAR):
            raise AsideError("its month is not known")
        day = next(days(h.when, self.profile))
        if h.when.end is None or (day.date.year, day.date.month) != (h.when.end.year, h.when.end.month):
            raise AsideError("it spans more than a month")
        counts = self.by[self._where(h), day.date.year, day.date.month]
        counts["events"] += 1
        try:
            kind, _, _, turned = sides(h)
        except AsideError:
            counts["untyped_events"] += 1
            return iter((h,))
        dead = deaths(h, self.profile, kind, turned=turned)
        counts[f"{TYPES[kind]}_events"] += 1
        for name in ("best", "low", "high"):
            counts[f"{TYPES[kind]}_{name}"] += int(str(dead[name]))
        return iter((h,))

    def _where(self, h: Happening) -> str | int:
        if self.unit == "cm":
            if home(h) is None:
                raise AsideError("no country is known")
            return str(home(h))
        placed(h, self.profile)
        if h.place is None or h.place.latitude is None or h.place.longitude is None:
            raise AsideError("no place is known")
        if (h.place.where_prec or 9) > NEAREST:
            raise AsideError(f"placed no finer than {h.place.level.value}")
        return cell(h.place.latitude, h.place.longitude)

    def rows(self) -> Iterator[dict[str, object]]:
        """A row for each unit and month that has an event, in order."""
        for (unit, year, month), counts in sorted(self.by.items(), key=lambda x: (str(x[0][0]).zfill(7), x[0][1:])):
            told: dict[str, object] = {
                "year": year,
                "month": month,
                "month_id": month_id(date(year, month, 1)),
                **{name: counts[name] for name in SUMS},
            }
            if isinstance(unit, int):
                row, column = divmod(unit - 1, 720)
                yield {
                    "priogrid_gid": unit,
                    "latitude": row / 2 - 89.75,
                    "longitude": column / 2 - 179.75,
                    **told,
                }
            else:
                found = codes(unit)
                yield {"country": unit, "country_name": found and found.name, "gw": found and found.gw, **told}
