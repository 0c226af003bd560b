"""Which of several words is a happening's place or time: a conditional logit over what speaks for each of them.

The weights are data (data/reading/choices.toml), fitted by training/choices on events with gold places and times.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp

Features = Mapping[str, float]


@cache
def weights(facet: str) -> Mapping[str, float]:
    """The fitted weights of a facet (`place`, `time`) by feature; those that it does not name weigh nothing."""
    table = tomllib.loads(files("casus").joinpath("data/reading/choices.toml").read_text("utf-8"))
    return {name: float(weight) for name, weight in table.get(facet, {}).items()}


def chances(options: Sequence[Features], table: Mapping[str, float]) -> list[float]:
    """The chance of each option; together they make 1."""
    scores = [sum(table.get(name, 0.0) * value for name, value in option.items()) for option in options]
    top = max(scores, default=0.0)
    raw = [exp(score - top) for score in scores]
    total = sum(raw)
    return [r / total for r in raw]


def reasons(option: Features, table: Mapping[str, float], most: int = 3) -> str:
    """What spoke loudest for or against an option, in one line."""
    told = sorted(((table.get(name, 0.0) * value, name) for name, value in option.items()), key=lambda t: -abs(t[0]))
    return ", ".join(f"{name} {weight:+.1f}" for weight, name in told[:most] if weight)
