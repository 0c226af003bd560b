"""Conventions of a coding scheme as data: a versioned profile that says how our record becomes its columns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from casus.errors import DataError, UsageError

FOLDER = "data/exports/profiles"
FIGURES = ("low", "best", "high")
KEYS = {"name", "format", "version", "factuality", "times", "countrywide", "fatalities", "days", "actors", "notes"}
MORE = {"sectors", "auxiliary"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vague:
    """A number told by a word: the words as one pattern, and the count that they stand for."""

    words: re.Pattern[str]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Conventions of one scheme: what is coded, how a toll becomes a number, how actors are called."""

    name: str
    format: str
    version: int
    factuality: frozenset[str]
    times: frozenset[str]
    countrywide: frozenset[str]
    figure: str
    disputed: str
    open_high: str
    vague: tuple[Vague, ...]
    spread: str
    actors: Mapping[str, str]
    unnamed: frozenset[str]
    unknown_inter: int | None
    code_status: Mapping[str, str]
    notes: str
    sectors: Mapping[str, str] = field(default_factory=dict)
    auxiliary: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Name and version as a note tells them."""
        return f"{self.name}, version {self.version}"


def names() -> tuple[str, ...]:
    """The profiles that casus brings."""
    return tuple(sorted(p.name.removesuffix(".toml") for p in files("casus").joinpath(FOLDER).iterdir()))


def load(name: str) -> Profile:
    """The profile of that name, or of a file. Raises UsageError where there is none, DataError listing every fault."""
    if name in names():
        return parse(files("casus").joinpath(f"{FOLDER}/{name}.toml").read_text("utf-8"), file=f"{name}.toml")
    path = Path(name)
    if not path.is_file():
        raise UsageError(f"no profile and no file is called {name!r}; profiles: {', '.join(names())}")
    return parse(path.read_text("utf-8"), file=name)


def parse(text: str, *, file: str) -> Profile:
    """The profile of a TOML text. Raises DataError listing every fault."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise DataError(file, [str(fault)]) from fault
    faults = [f"unknown {k!r}" for k in sorted(set(raw) - KEYS - MORE)]
    faults += [f"missing {k!r}" for k in sorted(KEYS - set(raw))]
    if faults:
        raise DataError(file, faults)
    deaths, actors = raw["fatalities"], dict(raw["actors"])
    faults += _wrong(raw, deaths)
    if faults:
        raise DataError(file, faults)
    return Profile(
        name=raw["name"],
        format=raw["format"],
        version=raw["version"],
        factuality=frozenset(raw["factuality"]),
        times=frozenset(raw["times"]),
        countrywide=frozenset(raw["countrywide"]),
        figure=deaths["figure"],
        disputed=deaths["disputed"],
        open_high=deaths.get("open_high", "best"),
        vague=tuple(Vague(words=_pattern(v["words"]), count=v["count"]) for v in deaths["vague"]),
        spread=raw["days"]["spread"],
        unnamed=frozenset(actors.pop("unnamed", ())),
        unknown_inter=actors.pop("unknown_inter", None),
        code_status=actors.pop("code_status", {}),
        actors=actors,
        notes=raw["notes"]["text"],
        sectors=raw.get("sectors", {}),
        auxiliary=raw.get("auxiliary", {}),
    )


def _wrong(raw: Mapping[str, Any], deaths: Mapping[str, Any]) -> list[str]:
    faults = [f"fatalities.{k} is not one of {FIGURES}" for k in ("figure", "disputed") if deaths.get(k) not in FIGURES]
    if "vague" not in deaths:
        faults.append("fatalities.vague is missing: give [] where no word stands for a number")
    faults += [
        f"fatalities.vague needs words and a count: {v}"
        for v in deaths.get("vague", ())
        if not isinstance(v.get("count"), int) or not v.get("words")
    ]
    if raw["days"].get("spread") not in ("one", "each"):
        faults.append("days.spread is neither 'one' nor 'each'")
    if not isinstance(raw["notes"].get("text"), str):
        faults.append("notes.text is missing")
    return faults


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)
