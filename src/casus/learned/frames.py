"""The frame heads of the reading model: triggers with kinds, and the words that play a role for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casus.learned.reading import Filler, Happening, Labelled
from casus.learned.spans import softmax

Array = NDArray[np.float32]
Bounds = list[tuple[int, int]]
FAINT = 0.15  # a word that is a trigger with less probability than this is not looked at
BEST = 3  # kinds and factualities kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """The labels of the frame heads, and the role biaffine [roles + 1, width, width]; role 0 is none."""

    kinds: list[str]
    roles: list[str]
    factuality: list[str]
    weights: Array


def happenings(out: dict[str, Array], bounds: Bounds, heads: Frames) -> list[tuple[Happening, ...]]:
    """The happenings of each sentence of a window, from its outputs by name; row 0 of each is the root.

    `bounds` are the rows of each sentence. Roles are scored only for the triggers found.
    """
    chance = softmax(out["trigger"])
    found: list[tuple[Happening, ...]] = []
    for a, b in bounds:
        some = []
        for first, last in _runs(chance, a, b):
            kinds = chance[first:last, 1:].sum(0)
            facts = softmax(out["factuality"][first:last].mean(0))
            some.append(
                Happening(
                    trigger=Labelled(
                        first=first - a, last=last - a, label="", score=round(float(1 - chance[first:last, 0].min()), 4)
                    ),
                    kinds=_best(heads.kinds, kinds / kinds.sum()),
                    factuality=_best(heads.factuality, facts),
                    fillers=tuple(_fillers(out, bounds, heads, first, last)),
                )
            )
        found.append(tuple(some))
    return found


def _best(names: list[str], chance: Array) -> tuple[tuple[str, float], ...]:
    order = np.argsort(-chance, kind="stable")[:BEST].tolist()
    return tuple((names[i], round(float(chance[i]), 4)) for i in order)


def _runs(chance: Array, a: int, b: int) -> Iterator[tuple[int, int]]:
    """Neighbouring words that are triggers of the same likeliest kind."""
    lit = np.flatnonzero(1 - chance[a:b, 0] >= FAINT).tolist()
    if not lit:
        return
    kind = chance[a:b, 1:].argmax(1).tolist()
    first = last = lit[0]
    for i in lit[1:]:
        if i != last + 1 or kind[i] != kind[first]:
            yield a + first, a + last + 1
            first = i
        last = i
    yield a + first, a + last + 1


def _fillers(out: dict[str, Array], bounds: Bounds, heads: Frames, first: int, last: int) -> Iterator[Filler]:
    trigger = out["role_trigger"][first:last].mean(0)
    chance = softmax(out["role_word"] @ (heads.weights.transpose(0, 2, 1) @ trigger).T)
    best = chance.argmax(1)
    for sentence, (a, b) in enumerate(bounds):
        at = a
        while at < b:
            role, end = int(best[at]), at + 1
            while end < b and best[end] == role:
                end += 1
            if role:
                score = round(float(chance[at:end, role].mean()), 4)
                words = Labelled(first=at - a, last=end - a, label=heads.roles[role - 1], score=score)
                yield Filler(sentence=sentence, words=words)
            at = end
