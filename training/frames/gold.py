"""Writes the judged passages as documents and events in the gold format, for score/gold_score.py.

    python training/frames/gold.py CORPORA OUT

Rebuilds each passage's text from the development corpora by passages.tsv and checks its digest; writes OUT/docs.jsonl
and OUT/events.jsonl. Events carry kind, trigger, sentence and factuality only: sides, places and tolls were not judged.
"""

import csv
import json
import sys
from hashlib import sha256
from pathlib import Path

from choose import joined, jsonl

from casus.annotate.text import split

HERE = Path(__file__).parent


def table(name):
    with HERE.joinpath(name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def passages(corpora):
    """(id, corpus, text, published, source) of every passage, in order."""
    corpora = Path(corpora)
    texts, sentences = {}, {}
    for name in ("muc", "ecb", "re3d", "wikiwars"):
        texts |= {d["id"]: d for d in jsonl(corpora / name / "docs.jsonl")}
    gum, key = {}, ""
    for line in (corpora / "treebanks/ud-gum/en_gum-ud-train.free.conllu").read_text("utf-8").splitlines():
        if line.startswith("# newdoc id = "):
            key = line.split(" = ")[1]
        elif line.startswith("# text = "):
            gum.setdefault(key, []).append(line[len("# text = ") :])
    texts |= {k: {"text": " ".join(v)} for k, v in gum.items()}
    with (corpora / "ner/gmb/gmb-first-80-percent.csv").open(encoding="utf-8", errors="replace") as file:
        for row in csv.reader(file):
            if row[0].startswith("Sentence: "):
                current = sentences.setdefault(int(row[0].split()[1]), [])
            if sentences:
                current.append(row[1])
    for row in table("passages.tsv"):
        if row["corpus"] == "gmb":
            first, last = map(int, row["document"].split("-")[1:])
            text, doc = " ".join(joined(sentences[n]) for n in range(first, last + 1)), {}
        else:
            doc = texts[row["document"]]
            text = doc["text"][int(row["start"]) : int(row["end"])]
        if sha256(text.encode()).hexdigest()[:12] != row["digest"]:
            raise SystemExit(f"{row['id']}: the text of {row['document']} is another than the one that was judged")
        yield row["id"], row["corpus"], text, doc.get("published"), doc.get("source")


def main(corpora, out):
    judged = {}
    for row in table("judged.tsv"):
        judged.setdefault(row["id"], []).append(row)
    with Path(out, "docs.jsonl").open("w") as docs, Path(out, "events.jsonl").open("w") as events:
        for key, _, text, day, source in passages(corpora):
            made = {"id": key, "text": text, "title": None, "url": None, "source": source, "published": day}
            docs.write(json.dumps(made, ensure_ascii=False) + "\n")
            found = []
            spans = [(s[0][0], s[-1][1]) for s in split(text) if s]
            for row in judged.get(key, []):
                if row["label"] != "event":
                    continue
                a, b = int(row["start"]), int(row["end"])
                value, _, times = row["factuality"].partition("*")
                begin, end = next(s for s in spans if s[0] <= a < s[1])
                event = {"kind": row["kind"], "trigger": text[a:b], "sentence": text[begin:end], "factuality": value}
                found += [event] * int(times or 1)
            events.write(json.dumps({"id": key, "events": found}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
