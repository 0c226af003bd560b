"""Writes the gold's training passages with the other words that tell their events: again.tsv.

    python training/frames/again.py GOLD OUT

GOLD is the folder with train.docs.jsonl and train.events.jsonl. Writes OUT/again.docs.jsonl and OUT/again.events.jsonl
in the form of read.py. `judged` marks a passage whose every other word that casus took for a happening was looked at.
"""

import csv
import json
import sys
from pathlib import Path

from choose import jsonl

HERE = Path(__file__).parent


def main(gold, out):
    Path(out).mkdir(parents=True, exist_ok=True)
    judged = {}
    with HERE.joinpath("again.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            judged.setdefault(row["id"], []).append((int(row["start"]), int(row["end"]), int(row["event"])))
    docs = {d["id"]: d for d in jsonl(Path(gold, "train.docs.jsonl"))}
    with Path(out, "again.docs.jsonl").open("w") as texts, Path(out, "again.events.jsonl").open("w") as events:
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
            texts.write(json.dumps(docs[told["id"]], ensure_ascii=False) + "\n")
            events.write(json.dumps(told | {"judged": True}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
