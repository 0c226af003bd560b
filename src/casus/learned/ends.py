"""Sentence ends that no mark shows, seen in the vectors of the words before and after: a small logistic regression.

Rules propose sentences from marks and lines; this finds the ends inside them ("Thanks Kelly Cloud has told me ...").
It is fitted to the vectors of one model (training/reader/ends.py), and stays away from any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from casus.learned.manifest import Manifest
from casus.learned.wordpiece import CASE_CLASSES, case_of

Array = NDArray[np.float32]
Bounds = list[tuple[int, int]]
SCALE = np.float32(2)  # of word vectors before fitting
SURE = 0.5  # the chance from which a sentence ends
STOPS = ".!?…"
_OPENS = re.compile(r"https?:|www\.|\d{1,4}[/-]\d")  # an address or a date can begin a sentence


def may_end(word: str, following: str) -> bool:
    """Whether a sentence can end between two words at all: before a capital or a mark, after a stop or a smiley."""
    return (
        following[0].isupper()
        or following[0] in '-–—*•_=>"“('
        or word[0] in "_=*>)"
        or (word[-1] in STOPS and not word.strip(STOPS))
        or (len(word) > 1 and word[0] in ":;=")
        or _OPENS.match(following) is not None
    )


def features(vectors: Array, words: Sequence[str], at: Sequence[int]) -> Array:
    """One row for each gap after word `at`: the vectors and the case classes of the two words."""
    here = np.asarray(at, np.int64)
    rows = []
    for side in (here, here + 1):
        case = [case_of(words[i]) for i in side.tolist()]
        rows += [SCALE * vectors[side], np.eye(len(CASE_CLASSES), dtype=np.float32)[case]]
    return np.concatenate(rows, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Weights of the features, and the bias."""

    weights: Array
    bias: float

    def found(self, vectors: Array, words: Sequence[str], bounds: Bounds) -> Bounds:
        """The bounds of sentences, cut where one ends inside; they count words, as do the vectors."""
        gaps = [i for a, b in bounds for i in range(a, b - 1) if may_end(words[i], words[i + 1])]
        if not gaps:
            return bounds
        score = features(vectors, words, gaps) @ self.weights + self.bias
        told = {gaps[k] + 1 for k in np.flatnonzero(score >= np.log(SURE / (1 - SURE))).tolist()}
        cuts = [[a, *(i for i in range(a + 1, b) if i in told), b] for a, b in bounds]
        return [pair for c in cuts for pair in pairwise(c)]


@cache
def ends_for(model: Manifest) -> Ends | None:
    """The weights fitted to this model's vectors; None where it is another model."""
    with files("casus").joinpath("data/reading/ends.npz").open("rb") as file, np.load(file) as found:
        if str(found["model"]) != dict(model.digests).get("reader.int8.onnx"):
            return None
        return Ends(weights=found["weights"].astype(np.float32), bias=float(found["bias"]))
