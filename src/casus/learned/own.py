"""Categories of a user's own: a small head over the reader's word vectors, learned from 5 to 50 example sentences.

A sentence is the mean of its words' vectors; the head is a logistic regression that sets the examples apart from
sentences that are none. Nothing is drawn by chance: the same examples and model give the same head.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from casus.errors import ModelError
from casus.learned.reading import Likeness

Array = NDArray[np.float32]
FORMAT = "casus.own-kind/1"
SURE = 0.5  # the chance from which a sentence is one of the category
FOLDS = 5
TOLD = 5  # words kept that speak for a category
HELD = 1.0  # how short the weights are held
STEPS = 15  # of Newton at most
SETTLED = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What cross-validation found: of `examples` so many were `found`, of `others` so many were `mistaken` for one."""

    examples: int
    found: int
    others: int
    mistaken: int

    @property
    def recall(self) -> float:
        """Share of the examples that a head found which had not seen them."""
        return self.found / self.examples if self.examples else 0.0

    @property
    def precision(self) -> float:
        """Share of right ones among the sentences taken for one, with the others as they are at hand."""
        told = self.found + self.mistaken
        return self.found / told if told else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A category by name, the kind it gives, its weights for the model of that digest, its examples and its trial."""

    name: str
    kind: str
    model: str
    weights: Array
    bias: float
    examples: tuple[str, ...]
    trial: Trial

    def chance(self, sentence: Array) -> float:
        """The chance that a sentence, by its vector, is one of the category."""
        return float(1 / (1 + np.exp(-(sentence @ self.weights + self.bias))))

    def telling(self, words: Array) -> list[int]:
        """The words (rows) that speak for the category, the strongest first."""
        worth = words @ self.weights
        return [int(i) for i in np.argsort(-worth, kind="stable") if worth[i] > 0]


def pooled(words: Array) -> Array:
    """The vector of a sentence: the mean of its words' vectors, of length one."""
    mean = words.mean(0)
    out: Array = (mean / (np.linalg.norm(mean) + 1e-9)).astype(np.float32)
    return out


def gathered(windows: Iterable[Array]) -> Array:
    """The vector of a text by its windows' word vectors."""
    return pooled(np.concatenate(list(windows)))


def fit(x: Array, y: NDArray[np.bool_]) -> tuple[Array, float]:
    """Weights and bias of a logistic regression; the fewer examples weigh as much as the geometric mean of both."""
    rows = np.concatenate((x * SCALE, np.ones((len(x), 1), np.float32)), 1).astype(np.float64)
    few = np.sqrt(max((~y).sum(), 1) / max(y.sum(), 1))
    weight = np.where(y, few, 1.0)
    held = np.full(rows.shape[1], HELD)
    held[-1] = 1e-3
    w = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-rows @ w))
        slope = rows.T @ (weight * (p - y)) + held * w
        curve = (rows * (weight * (p * (1 - p) + 1e-6))[:, None]).T @ rows + np.diag(held)
        step = np.linalg.solve(curve, slope)
        w -= step
        if np.abs(step).max() < SETTLED:
            break
    return (w[:-1] * SCALE).round(5).astype(np.float32), round(float(w[-1]), 5)


SCALE = 8.0  # of unit vectors before fitting, so that HELD bounds the weights and not the answer


def learned(
    name: str, kind: str, model: str, examples: Sequence[str], others: Sequence[str], rows: list[Array]
) -> Head:
    """The head of a category with its trial; `rows` are the vectors of the examples, then of the others."""
    x = np.stack(rows)
    y = np.arange(len(rows)) < len(examples)
    weights, bias = fit(x, y)
    return Head(
        name=name,
        kind=kind,
        model=model,
        weights=weights,
        bias=bias,
        examples=tuple(examples),
        trial=tried(x, y, (*examples, *others)),
    )


def tried(x: Array, y: NDArray[np.bool_], names: Sequence[str]) -> Trial:
    """Cross-validation over FOLDS parts, which the digests of the sentences settle."""
    fold = np.zeros(len(y), int)
    for group in (y, ~y):
        order = sorted(np.flatnonzero(group).tolist(), key=lambda i: sha256(names[i].encode()).hexdigest())
        for place, i in enumerate(order):
            fold[i] = place % FOLDS
    found = mistaken = 0
    for k in range(FOLDS):
        inside = fold == k
        weights, bias = fit(x[~inside], y[~inside])
        taken = (x[inside] @ weights + bias) >= np.log(SURE / (1 - SURE))
        found += int((taken & y[inside]).sum())
        mistaken += int((taken & ~y[inside]).sum())
    return Trial(examples=int(y.sum()), found=found, others=int((~y).sum()), mistaken=mistaken)


def likenesses(own: Sequence[Head], words: Array) -> tuple[Likeness, ...]:
    """The categories that a sentence is likely one of, by its words' vectors; the likeliest first."""
    if not len(words):
        return ()
    sentence = pooled(words)
    found = [
        Likeness(name=h.name, kind=h.kind, score=round(chance, 4), words=tuple(h.telling(words)[:TOLD]))
        for h in own
        if (chance := h.chance(sentence)) >= SURE
    ]
    return tuple(sorted(found, key=lambda o: (-o.score, o.name)))


def slug(name: str) -> str:
    """The name as a step of a kind's path: "cattle raiding" is cattle_raiding."""
    return "_".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def save(head: Head, folder: Path) -> Path:
    """Write a head to its file in the folder of the user's kinds."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{slug(head.name)}.json"
    trial = {f: getattr(head.trial, f) for f in ("examples", "found", "others", "mistaken")}
    written = {
        "format": FORMAT,
        "name": head.name,
        "kind": head.kind,
        "model": head.model,
        "trial": trial,
        "bias": head.bias,
        "weights": [round(float(v), 5) for v in head.weights],
        "examples": list(head.examples),
    }
    path.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def load(path: Path) -> Head:
    """The head of a file. Raises ModelError, naming the file, where it is none."""
    try:
        raw = json.loads(path.read_text("utf-8"))
        if raw["format"] != FORMAT:
            raise ValueError(f"format {raw['format']!r}, this casus reads {FORMAT!r}")
        return Head(
            name=raw["name"],
            kind=raw["kind"],
            model=raw["model"],
            weights=np.array(raw["weights"], np.float32),
            bias=float(raw["bias"]),
            examples=tuple(raw["examples"]),
            trial=Trial(**raw["trial"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise ModelError(f"{path}: no category of your own: {fault}") from fault


def heads(folder: Path, model: str | None = None) -> tuple[Head, ...]:
    """The heads in a folder, by name. Raises ModelError for one that was learned over another model than this."""
    found = tuple(load(path) for path in sorted(_files(folder)))
    strange = [h.name for h in found if model is not None and h.model != model]
    if strange:
        raise ModelError(
            f"{folder}: learned over another reading model: {', '.join(strange)}; "
            "learn them anew with `casus kinds add NAME --like FILE --replace`, or remove them"
        )
    return found


def _files(folder: Path) -> Iterable[Path]:
    return folder.glob("*.json") if folder.is_dir() else ()
