"""The gate: scores that no change may fall below, measured on corpora that are known by their digest."""

from __future__ import annotations

import hashlib
import json
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casus.errors import DataError
from casus.evaluate.corpora import golds as corpus_golds
from casus.evaluate.corpora import measure, part, written
from casus.evaluate.forms import Told, golds, recorded, texts
from casus.evaluate.gold import Score, score
from casus.evaluate.told import Events
from casus.records.codec import encode

Coder = Callable[[str], Events]


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
        measured = _measured(corpus, floors.parent.parent.parent, docs, gold, code)
        unknown = sorted(set(corpus["floors"]) - set(measured))
        if unknown:
            raise DataError(str(floors), [f"{name}: no figure {u!r}; there are {', '.join(measured)}" for u in unknown])
        for figure, floor in corpus["floors"].items():
            yield Floor(name=f"{name}: {figure}", floor=floor, found=measured[figure])


def _measured(corpus: Mapping[str, Any], root: Path, docs: Path, gold: Path, code: Coder) -> dict[str, float]:
    if "measure" not in corpus:
        known = texts(str(docs))
        return figures(score(golds(str(gold), known), told(code(str(docs)))))
    without = root / corpus["without"] if "without" in corpus else None
    with tempfile.TemporaryDirectory() as folder:
        chosen = Path(folder) / docs.name
        known = written(part(docs, only=corpus.get("only"), without=without), chosen)
        wanted = corpus_golds(corpus["measure"], str(gold), known)
        return dict(measure(corpus["measure"])(wanted, code(str(chosen)), known).flat())


def told(events: Events) -> dict[str, list[Told]]:
    """Coded events in the form in which they are compared with our own gold."""
    return {document: [recorded(json.loads(encode(event))) for event in own] for document, own in events.items()}


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
