"""Company for short windows: one whose words the model is unsure of is read again after two plain sentences.

Lone sentences are read as well alone as in company, names better; but some short ones fail badly, as a list of verbs.
Their sign is a word whose part of speech or head is not sure.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from casus.learned.spans import softmax
from casus.learned.windows import Window
from casus.learned.wordpiece import WordPiece, case_of

Array = NDArray[np.float32]
SHORT = 64  # pieces under which a window may get company
SURE = 0.6  # the least chance of the likeliest part of speech
SURE_HEAD = 0.6
EASED = ("upos", "xpos", "arc", "rel_left", "rel_head", "words")  # what is taken from the reading in company
COMPANY = ["The", "train", "was", "late", "again", ".", "We", "waited", "for", "half", "an", "hour", "."]


def unsure(scores: dict[str, Array], parts: int) -> bool:
    """Whether some word's part of speech (or, in a lone sentence, its head) is not likely enough; row 0 is the root."""
    if bool((softmax(scores["upos"][1:]).max(1) < SURE).any()):
        return True
    return parts == 1 and bool((softmax(scores["arc"][1:]).max(1) < SURE_HEAD).any())


def eased(window: Window, pieces: WordPiece) -> tuple[Window, int]:
    """The window with company before it, and how many words that adds."""
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
    out = {name: np.delete(found, slice(1, extra + 1), axis=0) for name, found in scores.items()}
    out["arc"] = np.delete(out["arc"], slice(1, extra + 1), axis=1)
    return out
