"""Fits the weights of merging: a small logistic regression over the facets of pairs of reports.

    python training/merging/fit.py EVENTS.jsonl INCIDENTS.jsonl [EVENTS INCIDENTS ...] [--write]

EVENTS are casus.event/1 records; INCIDENTS are lines of {"incident", "documents": [ids]}. A pair of documents is
compared by what each tells first as real (by the deed, where that is its aftermath). Weights that [chosen] holds stay
as they are and count as given; those of [fitted] are learned with a prior that pulls each towards nought; one seen in
fewer than FEWEST pairs keeps its value.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from casus.merging.aftermath import followers
from casus.merging.compare import facets
from casus.merging.tellings import tellings
from casus.merging.weights import FILE, table
from casus.records.codec import decode_event

PRIOR = 2.0
FEWEST = 40
STEPS = 60


def lines(path: str) -> list[bytes]:
    return Path(path).read_bytes().splitlines()


def pairs(events: str, incidents: str) -> Iterator[tuple[list[str], bool]]:
    of = {d: i["incident"] for i in map(json.loads, lines(incidents)) for d in i["documents"]}
    told = tellings(decode_event(line) for line in lines(events))
    by_id, after = {t.event: t for t in told}, followers(told)
    first = [after[t.event][0].event if t.event in after else t.event for t in told if t.lead and t.document in of]
    # The deed stands for its report, so it counts as what the report tells first.
    leads = [replace(by_id[e], lead=True) for e in first]
    for n, a in enumerate(leads):
        for b in leads[n + 1 :]:
            yield [f.key for f in facets(a, b) if f.key], of[a.document] == of[b.document]


def fit(rows: list[tuple[list[str], bool]], chosen: dict[str, float], fitted: dict[str, float]) -> dict[str, float]:
    """The weights by facet, and "enough": what the chosen and fitted weights must add up to for even odds."""
    names = sorted(fitted)
    column = {name: n for n, name in enumerate(names)}
    seen = np.zeros((len(rows), len(names) + 1))
    seen[:, -1] = 1
    given = np.zeros(len(rows))
    same = np.array([answer for _, answer in rows], float)
    for n, (keys, _) in enumerate(rows):
        for key in keys:
            if key in column:
                seen[n, column[key]] += 1
            else:
                given[n] += chosen[key]
    prior = np.full(len(names) + 1, PRIOR)
    prior[-1] = 1e-6
    weights = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-np.clip(seen @ weights + given, -30, 30)))
        slope = seen.T @ (odds - same) + prior * weights
        bend = (seen * (odds * (1 - odds))[:, None]).T @ seen + np.diag(prior)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if abs(step).max() < 1e-7:
            break
    often = seen.sum(axis=0)
    learned = {k: weights[n] if often[n] >= FEWEST else fitted[k] for k, n in column.items()}
    return {k: round(float(learned[k]), 2) for k in fitted} | {"enough": round(-float(weights[-1]), 2)}


def write(weights: dict[str, float]) -> None:
    path = Path(__file__).resolve().parents[2] / "src/casus" / FILE
    lines = []
    for line in path.read_text("utf-8").splitlines():
        name = line.split('"')[1] if line.startswith('"') else ""
        lines.append(f'"{name}" = {weights[name]}' if name in weights else line)
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    paths = [a for a in sys.argv[1:] if a != "--write"]
    parts = table()
    every = [row for e, i in zip(paths[::2], paths[1::2], strict=True) for row in pairs(e, i)]
    found = fit(every, parts["chosen"], parts["fitted"])
    print(json.dumps(found, indent=1))
    if "--write" in sys.argv:
        write(found)
