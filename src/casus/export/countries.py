"""Countries as other schemes write them, read from data/exports/countries.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from casus.errors import DataError
from casus.gazetteer.tables import countries as named

FILE = "data/exports/countries.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """A country's English name and codes; None where a scheme has none."""

    name: str
    code: str
    numeric: int | None
    alpha3: str
    acled_region: str
    ucdp_region: str | None
    gw: int | None
    cow: int | None


@cache
def table() -> dict[str, Codes]:
    """All countries by ISO 3166-1 alpha-2. Raises DataError listing every fault."""
    english = {c.code: c.name for c in named().values()}
    found, faults = {}, []
    for number, line in enumerate(files("casus").joinpath(FILE).read_text("utf-8").splitlines(), 1):
        cells = line.split("\t")
        if line.startswith("#") or cells[0] == "code":
            continue
        if len(cells) != 7 or any(x and not x.isdigit() for x in (cells[1], cells[5], cells[6])):
            faults.append(f"line {number}: {line!r}")
            continue
        numbers = [int(x) if x else None for x in (cells[1], cells[5], cells[6])]
        found[cells[0]] = Codes(
            name=english.get(cells[0], cells[0]),
            code=cells[0],
            numeric=numbers[0],
            alpha3=cells[2],
            acled_region=cells[3],
            ucdp_region=cells[4] or None,
            gw=numbers[1],
            cow=numbers[2],
        )
    if faults:
        raise DataError(FILE, faults)
    return found


def codes(code: str | None) -> Codes | None:
    """The codes of a country; None for none, or one that is not in the table."""
    return table().get(code) if code else None


def name(code: str | None) -> str | None:
    """A country's English name; the code itself where it is not in the table."""
    found = codes(code)
    return found.name if found else code
