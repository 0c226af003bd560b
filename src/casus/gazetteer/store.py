"""The gazetteer opened for reading: candidates of a name, places near a point, countries."""

from __future__ import annotations

import os
import sqlite3
import warnings
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from casus.gazetteer.build import VERSION, build
from casus.gazetteer.keys import folded, plain
from casus.gazetteer.place import Place, distance
from casus.settings import cache_folder

COLUMNS = "p.geonameid, p.name, p.country, p.admin1, p.admin1_code, p.admin2, p.latitude, p.longitude, p.population, p.kind, p.radius"
FEWEST_FOLD = 4  # letters of a folded key under which folding says too little


@dataclass(frozen=True)
class Gazetteer:
    """A read-only connection with a cache. Opened once a process."""

    path: Path
    db: sqlite3.Connection
    _known: dict[str, tuple[Place, ...]] = field(default_factory=dict)

    def candidates(self, name: str) -> tuple[Place, ...]:
        """All places of a name: as written, without a leading article or trailing sort, else by transliteration."""
        found = self._known.get(name)
        if found is None:
            if len(self._known) > 20_000:
                self._known.clear()
            found = self._known[name] = self._look(name)
        return found

    def _look(self, name: str) -> tuple[Place, ...]:
        key = plain(name)
        for form in _forms(key):
            rows = self._by("key", form)
            if rows:
                return rows
        fold = folded(name)
        return self._by("fold", fold) if len(fold) >= FEWEST_FOLD else ()

    def _by(self, column: str, key: str) -> tuple[Place, ...]:
        query = f"select distinct {COLUMNS} from name n join place p on p.id = n.place where n.{column} = ? order by p.population desc, p.id limit 200"
        return tuple(_place(row) for row in self.db.execute(query, (key,)))

    def near(self, latitude: float, longitude: float, km: float = 50.0) -> list[tuple[float, Place]]:
        """Towns within so many km, nearest first, with their distance."""
        d = km / 111.0
        query = f"select {COLUMNS} from place p where p.kind = 'P' and p.latitude between ? and ? and p.longitude between ? and ?"
        rows = self.db.execute(query, (latitude - d, latitude + d, longitude - 2 * d, longitude + 2 * d))
        found = [(distance(latitude, longitude, p.latitude, p.longitude), p) for p in map(_place, rows)]
        return sorted(((k, p) for k, p in found if k <= km), key=lambda x: (x[0], x[1].name))

    def country(self, code: str) -> Place | None:
        """The country of an ISO code."""
        row = self.db.execute(f"select {COLUMNS} from place p where p.kind = 'C' and p.country = ?", (code,)).fetchone()
        return _place(row) if row else None

    def search(self, name: str, limit: int = 20) -> list[Place]:
        """Places for a person who looks: candidates, largest first."""
        return sorted(self.candidates(name), key=lambda p: (-p.population, p.kind, p.name))[:limit]

    @property
    def size(self) -> int:
        """How many places it holds."""
        return int(self.db.execute("select count(*) from place").fetchone()[0])


def _forms(key: str) -> list[str]:
    words = key.split()
    forms = [key]
    if words and words[0] == "the":
        forms.append(" ".join(words[1:]))
    sorts = (
        "county",
        "parish",
        "state",
        "province",
        "governorate",
        "oblast",
        "district",
        "region",
        "city",
        "town",
        "village",
        "department",
        "prefecture",
        "area",
    )
    if len(words) > 1 and words[-1] in sorts:
        forms.append(" ".join(words[:-1]))
    if len(words) > 2 and words[0] in (*sorts, "port", "gulf") and words[1] == "of":
        forms.append(" ".join(words[2:]))
    compass = (
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "downtown",
        "greater",
        "upper",
        "lower",
    )
    if len(words) > 1 and words[0] in compass:
        forms.append(" ".join(words[1:]))
    return [f for f in forms if f]


def _place(row: tuple) -> Place:  # type: ignore[type-arg]
    names = (
        "geonameid",
        "name",
        "country",
        "admin1",
        "admin1_code",
        "admin2",
        "latitude",
        "longitude",
        "population",
        "kind",
        "radius",
    )
    return Place(**dict(zip(names, row, strict=True)))


def default_path() -> Path:
    """Where the gazetteer lies: CASUS_GAZETTEER, else the cache folder."""
    chosen = os.environ.get("CASUS_GAZETTEER")
    return Path(chosen) if chosen else cache_folder() / f"gazetteer-{VERSION}.sqlite"


@cache
def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer of this process; built first, with a word on standard error, where it is not there yet."""
    path = path or default_path()
    if not path.is_file():
        warnings.warn(f"building the gazetteer once, half a minute: {path}", stacklevel=2)
        build(path)
    return Gazetteer(
        path=path, db=sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    )
