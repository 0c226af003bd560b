"""The gate: scores that no change may fall below, measured on corpora that are known by their digest."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casus.errors import DataError
from casus.evaluate.forms import Told, golds, texts
from casus.evaluate.gold import Score, score

Coder = Callable[[str], dict[str, list[Told]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A measure, its floor and what was measured."""

    name: str
    floor: float
    found: float

    @property
    def kept(self) -> bool:
        """Whether the score is not below the floor."""
        return self.found >= self.floor


def gate(floors: Path, code: Coder) -> Iterator[Floor | str]:
    """Each floor with its score; a line of text for a corpus that is absent. Raises DataError for another corpus."""
    table = tomllib.loads(floors.read_text("utf-8"))
    for name, corpus in table.items():
        docs, gold = (floors.parent.parent.parent / corpus[k] for k in ("documents", "gold"))
        if not (docs.is_file() and gold.is_file()):
            yield f"{name}: not measured, {corpus['documents']} is not beside this checkout"
            continue
        found = digest(docs, gold)
        if found != corpus["sha256"]:
            raise DataError(str(floors), [f"{name}: the corpus has digest {found}, the floors were set on another"])
        known = texts(str(docs))
        measured = figures(score(golds(str(gold), known), code(str(docs))))
        for measure, floor in corpus["floors"].items():
            yield Floor(name=f"{name}: {measure}", floor=floor, found=measured[measure])


def figures(result: Score) -> dict[str, float]:
    """F1 of detection and of each field over all events."""
    fields = {name: result.f1(result.right[name]) for name in result.fields()}
    return {"detection": result.f1(result.paired), **fields}


def digest(*files: Path) -> str:
    """SHA-256 over some files, one after the other."""
    sha = hashlib.sha256()
    for file in files:
        sha.update(file.read_bytes())
    return sha.hexdigest()
