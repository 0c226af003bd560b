"""Writes the gold's training passages with the other words that tell their events, and whole reports grouped by event.

    python training/frames/again.py GOLD CORPORA OUT

GOLD is the folder with train.docs.jsonl and train.events.jsonl. Writes OUT/again.docs.jsonl and OUT/again.events.jsonl
in the form of read.py, from again.tsv, and OUT/grouped.* from grouped.tsv: whole reports of the corpora, of whose
events only the words are known. `judged` marks a text whose every word that casus took for a happening was looked at.
"""

import csv
import json
import sys
from pathlib import Path

from choose import jsonl
from texts import Texts

HERE = Path(__file__).parent


def table(name):
    with HERE.joinpath(name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def written(out, name, told):
    """The two files of a set from pairs of documents and events."""
    with Path(out, f"{name}.docs.jsonl").open("w") as texts, Path(out, f"{name}.events.jsonl").open("w") as events:
        for doc, found in told:
            texts.write(json.dumps(doc, ensure_ascii=False) + "\n")
            events.write(json.dumps({"id": doc["id"], "events": found, "judged": True}, ensure_ascii=False) + "\n")


def again(gold):
    """The training passages of the gold, their events with all their words."""
    judged = {}
    for row in table("again.tsv"):
        judged.setdefault(row["id"], []).append((int(row["start"]), int(row["end"]), int(row["event"])))
    docs = {d["id"]: d for d in jsonl(Path(gold, "train.docs.jsonl"))}
    for told in jsonl(Path(gold, "train.events.jsonl")):
        text = docs[told["id"]]["text"]
        for event in told["events"]:
            trigger = event["trigger"]
            at = text.find(trigger, max(0, text.find(event["sentence"])))
            at = text.index(trigger) if at < 0 else at
            event["at"] = [at, at + len(trigger)]
            event["again_spans"] = []
        for start, end, number in judged.get(told["id"], ()):
            if number:
                told["events"][number - 1]["again_spans"].append([start, end])
        yield docs[told["id"]], told["events"]


def grouped(corpora):
    """The whole reports, their events as groups of words."""
    texts, reports = Texts(corpora), {}
    for row in table("grouped.tsv"):
        spans = reports.setdefault((row["corpus"], row["document"]), {})
        if row["event"] != "0":
            spans.setdefault(row["event"], []).append([int(row["start"]), int(row["end"])])
    for (corpus, name), groups in reports.items():
        doc = texts.document(corpus, name)
        events = [{"kind": None, "at": first, "again_spans": rest} for first, *rest in groups.values()]
        yield doc | {"id": f"{corpus} {name}"}, events


def main(gold, corpora, out):
    Path(out).mkdir(parents=True, exist_ok=True)
    written(out, "again", again(gold))
    written(out, "grouped", grouped(corpora))


if __name__ == "__main__":
    main(*sys.argv[1:])
