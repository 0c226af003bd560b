import pytest

from casus.annotate.core import read
from casus.learned.reader import Reader, load_reader
from casus.records.document import Document

TEXT = """VESK (Agency) -- Fighters of the Orm Front killed at least 12 soldiers near Vesk, Gen. Ali Lund said.

They didn't surrender. The group withdrew."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def test_tokens_stand_where_they_say(reader: Reader) -> None:
    core = read(Document.of(TEXT), reader)
    for i, token in enumerate(core.tokens):
        assert token.index == i
        assert TEXT[token.start : token.end] == token.text
        sentence = core.sentences[token.sentence]
        assert sentence.first <= token.head < sentence.last
    assert core.sentences[-1].last == len(core.tokens)
    for sentence in core.sentences:
        roots = [t for t in core.tokens[sentence.first : sentence.last] if t.head == t.index]
        assert len(roots) == 1


def test_what_is_read(reader: Reader) -> None:
    core = read(Document.of(TEXT), reader)
    killed = next(t for t in core.tokens if t.text == "killed")
    assert (killed.lemma, killed.pos, killed.tag) == ("kill", "VERB", "VBD")
    fighters = next(t for t in core.tokens if t.text == "Fighters")
    assert (fighters.head, fighters.relation) == (killed.index, "nsubj")


def test_capitals_are_read_alike(reader: Reader) -> None:
    core = read(Document.of("THE REBELS ATTACKED THE TOWN OF VESK AND KILLED TWO SOLDIERS."), reader)
    lemmas = [t.lemma for t in core.tokens]
    assert {"attack", "kill", "soldier", "rebel"} <= set(lemmas)


@pytest.mark.parametrize("text", ["", " \n", "\x00", "😀 😀", "!" * 3000, "قال الجيش إنه انسحب.", "word " * 700])
def test_any_text_is_read(reader: Reader, text: str) -> None:
    core = read(Document.of(text), reader)
    assert core.document.text == Document.of(text).text
    assert sum(s.last - s.first for s in core.sentences) == len(core.tokens)
