"""What English clauses do not have: two subjects of one verb, a compound that its verb stands inside of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Ints = NDArray[np.int64]


def whole(heads: Ints, rel: Ints, found: Array, parts: Sequence[str], relations: Sequence[str]) -> tuple[Ints, Ints]:
    """Heads and relations of a window's rows, mended; `found`: scores [rows, relations], `parts` of speech of the rows.

    A noun before a verb that is told as a compound of a noun after it is the verb's subject. No verb has an owner, no
    compound comes after its noun, no name that is an object before its verb: such take their next best relation. So
    does, of two subjects on two sides of a verb, the one after it: mostly it is an object.
    """
    if not {"nsubj", "compound", "nmod:poss"} <= set(relations):
        return heads, rel
    subject, compound, owner = (relations.index(name) for name in ("nsubj", "compound", "nmod:poss"))
    heads, rel = heads.copy(), rel.copy()
    for k in np.flatnonzero(rel == compound):
        verb = heads[heads[k]]
        if k < verb < heads[k]:
            while k < heads[verb] < verb:
                verb = heads[verb]
            heads[k], rel[k] = verb, subject
    rows, verbs, names = np.arange(len(rel)), np.array(parts) == "VERB", np.array(parts) == "PROPN"
    _next_best(rel, found, np.flatnonzero((rel == owner) & verbs[heads]), owner)
    _next_best(rel, found, np.flatnonzero((rel == compound) & (rows > heads)), compound)
    if "obj" in relations:
        done_to = relations.index("obj")
        _next_best(rel, found, np.flatnonzero((rel == done_to) & names & verbs[heads] & (rows < heads)), done_to)
    for verb in np.unique(heads[rel == subject]):
        own = np.flatnonzero((heads == verb) & (rel == subject))
        if own[0] < verb < own[-1]:
            _next_best(rel, found, own[own > verb], subject)
    return heads, rel


def _next_best(rel: Ints, found: Array, rows: Ints, but: int) -> None:
    rest = found[rows]
    rest[:, but] = -np.inf
    rel[rows] = rest.argmax(1)
