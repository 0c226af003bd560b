from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

DATA = Path(str(files("casus").joinpath("data")))
# Paths of names (a kind's three names in ACLED) and columns of formats are no lists of words.
LISTS = sorted(p for p in DATA.rglob("*.toml") if p.relative_to(DATA).parts[0] not in ("ontologies", "exports"))


def twice(told: Any, where: str = "") -> Iterator[str]:
    """The words that a list of a file holds more than once, each with the list's name."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield from twice(value, f"{where}/{key}")
    elif isinstance(told, list):
        yield from (f"{where}: {w}" for w, n in Counter(w for w in told if isinstance(w, str)).items() if n > 1)
        for number, value in enumerate(told):
            yield from twice(value, f"{where}/{number}")


@pytest.mark.parametrize("file", LISTS, ids=[p.relative_to(DATA).as_posix() for p in LISTS])
def test_no_list_of_words_holds_a_word_twice(file: Path) -> None:
    assert list(twice(tomllib.loads(file.read_text("utf-8")))) == []


def test_a_word_told_twice_is_found_by_its_list() -> None:
    assert list(twice({"class": [{"words": ["raid", "march", "raid"]}]})) == ["/class/0/words: raid"]
