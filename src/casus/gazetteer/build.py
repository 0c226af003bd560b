"""Builds the gazetteer: one read-only SQLite file from GeoNames' towns and casus's own tables. Half a minute, once."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from casus.gazetteer.keys import folded, plain, stripped
from casus.gazetteer.sources import Named, full, places

VERSION = 6
PLACES = 262_000  # about so many there are, for the progress bar
SCHEMA = """
create table place (id integer primary key, geonameid integer, name text not null, country text, admin1 text,
  admin1_code text, admin2 text, latitude real not null, longitude real not null, population integer not null,
  kind text not null, radius real not null) strict;
create table name (key text not null, fold text not null, place integer not null) strict;
create table about (key text primary key, value text not null) strict;
"""
INDEXES = """
create index if not exists by_key on name (key, place);
create index if not exists by_fold on name (fold, place) where fold <> '';
create index if not exists by_point on place (latitude, longitude);
create index if not exists by_country on place (country) where kind = 'C';
"""
ATTRIBUTION = "Contains data of GeoNames (https://www.geonames.org), CC BY 4.0"

Progress = Callable[[int, int], None]


def build(path: Path, progress: Progress | None = None) -> None:
    """Write the gazetteer to a path, whole or not at all. `progress` is told places done and in all."""
    with made(path, full=str(int(full()))) as db:
        write(db, places(), progress)


@contextmanager
def made(path: Path, **about: str) -> Iterator[sqlite3.Connection]:
    """An empty gazetteer to fill; it takes its path when all went well, and leaves nothing when it did not.

    `about` is what it tells of itself beside its version and attribution.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Two processes may build at once: each its own file, the last one stays.
    partial = path.with_suffix(f".{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    db = sqlite3.connect(partial)
    try:
        db.executescript("pragma journal_mode = off; pragma synchronous = off;" + SCHEMA)
        yield db
        told = {"version": str(VERSION), "attribution": ATTRIBUTION} | about
        db.executemany("insert into about values (?, ?)", told.items())
        db.executescript(INDEXES)
        db.execute("analyze")
        db.commit()
        db.close()
        partial.replace(path)
    except BaseException:
        db.close()
        partial.unlink(missing_ok=True)
        raise


def write(db: sqlite3.Connection, rows: Iterable[Named], progress: Progress | None = None) -> int:
    """Add places with their names; returns how many."""
    start = db.execute("select coalesce(max(id), 0) from place").fetchone()[0]
    count = 0
    for row, names in rows:
        count += 1
        number = start + count
        db.execute("insert into place values (?,?,?,?,?,?,?,?,?,?,?,?)", (number, *row))
        keys: dict[str, str] = {}
        for name in (row[1], *names):
            key = plain(name)
            if key:
                keys.setdefault(key, folded(name))
                keys.setdefault(stripped(key), folded(name))
        db.executemany("insert into name values (?,?,?)", ((k, f, number) for k, f in keys.items()))
        if progress and count % 2000 == 0:
            progress(count, PLACES)
    return count
