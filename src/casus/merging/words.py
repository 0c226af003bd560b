"""The words that merging knows, from the lexicon."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

FILE = "data/lexicons/en/merging.toml"


@cache
def words(table: str) -> frozenset[str]:
    """The words of one table in lower case; KeyError where the lexicon has no such table."""
    raw = tomllib.loads(files("casus").joinpath(FILE).read_text("utf-8"))
    return frozenset(w for row in raw[table] for w in row["words"])
