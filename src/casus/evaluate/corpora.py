"""The measures over public corpora by name, and which part of a corpus is scored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from casus.errors import InputError, UsageError
from casus.evaluate.forms import lines
from casus.evaluate.result import Result
from casus.evaluate.told import Events

# Measure -> what a line of its gold must have.
MEASURES = {
    "case21": ("label", "sub_event_type"),
    "muc": ("templates",),
    "gsr": ("event_type",),
    "gvdb": ("killed", "injured", "city", "date"),
    "wikievents": ("events",),
}


# Scores events by document against gold, with the texts by document.
Measure = Callable[[Sequence[Mapping[str, Any]], Events, Mapping[str, str]], Result]


def measure(name: str) -> Measure:
    """The measure of that name. Raises UsageError, listing what there is."""
    if name not in MEASURES:
        raise UsageError(f"no measure is called {name!r}; there are: gold, {', '.join(MEASURES)}")
    found: Measure = import_module(f"casus.evaluate.{name}").score
    return found


def golds(name: str, file: str, ids: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """The gold lines of the documents that are scored. Raises InputError where a line is not of this corpus."""
    out: list[Mapping[str, Any]] = []
    for at, told in lines(file):
        missing = [key for key in ("id", *MEASURES[name]) if key not in told]
        if missing:
            raise InputError(f"{at}: no {', no '.join(missing)}, which the gold of {name} has")
        if told["id"] in ids:
            out.append(told)
    return out


def part(docs: Path, *, only: str | None = None, without: Path | None = None) -> Iterator[dict[str, Any]]:
    """The documents whose id begins with `only`, but for those that stand in `without`.

    There an id may have the name of the documents' folder before it, as where several corpora were put together.
    """
    known = {told.get("id") for _, told in lines(str(without))} if without else set()
    for at, told in lines(str(docs)):
        if "id" not in told or "text" not in told:
            raise InputError(f"{at}: no document: looked for id and text")
        name = told["id"]
        if (only is None or name.startswith(only)) and not known & {name, f"{docs.parent.name}-{name}"}:
            yield told


def written(documents: Iterator[dict[str, Any]], file: Path) -> dict[str, str]:
    """Write the documents as JSONL; their texts by id."""
    texts = {}
    with file.open("w", encoding="utf-8") as stream:
        for told in documents:
            texts[told["id"]] = told["text"]
            stream.write(json.dumps(told, ensure_ascii=False) + "\n")
    return texts
