"""How much a CPU without VNNI would change: saturation.py made/out [--windows N].

There, int8 products are added in pairs into 16 bits, and a pair beyond 32,767 is cut off (x86 `vpmaddubsw`). The graph
is computed once exactly and once with that cut, and the words whose output differs are counted.
"""

from __future__ import annotations

import argparse
import json
from itertools import islice
from pathlib import Path

import data as d
import numpy as np
import onnx
from onnx.reference import ReferenceEvaluator
from onnx.reference.op_run import OpRun
from treebanks import treebank

HEADS = ("upos", "xpos", "arc", "names", "trigger")


class MatMulInteger(OpRun):
    """Products of unsigned activations and signed weights, two by two in 16 bits."""

    cut = 0
    pairs = 0

    def _run(self, a, b, a_zero=None, b_zero=None):
        rows, inner = a.reshape(-1, a.shape[-1]).astype(np.int32), b.astype(np.int32)
        if rows.shape[1] % 2:
            rows, inner = np.pad(rows, ((0, 0), (0, 1))), np.pad(inner, ((0, 1), (0, 0)))
        out = np.zeros((len(rows), b.shape[1]), np.int32)
        for k in range(0, rows.shape[1], 2):
            pair = rows[:, k : k + 2] @ inner[k : k + 2]
            kept = np.clip(pair, -32768, 32767)
            MatMulInteger.cut += int((pair != kept).sum())
            MatMulInteger.pairs += pair.size
            out += kept
        # The zero points are taken off after the products, as MLAS does: activations' times the weights' column sums.
        if a_zero is not None:
            out -= int(np.ravel(a_zero)[0]) * inner.sum(0)
        if b_zero is not None and np.any(b_zero):
            raise SystemExit("weights are expected to be symmetric")
        return (out.reshape(*a.shape[:-1], b.shape[1]),)


def _heads(arc: np.ndarray, a: int, b: int) -> np.ndarray:
    """Best heads of the words of one sentence, among its words and the root."""
    return arc[0, a + 1 : b + 1, [0, *range(a + 1, b + 1)]].argmax(0)


def main() -> None:
    """Count and print."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--windows", type=int, default=12)
    a = ap.parse_args()
    graph = onnx.load(a.folder / "reader.int8.onnx")
    for domain in graph.opset_import:  # the reference has no implementation for older numbers of the same operators
        if domain.domain == "":
            domain.version = max(domain.version, 21)
    names = [o.name for o in graph.graph.output]
    exact = ReferenceEvaluator(graph)
    cutting = ReferenceEvaluator(graph, new_ops=[MatMulInteger])
    same = dict.fromkeys(HEADS, 0)
    words = 0
    for window in islice(d.windows(treebank("ud-gum/en_gum-ud-dev.free.conllu")), a.windows):
        feed = dict(zip(("ids", "case", "first"), (np.array([x]) for x in d.encode(window)), strict=True))
        one, other = exact.run(None, feed), cutting.run(None, feed)
        words += len(window.words)
        for name, x, y in zip(names, one, other, strict=True):
            if name == "arc":
                same[name] += sum(int((_heads(x, a, b) == _heads(y, a, b)).sum()) for a, b in window.bounds)
            elif name in HEADS:
                same[name] += int((x[0, 1:].argmax(-1) == y[0, 1:].argmax(-1)).sum())
    shares = {k: round(100 * v / words, 2) for k, v in same.items()}
    share = MatMulInteger.cut / MatMulInteger.pairs
    print(json.dumps({"words": words, "pairs cut off": f"{share:.2e}", "per cent of words alike": shares}))


if __name__ == "__main__":
    main()
