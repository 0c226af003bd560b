"""casus's own tables of places, read once: facts in data/gazetteer, each file with its origin and licence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from casus.errors import DataError
from casus.gazetteer.keys import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A row of countries.tsv: area in km2, `seat` the GeoNames id of the capital, neighbours as ISO codes."""

    code: str
    geonameid: int
    name: str
    capital: str
    area: float
    population: int
    latitude: float
    longitude: float
    seat: int | None
    neighbours: tuple[str, ...]


def rows(name: str) -> Iterator[list[str]]:
    """Rows of a table, as wide as its line of column names. Raises DataError for a row that is wider."""
    text = files("casus").joinpath(f"data/gazetteer/{name}").read_text("utf-8")
    width = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if not width:
            width = len(row)
            continue
        if len(row) > width:
            raise DataError(f"gazetteer/{name}", [f"line {number}: {len(row)} columns, {width} are named"])
        yield row + [""] * (width - len(row))


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads(files("casus").joinpath("data/gazetteer/words.toml").read_text("utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """A word list of words.toml."""
    return frozenset(_lists()[name])


@cache
def acronyms() -> frozenset[str]:
    """Names in capitals only that casus's own tables give to places: "UAE", "NYC"."""
    tables = ((row[-1] for row in rows(name)) for name in ("aliases.tsv", "abbreviations.tsv"))
    areas = (f"{row[2]}|{row[3]}" for row in rows("areas.tsv"))
    return frozenset(n for names in (*tables, areas) for told in names for n in told.split("|") if n.isupper())


@cache
def aliases() -> frozenset[tuple[str | None, str]]:
    """The further names of casus's own table, as country code and plain words: ("SY", "kobani")."""
    return frozenset((country, plain(n)) for _, country, _, names in rows("aliases.tsv") for n in names.split("|"))


def pattern(name: str, *, capitals: bool = False) -> str:
    """A word list of words.toml as a group of a regular expression, over any spaces; `capitals` may begin its words."""
    listed = [re.escape(w) for w in _lists()[name]]
    if capitals:
        listed = [re.sub(r"\b[a-z]", lambda m: f"[{m[0].upper()}{m[0]}]", w) for w in listed]
    return f"(?:{'|'.join(listed)})".replace(r"\ ", r"\s+")


@cache
def countries() -> dict[str, Country]:
    """The countries by ISO 3166-1 alpha-2 code (XK for Kosovo)."""
    return {
        r[0]: Country(
            code=r[0],
            geonameid=int(r[1]),
            name=r[2],
            capital=r[3],
            area=float(r[4]),
            population=int(r[5]),
            latitude=float(r[6]),
            longitude=float(r[7]),
            seat=int(r[8]) if r[8] else None,
            neighbours=tuple(c for c in r[9].split(",") if c),
        )
        for r in rows("countries.tsv")
    }


@cache
def demonyms() -> dict[str, tuple[str, str | None]]:
    """Plain words ("iraqi", "european") to what they point to: an ISO code or an area's name, and the country."""
    out: dict[str, tuple[str, str | None]] = {}
    for of, country, words in rows("demonyms.tsv"):
        for word in words.split("|"):
            out.setdefault(plain(word), (of, country or None))
    return out


def demonym(word: str) -> str | None:
    """ISO code of the country that a word for its people or things points to: "Iraqi" -> "IQ"; None for others."""
    found = demonyms().get(plain(word))
    return found[1] if found else None
