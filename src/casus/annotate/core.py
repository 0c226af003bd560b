"""The first part of annotation: sentences, tokens, names, chains and hints of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.annotate.chains import chains
from casus.annotate.lemmas import Table, lemma
from casus.annotate.names import names
from casus.annotate.text import split
from casus.learned.own import Head
from casus.learned.reading import Reading, Reads
from casus.records.annotated import Annotated, Hint, Own, RoleHint, Sentence, Token
from casus.records.document import Document
from casus.records.span import Span


def read(document: Document, reader: Reads, own: Sequence[Head] = ()) -> Annotated:
    """The document with sentences, tokens, names, chains and hints; places, times and the rest are still empty."""
    text = document.text
    spans = split(text, document.title)
    readings = reader.parted([[text[a:b] for a, b in s] for s in spans], own)
    spans = regrouped(spans, readings)
    tokens = tuple(_tokens(text, spans, readings, reader.lemmas))
    sentences: list[Sentence] = []
    first = 0
    for at, s in enumerate(spans):
        sentences.append(Sentence(index=at, start=s[0][0], end=s[-1][1], first=first, last=first + len(s)))
        first += len(s)
    firsts = [s.first for s in sentences]
    core = Annotated(
        document=document, sentences=tuple(sentences), tokens=tokens, hints=tuple(_hints(tokens, firsts, readings))
    )
    named = names(core, readings)
    core = Annotated(document=document, sentences=core.sentences, tokens=tokens, names=named, hints=core.hints)
    return Annotated(
        document=document,
        sentences=core.sentences,
        tokens=tokens,
        names=named,
        chains=chains(core),
        hints=core.hints,
        own=tuple(_own(firsts, readings)),
        about=_about(readings),
    )


def regrouped(spans: list[list[tuple[int, int]]], readings: Sequence[Reading]) -> list[list[tuple[int, int]]]:
    """The same token spans, in sentences as they were read."""
    every = (x for s in spans for x in s)
    return [[next(every) for _ in r.pos] for r in readings]


def _about(readings: Sequence[Reading]) -> tuple[float, ...]:
    told = [r.about for r in readings]
    return () if all(z is None for z in told) else tuple(z or 0.0 for z in told)


def _own(firsts: list[int], readings: Sequence[Reading]) -> Iterator[Own]:
    for at, reading in enumerate(readings):
        for o in reading.own[:1]:
            words = tuple(firsts[at] + i for i in o.words)
            yield Own(sentence=at, name=o.name, kind=o.kind, score=o.score, words=words)


def _tokens(
    text: str, spans: list[list[tuple[int, int]]], readings: Sequence[Reading], table: Table
) -> Iterator[Token]:
    base = 0
    for at, (sentence, reading) in enumerate(zip(spans, readings, strict=True)):
        capitals = _capitals(text[sentence[0][0] : sentence[-1][1]])
        for i, (a, b) in enumerate(sentence):
            word = text[a:b]
            yield Token(
                index=base + i,
                start=a,
                end=b,
                text=word,
                lemma=lemma(word, reading.pos[i], reading.tags[i], table, capitals=capitals),
                pos=reading.pos[i],
                tag=reading.tags[i],
                head=base + reading.heads[i],
                relation=reading.relations[i],
                sentence=at,
            )
        base += len(sentence)


def _capitals(text: str) -> bool:
    """Whether a sentence of some length has no lower-case letter."""
    return len(text) > 20 and text.isupper()


def _hints(tokens: Sequence[Token], firsts: list[int], readings: Sequence[Reading]) -> Iterator[Hint]:
    def span(sentence: int, first: int, last: int) -> Span:
        base = firsts[sentence]
        return Span(start=tokens[base + first].start, end=tokens[base + last - 1].end)

    for at, reading in enumerate(readings):
        for h in reading.happenings:
            roles = tuple(
                RoleHint(role=f.words.label, span=span(f.sentence, f.words.first, f.words.last), score=f.words.score)
                for f in h.fillers
            )
            yield Hint(
                trigger=span(at, h.trigger.first, h.trigger.last),
                score=h.trigger.score,
                kinds=h.kinds,
                factuality=h.factuality,
                roles=roles,
            )
