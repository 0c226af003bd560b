"""CoNLL-U treebanks as documents of sentences, with GUM's named mentions. Words split by UD are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data import SHARED, Sentence
from namesets import FLAT, TITLES, facilities


def treebank(name: str) -> Iterator[list[Sentence]]:
    """Documents of a CoNLL-U file under corpora/treebanks. Only GUM says what is a name."""
    named = "gum" in name
    document: list[Sentence] = []
    rows: list[list[str]] = []
    for line in (SHARED / "corpora/treebanks" / name).open(encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc") and document:
            yield document
            document = []
        if line and line[0].isdigit() and "." not in line.split("\t")[0]:
            rows.append(line.split("\t"))
        elif not line and rows:
            document.append(_sentence(rows, named))
            rows = []
    if document:
        yield document


def _sentence(rows: list[list[str]], named: bool) -> Sentence:
    merged: dict[int, tuple[int, str]] = {}
    words: list[list[str]] = []
    for r in rows:
        if "-" in r[0]:
            a, b = map(int, r[0].split("-"))
            merged[a] = (b, r[1])
        else:
            words.append(r)
    keep: list[list[str]] = []
    new: dict[int, int] = {0: 0}
    i = 0
    while i < len(words):
        at = i + 1
        if at in merged:
            b, surface = merged[at]
            parts = words[i:b]
            if "".join(p[1] for p in parts) != surface:
                inside = {int(p[0]) for p in parts}
                main = [p for p in parts if int(p[6]) not in inside][-1]
                keep.append([*main[:1], surface, *main[2:]])
                new.update({j: len(keep) for j in inside})
                i = b
                continue
        keep.append(words[i])
        new[at] = len(keep)
        i += 1
    return Sentence(
        words=[r[1].replace(" ", "") or "_" for r in keep],
        upos=[r[3] for r in keep],
        xpos=[r[4] for r in keep],
        head=[new[int(r[6])] for r in keep],
        rel=[r[7] for r in keep],
        names=_gum_names(keep) if named else None,
        free=FLAT if named else (),
    )


GUM = {"person": "PER", "organization": "ORG", "place": "LOC"}


def _gum_names(rows: list[list[str]]) -> list[str]:
    """GUM's entities whose head is a proper noun, cut down to the name."""
    tags = ["O"] * len(rows)
    spans: list[tuple[int, int, str]] = []
    stack: list[tuple[str, str, int]] = []
    for i, r in enumerate(rows):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", r[9])
        for part in re.findall(r"\([^()]*\)?|[^()]*\)", found.group(1)) if found else ():
            if part.startswith("("):
                fields = part.strip("()").split("-")
                kind = fields[1] if len(fields) > 1 else ""
                if part.endswith(")"):
                    spans.append((i, i + 1, kind))
                else:
                    stack.append((fields[0], kind, i))
            else:
                eid = part.strip(")").split("-")[0]
                for k in range(len(stack) - 1, -1, -1):
                    if stack[k][0] == eid:
                        spans.append((stack[k][2], i + 1, stack[k][1]))
                        stack.pop(k)
                        break
    ids = {int(r[0].split("-")[0]): k for k, r in enumerate(rows)}
    for a, b, kind in sorted(spans, key=lambda x: x[0] - x[1]):
        label = GUM.get(kind)
        heads = [i for i in range(a, b) if not a <= ids.get(int(rows[i][6]), -1) < b]
        if not label or len(heads) != 1 or rows[heads[0]][3] != "PROPN":
            continue
        h = heads[0]
        while a < h and (rows[a][3] != "PROPN" or (label == "PER" and rows[a][1].lower() in TITLES)):
            a += 1
        e = a + 1
        while e < b and rows[e][3] in ("PROPN", "NUM", "ADP", "DET", "PUNCT") and e <= h + 2:
            e += 1
        while e > h + 1 and rows[e - 1][3] not in ("PROPN", "NUM"):
            e -= 1
        if h >= e or any(t != "O" for t in tags[a:e]):
            continue
        tags[a:e] = ["B-" + label] + ["I-" + label] * (e - a - 1)
    return facilities([r[1] for r in rows], tags)
