"""Documents put together by hand: words with tags and trees, and the mentions that reading would have found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from casus.records.annotated import (
    Annotated,
    Name,
    NameType,
    PartyMention,
    PlaceMention,
    QuantityMention,
    Sentence,
    TimeMention,
    TimeType,
    Token,
)
from casus.records.document import Document
from casus.records.frame import Frame
from casus.records.span import Span
from casus.values.party import Category, Party
from casus.values.toll import Harm, Toll
from casus.values.when import Precision, When
from casus.values.where import Level, Where

POS = {"N": "NOUN", "V": "VERB", "J": "ADJ", "P": "PRON", "I": "ADP", "D": "DET", "C": "CCONJ", "R": "ADV", "W": "PRON"}


def read(*sentences: str) -> Annotated:
    """The document of sentences written word/tag/head/relation or word=lemma/tag/head/relation; head 0 is the root."""
    text = ""
    tokens: list[Token] = []
    made: list[Sentence] = []
    for number, line in enumerate(sentences):
        first = len(tokens)
        for item in line.split():
            word, tag, head, relation = item.rsplit("/", 3)
            word, _, lemma = word.partition("=")
            if word not in (",", ".", ":", "'s", "-") and text:
                text += " "
            start = len(text)
            text += word
            at = len(tokens)
            pos = "PROPN" if tag.startswith("NNP") else "NUM" if tag == "CD" else POS.get(tag[0], "PUNCT")
            tokens.append(
                Token(
                    index=at,
                    start=start,
                    end=len(text),
                    text=word,
                    lemma=lemma or word.casefold(),
                    pos=pos,
                    tag=tag,
                    head=first + int(head) - 1 if int(head) else at,
                    relation=relation,
                    sentence=number,
                )
            )
        made.append(Sentence(index=number, start=tokens[first].start, end=len(text), first=first, last=len(tokens)))
    return Annotated(document=Document.of(text, id="d"), sentences=tuple(made), tokens=tuple(tokens))


class Maker:
    """Adds mentions to a document by their words, and makes frames."""

    def __init__(self, *sentences: str) -> None:
        self.core = read(*sentences)
        self.found: dict[str, list[Any]] = {"parties": [], "places": [], "times": [], "quantities": [], "names": []}

    def span(self, words: str, nth: int = 0) -> Span:
        at = -1
        for _ in range(nth + 1):
            at = self.core.document.text.index(words, at + 1)
        return Span(start=at, end=at + len(words))

    def head(self, words: str, nth: int = 0) -> int:
        token = self.core.head_of(self.span(words, nth))
        assert token is not None
        return token.index

    def party(
        self,
        words: str,
        category: str = "rebel group",
        *,
        name: str = "",
        country: str | None = None,
        nth: int = 0,
        antecedent: str = "",
        id: str | None = None,
    ) -> Maker:
        self.found["parties"].append(
            PartyMention(
                span=self.span(words, nth),
                head=self.head(words, nth),
                party=Party(name=name or words, category=Category(category), country=country, id=id),
                rule="test",
                antecedent=self.span(antecedent) if antecedent else None,
            )
        )
        return self

    def place(
        self, words: str, level: str = "town", *, country: str = "NO", admin1: str | None = None, nth: int = 0
    ) -> Maker:
        where = Where(name=words, level=Level(level), country=country, admin1=admin1)
        self.found["places"].append(PlaceMention(span=self.span(words, nth), where=where, score=0.9))
        return self

    def time(self, words: str, day: str = "", *, type: str = "DATE", nth: int = 0) -> Maker:
        when = None
        if day:
            on = date.fromisoformat(day)
            when = When(start=on, end=on, precision=Precision.DAY, text=words)
        self.found["times"].append(
            TimeMention(span=self.span(words, nth), type=TimeType(type), value=day or None, when=when)
        )
        return self

    def toll(self, words: str, best: int, *, harm: str = "killed", verb: str, head: str = "") -> Maker:
        toll = Toll(harm=Harm(harm), low=best, best=best, high=best)
        span = self.span(words)
        self.found["quantities"].append(
            QuantityMention(span=span, toll=toll, head=self.head(head or words), verb=self.head(verb), people=span)
        )
        return self

    def name(self, words: str, type: str) -> Maker:
        self.found["names"].append(Name(span=self.span(words), type=NameType(type)))
        return self

    def done(self) -> Annotated:
        import dataclasses

        kept = {k: tuple(sorted(v, key=lambda m: m.span)) for k, v in self.found.items()}
        self.core = dataclasses.replace(self.core, **kept)
        return self.core

    def frame(self, words: str, nth: int = 0, act: str = "") -> Frame:
        head = self.head(words, nth)
        sentence = self.core.tokens[head].sentence
        scope = tuple(s.span for s in self.core.sentences[sentence : sentence + 3])
        return Frame(trigger=self.span(words, nth), head=head, sentence=sentence, scope=scope, guesses=(), act=act)


@pytest.fixture
def make() -> Callable[..., Maker]:
    """Starts a document from its sentences."""
    return Maker
