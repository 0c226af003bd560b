"""How well casus reads a treebank: reading.py FILE.conllu [...] [--genre news] [--limit N] [--model M] [--no-parse]

Prints for each file: token and sentence F on raw text (rebuilt from SpaceAfter and paragraph marks), tags, unlabelled
and labelled attachment on the gold tokens, and on raw text (F over words, as in the CoNLL 2018 shared task; relation
subtypes are left out, punctuation counts). Words of a multi-word token whose letters do not make up the token are
counted as the one token. CPU seconds and words a second are for the reader alone.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from casus.annotate.core import regrouped
from casus.annotate.text import split
from casus.learned.reader import load_reader
from casus.learned.reading import Reading

Spans = list[tuple[int, int]]


@dataclass
class Tree:
    """A gold sentence."""

    words: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)


@dataclass
class Text:
    """A gold document: its raw text, and the spans of the words of each tree."""

    text: str
    trees: list[Tree]
    spans: list[Spans]


def trees(path: Path, genre: str | None) -> Iterator[tuple[str, Tree]]:
    """(what begins here: "doc", "par" or "", tree) for each sentence."""
    rows: list[list[str]] = []
    begins, keep = "", True
    for line in [*path.open(encoding="utf-8"), "\n"]:
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            begins = "doc"
            keep = genre is None or f"_{genre}_" in line
        elif line.startswith("# newpar"):
            begins = begins or "par"
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            if keep:
                yield begins, tree(rows)
            rows, begins = [], ""


def tree(rows: list[list[str]]) -> Tree:
    """One sentence, multi-word tokens joined where their words do not make up their letters."""
    ranges = {int(r[0].split("-")[0]): r for r in rows if "-" in r[0]}
    words = [r for r in rows if r[0].isdigit()]
    out, new = Tree(), {0: 0}
    heads: list[str] = []
    i = 0
    while i < len(words):
        group, surface = [words[i]], words[i][1]
        told = words[i][9]
        if i + 1 in ranges:
            r = ranges[i + 1]
            group, surface, told = words[i : int(r[0].split("-")[1])], r[1], r[9]
        if "".join(w[1] for w in group) == surface:
            parts = [(w, w[1]) for w in group]
        else:
            inside = {w[0] for w in group}
            parts = [([w for w in group if w[6] not in inside][-1], surface)]
            new |= {int(w[0]): len(out.words) + 1 for w in group}
        for n, (w, form) in enumerate(parts):
            out.words.append(form.replace(" ", ""))
            out.pos.append(w[3])
            out.tags.append(w[4])
            out.relations.append(w[7])
            out.spaces.append(n == len(parts) - 1 and "SpaceAfter=No" not in told)
            heads.append(w[6])
            new[int(w[0])] = len(out.words)
        i += len(group)
    out.heads = [new[int(h)] - 1 for h in heads]
    return out


def texts(path: Path, genre: str | None) -> Iterator[Text]:
    """Documents with their raw text."""
    found: Text | None = None
    for begins, t in trees(path, genre):
        if found is None or begins == "doc":
            if found:
                yield found
            found = Text(text="", trees=[], spans=[])
        elif begins == "par":
            found.text = found.text.rstrip() + "\n\n"
        spans: Spans = []
        for word, space in zip(t.words, t.spaces, strict=True):
            spans.append((len(found.text), len(found.text) + len(word)))
            found.text += word + " " * space
        found.trees.append(t)
        found.spans.append(spans)
    if found:
        yield found


def f(right: int, gold: int, system: int) -> float:
    """F in per cent."""
    return 200 * right / (gold + system) if gold + system else 0.0


def arcs(spans: list[Spans], heads: list[list[int]], relations: list[list[str]]) -> set[tuple[object, object, str]]:
    """(word, head, relation) by character spans; a root's head is None."""
    out: set[tuple[object, object, str]] = set()
    for s, h, r in zip(spans, heads, relations, strict=True):
        for i, (head, relation) in enumerate(zip(h, r, strict=True)):
            out.add((s[i], None if head in (-1, i) else s[head], relation.split(":")[0]))
    return out


def report(path: Path, genre: str | None, limit: int | None, model: str | None) -> None:
    """The figures of one file."""
    gold = list(texts(path, genre))[:limit]
    cut = [split(t.text) for t in gold]
    tokens = [[x for s in t.spans for x in s] for t in gold]
    mine = [[x for s in c for x in s] for c in cut]
    same = sum(len(set(a) & set(b)) for a, b in zip(tokens, mine, strict=True))
    n, m = sum(map(len, tokens)), sum(map(len, mine))
    ends = [{(s[0][0], s[-1][1]) for s in t.spans} for t in gold]
    found = [{(s[0][0], s[-1][1]) for s in c} for c in cut]
    hit = sum(len(a & b) for a, b in zip(ends, found, strict=True))
    print(f"{path.name}{' ' + genre if genre else ''}: {len(gold)} documents, {n} words")
    print(
        f"  raw text: token F {f(same, n, m):.2f}  sentence F {f(hit, sum(map(len, ends)), sum(map(len, found))):.2f}"
    )
    if model is None:
        return
    reader = load_reader(model)
    begun = time.process_time()
    given = [reader.read([t.words for t in d.trees]) for d in gold]
    spent = time.process_time() - begun
    pairs = [(t, r) for d, rs in zip(gold, given, strict=True) for t, r in zip(d.trees, rs, strict=True)]
    print(f"  gold tokens: UPOS {share(pairs, 'pos', n):.2f}  XPOS {share(pairs, 'tags', n):.2f}  ", end="")
    uas = las = full = 0
    for t, r in pairs:
        for i, (h, rel) in enumerate(zip(t.heads, t.relations, strict=True)):
            mended = -1 if r.heads[i] == i else r.heads[i]
            uas += h == mended
            las += h == mended and rel.split(":")[0] == r.relations[i].split(":")[0]
            full += h == mended and rel == r.relations[i]
    print(f"UAS {100 * uas / n:.2f}  LAS {100 * las / n:.2f}  (with subtypes {100 * full / n:.2f})")
    read = [reader.parted([[d.text[a:b] for a, b in s] for s in c]) for d, c in zip(gold, cut, strict=True)]
    cut = [regrouped(c, rs) for c, rs in zip(cut, read, strict=True)]
    found = [{(s[0][0], s[-1][1]) for s in c} for c in cut]
    hit = sum(len(a & b) for a, b in zip(ends, found, strict=True))
    print(f"  raw text, as read: sentence F {f(hit, sum(map(len, ends)), sum(map(len, found))):.2f}")
    u = lab = pos = 0
    for d, c, rs in zip(gold, cut, read, strict=True):
        want = arcs(d.spans, [t.heads for t in d.trees], [t.relations for t in d.trees])
        have = arcs(c, [list(r.heads) for r in rs], [list(r.relations) for r in rs])
        lab += len(want & have)
        u += len({x[:2] for x in want} & {x[:2] for x in have})
        tagged = {x: p for s, t in zip(d.spans, d.trees, strict=True) for x, p in zip(s, t.pos, strict=True)}
        pos += sum(tagged.get(x) == p for s, r in zip(c, rs, strict=True) for x, p in zip(s, r.pos, strict=True))
    print(f"  raw text: UPOS {f(pos, n, m):.2f}  UAS {f(u, n, m):.2f}  LAS {f(lab, n, m):.2f}")
    print(f"  reader: {spent:.1f} CPU s, {n / spent:.0f} words/s")


def share(pairs: list[tuple[Tree, Reading]], what: str, n: int) -> float:
    """Per cent of words whose tag is right."""
    return 100 * sum(a == b for t, r in pairs for a, b in zip(getattr(t, what), getattr(r, what), strict=True)) / n


def main() -> None:
    """Read the command line and report on each file."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("files", nargs="+", type=Path)
    ap.add_argument("--genre", help="only documents with this word in their name, as GUM_news_...")
    ap.add_argument("--limit", type=int, help="only so many documents")
    ap.add_argument("--no-parse", action="store_true", help="tokens and sentences only")
    ap.add_argument("--model", default="casus-model-en", help="package, or folder with a manifest")
    a = ap.parse_args()
    for path in a.files:
        report(path, a.genre, a.limit, None if a.no_parse else a.model)


if __name__ == "__main__":
    main()
