"""Fits data/gazetteer/scores.toml and draws docs/calibration.svg.

    scores.py FOLDER [...] --events DOCS EVENTS --cores FOLDER [--write]

Logistic regression (ridge, Newton) of "within 161 km of the gold point" on casus.annotate.place_scores, of the names
given and of those that casus finds where they overlap a gold name. Countries and areas of corpora with encyclopaedia
points (no geonameid) are left out: there a right answer lies far off by convention. EVENTS, in the gold format, tell no
points: there a name in an event's place is right in its country; they hold reports of conflict, which the four corpora
seldom do. All figures and dots are five-fold by document, so that no name is judged by weights that have seen it;
the written weights are fitted on all. A FOLDER is as for benchmarks/quality/geo.py.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "quality"))
from geo import NEAR, cores, gold_of

from casus.annotate.place_company import companies
from casus.annotate.place_context import named, votes
from casus.annotate.place_names import recognised
from casus.annotate.place_scores import chance, company, features
from casus.evaluate.forms import golds, texts
from casus.gazetteer import distance, open_gazetteer
from casus.gazetteer.resolve import resolve
from casus.records.span import Span

RIDGE, FOLDS = 1.0, 5
LEVELS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
INVENTED = "case21-"  # snippets with other places' names put in for the real ones
OUT, PLOT = Path("src/casus/data/gazetteer/scores.toml"), Path("docs/calibration.svg")


@dataclass
class Row:
    corpus: str
    fold: int
    found: bool
    told: dict[str, float]
    right: bool


def rows(folder, kept, gazetteer):
    gold = gold_of(folder)
    for number, (i, core) in enumerate(cores(folder, kept).items()):
        given = {Span(start=t["start"], end=t["end"]) for t in gold[i]}
        for found, spans in ((False, given), (True, recognised(core, gazetteer))):
            for told, right in _judged(core, gold[i], sorted(spans, key=lambda s: (s.start, s.end)), gazetteer):
                yield Row(folder.name, number % FOLDS, found, told, right)


def rows_of_events(docs, events, kept, gazetteer):
    """Names in the places of events; right where the country is."""
    found = golds(events, texts(docs))
    for number, (i, core) in enumerate(cores(Path(docs), kept).items()):
        if i.startswith(INVENTED):
            continue
        spans = recognised(core, gazetteer)
        names = named(core, spans, gazetteer)
        answers = resolve(gazetteer, names, votes(core, spans, gazetteer))
        sure = [(a, chance(a, n) if a else 0.0) for a, n in zip(answers, names, strict=True)]
        beside = companies(core, spans, sure)
        countries = {
            (start, end): e.place.country
            for e in found.get(i, ())
            if e.place is not None and e.place.country
            for start, end in e.place.spans[:1]
        }
        for n, span in enumerate(spans):
            gold = next((c for (start, end), c in countries.items() if start <= span.start and span.end <= end), None)
            place = answers[n].place if answers[n] else beside[n].place if beside[n] else None
            if gold is not None and place is not None and place.country is not None:
                told = features(answers[n], names[n]) if answers[n] else company(beside[n])
                yield Row("events", number % FOLDS, True, told, place.country == gold)


def _judged(core, gold, spans, gazetteer):
    names = named(core, spans, gazetteer)
    answers = resolve(gazetteer, names, votes(core, spans, gazetteer))
    sure = [(a, chance(a, n) if a else 0.0) for a, n in zip(answers, names, strict=True)]
    beside = companies(core, spans, sure)
    for t in gold:
        mine = Span(start=t["start"], end=t["end"])
        n = max((n for n, s in enumerate(spans) if s.overlaps(mine)), key=lambda n: spans[n] == mine, default=None)
        if n is None or t["latitude"] is None:
            continue
        answer, with_it = answers[n], beside[n]
        place = answer.place if answer else with_it.place if with_it else None
        if place is None or (place.kind in "CAS" and not t["geonameid"]):
            continue
        km = distance(place.latitude, place.longitude, t["latitude"], t["longitude"])
        yield (features(answer, names[n]) if answer else company(with_it)), km <= NEAR


def fit(x, y):
    w = np.zeros(x.shape[1])
    held = np.full(x.shape[1], 2 * RIDGE)
    held[0] = 1e-6
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ w)))
        slope = x.T @ (p - y) + held * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(held)
        w -= np.linalg.solve(curve, slope)
    return w


def judged(name, p, y):
    kept = ", ".join(
        f">={t:.2f} {(p >= t).mean():.3f} kept {y[p >= t].mean():.3f} right" for t in LEVELS if (p >= t).any()
    )
    print(f"{name:11} {len(y):5} {kept}")


def plot(p, y):
    """The chance told against the share right, a dot for each tenth of the answers, its size their number."""
    edges = [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0001]
    side, edge = 360, 50
    whole = side + 2 * edge

    def at(a, b):
        return f"{edge + a * side:.1f}", f"{edge + (1 - b) * side:.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{whole}" font-size="12">',
        "<title>Chance told against share right</title>",
        f'<rect x="{edge}" y="{edge}" width="{side}" height="{side}" fill="none" stroke="#888"/>',
        f'<line x1="{edge}" y1="{edge + side}" x2="{edge + side}" y2="{edge}" stroke="#bbb" stroke-dasharray="4"/>',
    ]
    for low, high in pairwise(edges):
        inside = (p >= low) & (p < high)
        if not inside.any():
            continue
        x, z = at(p[inside].mean(), y[inside].mean())
        n = int(inside.sum())
        parts.append(
            f'<circle cx="{x}" cy="{z}" r="{3 + n**0.5 / 6:.1f}" fill="#2563a8" fill-opacity="0.6">'
            f"<title>{n} names: told {p[inside].mean():.2f}, right {y[inside].mean():.2f}</title></circle>"
        )
        print(f"{low:.2f}-{min(high, 1):.2f} {n:5} told {p[inside].mean():.3f} right {y[inside].mean():.3f}")
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, z = at(tick, 0)
        parts.append(f'<text x="{x}" y="{float(z) + 16}" text-anchor="middle">{tick}</text>')
        x, z = at(0, tick)
        parts.append(f'<text x="{float(x) - 6}" y="{float(z) + 4}" text-anchor="end">{tick}</text>')
    middle = edge + side / 2
    parts.append(f'<text x="{middle}" y="{side + 2 * edge - 12}" text-anchor="middle">chance that casus tells</text>')
    parts.append(
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">share right</text></svg>'
    )
    PLOT.write_text("\n".join(parts) + "\n", "utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--events", nargs=2, default=None)
    parser.add_argument("--cores", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    gazetteer = open_gazetteer()
    found = [r for folder in options.folders for r in rows(folder, options.cores, gazetteer)]
    if options.events:
        found += rows_of_events(*options.events, options.cores, gazetteer)
    keys = sorted({k for r in found for k in r.told}, key=lambda k: (k != "one", k))
    x = np.array([[r.told.get(k, 0.0) for k in keys] for r in found])
    y = np.array([r.right for r in found], dtype=float)
    fold, corpus = np.array([r.fold for r in found]), np.array([r.corpus for r in found])
    own = np.array([r.found for r in found])
    p = np.zeros(len(y))
    for k in range(FOLDS):
        p[fold == k] = 1 / (1 + np.exp(-(x[fold == k] @ fit(x[fold != k], y[fold != k]))))
    for title, part in (("given", ~own), ("found", own)):
        print(title)
        for name in dict.fromkeys(corpus):
            if (part & (corpus == name)).any():
                judged(name, p[part & (corpus == name)], y[part & (corpus == name)])
        judged("all", p[part], y[part])
    alone = x[:, keys.index("company")] == 1
    judged("company", p[alone], y[alone])
    if options.write:
        plot(p[~own], y[~own])
        OUT.write_text(
            "# Weights of the logistic curve that turns what speaks for a resolved place into a chance.\n"
            f"# Fitted by training/gazetteer/scores.py on {len(y)} names of the development parts of LGL, TR-News,\n"
            "# GeoWebNews and GeoVirus (gold names given, and those found; right = within 161 km) and in training\n"
            "# passages (right = in the country of the event). Licence: CC0.\n[weights]\n"
            + "".join(f'"{k}" = {w:.4f}\n' for k, w in zip(keys, fit(x, y), strict=True)),
            "utf-8",
        )


if __name__ == "__main__":
    main()
