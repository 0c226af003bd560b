"""Deeds of which the next sentence tells one. Refusals first."""

from __future__ import annotations

import pytest

from casus.lexicon.examples import taken_up
from casus.records.annotated import Annotated, Sentence, Token
from casus.records.document import Document


def read(*sentences: str) -> Annotated:
    """Sentences of word/tag/head/relation; head 0 is the root."""
    text, tokens, made = "", [], []
    for number, line in enumerate(sentences):
        first = len(tokens)
        for item in line.split():
            word, tag, head, relation = item.split("/")
            start = len(text) + bool(text)
            text = f"{text} {word}".strip()
            at = len(tokens)
            lemma = {"came": "come", "fled": "flee"}.get(word.casefold(), word.casefold())
            to = first + int(head) - 1 if int(head) else at
            tokens.append(
                Token(
                    index=at,
                    start=start,
                    end=len(text),
                    text=word,
                    lemma=lemma,
                    pos="X",
                    tag=tag,
                    head=to,
                    relation=relation,
                    sentence=number,
                )
            )
        made.append(Sentence(index=number, start=tokens[first].start, end=len(text), first=first, last=len(tokens)))
    return Annotated(document=Document.of(text, id="d"), sentences=tuple(made), tokens=tuple(tokens))


ATTACKS = "Several/JJ/2/amod attacks/NNS/3/nsubj followed/VBD/0/root"


@pytest.mark.parametrize(
    "following",
    [
        "The/DT/2/det last/JJ/3/nsubj fled/VBD/0/root",
        "The/DT/2/det rebels/NNS/3/nsubj came/VBD/0/root",
        "Last/JJ/2/amod week/NN/3/nsubj came/VBD/0/root",
    ],
)
def test_another_sentence_takes_nothing_up(following: str) -> None:
    assert taken_up(read(ATTACKS, following), 1) is None


def test_one_deed_is_not_taken_up() -> None:
    one = "An/DT/2/det attack/NN/3/nsubj followed/VBD/0/root"
    assert taken_up(read(one, "The/DT/2/det last/JJ/3/nsubj came/VBD/0/root"), 1) is None


def test_the_last_word_of_a_report_has_no_next_sentence() -> None:
    assert taken_up(read(ATTACKS), 1) is None


def test_the_last_came_on_monday() -> None:
    assert taken_up(read(ATTACKS, "The/DT/2/det last/JJ/3/nsubj came/VBD/0/root"), 1) == 5
