"""Sentences with the parses that the reading model gave them, kept beside the tests that need them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from casus.records.annotated import Annotated, Name, NameType, Sentence, Token
from casus.records.document import Document
from casus.records.span import Span


@cache
def parses(file: Path) -> dict[str, list[list[str]]]:
    """Rows of nine columns by sentence, from a file that the reading model wrote."""
    found: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("# text = "):
            rows = found.setdefault(line.removeprefix("# text = "), [])
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
    return found


def annotated(file: Path, text: str) -> Annotated:
    """A sentence with the parse that stands in the file."""
    rows = parses(file)[text]
    starts = [n for n, r in enumerate(rows) if n == 0 or r[7] != rows[n - 1][7]]
    tokens = tuple(
        Token(
            index=n,
            start=int(r[0]),
            end=int(r[1]),
            text=text[int(r[0]) : int(r[1])],
            lemma=r[2],
            pos=r[3],
            tag=r[4],
            head=int(r[5]),
            relation=r[6],
            sentence=int(r[7]),
        )
        for n, r in enumerate(rows)
    )
    sentences = tuple(
        Sentence(index=k, start=tokens[a].start, end=tokens[b - 1].end, first=a, last=b)
        for k, (a, b) in enumerate(zip(starts, [*starts[1:], len(tokens)], strict=True))
    )
    names = tuple(
        Name(span=Span(start=int(r[0]), end=int(r[8].split(":")[1])), type=NameType(r[8].split(":")[0]))
        for r in rows
        if ":" in r[8]
    )
    return Annotated(document=Document.of(text, id="t"), sentences=sentences, tokens=tokens, names=names)
