"""Where sentences end, from word vectors: a logistic regression beside the rules of spelling and punctuation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Bounds = list[tuple[int, int]]
SURE = 0.5  # chance from which a gap is taken for a sentence end


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Weights over `features`, and the bias."""

    weights: Array
    bias: float

    @classmethod
    def load(cls, path: Path) -> Ends:
        """The probe of a model package (`ends.npz`)."""
        with np.load(path) as held:
            return cls(weights=held["weights"].astype(np.float32), bias=float(held["bias"]))

    def chance(self, vectors: Array, ruled: NDArray[np.bool_]) -> Array:
        """The chance that a sentence ends after each word [n, width]; `ruled` is what the rules say."""
        out: Array = 1 / (1 + np.exp(-(features(vectors, ruled) @ self.weights + self.bias)))
        return out

    def bounds(self, words: Array, bounds: Bounds, blocks: list[int]) -> Bounds:
        """The rows of each sentence of a window, given those that the rules propose and the block of each."""
        ruled = np.zeros(len(words), bool)
        ruled[[b - 1 for _, b in bounds]] = True
        ends = self.chance(words, ruled) >= SURE
        ends[[b - 1 for (_, b), here, then in zip(bounds, blocks, [*blocks[1:], None], strict=True) if here != then]] = True
        stops = [*(np.flatnonzero(ends[1:]) + 2).tolist()]
        return list(zip([1, *stops[:-1]], stops, strict=True))


def features(vectors: Array, ruled: NDArray[np.bool_]) -> Array:
    """For the gap after each word [n, 2 * width + 1]: vectors before and after it (none after the last), and the rule."""
    after = np.concatenate((vectors[1:], np.zeros_like(vectors[:1])))
    return np.concatenate((vectors, after, ruled[:, None].astype(np.float32)), 1)
