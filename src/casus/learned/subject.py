"""What a report is about: how much each sentence, with those around it, reads like a report of conflict.

A logistic regression over the mean of the words' vectors, learned by training/frames/fit.py from passages that the
reading model was not trained on, and from those that it was. Its weights stand in data/reading/subject.tsv, for the
model of one digest: a model of another digest is not asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
REACH = 2  # sentences on either side that are read with a sentence
SELF = 2.0  # how much more the sentence itself counts than one of them
ENOUGH = 60  # words from which a text is as sure as it looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Weights and bias for the vectors of the model of that digest."""

    model: str
    weights: Array
    bias: float


@cache
def subject() -> Subject:
    """The weights as they come with casus."""
    text = files("casus").joinpath("data/reading/subject.tsv").read_text("utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    model, bias = rows.pop("model"), float(rows.pop("bias"))
    return Subject(model=model, weights=np.array([float(v) for v in rows.values()], np.float32), bias=bias)


def about(sums: Sequence[Array], words: Sequence[int], known: Subject) -> list[float]:
    """The log-odds of each sentence, from the sums of its words' vectors and the numbers of its words."""
    out: list[float] = []
    for at in range(len(words)):
        vector, count = around(sums, words, at)
        out.append(round(float(vector @ known.weights + known.bias) * min(1.0, count / ENOUGH), 3))
    return out


def around(sums: Sequence[Array], words: Sequence[int], at: int) -> tuple[Array, int]:
    """The vector of a sentence with its neighbours, of length one, and how many words they have."""
    near = range(max(0, at - REACH), min(len(words), at + REACH + 1))
    total = np.sum([sums[i] * np.float32(SELF if i == at else 1.0) for i in near], 0)
    made: Array = (total / (np.linalg.norm(total) + 1e-9)).astype(np.float32)
    return made, sum(words[i] for i in near)
