"""How well fitted choices do on a corpus that they were not fitted on.

    .venv/bin/python training/leave-out/leave_out.py DOCS EVENTS

The training passages come from several corpora, told by the first part of their ids. For each of them the weights of
training/choices (places and times) and of training/signs (which words tell a happening) are fitted on the others, and
asked about this one; beside it stands what the weights fitted on all of them answer. The reading model is not trained
anew: it has seen the training passages. Nothing is written.
"""

import argparse
import importlib.util
import json
from collections import Counter
from pathlib import Path

import numpy as np

from casus.pipeline import Pipeline

TRAINING = Path(__file__).resolve().parents[1]
FEWEST = 40  # questions of a corpus from which a share means something
LIMIT = 0.4  # the chance of a word from which it counts as told, as in training/signs


def recipe(name):
    """A training script as a module."""
    spec = importlib.util.spec_from_file_location(name.replace("/", "_"), TRAINING / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def corpus(name):
    """The corpus of a passage, by its id: "muc" of "muc-DEV-MUC3-0001"."""
    return name.split("-")[0]


def choices(docs, events):
    """Rows of (facet, corpus, questions, share right left out, share right fitted on all)."""
    made = recipe("choices/fit")
    for facet, questions in made.collect(Pipeline.load(), docs, events).items():
        fixed = made.FIXED[facet]
        whole = made.fit(questions, made.keys_of(questions, fixed), fixed)
        for name, n in Counter(corpus(q[0]) for q in questions).most_common():
            if n < FEWEST:
                continue
            own = [q for q in questions if corpus(q[0]) == name]
            rest = [q for q in questions if corpus(q[0]) != name]
            table = made.fit(rest, made.keys_of(rest, fixed), fixed)
            yield facet, name, n, made.share_right(own, table), made.share_right(own, whole)


def signs(docs, events):
    """The same for the words that tell a happening: F1 at the limit."""
    made = recipe("signs/weigh")
    readings = {r["id"]: r["events"] for r in map(json.loads, Path(events).read_text("utf-8").splitlines())}
    ids, rows, told = zip(*made.examples(docs, readings), strict=True)
    at = np.array([corpus(i) for i in ids])
    y = np.array(told, np.float32)

    def fitted(chosen, asked):
        count = Counter(s for r in np.flatnonzero(chosen) for s in rows[r])
        kept = sorted(s for s, n in count.items() if n >= (made.RARE_ABOVE if s.startswith("above:") else made.RARE))
        column = {s: i for i, s in enumerate(kept)}
        x = np.zeros((len(rows), len(kept)), np.float32)
        for r, row in enumerate(rows):
            x[r, [column[s] for s in row if s in column]] = 1
        heavy = [0.02 if s == "any" else 1.5 if s.startswith(("entry:", "above:")) else 0.7 for s in kept]
        w = made.fit(x[chosen], y[chosen], made.STRENGTH * np.array(heavy))
        chance = 1 / (1 + np.exp(-x[asked] @ w))
        hit = float(((chance >= LIMIT) & (y[asked] > 0)).sum())
        return 2 * hit / max(1.0, float((chance >= LIMIT).sum() + y[asked].sum()))

    for name, n in Counter(at.tolist()).most_common():
        if n >= FEWEST:
            yield "signs", name, n, fitted(at != name, at == name), fitted(np.ones(len(at), bool), at == name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs")
    parser.add_argument("events")
    options = parser.parse_args()
    print(f"{'':8} {'corpus':12} {'asked':>6} {'left out':>9} {'on all':>7}")
    for facet, name, n, out, whole in (*choices(options.docs, options.events), *signs(options.docs, options.events)):
        print(f"{facet:8} {name:12} {n:6} {out:9.3f} {whole:7.3f}", flush=True)


if __name__ == "__main__":
    main()
