"""Learns data/reading/subject.tsv: how much a sentence, with those around it, reads like a report of conflict.

    python training/frames/fit.py CORPORA GOLD [--model FOLDER] [--more PREFIX...] [--folds FILE]

CORPORA and GOLD are the folders of the development corpora and of the gold. A sentence is one of a report of conflict
where it, or a neighbour, tells a happening: by judged.tsv, by the readings in the training passages (at a third of the
weight), and by the passages of `--more` (PREFIX.docs.jsonl and PREFIX.events.jsonl, as read.py writes them). Articles
on topics without violence and texts of other genres are none. Run it again for every new reading model. `--folds`
writes what sentences of the judged passages score by a fit without their document (topic, long article).
"""

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
from choose import VIOLENT, jsonl, order, trees
from gold import passages, table

from casus.annotate.text import split
from casus.learned.reader import load_reader
from casus.learned.subject import around

sys.path.insert(0, str(Path(__file__).parents[1] / "signs"))
from weigh import triggers

OUT = Path(__file__).parents[2] / "src/casus/data/reading/subject.tsv"
HEAD = """\
# Weights of casus.learned.subject for word vectors of one reading model, by its digest. Made by training/frames/fit.py;
# sums over many passages, no text. Licence: Apache-2.0.
"""
SCALE, PENALTY = 6.0, 3.0  # of unit vectors before fitting; of weights
SEEN, ALONE = 0.3, 0.3  # weights of passages that the model has seen, of sentences without their neighbours
SHORT = 6  # words under which a sentence says nothing alone
FOLDS = 5
GENRES = ("academic", "textbook", "voyage", "court", "interview", "vlog")


def vectors(reader, text, most=None):
    """Spans, sums of word vectors and word counts of a text's sentences."""
    spans = [s for s in split(text) if s][:most]
    rows = np.concatenate(list(reader.vectors([[text[a:b] for a, b in s] for s in spans])))
    ends = np.cumsum([0, *map(len, spans)])
    sums = [rows[a:b].sum(0) for a, b in pairwise(ends)]
    return [(s[0][0], s[-1][1]) for s in spans], sums, [len(s) for s in spans]


def quiet(corpora):
    """(group, text) of documents without happenings of conflict: by topic, and by genre."""
    used = {row["document"] for row in table("passages.tsv")}
    topics = [(d["id"].split("_")[0], d) for d in jsonl(corpora / "ecb/docs.jsonl") if d["id"] not in used]
    plain = sorted((order(d["id"]), f"ecb{t}", d["text"]) for t, d in topics if t not in VIOLENT)
    yield from ((group, text) for _, group, text in plain[:140])
    genres = trees(corpora / "treebanks/ud-gum/en_gum-ud-train.free.conllu")
    others = sorted((order(k), v) for k, v in genres.items() if k not in used and k.split("_")[1] in GENRES)
    yield from (("gum", text) for _, text in others[:60])


def examples(reader, corpora, gold, more):
    """(group, id, start, vector, told, weight) of every sentence, with its neighbours and alone."""
    where = {row["id"]: row for row in table("passages.tsv")}
    told = defaultdict(list)
    for row in table("judged.tsv"):
        if row["label"] != "none":
            told[row["id"]].append((int(row["start"]), int(row["end"])))
    texts = []
    for key, corpus, text, _, _ in passages(corpora):
        group = {"ecb-v": "ecb", "ecb-q": "ecb"}.get(corpus)
        group = group + where[key]["document"].split("_")[0] if group else key
        group = where[key]["document"] if corpus == "wikiwars" else group
        texts.append((group, key, text, told[key], 1.0, None))
    readings = {r["id"]: r["events"] for r in jsonl(gold / "train.events.jsonl")}
    texts += [
        (d["id"], d["id"], d["text"], list(triggers(d["text"], readings[d["id"]])), SEEN, None)
        for d in jsonl(gold / "train.docs.jsonl")
    ]
    for prefix in more:
        told_so = {r["id"]: [tuple(e["at"]) for e in r["events"]] for r in jsonl(f"{prefix}.events.jsonl")}
        texts += [(d["id"], d["id"], d["text"], told_so[d["id"]], 1.0, None) for d in jsonl(f"{prefix}.docs.jsonl")]
    texts += [(group, group, text, [], SEEN, 9) for group, text in quiet(corpora)]
    for group, key, text, happenings, weight, most in texts:
        spans, sums, words = vectors(reader, text, most)
        hit = [any(a < y and x < b for x, y in happenings) for a, b in spans]
        for at in range(len(spans)):
            near, _ = around(sums, words, at)
            yield group, key, spans[at][0], near, any(hit[max(0, at - 1) : at + 2]), weight
            if words[at] >= SHORT and most is None:
                yield group, "", 0, sums[at] / np.linalg.norm(sums[at]), hit[at], weight * ALONE


def fit(x, y, weight):
    rows = np.concatenate([x * SCALE, np.ones((len(x), 1))], 1).astype(np.float32)
    held = np.full(rows.shape[1], PENALTY, np.float32)
    held[-1] = 0.01
    w = np.zeros(rows.shape[1], np.float32)
    for _ in range(12):
        p = 1 / (1 + np.exp(-rows @ w))
        curve = (rows * (weight * (p * (1 - p) + 1e-6))[:, None]).T @ rows + np.diag(held)
        w -= np.linalg.solve(curve, rows.T @ (weight * (p - y)) + held * w)
    return w[:-1] * SCALE, float(w[-1])


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("corpora", type=Path)
    asked.add_argument("gold", type=Path)
    asked.add_argument("--model", default="casus-model-en")
    asked.add_argument("--more", nargs="*", default=[])
    asked.add_argument("--folds", type=Path)
    given = asked.parse_args()
    reader = load_reader(given.model)
    groups, keys, at, x, y, weight = zip(*examples(reader, given.corpora, given.gold, given.more), strict=True)
    x, y, weight = np.array(x), np.array(y, np.float32), np.array(weight, np.float32)
    print(f"{len(x)} sentences, {y.mean():.2f} of them near a happening")
    if given.folds:
        fold = np.array([int(hashlib.sha256(g.encode()).hexdigest(), 16) % FOLDS if g != "gum" else -1 for g in groups])
        judged = np.array([w == 1.0 and bool(k) for w, k in zip(weight, keys, strict=True)])
        score = np.zeros(len(x))
        for k in range(FOLDS):
            w, b = fit(x[fold != k], y[fold != k], weight[fold != k])
            score[fold == k] = x[fold == k] @ w + b
        rank = score[judged].argsort().argsort() + 1
        many = y[judged].sum()
        area = (rank[y[judged] > 0].sum() - many * (many + 1) / 2) / (many * (judged.sum() - many))
        print(f"judged passages, by a fit without their documents: area under the curve {area:.3f}")
        found = [{"id": keys[i], "start": at[i], "about": round(float(score[i]), 3)} for i in np.flatnonzero(judged)]
        given.folds.write_text("".join(json.dumps(row) + "\n" for row in found), "utf-8")
    w, b = fit(x, y, weight)
    rows = [f"model\t{reader.manifest.digest}", f"bias\t{b:.3f}", *(f"v{i}\t{v:.3f}" for i, v in enumerate(w))]
    OUT.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
