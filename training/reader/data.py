"""Sentences with whatever labels a corpus has, gathered into the windows that the model reads at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT / "src"))

from casus.learned.wordpiece import WordPiece, case_of  # noqa: E402

WINDOW = 180  # word pieces in a window
NAMES = ("PER", "ORG", "LOC", "FAC", "NORP", "OPER", "WEAPON", "MISC", "TIM")
ROLES = ("initiator", "target", "place", "when", "killed", "injured", "object", "source", "operation")
FACTUALITY = ("occurred", "ongoing", "attempted", "planned", "threatened", "denied", "alleged")
CATEGORY = (
    "none", "state forces", "rebel group", "political militia", "identity militia", "rioters", "protesters",
    "civilians", "external forces", "unknown",
)  # fmt: skip


@dataclass
class Sentence:
    """Words of one sentence; labels are None where the corpus has none."""

    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    head: list[int] | None = None
    rel: list[str] | None = None
    names: list[str] | None = None
    free: tuple[str, ...] = ()  # name types that this corpus does not label: O may hide them


@dataclass
class Frame:
    """A trigger's words in the window, its kind, roles by word, factuality, categories of the two sides.

    Roles and sides are None where only the happening was judged, not who did it, to whom, where and when; a word whose
    role is None may play one or not.
    """

    trigger: list[int]
    kind: str
    roles: dict[int, str | None] | None
    factuality: str
    sides: tuple[str, str] | None


@dataclass
class Window:
    """Consecutive sentences of one document that are read together."""

    sentences: list[Sentence]
    frames: list[Frame] | None = None
    words: list[str] = field(default_factory=list)
    bounds: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for s in self.sentences:
            self.bounds.append((len(self.words), len(self.words) + len(s.words)))
            self.words += s.words


@lru_cache
def pieces() -> WordPiece:
    """The encoder's word pieces."""
    return WordPiece((ROOT / "models/casus-model-en/src/casus_model_en/wordpiece.txt").read_text("utf-8").splitlines())


def length(words: list[str]) -> int:
    """Word pieces of some words."""
    return sum(len(pieces().ids(w)) for w in words)


def windows(paragraphs: Iterator[list[Sentence]]) -> Iterator[Window]:
    """Documents cut into windows at sentence ends."""
    for document in paragraphs:
        current: list[Sentence] = []
        used = 0
        for s in document:
            n = length(s.words)
            if n > 300:
                continue
            if current and used + n > WINDOW:
                yield Window(current)
                current, used = [], 0
            current.append(s)
            used += n
        if current:
            yield Window(current)


def jsonl(name: str) -> Iterator[dict]:
    """The records of a file under ../shared."""
    for line in (SHARED / name).open(encoding="utf-8"):
        if line.strip():
            yield json.loads(line)


def encode(window: Window, case: Callable[[str], str] = str) -> tuple[list[int], list[int], list[int]]:
    """ids, case classes, and the first piece of the root and of each word; `case` rewrites the words."""
    ids, classes, first = [101], [7], [0]
    for w in window.words:
        w = case(w)
        p = pieces().ids(w)
        first.append(len(ids))
        ids += p
        classes += [case_of(w)] * len(p)
    ids.append(102)
    classes.append(7)
    return ids, classes, first
