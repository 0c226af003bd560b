"""Texts of passages, rebuilt from the development corpora by corpus, document and span, and checked by their digest."""

import csv
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

from choose import joined, jsonl, trees

FOLDERS = {"ecb-v": "ecb", "ecb-q": "ecb", "trnews": "geo/tr-news", "gwn": "geo/geowebnews", "lgl": "geo/lgl"}
TREES = {"gum": "ud-gum/en_gum-ud-train.free.conllu", "ewt": "ud-ewt/en_ewt-ud-train.conllu"}


class Texts:
    """The documents of each corpus, read when first asked for."""

    def __init__(self, corpora):
        self.corpora = Path(corpora)
        self.known = {}

    def document(self, corpus, name):
        """The record of a document: its text, and the day and source that its corpus gives."""
        if corpus not in self.known:
            self.known[corpus] = dict(self._read(corpus))
        return self.known[corpus][name]

    def _read(self, corpus):
        if corpus in TREES:
            known = trees(self.corpora / "treebanks" / TREES[corpus])
            yield from ((name, {"text": text}) for name, text in known.items())
            return
        for d in jsonl(self.corpora / FOLDERS.get(corpus, corpus) / "docs.jsonl"):
            yield d["id"], d

    def passage(self, row):
        """(text, day, source) of a passage. Raises SystemExit where the corpus has another text than was read."""
        if row["corpus"] == "gmb":
            first, last = map(int, row["document"].split("-")[1:])
            text, doc = " ".join(joined(self.sentences()[n]) for n in range(first, last + 1)), {}
        else:
            doc = self.document(row["corpus"], row["document"])
            text = doc["text"][int(row["start"]) : int(row["end"])]
        if sha256(text.encode()).hexdigest()[:12] != row["digest"]:
            raise SystemExit(f"{row['id']}: the text of {row['document']} is another than the one that was read")
        return text, doc.get("published"), doc.get("source")

    def sentences(self):
        """The words of each sentence of GMB by its number."""
        if "gmb" not in self.known:
            found = defaultdict(list)
            number = 0
            with (self.corpora / "ner/gmb/gmb-first-80-percent.csv").open(encoding="utf-8", errors="replace") as file:
                for row in list(csv.reader(file))[1:]:
                    number = int(row[0].split()[1]) if row[0].startswith("Sentence: ") else number
                    found[number].append(row[1])
            self.known["gmb"] = found
        return self.known["gmb"]
