"""Builds the gazetteer from a full dump of GeoNames that a user has downloaded: streamed, never held in memory.

Formats (readme.txt of download.geonames.org/export/dump): allCountries.txt has 19 columns, alternateNamesV2.txt ten,
both tab-separated UTF-8 without a head, zipped or not. One country's file (IQ.zip) is like allCountries.
"""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casus.errors import InputError
from casus.gazetteer.build import Progress, made, write
from casus.gazetteer.sources import Aliases, Named, Row, core, places
from casus.gazetteer.tables import countries as known_countries
from casus.gazetteer.tables import rows as table

COLUMNS = 19
NOT_NAMES = frozenset(
    ("link", "wkdt", "post", "iata", "icao", "faac", "phon", "unlc", "tcid", "abbr")
)  # pseudo-languages of GeoNames
# Feature codes that reports of conflict name, and the radius in km by which casus takes them.
AREAS = {
    "CONT": 3000.0, "RGN": 150.0, "AREA": 50.0, "RGNE": 100.0, "RGNH": 150.0, "OILF": 15.0, "RESN": 30.0, "MILB": 5.0,
    "STM": 100.0, "STMI": 50.0, "WAD": 50.0, "LK": 20.0, "RSV": 15.0, "CNL": 30.0, "LGN": 20.0, "DLTA": 50.0,
    "MT": 10.0, "MTS": 60.0, "DSRT": 150.0, "PEN": 50.0, "ISL": 20.0, "ISLS": 60.0, "VAL": 20.0, "PASS": 5.0,
    "PLN": 50.0, "PLAT": 60.0, "HLL": 5.0, "HLLS": 20.0, "GRGE": 10.0, "FRST": 30.0, "BCH": 5.0, "CAPE": 5.0,
}  # fmt: skip
SEAS = {"SEA": 500.0, "OCN": 4000.0, "GULF": 200.0, "STRT": 50.0, "BAY": 30.0, "CHN": 30.0}
SPOTS = frozenset((
    "AIRP", "AIRB", "AIRF", "INSM", "PRN", "CMPRF", "CMP", "DAM", "OILR", "OILT", "PS", "PSN", "BDG", "BDGQ", "BRDG",
    "PRT", "HSP", "MSQE", "UNIV", "MN", "MNQ", "FT", "STNB", "TRIG", "GOVL", "DIP", "PAL", "ARCH", "CSTM", "STNF",
    "OILW", "GASF", "CMPO",
))  # fmt: skip
SPOT_WEIGHT = 3_000  # as if people; a base or crossing is named oftener than a hamlet
FORMER = ("PPLH", "PPLQ", "PPLW", "ADM1H", "ADM2H", "ADM3H", "ADM4H", "ADMDH", "PCLH")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    geonameid: int
    name: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    group: str
    code: str
    country: str
    admin1: str
    admin2: str
    population: int


def import_dump(
    dump: Path,
    path: Path,
    *,
    alternate: Path | None = None,
    countries: Iterable[str] | None = None,
    progress: Progress | None = None,
) -> int:
    """Write a gazetteer made of a dump to a path; returns how many places it holds.

    With `countries` only those are taken from the dump, the others from casus's own sources. `progress` is told bytes
    read and in all. Raises InputError where a file is none of GeoNames'.
    """
    wanted = frozenset(c.upper() for c in countries) if countries else None
    unknown = sorted((wanted or frozenset()) - set(known_countries()))
    if unknown:
        raise InputError(f"no countries of ISO 3166-1 alpha-2: {', '.join(unknown)}")
    with made(path, full="1", dump=dump.name) as db:
        db.execute("create temp table other (geonameid integer, name text)")
        if alternate:
            db.executemany("insert into other values (?, ?)", _alternates(alternate))
            db.execute("create index temp.of on other (geonameid)")
        divisions = dict(_divisions(dump, wanted))
        count = write(db, _own(wanted))
        count += write(db, _places(db, dump, wanted, divisions, progress))
        if not count:
            raise InputError(f"{dump}: holds no place of {', '.join(sorted(wanted or {'any country'}))}")
    return count


@contextmanager
def _lines(path: Path) -> Iterator[tuple[Iterator[str], int]]:
    """Lines of a text file, or of the only large one in a zip; its size in bytes."""
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    if not zipfile.is_zipfile(path):
        with path.open(encoding="utf-8", newline="\n") as stream:
            yield iter(stream), path.stat().st_size
        return
    with zipfile.ZipFile(path) as archive:
        inside = max(
            (i for i in archive.infolist() if i.filename.endswith(".txt")), key=lambda i: i.file_size, default=None
        )
        if inside is None:
            raise InputError(f"{path}: no .txt inside")
        with archive.open(inside) as raw:
            yield iter(io.TextIOWrapper(raw, "utf-8", newline="\n")), inside.file_size


def _entries(path: Path, wanted: frozenset[str] | None, progress: Progress | None = None) -> Iterator[_Entry]:
    done = 0
    with _lines(path) as (lines, size):
        for number, line in enumerate(lines, 1):
            done += len(line.encode("utf-8"))
            if progress and number % 5000 == 0:
                progress(done, size)
            f = line.rstrip("\n").split("\t")
            if len(f) != COLUMNS:
                raise InputError(f"{path}, line {number}: {len(f)} columns; GeoNames' places have {COLUMNS}")
            if (wanted is not None and f[8] not in wanted) or f[7] in FORMER:
                continue
            try:
                yield _Entry(
                    geonameid=int(f[0]), name=f[1], names=(f[2], *f[3].split(",")), latitude=float(f[4]),
                    longitude=float(f[5]), group=f[6], code=f[7], country=f[8], admin1=f[10], admin2=f[11],
                    population=int(f[14] or 0),
                )  # fmt: skip
            except ValueError as fault:
                raise InputError(f"{path}, line {number}: {fault}") from fault
        if progress:
            progress(size, size)


def _alternates(path: Path) -> Iterator[tuple[int, str]]:
    with _lines(path) as (lines, _):
        for number, line in enumerate(lines, 1):
            f = line.rstrip("\n").split("\t")
            if len(f) < 4 or not f[1].isdigit():
                raise InputError(f"{path}, line {number}: not a line of alternateNamesV2")
            if f[2] not in NOT_NAMES:
                yield int(f[1]), f[3]


def _divisions(dump: Path, wanted: frozenset[str] | None) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names of first- and second-order divisions by their codes."""
    for e in _entries(dump, wanted):
        if e.code == "ADM1":
            yield (e.country, e.admin1), e.name
        elif e.code == "ADM2":
            yield (e.country, e.admin1, e.admin2), e.name


def _own(wanted: frozenset[str] | None) -> Iterator[Named]:
    """casus's own places: countries, areas, spots; and, of countries that the dump is not asked for, everything."""
    for row, names in places():
        number, country, kind = row[0], row[2], row[9]
        replaced = kind in "12" or (kind == "P" and number is not None)
        if not replaced or (wanted is not None and country not in wanted):
            yield row, names


def _places(
    db: sqlite3.Connection,
    dump: Path,
    wanted: frozenset[str] | None,
    divisions: dict[tuple[str, ...], str],
    progress: Progress | None,
) -> Iterator[Named]:
    more = Aliases()
    people = {(r[1], r[2]): int(r[7]) for r in table("divisions.tsv") if r[0] == "1"}
    for e in _entries(dump, wanted, progress):
        sort = _sort(e)
        if sort is None:
            continue
        kind, radius = sort
        admin1 = divisions.get((e.country, e.admin1))
        admin2 = e.name if kind == "2" else divisions.get((e.country, e.admin1, e.admin2))
        population = e.population or (people.get((e.country, e.admin1), 0) if kind == "1" else 0)
        population = population or (SPOT_WEIGHT if e.group == "S" else 0)
        row: Row = (
            e.geonameid, e.name, e.country or None, admin1, e.admin1 or None, admin2, e.latitude, e.longitude,
            population, kind, radius,
        )  # fmt: skip
        others = [n for (n,) in db.execute("select name from other where geonameid = ?", (e.geonameid,))]
        extra = [core(e.name)] if kind in "12" else []
        yield row, [*e.names, *others, *extra, *more.of(kind, e.country, e.name)]


def _sort(e: _Entry) -> tuple[str, float] | None:
    """Kind and radius in km of an entry; None for what no report of conflict names, and for countries (own table)."""
    if e.group == "P":
        return "P", round(max(2.0, min(25.0, (e.population or 500) ** 0.5 / 60)), 1)
    if e.code == "ADM1":
        return "1", 90.0
    if e.code in ("ADM2", "ADM3", "ADMD"):
        return "2", 25.0 if e.code == "ADM2" else 15.0
    if e.code in AREAS:
        return "A", AREAS[e.code]
    if e.code in SEAS:
        return "S", SEAS[e.code]
    if e.code in SPOTS:
        return "P", 3.0
    return None
