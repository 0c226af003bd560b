"""Company for short windows: two plain sentences read before them, and their rows taken out of the answer.

In training, a window of one short sentence nearly always came from the frames' passages, which carry no tags, so the
tagger never learned such windows: "signed a peace deal" came out as four verbs. With company the tags are right again.
Remedy in the next training: short windows from the treebanks.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from casus.learned.windows import Window
from casus.learned.wordpiece import WordPiece, case_of

Array = NDArray[np.float32]
SHORT = 64  # pieces under which a window gets company
COMPANY = ["The", "train", "was", "late", "again", ".", "We", "waited", "for", "half", "an", "hour", "."]


def eased(window: Window, pieces: WordPiece) -> tuple[Window, int]:
    """The window with company before it where it is short, and how many words that adds."""
    if len(window.ids) >= SHORT:
        return window, 0
    ids, case, first = window.ids[:1], window.case[:1], window.first[:1]
    for word in COMPANY:
        some = pieces.ids(word)
        first.append(len(ids))
        ids += some
        case += [case_of(word)] * len(some)
    shift = len(ids) - 1
    made = replace(
        window,
        ids=ids + window.ids[1:],
        case=case + window.case[1:],
        first=first + [at + shift for at in window.first[1:]],
    )
    return made, len(COMPANY)


def alone(scores: dict[str, Array], extra: int) -> dict[str, Array]:
    """The scores without the rows (and, of arcs, columns) of the company."""
    if not extra:
        return scores
    out = {name: np.delete(found, slice(1, extra + 1), axis=0) for name, found in scores.items()}
    out["arc"] = np.delete(out["arc"], slice(1, extra + 1), axis=1)
    return out
