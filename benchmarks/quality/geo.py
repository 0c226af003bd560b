"""How well casus finds and places names: geo.py FOLDER [...] [--given-only] [--cores FOLDER] [--errors N]

A FOLDER holds docs.jsonl and toponyms.jsonl: {"id", "toponyms": [{"start", "end", "text", "latitude", "longitude",
"geonameid", "country"?, "type"?}]}. Prints for each: Acc@161 km over ALL gold names with a point (names given; no
answer is wrong), over those answered at any score and at the default threshold; country and level right where the
gold tells them; F1 of recognition (exact, overlap) end to end; documents resolved a second. Then the table of scores
against the share that is right (for calibration). `--cores` keeps what the reader read: a second run is quick.
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casus.annotate.core import read
from casus.annotate.places import DEFAULT_SCORE, places
from casus.gazetteer import Gazetteer, distance, open_gazetteer
from casus.learned.reader import load_reader
from casus.records.annotated import Annotated, PlaceMention
from casus.records.document import Document
from casus.records.span import Span

NO_NAMES = ("Non_Toponym", "Literal_Expression", "Non_Lit_Expression")
LEVELS = {"ADM1": "admin1", "ADM2": "district", "PCLI": "country", **dict.fromkeys(("PPL", "PPLA", "PPLC"), "town")}
NEAR = 161.0  # km: 100 miles, the field's convention


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A gold name and what casus said: km off (None without a point), its chance, the mention."""

    corpus: str
    document: str
    gold: dict[str, Any]
    km: float | None
    mention: PlaceMention


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def cores(folder: Path, kept: Path | None) -> dict[str, Annotated]:
    """The documents of a folder, or of a file of documents, as the reader reads them."""
    store = kept / f"{folder.name}.pkl" if kept else None
    documents = folder / "docs.jsonl" if folder.is_dir() else folder
    if store and store.is_file():
        with store.open("rb") as stream:
            found: dict[str, Annotated] = pickle.load(stream)
            return found
    reader = load_reader()
    out = {d["id"]: read(Document(id=d["id"], text=d["text"]), reader) for d in lines(documents)}
    if store:
        with store.open("wb") as stream:
            pickle.dump(out, stream)
    return out


def gold_of(folder: Path) -> dict[str, list[dict[str, Any]]]:
    return {
        g["id"]: [t for t in g["toponyms"] if t.get("type") not in NO_NAMES] for g in lines(folder / "toponyms.jsonl")
    }


def given(corpus: str, core: Annotated, gold: list[dict[str, Any]], gazetteer: Gazetteer) -> Iterator[Answer]:
    """Answers for gold names. All names are given; those with a point are judged."""
    spans = tuple(sorted({Span(start=t["start"], end=t["end"]) for t in gold}, key=lambda s: (s.start, s.end)))
    found = {(m.anchor or m.span): m for m in places(core, gazetteer, min_score=0.0, given=spans)}
    for t in gold:
        if t["latitude"] is None:
            continue
        m = found[Span(start=t["start"], end=t["end"])]
        w = m.where
        km = None
        if w.latitude is not None and w.longitude is not None:
            km = distance(w.latitude, w.longitude, t["latitude"], t["longitude"])
        yield Answer(corpus=corpus, document=core.document.id, gold=t, km=km, mention=m)


def paired(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> tuple[int, int]:
    """Exact and overlapping pairs, one to one: equal spans first, then the longest overlap."""
    right = set(b)
    exact = [s for s in a if s in right]
    left = [s for s in a if s not in right]
    rest = [s for s in b if s not in set(exact)]
    shared = sorted(
        ((min(x[1], y[1]) - max(x[0], y[0]), x, y) for x in left for y in rest if min(x[1], y[1]) > max(x[0], y[0])),
        key=lambda v: (-v[0], v[1], v[2]),
    )
    used: set[Any] = set()
    count = 0
    for _, x, y in shared:
        if ("a", x) not in used and ("b", y) not in used:
            used |= {("a", x), ("b", y)}
            count += 1
    return len(exact), len(exact) + count


def share(right: int, of: int) -> str:
    return f"{right / of:.3f}" if of else "    -"


def country_of(gold: dict[str, Any], gazetteer: Gazetteer) -> str | None:
    told = gold.get("country")
    known = [p for p in gazetteer.candidates(told) if p.level.value == "country"] if told else []
    return known[0].country if known else None


def report(name: str, answers: list[Answer], gazetteer: Gazetteer) -> None:
    right = sum(a.km is not None and a.km <= NEAR for a in answers)
    answered = [a for a in answers if a.km is not None]
    kept = [a for a in answered if a.mention.score >= DEFAULT_SCORE]
    kept_right = sum(a.km <= NEAR for a in kept if a.km is not None)
    told = [(a, c) for a in answers if (c := country_of(a.gold, gazetteer))]
    same = sum(a.mention.where.country == c for a, c in told)
    kinds = [(a, LEVELS[k]) for a in answered if (k := str(a.gold.get("fcode"))[:4]) in LEVELS]
    fit = sum(a.mention.where.level.value == k for a, k in kinds)
    print(
        f"{name:11} {len(answers):5} acc161 all {share(right, len(answers))} answered {share(right, len(answered))} "
        f"kept {len(kept) / max(1, len(answers)):.3f} right {share(kept_right, len(kept))} "
        f"country {share(same, len(told))} level {share(fit, len(kinds))}",
        flush=True,
    )


def recognition(
    name: str, found: Iterable[Annotated], gold: dict[str, list[dict[str, Any]]], gazetteer: Gazetteer
) -> None:
    golds = predicted = exact = overlap = 0
    for core in found:
        a = [(t["start"], t["end"]) for t in gold[core.document.id]]
        b = [(s.start, s.end) for m in places(core, gazetteer) for s in [m.span]]
        x, y = paired(a, b)
        golds, predicted, exact, overlap = golds + len(a), predicted + len(b), exact + x, overlap + y
    rate = [f"{2 * n / (golds + predicted):.3f}" for n in (exact, overlap)]
    print(
        f"{name:11} recognition F1 exact {rate[0]} overlap {rate[1]} "
        f"(P {overlap / max(1, predicted):.3f} R {overlap / max(1, golds):.3f})",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--cores", type=Path)
    parser.add_argument("--given-only", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    gazetteer = open_gazetteer()
    every: list[Answer] = []
    for folder in options.folders:
        found, gold = cores(folder, options.cores), gold_of(folder)
        start = time.process_time()
        answers = [a for i, core in found.items() for a in given(folder.name, core, gold[i], gazetteer)]
        spent = time.process_time() - start
        report(folder.name, answers, gazetteer)
        print(f"{'':11} {len(found) / spent:.0f} documents/s")
        if not options.given_only:
            recognition(folder.name, found.values(), gold, gazetteer)
        every += answers
    print("score        n  right")
    bins: Counter[int] = Counter()
    hits: Counter[int] = Counter()
    for a in every:
        if a.km is not None:
            at = min(19, int(a.mention.score * 20))
            bins[at] += 1
            hits[at] += a.km <= NEAR
    for at in sorted(bins):
        print(f"{at / 20:.2f}-{at / 20 + 0.05:.2f} {bins[at]:5} {hits[at] / bins[at]:.3f}")
    wrong = [a for a in every if a.km is None or a.km > NEAR]
    kinds = Counter(
        (a.corpus, a.gold["text"], a.mention.note[:60], str(a.gold.get("fcode") or a.gold.get("page", ""))[-30:])
        for a in wrong
    )
    for (corpus, text, note, more), n in kinds.most_common(options.errors):
        print(f"{n:4} {corpus:10} {text!r:28} {more:20} -> {note}")


if __name__ == "__main__":
    main()
