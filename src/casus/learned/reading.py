"""What the reader returns: one reading for each sentence. Word indices count inside the sentence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Words first to last (half-open) that bear a label, with its probability (mean over the words)."""

    first: int
    last: int
    label: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Words of any sentence of the same window that play a role in a happening."""

    sentence: int
    words: Labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A trigger in this sentence: ACLED sub-events and factualities with probabilities (best first), and fillers."""

    trigger: Labelled
    kinds: tuple[tuple[str, float], ...]
    factuality: tuple[tuple[str, float], ...]
    fillers: tuple[Filler, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A sentence as read: universal tags, Penn tags, heads (a root's head is itself), relations, names, happenings.

    `vectors` [words, width] are there only when asked for, and where the model gives them.
    """

    pos: tuple[str, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[Labelled, ...] = ()
    happenings: tuple[Happening, ...] = ()
    vectors: Vectors | None = None
