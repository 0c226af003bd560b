"""What each facet weighs: log-odds fitted on the development incidents, or chosen where these cannot tell."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Final

FILE = "data/merging/weights.toml"


def table() -> dict[str, dict[str, float]]:
    """The weights as they are written: those `chosen`, and those `fitted`."""
    return tomllib.loads(files("casus").joinpath(FILE).read_text("utf-8"))


WEIGHTS: Final[dict[str, float]] = {key: float(weight) for part in table().values() for key, weight in part.items()}
