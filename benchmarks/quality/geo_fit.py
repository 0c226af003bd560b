"""Fits the weights of data/gazetteer/scores.toml: geo_fit.py FOLDER [...] --cores FOLDER [--write]

Logistic regression (ridge) of "within 161 km of the gold point" on casus.annotate.place_scores.features, names given.
Countries and areas of corpora with encyclopaedia points (no geonameid) are left out: there a right answer lies far off
by convention. Even documents fit, odd documents judge; the written weights are fitted on all. Needs scipy.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from geo import NEAR, cores, gold_of
from scipy.optimize import minimize

from casus.annotate.place_context import named, votes
from casus.annotate.place_scores import features
from casus.gazetteer import distance, open_gazetteer
from casus.gazetteer.resolve import resolve
from casus.records.span import Span

RIDGE = 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--cores", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    gazetteer = open_gazetteer()
    rows, right, fold = [], [], []
    for folder in options.folders:
        gold = gold_of(folder)
        for number, (i, core) in enumerate(cores(folder, options.cores).items()):
            spans = tuple(
                sorted({Span(start=t["start"], end=t["end"]) for t in gold[i]}, key=lambda s: (s.start, s.end))
            )
            names = named(core, spans, gazetteer)
            answers = resolve(gazetteer, names, votes(core, spans, gazetteer))
            at = {s: n for n, s in enumerate(spans)}
            for t in gold[i]:
                n = at[Span(start=t["start"], end=t["end"])]
                a = answers[n]
                if a is None or t["latitude"] is None or (a.place.kind in "CAS" and not t["geonameid"]):
                    continue
                km = distance(a.place.latitude, a.place.longitude, t["latitude"], t["longitude"])
                rows.append(features(a, names[n]))
                right.append(km <= NEAR)
                fold.append(number % 2)
    keys = list(rows[0])
    x = np.array([[r[k] for k in keys] for r in rows])
    y = np.array(right, dtype=float)
    even = np.array(fold) == 0
    for train, test in ((even, ~even), (~even, even)):
        judge(chances(fit(x[train], y[train]), x[test]), y[test])
    weights = fit(x, y)
    judge(chances(weights, x), y)
    lines = [f"{k} = {w:.4f}" for k, w in zip(keys, weights, strict=True)]
    print("\n".join(lines))
    if options.write:
        options.write.write_text(
            "# Weights of the logistic curve that turns what speaks for a resolved place into a chance.\n"
            f"# Fitted by benchmarks/quality/geo_fit.py on {len(y)} names of the development parts of LGL, TR-News,\n"
            "# GeoWebNews and GeoVirus (gold names given; right = within 161 km). Licence: CC0.\n[weights]\n"
            + "\n".join(lines)
            + "\n",
            "utf-8",
        )


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        value = np.logaddexp(0, z).sum() - (y * z).sum() + RIDGE * (w[1:] ** 2).sum()
        slope = x.T @ (p - y)
        slope[1:] += 2 * RIDGE * w[1:]
        return float(value), slope

    return np.asarray(minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x)


def chances(w: np.ndarray, x: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-(x @ w))))


def judge(p: np.ndarray, y: np.ndarray) -> None:
    error = sum(
        abs(p[m].mean() - y[m].mean()) * m.mean()
        for low in np.arange(0, 1, 0.1)
        if (m := (p >= low) & (p < low + 0.1 + 1e-9)).any()
    )
    print(
        f"calibration error {error:.3f}; "
        + ", ".join(
            f">={t:.2f}: {(p >= t).mean():.3f} kept, {y[p >= t].mean():.3f} right" for t in (0.5, 0.6, 0.7, 0.75, 0.8)
        )
    )


if __name__ == "__main__":
    main()
