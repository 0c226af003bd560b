"""Learns data/lexicons/en/weights.tsv: how much each sign says that a lexicon word tells a happening.

    python training/signs/weigh.py DOCS EVENTS

DOCS and EVENTS are the training passages and casus's own readings of them, in the gold format. A word that overlaps the
trigger of a reading is a happening, any other is none. Logistic regression with L2, by Newton's method; signs of single
entries and of governing words are held shorter than the rest. Prints the cross-validated F1 of rules alone.
"""

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from casus.framing.matches import matches, span_of
from casus.framing.signs import signs
from casus.pipeline import Pipeline
from casus.records.document import Document

OUT = Path("src/casus/data/lexicons/en/weights.tsv")
HEAD = """\
# Weights of the signs of casus.framing.signs: log-odds that a lexicon word tells a happening. Made by
# training/signs/weigh.py over casus's own readings of training passages; sums only, no text. Licence: Apache-2.0.
"""
RARE, RARE_ABOVE = 4, 15
STRENGTH = 2.0
FOLDS = 5


def triggers(text, events):
    for event in events:
        at = text.find(event["sentence"])
        found = text.find(event["trigger"], at) if at >= 0 else -1
        if not 0 <= found <= at + len(event["sentence"]):
            found = text.find(event["trigger"])
        if found >= 0:
            yield found, found + len(event["trigger"])


def examples(docs, readings):
    pipeline = Pipeline.load()
    for line in Path(docs).read_text("utf-8").splitlines():
        raw = json.loads(line)
        annotated = pipeline.annotate(Document.of(raw["text"], id=raw["id"]))
        gold = list(triggers(annotated.document.text, readings.get(raw["id"], [])))
        for match in matches(annotated):
            span = span_of(annotated, match.first, match.last)
            told = any(span.start < end and start < span.end for start, end in gold)
            yield raw["id"], sorted(set(signs(annotated, match))), told


def fit(x, y, penalty):
    w = np.zeros(x.shape[1])
    for _ in range(12):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p) + 1e-6)[:, None]).T @ x + np.diag(penalty)
        w -= np.linalg.solve(hessian, x.T @ (p - y) + penalty * w)
    return w


def main(docs, events):
    readings = {r["id"]: r["events"] for r in map(json.loads, Path(events).read_text("utf-8").splitlines())}
    ids, rows, told = zip(*examples(docs, readings), strict=True)
    count = Counter(sign for row in rows for sign in row)
    kept = sorted(s for s, n in count.items() if n >= (RARE_ABOVE if s.startswith("above:") else RARE))
    column = {s: i for i, s in enumerate(kept)}
    x = np.zeros((len(rows), len(kept)), np.float32)
    for r, row in enumerate(rows):
        x[r, [column[s] for s in row if s in column]] = 1
    y = np.array(told, np.float32)
    penalty = STRENGTH * np.array(
        [0.02 if s == "any" else 1.5 if s.startswith(("entry:", "above:")) else 0.7 for s in kept]
    )
    fold = np.array([int(hashlib.sha256(i.encode()).hexdigest(), 16) % FOLDS for i in ids])
    chance = np.zeros(len(y))
    for k in range(FOLDS):
        chance[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fit(x[fold != k], y[fold != k], penalty)))
    for limit in (0.2, 0.3, 0.4, 0.5):
        hit = ((chance >= limit) & (y > 0)).sum()
        print(f"at {limit}: P {hit / (chance >= limit).sum():.3f} R {hit / y.sum():.3f}")
    w = fit(x, y, penalty)
    lines = [f"{s}\t{w[column[s]]:.2f}\n" for s in kept if abs(w[column[s]]) >= 0.03]
    OUT.write_text(HEAD + "".join(lines), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
