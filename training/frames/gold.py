"""Writes the judged passages as documents and events in the gold format, for score/gold_score.py.

    python training/frames/gold.py CORPORA OUT

Rebuilds each passage's text from the development corpora by passages.tsv and checks its digest; writes OUT/docs.jsonl
and OUT/events.jsonl. Events carry kind, trigger, sentence and factuality only: sides, places and tolls were not judged.
"""

import csv
import json
import sys
from pathlib import Path

from texts import Texts

from casus.annotate.text import split

HERE = Path(__file__).parent


def table(name):
    with HERE.joinpath(name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def passages(corpora):
    """(id, corpus, text, published, source) of every judged passage, in order."""
    texts = Texts(corpora)
    for row in table("passages.tsv"):
        yield row["id"], row["corpus"], *texts.passage(row)


def main(corpora, out, prefix=""):
    judged = {}
    for row in table("judged.tsv"):
        judged.setdefault(row["id"], []).append(row)
    with Path(out, f"{prefix}docs.jsonl").open("w") as docs, Path(out, f"{prefix}events.jsonl").open("w") as events:
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
