"""Learns data/reading/sides.toml: what speaks for somebody as a side of a happening (casus.coding.side_features).

    python training/choices/sides.py DOCS EVENTS [--check DOCS EVENTS]

DOCS and EVENTS are training passages and their events in the gold format. Every frame whose trigger overlaps a gold
event's is a question; its answers are all pairs of options (initiator, target), right where evaluation would call both
right. Conditional logit with L2, where the right pairs share the credit, by Adam.

The reading model has seen the training passages, so what it sees there is spoilt first: of the sides that it tells
rightly a share is left out or moved to another party nearby, until they are as often right as on passages that it has
not seen, its chances spread as there (KEPT, MOVED, MADE_UP; measured on development gold). Each passage is asked
in several such forms. Prints the shares answered rightly in cross-validation by document, and on --check. Some minutes.
"""

import argparse
import json
import os
import random
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

import casus.coding.events as coding
from casus.coding import side_choice, side_features
from casus.coding.side_options import SIDES, claimed
from casus.evaluate.forms import golds, texts
from casus.evaluate.gold import overlap
from casus.evaluate.names import same_name
from casus.framing.frames import frames
from casus.pipeline import Pipeline
from casus.records.annotated import RoleHint
from casus.records.document import Document
from casus.records.frame import Frame

OUT = Path("src/casus/data/reading/sides.toml")
HEAD = """\
# What speaks for somebody as the initiator or target of a happening, and for two as its sides: weights of
# casus.coding.side_features. Made by training/choices/sides.py over training passages; sums only, no text.
# Licence: Apache-2.0.
"""
PARTS = (*SIDES, "pair")
KEPT = {"initiator": 0.8, "target": 0.62}  # of the sides that the model tells rightly
MOVED, MADE_UP = 0.45, 0.1  # of those not kept, said of another; of those that the gold leaves out, said of somebody
FORMS = 2
RARE = 10  # questions that a feature must stand in
RIDGE, STEPS, FOLDS = 2.0, 200, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The features of each option for each side, whether each is right, and the names of each pair's features.

    A pair that coding would not choose has None for its features.
    """

    document: str
    told: dict
    right: dict
    pairs: list


def spoilt(annotated, gold, rng):
    """The document as a model would see it that has not learned from it."""
    out = []
    for hint in annotated.hints:
        mine = [e for e in gold if overlap(e.trigger, ((hint.trigger.start, hint.trigger.end),))]
        if not mine:
            out.append(hint)
            continue
        sentence = annotated.words(hint.trigger)[0].sentence
        near = [m.span for m in annotated.parties if abs(annotated.tokens[m.head].sentence - sentence) <= 1]
        roles = [r for r in hint.roles if r.role not in SIDES]
        for role in SIDES:
            own = [r for r in hint.roles if r.role == role]
            side = mine[0].sides[role]
            good = any(side and overlap(side.spans, ((r.span.start, r.span.end),)) for r in own)
            lost = good and rng.random() > KEPT[role]
            if near and ((lost and rng.random() < MOVED) or (side is None and not own and rng.random() < MADE_UP)):
                own = [RoleHint(role=role, span=rng.choice(near), score=rng.uniform(0.5, 1.0))]
            elif lost:
                own = []
            elif good:
                own = [replace(r, score=min(r.score, 1.0 - 0.5 * rng.random() ** 2)) for r in own]
            roles += own
        out.append(replace(hint, roles=tuple(roles)))
    return replace(annotated, hints=tuple(out))


@contextmanager
def asked(questions):
    """Notes what coding asks about sides."""
    kept = coding.chosen

    def chosen(frame, annotated, told, kind, country, *, real):
        questions.append(side_choice.scene(frame, annotated, told, kind, country, real=real))
        return told

    coding.chosen = chosen
    try:
        yield
    finally:
        coding.chosen = kept


def right(scene, option, side, role):
    """Whether evaluation would call an option right."""
    if side is None or option.party is None:
        return side is None and option.party is None
    said = claimed(scene.annotated, scene.frame, option, role, "")
    return same_name(side.name, said.value.name) or overlap(side.spans, tuple((e.start, e.end) for e in said.evidence))


def questions_of(annotated, gold):
    """The questions of a document."""
    for frame in frames(annotated):
        if not isinstance(frame, Frame):
            continue
        mine = [e for e in gold if overlap(e.trigger, ((frame.trigger.start, frame.trigger.end),))]
        if not mine:
            continue
        scenes = []
        with asked(scenes):
            list(coding.code(frame, annotated))
        for scene in scenes[:1]:
            yield Question(
                document=annotated.document.id,
                told={r: [side_features.features(scene, r, o) for o in scene.options] for r in SIDES},
                right={r: [right(scene, o, mine[0].sides[r], r) for o in scene.options] for r in SIDES},
                pairs=pairs_of(scene),
            )


def pairs_of(scene):
    """The names of the features of each pair, None where coding would not choose it."""
    may = set(side_choice.possible(scene))
    sides = list(enumerate(scene.options))
    return [[list(side_features.paired(scene, a, b)) if (i, t) in may else None for t, b in sides] for i, a in sides]


def collect(pipeline, docs, events, forms=0):
    """Questions as the model sees the passages, then in so many spoilt forms: a list for each."""
    gold = golds(events, texts(docs))
    rngs = [random.Random(n) for n in range(forms)]
    out = [[] for _ in range(forms + 1)]
    for line in Path(docs).read_text("utf-8").splitlines():
        raw = json.loads(line)
        published = date.fromisoformat(raw["published"]) if raw.get("published") else None
        if not gold.get(raw["id"]):
            continue
        annotated = pipeline.annotate(Document.of(raw["text"], id=raw["id"], published=published))
        out[0] += questions_of(annotated, gold[raw["id"]])
        for n, rng in enumerate(rngs, 1):
            out[n] += questions_of(spoilt(annotated, gold[raw["id"]], rng), gold[raw["id"]])
    return out


def keys_of(questions):
    """The features of each part that stand in enough questions."""
    count = {part: Counter() for part in PARTS}
    for q in questions:
        for role in SIDES:
            count[role].update({k for told in q.told[role] for k, v in told.items() if v})
        count["pair"].update({k for row in q.pairs for names in row for k in names or ()})
    return {part: sorted(k for k, n in count[part].items() if n >= RARE) for part in PARTS}


class Matrix:
    """Questions as arrays: options by features for each side; pairs as two options, and as features switched on."""

    def __init__(self, questions, keys):
        at = {part: {k: n for n, k in enumerate(keys[part])} for part in PARTS}
        rows = sum(len(q.pairs) for q in questions)
        self.options = {r: np.zeros((rows, len(keys[r])), dtype=np.float32) for r in SIDES}
        ends, good, on, base, sizes = [], [], [], 0, []
        for q in questions:
            size = len(q.pairs)
            for role in SIDES:
                for n, told in enumerate(q.told[role]):
                    for key, value in told.items():
                        if key in at[role]:
                            self.options[role][base + n, at[role][key]] = value
            fine = {r: q.right[r] if any(q.right[r]) else [True] * size for r in SIDES}
            free = [(i, t) for i in range(size) for t in range(size) if q.pairs[i][t] is not None]
            best = [fine["initiator"][i] and fine["target"][t] for i, t in free]
            if not any(best):
                best = [fine["initiator"][i] or fine["target"][t] for i, t in free]
            for i, t in free:
                on += [(len(ends), at["pair"][k]) for k in q.pairs[i][t] if k in at["pair"]]
                ends.append((base + i, base + t))
            good += best if any(best) else [True] * len(free)
            sizes.append(len(free))
            base += size
        self.ends, self.good = np.array(ends).T, np.array(good, dtype=float)
        self.row, self.column = np.array(on).T
        self.first, self.of = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.repeat(np.arange(len(sizes)), sizes)

    def scores(self, w):
        """The score of every pair."""
        out = np.bincount(self.row, weights=w["pair"][self.column], minlength=len(self.good))
        for role, end in zip(SIDES, self.ends, strict=True):
            out += (self.options[role] @ w[role].astype(np.float32))[end]
        return out

    def slopes(self, w):
        """The gradient of the loss."""
        z = self.scores(w)
        raw = np.exp(z - np.maximum.reduceat(z, self.first)[self.of])
        fine = raw * self.good
        gap = raw / np.add.reduceat(raw, self.first)[self.of] - fine / np.add.reduceat(fine, self.first)[self.of]
        out = {"pair": np.bincount(self.column, weights=gap[self.row], minlength=len(w["pair"]))}
        for role, end in zip(SIDES, self.ends, strict=True):
            each = np.bincount(end, weights=gap, minlength=len(self.options[role])).astype(np.float32)
            out[role] = self.options[role].T @ each
        return {part: out[part] + 2 * RIDGE * w[part] for part in PARTS}


def fit(matrix, keys):
    """The weights that make right pairs likeliest."""
    w = {part: np.zeros(len(keys[part])) for part in PARTS}
    m, v = ({part: np.zeros_like(w[part]) for part in PARTS} for _ in range(2))
    for step in range(1, STEPS + 1):
        rate = 0.1 if step < STEPS * 0.6 else 0.02
        for part, slope in matrix.slopes(w).items():
            m[part] = 0.9 * m[part] + 0.1 * slope
            v[part] = 0.99 * v[part] + 0.01 * slope * slope
            w[part] -= rate * (m[part] / (1 - 0.9**step)) / (np.sqrt(v[part] / (1 - 0.99**step)) + 1e-8)
    return w


def shares(questions, keys, w):
    """The shares of questions with the right initiator, the right target, and both."""
    matrix = Matrix(questions, keys)
    z, found = matrix.scores(w), np.zeros(3)
    base = 0
    for n, q in enumerate(questions):
        at = matrix.first[n]
        end = matrix.first[n + 1] if n + 1 < len(questions) else len(z)
        i, t = matrix.ends[:, at + int(z[at:end].argmax())] - base
        base += len(q.pairs)
        one, other = q.right["initiator"][i], q.right["target"][t]
        found += one, other, one and other
    return " ".join(f"{x:.3f}" for x in found / len(questions))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs")
    parser.add_argument("events")
    parser.add_argument("--check", nargs=2, default=None)
    parser.add_argument("--folds", type=int, default=FOLDS, help="how many of the five folds to check")
    options = parser.parse_args()
    pipeline = Pipeline.load()
    clean, *forms = collect(pipeline, options.docs, options.events, FORMS)
    keys = keys_of(forms[0])
    fold = {name: n % FOLDS for n, name in enumerate(sorted({q.document for q in clean}))}
    for k in range(options.folds):
        w = fit(Matrix([q for f in forms for q in f if fold[q.document] != k], keys), keys)
        for name, asked_ in (("as read", clean), ("spoilt", forms[0])):
            print(f"fold {k} {name}: {shares([q for q in asked_ if fold[q.document] == k], keys, w)}")
    w = fit(Matrix([q for f in forms for q in f], keys), keys)
    if options.check:
        print(f"--check: {shares(collect(pipeline, *options.check)[0], keys, w)}")
    text = HEAD
    for part in PARTS:
        told = (f'"{k}" = {x:.2f}\n' for k, x in zip(keys[part], w[part], strict=True) if abs(x) >= 0.05)
        text += f"\n[{part}]\n" + "".join(told)
    OUT.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
