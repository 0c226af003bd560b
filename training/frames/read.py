"""Writes all passages that were read for training as documents and events in the gold format.

    python training/frames/read.py CORPORA OUT

Five sets, each as OUT/<set>.docs.jsonl and OUT/<set>.events.jsonl: `judged` (judged.tsv: happenings only), `read`
(read.jsonl: whole events, of texts that are rebuilt from the development corpora) and `written` (written.jsonl and
snippets.jsonl: whole events, of passages in our own words). Of `read` the part "held" goes to a set of its own, `held`,
and of `written` to `unseen`: they are for measuring, and no weights were learned from them.
"""

import json
import sys
from pathlib import Path

import gold
from choose import jsonl
from texts import Texts

from casus.annotate.text import split

HERE = Path(__file__).parent


def event(text, told):
    """An event in the gold format from its offsets."""
    words = lambda span: text[span[0] : span[1]] if span else None  # noqa: E731
    a, b = told["trigger"]
    begin, end = next((s[0][0], s[-1][1]) for s in split(text) if s and s[0][0] <= a < s[-1][1])
    made = {"kind": told["kind"], "trigger": text[a:b], "sentence": text[begin:end], "factuality": told["factuality"]}
    made["at"] = [a, b]
    for role in ("initiator", "target", "place", "when", "killed", "injured"):
        value = told.get(role)
        made[role] = value and {**value, "text": words(value["span"])}
        if value and role in ("initiator", "target", "place"):
            made[role].setdefault("name", made[role]["text"])
    return made | {"objects": [], "operation": None, "source": None, "again_spans": told.get("again", [])}


def written(out, name, passages):
    """The two files of a set."""
    with Path(out, f"{name}.docs.jsonl").open("w") as docs, Path(out, f"{name}.events.jsonl").open("w") as events:
        for key, text, day, source, told in passages:
            made = {"id": key, "text": text, "title": None, "url": None, "source": source, "published": day}
            docs.write(json.dumps(made, ensure_ascii=False) + "\n")
            found = [event(text, e) for e in told]
            events.write(json.dumps({"id": key, "events": found}, ensure_ascii=False) + "\n")


def main(corpora, out):
    Path(out).mkdir(parents=True, exist_ok=True)
    texts, rows = Texts(corpora), jsonl(HERE / "read.jsonl")
    for name, part in (("read", "tune"), ("held", "held")):
        written(out, name, ((r["id"], *texts.passage(r), r["events"]) for r in rows if r["part"] == part))
    own = [row for name in ("written", "snippets") for row in jsonl(HERE / f"{name}.jsonl")]
    for name, part in (("written", "tune"), ("unseen", "held")):
        some = (r for r in own if r["part"] == part)
        written(out, name, ((r["id"], r["text"], r["published"], r["source"], r["events"]) for r in some))
    gold.main(corpora, out, "judged.")


if __name__ == "__main__":
    main(*sys.argv[1:])
