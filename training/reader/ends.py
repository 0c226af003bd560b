"""Trains the sentence-end probe on a folder of weights: ends.py work/out [--epochs 8]; writes ends.npz, renews its digest.

A logistic regression over the word vectors before and after each gap, and what the rules of casus.annotate.text say of
it. The encoder stays as it is. Data: the raw text of UD English-EWT and English-GUM (train, free genres), as casus cuts
it into windows; one document in eight is read in capitals. Negatives far from any boundary are thinned to one in four.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import data as d
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(d.ROOT / "src"))
sys.path.insert(0, str(d.ROOT / "benchmarks" / "quality"))

from reading import Text, texts  # noqa: E402

from casus.annotate.text import cut  # noqa: E402
from casus.learned.ends import features  # noqa: E402
from casus.learned.reader import Reader, load_reader  # noqa: E402

BANKS = ("ud-ewt/en_ewt-ud-train.conllu", "ud-gum/en_gum-ud-train.free.conllu")
Rows = NDArray[np.float16]


def examples(reader: Reader, text: Text, rng: random.Random) -> Iterator[tuple[Rows, NDArray[np.int8]]]:
    """Features and labels of the gaps of one document."""
    raw = text.text.upper() if rng.random() < 0.125 and len(text.text.upper()) == len(text.text) else text.text
    gold = {s[-1][1] for s in text.spans}
    for block in cut(raw):
        flat = [t for s in block for t in s]
        ends = {s[-1] for s in block}
        first = 0
        for reading in reader.vectors([[raw[a:b] for a, b in s] for s in block]):
            n = len(reading)
            here = flat[first : first + n]
            first += n
            ruled = np.array([t in ends for t in here], bool)
            rows = features(reading, ruled)[:-1]
            label = np.array([b in gold for _, b in here[:-1]], np.int8)
            keep = ruled[:-1] | (label > 0) | (np.array([rng.random() for _ in label]) < 0.25)
            yield rows[keep].astype(np.float16), label[keep]


def fit(x: Rows, y: NDArray[np.int8], epochs: int) -> tuple[NDArray[np.float32], float]:
    """Weights and bias: Adam, mini-batches of 2,048, L2 1e-4; thinned negatives count four times."""
    rng = np.random.default_rng(1)
    width = x.shape[1]
    w, m, v = (np.zeros(width + 1, np.float32) for _ in range(3))
    weight = np.where((y > 0) | (x[:, -1] > 0), 1, 4).astype(np.float32)
    step = 0
    for epoch in range(epochs):
        rate = 0.003 * (1 - epoch / epochs)
        order = rng.permutation(len(y))
        for at in range(0, len(order), 2048):
            rows = order[at : at + 2048]
            part = x[rows].astype(np.float32)
            p = 1 / (1 + np.exp(-(part @ w[:-1] + w[-1])))
            error = (p - y[rows]) * weight[rows] / len(rows)
            g = np.append(part.T @ error + 1e-4 * w[:-1], error.sum())
            step += 1
            m, v = 0.9 * m + 0.1 * g, 0.99 * v + 0.01 * g * g
            w = w - rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
        print(epoch, flush=True)
    return w[:-1].astype(np.float32), float(w[-1])


def register(folder: Path) -> None:
    """Put ends.npz with its digest into the manifest."""
    file, manifest = folder / "ends.npz", folder / "manifest.toml"
    content = file.read_bytes()
    entry = f'[[files]]\nname = "{file.name}"\nbytes = {len(content)}\nsha256 = "{hashlib.sha256(content).hexdigest()}"\n\n'
    table = re.sub(r'\[\[files\]\]\nname = "ends.npz"\n(?:[^\n]+\n)+\n', "", manifest.read_text("utf-8"))
    manifest.write_text(table.replace("[[files]]", entry + "[[files]]", 1), "utf-8")


def main() -> None:
    """Read the command line, train, write."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--epochs", type=int, default=8)
    a = ap.parse_args()
    reader = load_reader(str(a.folder))
    rng = random.Random(1)
    found = [
        part for bank in BANKS for t in texts(d.SHARED / "corpora/treebanks" / bank, None) for part in examples(reader, t, rng)
    ]
    x, y = np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])
    print(len(y), "gaps", int(y.sum()), "ends", flush=True)
    w, b = fit(x, y, a.epochs)
    np.savez(a.folder / "ends.npz", weights=w.astype(np.float16), bias=np.float32(b))
    register(a.folder)


if __name__ == "__main__":
    main()
