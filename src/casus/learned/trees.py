"""Trees from arc scores: the best head of every word, mended where that makes no tree with one root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]
NEVER = np.float32(-1e9)


def tree(scores: Scores) -> Heads:
    """Heads of n words from scores [n, n + 1]; column 0 is the root. One word hangs on the root, and there is no loop.

    Greedy first; where that is no tree, the best word for root by margin, then Chu-Liu-Edmonds.
    """
    n = len(scores)
    scores = scores.copy()
    scores[np.arange(n), np.arange(1, n + 1)] = NEVER
    heads: Heads = scores.argmax(1)
    if is_tree(heads):
        return heads
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1:
        top = int(roots[0])
    else:
        rest = scores[:, 1:].max(1) if n > 1 else np.zeros(1, np.float32)
        top = int((scores[:, 0] - rest).argmax())
    scores[np.arange(n) != top, 0] = NEVER
    scores[top, 1:] = NEVER * 2
    heads = scores.argmax(1)
    if is_tree(heads):
        return heads
    square = np.full((n + 1, n + 1), NEVER * 2, np.float32)
    square[1:] = scores
    return _edmonds(square)[1:]


def is_tree(heads: Heads) -> bool:
    """Whether exactly one word hangs on the root (0) and every word reaches it."""
    return np.count_nonzero(heads == 0) == 1 and bool((_ends(np.concatenate(([0], heads))) == 0).all())


def _ends(heads: Heads) -> Heads:
    """Where each word arrives after more steps upward than there are words: the root, or inside a loop."""
    for _ in range(len(heads).bit_length()):
        heads = heads[heads]
    return heads


def _edmonds(scores: Scores) -> Heads:
    """Best tree over [n, n] scores with node 0 as root (Chu, Liu 1965; Edmonds 1967), contracting one loop a time."""
    n = len(scores)
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    ends = _ends(heads)
    lost = np.flatnonzero(ends)
    if not len(lost):
        return heads
    loop = [int(ends[lost[0]])]
    while (up := int(heads[loop[-1]])) != loop[0]:
        loop.append(up)
    inside = np.array(sorted(loop))
    outside = np.setdiff1d(np.arange(n), inside)
    m = len(outside)
    small = np.full((m + 1, m + 1), NEVER * 4, np.float32)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    below = scores[np.ix_(outside, inside)]  # words outside that hang on the loop
    small[:m, m] = below.max(1)
    gain = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    small[m, :m] = gain.max(0)
    found = _edmonds(small)
    out = heads.copy()
    for at in range(1, m):
        out[outside[at]] = inside[below[at].argmax()] if found[at] == m else outside[found[at]]
    above = int(found[m])
    out[inside[gain[:, above].argmax()]] = outside[above]
    return out
