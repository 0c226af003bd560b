"""Learns data/reading/choices.toml: what speaks for a place or a time of a happening (casus.coding.choosing).

    python training/choices/fit.py SET... [--facet place|time]... [--check SET...]

A SET is OUT/<set> of training/frames/read.py or again.py: <set>.docs.jsonl and <set>.events.jsonl, events in the gold
format, with where their trigger stands (`at`) and where else they are told (`again_spans`), if that is known. Every
frame whose trigger overlaps a telling of a gold event is a question; its options are right where evaluation would call
them right for one of these events, and "none" where that event has no place or time. Conditional logit with L2, where
the right options share the credit, by Adam. A facet that is not asked for keeps its weights.

The reading model has seen the training passages, so its chance (`seen`) would be believed too much: its weight is
fixed, chosen on passages that it has not seen. The passages hold no long lists, so `list day` is fixed as well. Prints
the share answered rightly in five-fold cross-validation by document, and on --check.
"""

import argparse
import json
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

import casus.coding.events as coding
from casus.coding import place_features, place_options, time_features
from casus.coding.choosing import chances, weights
from casus.evaluate.forms import golds, texts
from casus.evaluate.gold import overlap
from casus.evaluate.names import same_name
from casus.pipeline import Pipeline
from casus.records.document import Document

OUT = Path("src/casus/data/reading/choices.toml")
HEAD = """\
# What speaks for a happening's place and time: weights of casus.coding.place_features and time_features.
# Made by training/choices/fit.py over training passages; sums only, no text. `seen` is the reading model's own chance
# and `list day` a fixed weight; see there. Licence: Apache-2.0.
"""
FIXED = {"place": {"seen": 2.0}, "time": {"seen": 2.0, "list day": 3.0}}
RARE = 8  # questions that a feature must stand in
RIDGE, STEPS, FOLDS = 2.0, 400, 5


@contextmanager
def asked(questions):
    """Notes what coding asks about places and times."""
    kept = coding.places, coding.when

    def places(frame, annotated, roles):
        questions.append(("place", frame, annotated, roles))
        return kept[0](frame, annotated, roles)

    def when(frame, annotated, roles):
        questions.append(("time", frame, annotated, roles))
        return kept[1](frame, annotated, roles)

    coding.places, coding.when = places, when
    try:
        yield
    finally:
        coding.places, coding.when = kept


def right_place(option, event):
    gold = event.place
    spans = tuple((s.start, s.end) for s in option.spans)
    named = gold and (same_name(gold.name, option.where.name) or overlap(gold.spans, spans))
    return bool(named) and (not gold.country or not option.where.country or gold.country == option.where.country)


def right_time(option, event):
    gold, said = event.when, option.mention
    if gold is None:
        return False
    days = said.when and (str(said.when.start), str(said.when.end))
    return days == (gold.start, gold.end or gold.start) or overlap(gold.spans, ((said.span.start, said.span.end),))


def question(facet, frame, annotated, roles, events):
    """The features of each option and of none, whether each is right, and which options are one answer."""
    if facet == "place":
        found = place_options.options(frame, annotated, roles)
        scene = place_features.PlaceScene(frame, annotated, roles, found)
        told = [*(place_features.features(scene, o) for o in found), place_features.none(scene)]
        right = [any(right_place(o, e) for e in events) for o in found]
        return told, [*right, any(e.place is None for e in events)], [*(o.place for o in found), None]
    found = time_features.options(frame, annotated)
    scene = time_features.TimeScene(frame, annotated, roles, found)
    told = [*(time_features.features(scene, o) for o in found), time_features.none(scene)]
    right = [any(right_time(o, e) for e in events) for o in found]
    return told, [*right, any(e.when is None for e in events)], list(range(len(told)))


def told(name):
    """The gold events of a set by document, each with all its tellings as its trigger."""
    docs, events = f"{name}.docs.jsonl", f"{name}.events.jsonl"
    gold = golds(events, texts(docs))
    for line in Path(events).read_text("utf-8").splitlines():
        raw = json.loads(line)
        pairs = zip(gold[raw["id"]], raw["events"], strict=True)
        gold[raw["id"]] = [replace(e, trigger=tellings(r)) if "at" in r else e for e, r in pairs]
    return gold


def tellings(raw):
    return (tuple(raw["at"]), *(tuple(span) for span in raw["again_spans"]))


def collect(pipeline, name):
    """Questions of each facet with the document they come from."""
    gold = told(name)
    out = {"place": [], "time": []}
    for line in Path(f"{name}.docs.jsonl").read_text("utf-8").splitlines():
        raw = json.loads(line)
        published = date.fromisoformat(raw["published"]) if raw.get("published") else None
        questions = []
        with asked(questions):
            list(pipeline.walk(Document.of(raw["text"], id=raw["id"], published=published)))
        for facet, frame, annotated, roles in questions:
            trigger = ((frame.trigger.start, frame.trigger.end),)
            mine = [e for e in gold.get(raw["id"], ()) if overlap(e.trigger, trigger)]
            if mine:
                out[facet].append((raw["id"], *question(facet, frame, annotated, roles, mine)))
    return out


def fit(questions, keys, fixed):
    """The weights that make right answers likeliest."""
    use = [q for q in questions if any(q[2])]
    at = {key: n for n, key in enumerate(keys)}
    x = np.zeros((sum(len(q[1]) for q in use), len(keys)))
    for row, told in enumerate(f for q in use for f in q[1]):
        for key, value in told.items():
            if key in at:
                x[row, at[key]] = value
    y = np.array([r for q in use for r in q[2]], dtype=float)
    sizes = np.array([len(q[1]) for q in use])
    first, of = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.repeat(np.arange(len(use)), sizes)
    w = np.array([fixed.get(k, 0.0) for k in keys])
    free = np.array([k not in fixed for k in keys], dtype=float)
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        z = x @ w
        raw = np.exp(z - np.maximum.reduceat(z, first)[of])
        p = raw / np.add.reduceat(raw, first)[of]
        q = raw * y / np.add.reduceat(raw * y, first)[of]
        slope = (x.T @ (p - q) + 2 * RIDGE * w) * free
        m, v = 0.9 * m + 0.1 * slope, 0.99 * v + 0.01 * slope * slope
        rate = 0.1 if step < STEPS * 0.6 else 0.02
        w -= rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
    return dict(zip(keys, w, strict=True))


def share_right(questions, table):
    """The share of questions whose likeliest answer is right, options of one answer together."""
    right = 0
    for _, told, good, answers in questions:
        total = Counter()
        for answer, chance in zip(answers, chances(told, table), strict=True):
            total[answer] += chance
        best = total.most_common(1)[0][0]
        right += any(g for g, answer in zip(good, answers, strict=True) if answer == best)
    return right / max(1, len(questions))


def keys_of(questions, fixed):
    count = Counter(key for q in questions for key in {k for told in q[1] for k, v in told.items() if v})
    return sorted({k for k, n in count.items() if n >= RARE} | set(fixed))


def asked_for(pipeline, names):
    """The questions of several sets together."""
    found = [collect(pipeline, name) for name in names]
    return {facet: [q for one in found for q in one[facet]] for facet in ("place", "time")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--facet", action="append", choices=("place", "time"))
    parser.add_argument("--check", nargs="*", default=[])
    options = parser.parse_args()
    pipeline = Pipeline.load()
    train, check = asked_for(pipeline, options.sets), asked_for(pipeline, options.check)
    text = HEAD
    for facet, questions in train.items():
        if facet in (options.facet or ("place", "time")):
            table = fitted(facet, questions, check[facet])
        else:
            table = weights(facet)
        text += f"\n[{facet}]\n" + "".join(f'"{k}" = {w:.3f}\n' for k, w in table.items() if abs(w) >= 0.005)
    OUT.write_text(text, "utf-8")


def fitted(facet, questions, check):
    """The weights of a facet; prints how often they are right where they were not learned from."""
    fixed = FIXED[facet]
    keys = keys_of(questions, fixed)
    fold = {name: n % FOLDS for n, name in enumerate(sorted({q[0] for q in questions}))}
    right = 0.0
    for k in range(FOLDS):
        table = fit([q for q in questions if fold[q[0]] != k], keys, fixed)
        held = [q for q in questions if fold[q[0]] == k]
        right += share_right(held, table) * len(held)
    table = fit(questions, keys, fixed)
    said = f"{facet}: {len(questions)} questions, right by cross-validation {right / len(questions):.3f}"
    print(said + (f", on --check {share_right(check, table):.3f}" if check else ""))
    return table


if __name__ == "__main__":
    main()
