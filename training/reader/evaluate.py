"""Measures a folder of weights on development data, in int8, through the reader that casus itself uses.

evaluate.py made/out [--json made/scores.json]. Gold tokens and sentences for parse and names, our own for frames.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import data as d
import namesets
import numpy as np
import passages
from treebanks import treebank

sys.path.insert(0, str(d.ROOT / "src"))

from casus.learned.reader import Reader, load_reader
from casus.learned.reading import Happening
from casus.learned.windows import windows

EWT, GUM = "ud-ewt/en_ewt-ud-dev.conllu", "ud-gum/en_gum-ud-dev.free.conllu"
HELD_OUT = 1600  # UNER-EWT dev from this sentence on is not trained on
FLAT = ("PER", "ORG", "LOC")
THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8)
Scores = dict[str, float]
Span = tuple[int, int, str]
as_written: Callable[[str], str] = str
limit: list[int | None] = [None]  # documents measured of each set


def f1(hits: int, found: int, gold: int) -> float:
    """F1, in per cent."""
    return round(200 * hits / max(found + gold, 1), 2)


def plain(relation: str) -> str:
    """A relation without its subtype."""
    return relation.split(":")[0]


def parse(r: Reader, name: str, case: Callable[[str], str] = as_written) -> Scores:
    """Tags and arcs, punctuation included, given the gold tokens."""
    n: Counter[str] = Counter()
    spent = 0.0
    for document in islice(treebank(name), limit[0]):
        told = [[case(w) for w in s.words] for s in document]
        begun = time.process_time()
        readings = r.read(told)
        spent += time.process_time() - begun
        for s, got in zip(document, readings, strict=True):
            for k in range(len(s.words)):
                head = 0 if got.heads[k] == k else got.heads[k] + 1
                arc = head == (s.head or [])[k]
                n["words"] += 1
                n["upos"] += got.pos[k] == (s.upos or [])[k]
                n["xpos"] += got.tags[k] == (s.xpos or [])[k]
                n["uas"] += arc
                n["las"] += arc and plain(got.relations[k]) == plain((s.rel or [])[k])
    out = {k: round(100 * n[k] / n["words"], 2) for k in ("upos", "xpos", "uas", "las")}
    return {**out, "words_per_cpu_s": round(n["words"] / spent)}


def spans(tags: Iterable[str]) -> set[Span]:
    """BIO tags as (first, last + 1, type)."""
    out: set[Span] = set()
    start, label = 0, ""
    for i, t in enumerate([*tags, "O"]):
        if label and t != "I-" + label:
            out.add((start, i, label))
            label = ""
        if t != "O" and not label:
            start, label = i, t[2:]
    return out


def flat(found: Iterable[Span]) -> set[Span]:
    """The spans with facilities as places, for corpora that do not tell them apart."""
    return {(a, b, "LOC" if label == "FAC" else label) for a, b, label in found}


def names(
    r: Reader,
    documents: Iterable[list[d.Sentence]],
    types: tuple[str, ...] = FLAT,
    case: Callable[[str], str] = as_written,
) -> Scores:
    """Exact spans and types; a facility counts as a place; other types are not looked at."""
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    near = others = 0
    for document in islice(documents, limit[0]):
        readings = r.read([[case(w) for w in s.words] for s in document])
        for s, got in zip(document, readings, strict=True):
            others += sum(n.label not in (*types, "FAC") for n in got.names)
            g = {x for x in flat(spans(s.names or [])) if x[2] in types}
            p = {x for x in flat((n.first, n.last, n.label) for n in got.names) if x[2] in types}
            gold.update(x[2] for x in g)
            found.update(x[2] for x in p)
            hits.update(x[2] for x in g & p)
            near += sum(any(a < y and x < b and k == t for x, y, t in p) for a, b, k in g)
    out = {t: f1(hits[t], found[t], gold[t]) for t in types}
    out["all"] = f1(hits.total(), found.total(), gold.total())
    return {
        **out,
        "gold": gold.total(),
        "found": found.total(),
        "recall_overlap": round(100 * near / max(gold.total(), 1), 2),
        "other types": others,
    }


def triggers(window: d.Window, seen: list[Happening], at: int) -> list[set[int]]:
    """The words of the window that the happenings of its sentence number `at` have as triggers."""
    start = window.bounds[at][0]
    return [set(range(start + h.trigger.first, start + h.trigger.last)) for h in seen]


def found_triggers(r: Reader, told: list[d.Window], case: Callable[[str], str]) -> Scores:
    """Triggers found in raw passages (one to one, sharing a word with the gold trigger), and their kinds."""
    hits: Counter[float] = Counter()
    right: Counter[float] = Counter()
    found: Counter[float] = Counter()
    total = max(sum(len(w.frames or []) for w in told), 1)
    for window in told:
        readings = r.read([[case(w) for w in s.words] for s in window.sentences])
        seen = [
            (words, h)
            for at, x in enumerate(readings)
            for words, h in zip(triggers(window, list(x.happenings), at), x.happenings, strict=True)
        ]
        for t in THRESHOLDS:
            left = [(words, h) for words, h in seen if h.trigger.score >= t]
            found[t] += len(left)
            for f in window.frames or []:
                over = [x for x in left if x[0] & set(f.trigger)]
                over.sort(key=lambda x: x[1].kinds[0][0] != f.kind)
                if over:
                    left.remove(over[0])
                    hits[t] += 1
                    right[t] += over[0][1].kinds[0][0] == f.kind
    scores: Scores = {}
    for t in THRESHOLDS:
        scores[f"trigger F at {t}"] = f1(hits[t], found[t], total)
        scores[f"trigger P at {t}"] = round(100 * hits[t] / max(found[t], 1), 2)
        scores[f"trigger R at {t}"] = round(100 * hits[t] / total, 2)
        scores[f"trigger+kind F at {t}"] = f1(right[t], found[t], total)
        scores[f"kind of found triggers at {t}"] = round(100 * right[t] / max(hits[t], 1), 2)
    return scores


def given_triggers(r: Reader, told: list[d.Window], case: Callable[[str], str]) -> Scores:
    """Roles (share a word with the gold words), kind, factuality and categories, given the gold trigger."""
    kinds, roles, weights = r.labels["kinds"], r.labels["roles"], np.load(r.manifest.path("heads.npz"))["roles"]
    role: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    given: Counter[str] = Counter()
    total = max(sum(len(w.frames or []) for w in told), 1)
    for window in told:
        (read,) = windows([[case(w) for w in window.words]], r._pieces, 0, False)
        out = r._run(read)
        for f in window.frames or []:
            rows = np.asarray(f.trigger) + 1
            given["kind"] += kinds[int(softmax(out["trigger"])[rows, 1:].sum(0).argmax())] == f.kind
            fact = int(out["factuality"][rows].mean(0).argmax())
            given["factuality"] += r.labels["factuality"][fact] == f.factuality
            sides = out["sides"][rows].mean(0).reshape(2, -1).argmax(-1)
            for k, side in enumerate(("initiator", "target")):
                given[f"{side} category"] += r.labels["category"][int(sides[k])] == f.sides[k]
            left = np.einsum("i,rij->rj", out["role_trigger"][rows].mean(0), weights.astype(np.float32))
            best = (out["role_word"][1:] @ left.T).argmax(-1)
            for k, name in enumerate(roles, 1):
                gold = {i for i, x in f.roles.items() if x == name}
                got = set(np.flatnonzero(best == k).tolist())
                role[name][0] += bool(gold & got)
                role[name][1] += bool(got)
                role[name][2] += bool(gold)
    scores = {f"given trigger: {k}": round(100 * v / total, 2) for k, v in given.items()}
    return scores | {f"given trigger: {k} (gold {c})": f1(a, b, c) for k, (a, b, c) in role.items()}


def softmax(x: np.ndarray) -> np.ndarray:
    """Probabilities over the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def frames(r: Reader, case: Callable[[str], str] = as_written) -> Scores:
    """Both measures on gold/dev."""
    told = [w for _, w in islice(passages.frames("gold/dev.docs.jsonl", "gold/dev.gold.jsonl"), limit[0])]
    return given_triggers(r, told, case) | found_triggers(r, told, case)


def everything(r: Reader) -> Iterator[tuple[str, Scores]]:
    """All measures, named."""
    yield "EWT dev", parse(r, EWT)
    yield "GUM dev free", parse(r, GUM)
    yield "EWT dev, upper case", parse(r, EWT, str.upper)
    yield "EWT dev, lower case", parse(r, EWT, str.lower)
    for title, case in (("", as_written), (", upper case", str.upper), (", lower case", str.lower)):
        yield f"UNER-EWT dev held out{title}", names(r, namesets.uner(slice(HELD_OUT, None)), case=case)
    yield "UNER-EWT dev all (1-1600 trained on)", names(r, namesets.uner(slice(None)))
    yield "GUM dev free, named mentions", names(r, treebank(GUM))
    if r.manifest.format >= 2:
        yield "gold/dev", frames(r)
        yield "gold/dev, upper case", frames(r, str.upper)


def main() -> None:
    """Measure and print."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--json", type=Path, help="also write the scores here, flat, for the manifest")
    ap.add_argument("--limit", type=int, help="only so many documents of each set, to try the recipe")
    a = ap.parse_args()
    limit[0] = a.limit
    if not d.SHARED.is_dir():
        raise SystemExit("the development data is absent: looked for ../shared beside the repository")
    r = load_reader(str(a.folder))
    table: Scores = {}
    for title, scores in everything(r):
        print(title, json.dumps(scores), flush=True)
        table |= {f"{title}: {k}": v for k, v in scores.items()}
    if a.json:
        a.json.write_text(json.dumps(table, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
