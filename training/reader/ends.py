"""Fits the sentence ends that no mark shows: ends.py [--model M] [--out FILE]. About five minutes of CPU.

The rules split the raw text of the treebanks' training parts; the installed model reads it; a logistic regression
(Newton's method, nothing drawn by chance) learns in which gaps inside those sentences a gold sentence ends. News of
the training passages are added as text in which the rules' sentences hold no further end.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks/quality")]

from reading import texts  # noqa: E402

from casus.annotate.text import split  # noqa: E402
from casus.learned.ends import features, may_end  # noqa: E402
from casus.learned.reader import Reader, load_reader  # noqa: E402

SHARED = ROOT.parent / "shared"
TREES = tuple(
    SHARED / "corpora/treebanks" / name
    for name in ("ud-ewt/en_ewt-ud-train.conllu", "ud-gum/en_gum-ud-train.free.conllu")
)
NEWS = (
    (SHARED / "gold/train.docs.jsonl", 1),
    (SHARED / "corpora/ecb/docs.jsonl", 12),
    (SHARED / "corpora/muc/docs.jsonl", 40),
)
NEWS_WEIGHT = 0.5
HELD = 150.0  # how short the weights are held: chosen on the development parts
STEPS = 25
SETTLED = 1e-2  # of the loss
Rows = NDArray[np.float32]


def documents() -> Iterator[tuple[str, set[int] | None]]:
    """Texts with the ends of their gold sentences; None for the news."""
    for path in TREES:
        for d in texts(path, None):
            yield d.text, {s[-1][1] for s in d.spans}
    for path, every in NEWS:  # of each file, one document of so many
        for i, line in enumerate(path.open(encoding="utf-8")):
            if i % every == every - 1:
                yield json.loads(line)["text"][:5000], None


def gaps(reader: Reader, text: str, gold: set[int] | None) -> tuple[Rows, list[bool]]:
    """Features of the gaps inside the rules' sentences where one can end, and whether a gold sentence ends there."""
    cut = split(text)
    words = [[text[a:b] for a, b in s] for s in cut]
    flat = [w for s in words for w in s]
    ends = [b for s in cut for _, b in s]
    last = [i == len(s) - 1 for s in cut for i in range(len(s))]
    at = [i for i in range(len(flat) - 1) if not last[i] and may_end(flat[i], flat[i + 1])]
    if not at:
        return np.zeros((0, 0), np.float32), []
    vectors = np.concatenate(list(reader.vectors(words)))
    return features(vectors, flat, at), [gold is not None and ends[i] in gold for i in at]


def fit(x: Rows, y: NDArray[np.bool_], weight: Rows) -> tuple[Rows, float]:
    """Weights and bias, by steps of Newton that are halved until the loss falls."""
    rows = np.concatenate((x, np.ones((len(x), 1), np.float32)), 1)
    held = np.full(rows.shape[1], HELD, np.float32)
    held[-1] = 1e-3

    def loss(w: NDArray[np.float64]) -> float:
        z = rows @ w.astype(np.float32)
        return float((weight * (np.logaddexp(0, z) - y * z)).sum() + (held * w * w).sum() / 2)

    w = np.zeros(rows.shape[1])
    w[-1] = -4.0
    best = loss(w)
    for step in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(rows @ w.astype(np.float32), -30, 30)))
        slope = rows.T @ (weight * (p - y)) + held * w
        curve = (rows * (weight * (p * (1 - p) + 1e-6))[:, None]).T @ rows + np.diag(held)
        move = np.linalg.solve(curve.astype(np.float64), slope.astype(np.float64))
        while (now := loss(w - move)) > best and np.abs(move).max() > 1e-4:
            move /= 2
        w -= move
        print(f"step {step + 1}: loss {now:.2f}", flush=True)
        if best - now < SETTLED:
            break
        best = now
    return w[:-1].astype(np.float32), float(w[-1])


def main() -> None:
    """Fit and write."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", default="casus-model-en", help="package, or folder with a manifest")
    ap.add_argument("--out", type=Path, default=ROOT / "src/casus/data/reading/ends.npz")
    ap.add_argument("--limit", type=int, help="only so many documents, to try the recipe")
    a = ap.parse_args()
    if not SHARED.is_dir():
        raise SystemExit("the training data is absent: looked for ../shared beside the repository")
    reader = load_reader(a.model)
    rows: list[Rows] = []
    ends: list[bool] = []
    weight: list[float] = []
    for at, (text, gold) in enumerate(documents()):
        if a.limit and at >= a.limit:
            break
        x, y = gaps(reader, text, gold)
        if y:
            rows.append(x)
            ends += y
            weight += [1.0 if gold is not None else NEWS_WEIGHT] * len(y)
    weights, bias = fit(np.concatenate(rows), np.array(ends), np.array(weight, np.float32))
    digest = dict(reader.manifest.digests)["reader.int8.onnx"]
    np.savez_compressed(a.out, weights=weights, bias=np.float32(bias), model=np.str_(digest))
    print(f"{a.out}: {a.out.stat().st_size} bytes, {sum(ends)} ends of {len(ends)} gaps")


if __name__ == "__main__":
    main()
