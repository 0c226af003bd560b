"""The words of a report, from data/reports/en.toml or a file of the user's."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from casus.errors import DataError, InputError

FILE = "data/reports/en.toml"


@cache
def own() -> dict[str, Any]:
    """The words that casus brings."""
    return tomllib.loads(files("casus").joinpath(FILE).read_text("utf-8"))


def words(path: Path | None = None) -> dict[str, Any]:
    """The words of a file, else our own. Raises DataError naming every key that is missing."""
    if path is None:
        return own()
    try:
        made = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise InputError(f"{path}: {fault}") from fault
    faults = [
        f"[{section}] {key} is missing"
        for section, keys in own().items()
        for key in keys
        if key not in made.get(section, {})
    ]
    if faults:
        raise DataError(str(path), faults)
    return made
