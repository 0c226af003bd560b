"""Labelled spans from per-word scores of B- and I- labels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from casus.learned.reading import Labelled

Array = NDArray[np.float32]


def spans(scores: Array, bounds: list[tuple[int, int]], labels: list[str]) -> list[tuple[Labelled, ...]]:
    """The spans of each sentence in a window; an I- that continues nothing begins a span."""
    best = scores.argmax(1)
    if not best.any():  # label 0 is O
        return [()] * len(bounds)
    chance = softmax(scores)[np.arange(len(best)), best].tolist()
    found = best.tolist()
    return [tuple(_spans(found[a:b], chance[a:b], labels)) for a, b in bounds]


def softmax(scores: Array) -> Array:
    """Probabilities along the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    out: Array = raised / raised.sum(-1, keepdims=True)
    return out


def _spans(best: list[int], chance: list[float], labels: list[str]) -> list[Labelled]:
    out: list[Labelled] = []
    at = 0
    while at < len(best):
        label = labels[best[at]]
        if label == "O":
            at += 1
            continue
        end = at + 1
        while end < len(best) and labels[best[end]] == "I-" + label[2:]:
            end += 1
        score = sum(chance[at:end]) / (end - at)
        out.append(Labelled(first=at, last=end, label=label[2:], score=round(score, 4)))
        at = end
    return out
