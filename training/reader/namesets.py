"""Corpora of names as documents of sentences: GMB (silver), UNER-EWT dev, re3d. See README.md for their licences."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path

from data import SHARED, Sentence, jsonl

from casus.annotate.text import split

WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
TITLES, FACILITIES = frozenset(WORDS["titles"]), frozenset(WORDS["facilities"])
FLAT = ("NORP", "WEAPON", "MISC", "TIM")  # not told by corpora of persons, organisations and places

GMB = {
    "geo": "LOC",
    "gpe": "NORP",
    "per": "PER",
    "org": "ORG",
    "tim": "TIM",
    "art": "MISC",
    "eve": "MISC",
    "nat": "MISC",
}


def gmb() -> Iterator[list[Sentence]]:
    """GMB news, silver names; titles are stripped from persons. Ten consecutive sentences count as a document."""
    document: list[Sentence] = []
    words: list[str] = []
    tags: list[str] = []

    def done() -> None:
        for i, t in enumerate(tags):
            if t == "B-PER" and words[i].lower() in TITLES and i + 1 < len(tags) and tags[i + 1] == "I-PER":
                tags[i], tags[i + 1] = "O", "B-PER"
        document.append(Sentence(words=list(words), names=facilities(words, tags), free=("WEAPON",)))

    with (SHARED / "corpora/ner/gmb/gmb-first-80-percent.csv").open(encoding="utf-8", errors="replace") as f:
        for row in csv.reader(f):
            if len(row) != 4 or row[0] == "Sentence #":
                continue
            if row[0] and words:
                done()
                words, tags = [], []
                if len(document) == 6:
                    yield document
                    document = []
            kind = GMB.get(row[3][2:]) if row[3] != "O" else None
            words.append(row[1].replace(" ", "") or "_")
            tags.append(f"{row[3][0]}-{kind}" if kind else "O")
    if words:
        done()
    if document:
        yield document


def uner(part: slice) -> Iterator[list[Sentence]]:
    """The sentences of UNER-EWT dev whose numbers are in a slice, by document."""
    documents: list[list[tuple[int, Sentence]]] = []
    words: list[str] = []
    tags: list[str] = []
    number = 0
    for line in (SHARED / "corpora/treebanks/uner-ewt/en_ewt-ud-dev.iob2").open(encoding="utf-8"):
        if line.startswith("# newdoc"):
            documents.append([])
        if line.startswith("#"):
            continue
        if line.strip():
            c = line.rstrip("\n").split("\t")
            words.append(c[1].replace(" ", "") or "_")
            tags.append(c[2] if c[2][2:] in ("PER", "ORG", "LOC") else "O")
        elif words:
            documents[-1].append((number, Sentence(words=words, names=facilities(words, tags), free=FLAT)))
            words, tags = [], []
            number += 1
    wanted = range(number)[part]
    for document in documents:
        if kept := [s for n, s in document if n in wanted]:
            yield kept


def facilities(words: list[str], tags: list[str]) -> list[str]:
    """The same tags with places whose last word is a facility's turned into facilities, and `Operation X` marked."""
    out = list(tags)
    for i, t in enumerate(tags):
        if (
            t == "O"
            and words[i] == "Operation"
            and words[i + 1 : i + 2]
            and words[i + 1].istitle()
            and tags[i + 1] == "O"
        ):
            end = i + 1
            while _title(words, tags, end):
                end += 1
            out[i:end] = ["B-OPER"] + ["I-OPER"] * (end - i - 1)
        if t == "B-LOC":
            end = i + 1
            while end < len(tags) and tags[end] == "I-LOC":
                end += 1
            if end > i + 1 and words[end - 1].lower() in FACILITIES:
                out[i:end] = ["B-FAC"] + ["I-FAC"] * (end - i - 1)
    return out


def _title(words: list[str], tags: list[str], i: int) -> bool:
    return i < len(words) and words[i].istitle() and tags[i] == "O"


RE3D = {
    "Organisation": "ORG", "Location": "LOC", "Person": "PER", "Nationality": "NORP", "Temporal": "TIM",
    "Weapon": "WEAPON", "MilitaryPlatform": "WEAPON",
}  # fmt: skip


def re3d() -> Iterator[list[Sentence]]:
    """re3d: its nominal mentions are left out, its names kept."""
    texts = {d["id"]: d["text"] for d in jsonl("corpora/re3d/docs.jsonl")}
    for record in jsonl("corpora/re3d/entities.jsonl"):
        text = texts[record["id"]]
        out = []
        spans = [
            (e["start"], e["end"], RE3D[e["type"]])
            for e in record["entities"]
            if e["type"] in RE3D and (e.get("confidence") or 1) >= 0.5
        ]
        spans = [s for s in spans if s[2] in ("TIM", "WEAPON") or text[s[0]].isupper()]
        for s in split(text):
            tags = ["O"] * len(s)
            for a, b, label in sorted(spans, key=lambda x: x[1] - x[0]):
                inside = [i for i, (x, y) in enumerate(s) if a <= x and y <= b]
                if inside and all(tags[i] == "O" for i in inside):
                    tags[inside[0]] = "B-" + label
                    for i in inside[1:]:
                        tags[i] = "I-" + label
            words = [text[a:b] for a, b in s]
            out.append(Sentence(words=words, names=facilities(words, tags), free=("MISC",)))
        yield out
