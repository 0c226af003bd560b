"""Learns data/reading/retold.toml: what speaks for a telling's being one with a happening told before.

    python training/choices/retold.py SET... [--check SET...]

A SET is OUT/<set> of training/frames/read.py or again.py: <set>.docs.jsonl and <set>.events.jsonl, whose events have
where their trigger stands (`at`) and where else they are told (`again_spans`). Every event that casus codes there
before it folds is a telling of the gold event that its trigger overlaps, else, where not every telling was looked for,
of the only one of its family in its sentence. Each telling is asked against every happening told before it. Logistic
regression with L2, by Adam. Prints for several chances how many of the retellings are found, in cross-validation by
document and on --check. About two minutes.
"""

import argparse
import json
from collections import Counter
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np

import casus.pipeline as walking
from casus.coding import folding
from casus.coding.agreeing import one
from casus.coding.telling import Happening, tellings
from casus.coding.telling_features import features
from casus.ontology.kinds import kinds
from casus.pipeline import Pipeline
from casus.records.document import Document

OUT = Path("src/casus/data/reading/retold.toml")
HEAD = """\
# What speaks for a telling's being one with a happening told before: weights of casus.coding.telling_features.
# Made by training/choices/retold.py over training passages; sums only, no text. `enough` is the chance from which a
# telling is no happening of its own. Licence: Apache-2.0.
"""
ENOUGH = 0.4
RARE = 6  # pairs that a feature must stand in
RIDGE, STEPS, FOLDS = 6.0, 600, 5
SHOWN = (0.3, 0.4, 0.5)
FAMILIES = {
    "Battles": "violence",
    "Explosions/Remote violence": "violence",
    "Violence against civilians": "violence",
    "Protests": "crowd",
    "Riots": "crowd",
}
TYPES = {k.acled.sub_event_type: k.acled.event_type for k in kinds().values() if k.acled}


def family(event_type):
    return FAMILIES.get(event_type, event_type)


def overlaps(span, spans):
    return any(span[0] < b and a < span[1] for a, b in spans)


def which(telling, gold, judged):
    """The number of the gold event that a telling tells; None where that is none, or not clear."""
    event = telling.event
    span = (event.trigger[0].start, event.trigger[0].end)
    fit = [n for n, g in enumerate(gold) if overlaps(span, [g["at"], *g["again_spans"]])]
    if len(fit) > 1 and event.place is not None:
        name = event.place.value.name.casefold()
        words = {n: (gold[n].get("place") or {}).get("text") or "" for n in fit}
        fit = [n for n in fit if words[n] and (name in words[n].casefold() or words[n].casefold() in name)]
    elif not fit and not judged:
        s = telling.report.annotated.sentences[telling.sentence]
        inside = [n for n, g in enumerate(gold) if overlaps((s.start, s.end), [g["at"], *g["again_spans"]])]
        own = family(kinds()[str(event.kind.value)].acled.event_type)
        fit = [n for n in inside if len(inside) == 1 and family(TYPES.get(gold[n]["kind"])) == own]
    return fit[0] if len(fit) == 1 else None


def pairs(events, annotated, gold, judged):
    """(features, whether one, what the rule says) of every telling against every happening told before it."""
    told, per_sentence = tellings(events, annotated)
    happenings, order = {}, []
    for telling in told:
        number = which(telling, gold, judged)
        if number is None:
            continue
        for recency, other in enumerate(reversed(order)):
            before = happenings[other]
            if not folding.may(before, telling):
                continue
            first = other == next(iter(happenings))
            here = per_sentence[telling.sentence]
            made = features(before, telling, first=first, recency=recency, told=len(order), here=here)
            yield made, other == number, one(before.event, telling.event, annotated)
        if number not in happenings:
            happenings[number] = Happening.of(telling)
        elif folding.may(happenings[number], telling):
            happenings[number].add(telling)
            order.remove(number)
        else:
            continue
        order.append(number)


@contextmanager
def unfolded(noted):
    """Notes the events of each document as they are before they are folded, with the document as read."""
    kept = walking.STAGES

    def note(events, annotated):
        noted.append((list(events), annotated))
        return ()

    walking.STAGES = (*kept[: kept.index(folding.fold)], note)
    try:
        yield
    finally:
        walking.STAGES = kept


def collect(pipeline, name):
    """(document, features, whether one, what the rule says) of a set."""
    gold = {}
    for line in Path(f"{name}.events.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        gold[told["id"]] = told
    out = []
    for line in Path(f"{name}.docs.jsonl").read_text("utf-8").splitlines():
        raw = json.loads(line)
        told = gold.get(raw["id"], {})
        if not told.get("events"):
            continue
        published = date.fromisoformat(raw["published"]) if raw.get("published") else None
        noted = []
        with unfolded(noted):
            list(pipeline.walk(Document.of(raw["text"], id=raw["id"], published=published)))
        for events, annotated in noted:
            out += [(raw["id"], *p) for p in pairs(events, annotated, told["events"], told.get("judged", False))]
    return out


def fit(rows, keys):
    at = {k: n for n, k in enumerate(keys)}
    x, y = np.zeros((len(rows), len(keys))), np.array([r[2] for r in rows], dtype=float)
    for n, row in enumerate(rows):
        for key, value in row[1].items():
            if key in at:
                x[n, at[key]] = value
    w, m, v = (np.zeros(len(keys)) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = x.T @ (1.0 / (1.0 + np.exp(-x @ w)) - y) + 2 * RIDGE * w
        m, v = 0.9 * m + 0.1 * slope, 0.99 * v + 0.01 * slope * slope
        rate = 0.05 if step < STEPS * 0.6 else 0.01
        w -= rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
    return dict(zip(keys, w, strict=True))


def keys_of(rows):
    count = Counter(k for r in rows for k, value in r[1].items() if value)
    return sorted(k for k, n in count.items() if n >= RARE)


def shown(name, rows, chances):
    """Precision, recall and F1 of the pairs that are one, by the rule alone and at several chances."""
    every = sum(r[2] for r in rows)
    told = {"rule": [r[3] for r in rows]} | {str(t): [c >= t for c in chances] for t in SHOWN}
    line = f"{name}: {len(rows)} pairs, {every} one;"
    for way, yes in told.items():
        right = sum(a and r[2] for a, r in zip(yes, rows, strict=True))
        p, r = right / max(1, sum(yes)), right / max(1, every)
        line += f" {way} P {p:.2f} R {r:.2f} F {2 * p * r / max(1e-9, p + r):.2f};"
    print(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--check", nargs="*", default=[])
    options = parser.parse_args()
    pipeline = Pipeline.load()
    rows = [r for name in options.sets for r in collect(pipeline, name)]
    keys = keys_of(rows)
    fold = {name: n % FOLDS for n, name in enumerate(sorted({r[0] for r in rows}))}
    chances = {}
    for k in range(FOLDS):
        table = fit([r for r in rows if fold[r[0]] != k], keys)
        chances |= {n: folding.chance(r[1], table) for n, r in enumerate(rows) if fold[r[0]] == k}
    shown("cross-validation", rows, [chances[n] for n in range(len(rows))])
    table = fit(rows, keys)
    for name in options.check:
        held = collect(pipeline, name)
        shown(Path(name).name, held, [folding.chance(r[1], table) for r in held])
    kept = "".join(f'"{k}" = {w:.2f}\n' for k, w in table.items() if abs(w) >= 0.02)
    OUT.write_text(f"{HEAD}enough = {ENOUGH}\n\n[weights]\n{kept}", "utf-8")


if __name__ == "__main__":
    main()
