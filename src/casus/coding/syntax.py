"""Classes of words by their grammar, from data/lexicons/en/syntax.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files("casus").joinpath("data/lexicons/en/syntax.toml").read_text("utf-8"))
    return {row["name"]: frozenset(row["words"]) for row in raw["class"]}


def words(name: str) -> frozenset[str]:
    """The dictionary forms of a class. Raises KeyError for an unknown one."""
    return _table()[name]
