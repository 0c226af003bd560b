"""Parts of speech that agree: the best pair of a universal part of speech and a Penn tag that can go together.

The heads are read jointly and beside the relation, since one alone can err on words that the frames' training has bent.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Ints = NDArray[np.int64]
NEVER = -8.0  # log-odds of a pair that the treebanks do not have

# Universal parts of speech of each Penn tag in the English UD treebanks; a tag not listed goes with all.
PAIRS = {
    "VERB AUX": ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"),
    "AUX": ("MD",),
    "NOUN": ("NN", "NNS"),
    "PROPN": ("NNP", "NNPS"),
    "ADJ": ("JJ", "JJR", "JJS"),
    "NUM": ("CD",),
    "ADV PART": ("RB",),
    "ADV": ("RBR", "RBS"),
    "ADP SCONJ": ("IN",),
    "DET PRON": ("DT", "WDT", "PDT"),
    "PRON": ("PRP", "PRP$", "WP", "WP$", "EX"),
    "ADV SCONJ": ("WRB",),
    "CCONJ": ("CC",),
    "PART ADP": ("TO",),
    "PART": ("POS",),
    "ADP ADV": ("RP",),
    "INTJ": ("UH",),
    "SYM": ("$",),
    "PUNCT": (",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH"),
}

SHORT = 5  # letters up to which a word in -ed may be no past form: "embed"
STRANGE = -3.0  # log-odds of a part of speech that a word of its relation seldom has

# Parts of speech of the words that stand in a relation; a relation not listed goes with all.
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X")
STANDS = {"det": ("DET", "PRON")} | dict.fromkeys(("nsubj", "nsubj:pass", "obj", "iobj", "nmod", "obl"), NOMINAL)


@cache
def fitting(relations: tuple[str, ...], upos: tuple[str, ...]) -> Array:
    """Penalties [relations, parts of speech]: 0 for what the relation's words commonly are."""
    rows = [[0.0 if u in STANDS.get(r, upos) else STRANGE for u in upos] for r in relations]
    return np.asarray(rows, dtype=np.float32)


# Parts of speech of the words that others hang on by a relation: what is passive is a verb ("a man was shot").
CARRIES = dict.fromkeys(("aux:pass", "nsubj:pass"), ("VERB",))


def carrying(heads: Ints, rel: Ints, relations: Sequence[str], upos: Sequence[str]) -> Array:
    """Penalties [rows, parts of speech] of words by what hangs on them; heads [rows] are rows, 0 is the root's."""
    out = np.zeros((len(heads), len(upos)), np.float32)
    for name, fit in CARRIES.items():
        if name in relations:
            hung = np.unique(heads[rel == relations.index(name)])
            out[hung[hung > 0]] += np.array([0.0 if u in fit else STRANGE for u in upos], np.float32)
    return out


def spelt(words: Sequence[str], xpos: Sequence[str]) -> Array:
    """Penalties [words, tags] of verbs by how they end.

    No past form in -ing, no third person without -s, no bare form in -ed or -s ("feed", "bed", "pass", "focus" aside).
    """
    out = np.zeros((len(words), len(xpos)), np.float32)
    ending = [w.casefold() for w in words]
    past = [w.endswith("ed") and not w.endswith("eed") and len(w) > SHORT for w in ending]
    third = [w.endswith("s") and not w.endswith(("ss", "us", "is", "as")) and len(w) > 1 for w in ending]
    bent = [p or t for p, t in zip(past, third, strict=True)]
    wrong = {
        "VBZ": [not w.endswith("s") for w in ending],
        "VBG": [not w.endswith(("ing", "in", "in'", "in’")) for w in ending],
        "VB": bent,
        "VBP": bent,
        "VBD": [w.endswith("ing") for w in ending],
        "VBN": [w.endswith("ing") for w in ending],
    }
    for tag, rows in wrong.items():
        if tag in xpos:
            out[np.array(rows), xpos.index(tag)] = NEVER
    return out


@cache
def compatible(upos: tuple[str, ...], xpos: tuple[str, ...]) -> Array:
    """Penalties [tags, parts of speech]: 0 for a pair that goes together."""
    allowed = {tag: set(names.split()) for names, tags in PAIRS.items() for tag in tags}
    rows = [[0.0 if x not in allowed or u in allowed[x] else NEVER for u in upos] for x in xpos]
    return np.asarray(rows, dtype=np.float32)


def agreed(u: Array, x: Array, stand: Array, upos: Sequence[str], xpos: Sequence[str]) -> tuple[list[int], list[int]]:
    """Indices of the best part of speech and tag of each word.

    From scores [words, labels] of the two heads, and penalties [words, parts of speech] of the words' relations.
    """
    joint = _log(x)[:, :, None] + (_log(u) + stand)[:, None, :] + compatible(tuple(upos), tuple(xpos))[None]
    best = joint.reshape(len(joint), -1).argmax(1)
    return (best % u.shape[1]).tolist(), (best // u.shape[1]).tolist()


def _log(scores: Array) -> Array:
    top = scores.max(1, keepdims=True)
    out: Array = scores - top - np.log(np.exp(scores - top).sum(1, keepdims=True))
    return out
