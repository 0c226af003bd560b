"""Codes the judged passages, the subject of each told by a fit without its document (fit.py --folds FILE).

    python training/frames/folded.py DOCS FILE > OUT

DOCS is gold.py's docs.jsonl; OUT are events for score/gold_score.py. Without this the subject's weights would be
measured on what they were learned from.
"""

import sys
from collections import defaultdict
from dataclasses import replace
from datetime import date

from choose import jsonl

from casus.export.records import record
from casus.learned.subject import ENOUGH, REACH
from casus.pipeline import Pipeline
from casus.records.codec import encode
from casus.records.document import Document
from casus.records.event import Event


class Folded(Pipeline):
    """The pipeline, with the log-odds of a fit that has not seen the document."""

    def annotate(self, document):
        found = super().annotate(document)
        words = [s.last - s.first for s in found.sentences]
        sure = [min(1.0, sum(words[max(0, i - REACH) : i + REACH + 1]) / ENOUGH) for i in range(len(words))]
        held = ABOUT[document.id]  # by where the sentence begins; the reader may part it further
        told = [held[max(a for a in held if a <= s.start)] for s in found.sentences]
        return replace(found, about=tuple(z * p for z, p in zip(told, sure, strict=True)))


ABOUT = defaultdict(dict)
for row in jsonl(sys.argv[2]):
    ABOUT[row["id"]][row["start"]] = row["about"]
pipeline = Folded(annotator=Pipeline.load().annotator)
for d in jsonl(sys.argv[1]):
    day = date.fromisoformat(d["published"]) if d["published"] else None
    for outcome in pipeline.walk(Document.of(d["text"], id=d["id"], published=day)):
        if isinstance(outcome, Event):
            sys.stdout.write(encode(record(outcome)).decode() + "\n")
