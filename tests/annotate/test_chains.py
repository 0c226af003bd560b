"""What is mentioned again, in invented lands. Parses come from the installed model; the sentences are plain."""

import pytest

from casus.annotate.core import read
from casus.learned.reader import Reader, load_reader
from casus.records.document import Document


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def chains(text: str, reader: Reader) -> list[list[str]]:
    core = read(Document.of(text), reader)
    for chain in core.chains:
        assert list(chain.mentions) == sorted(set(chain.mentions))
        assert 0 <= chain.best < len(chain.mentions) > 1
    return [[text[s.start : s.end] for s in c.mentions] for c in core.chains]


def together(text: str, reader: Reader, *words: str) -> bool:
    return any(all(w in chain for w in words) for chain in chains(text, reader))


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Militants attacked Vesk on Monday. They killed three people.", "Militants", "They"),
        ("President Anna Lund arrived on Monday. She met the army.", "Anna Lund", "She"),
        ("Anna Lund met reporters. Lund said the war was over.", "Anna Lund", "Lund"),
        ("Soldiers entered the town. The soldiers burned two houses.", "Soldiers", "The soldiers"),
        ("The mayor fled on Monday. He was arrested at the border.", "The mayor", "He"),
        ("The protesters marched and their leaders spoke.", "The protesters", "their"),
        ("The army said it had lost no men.", "The army", "it"),
        ("Mr Dorn met Mrs Lund. Lund smiled and he left.", "Dorn", "he"),
        ("The woman saw the policeman. He waved and she ran.", "The woman", "she"),
        (
            "Fighters of the Orm Liberation Front shelled Vesk. The militant group fired.",
            "Orm Liberation Front",
            "The militant group",
        ),
        ("Troops entered Norland on Monday. The Middle Eastern country closed its border.", "Norland", "its"),
        ("A bridge fell near Vesk. " + "Rain came. " * 9 + "The bridge was old.", "A bridge", "The bridge"),
        ("The old truck was hit near Vesk. This red truck burned.", "The old truck", "This red truck"),
    ],
)
def test_linked(reader: Reader, text: str, one: str, other: str) -> None:
    assert together(text, reader, one, other), chains(text, reader)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The man met the woman. They left.", "The man", "They"),
        ("The soldiers shot a farmer. He died.", "The soldiers", "He"),
        ("It rained on Monday. The army left.", "It", "The army"),
        ("Rebels attacked the soldiers and killed them.", "Rebels", "them"),
        ("Mrs Lund met the reporters. He left.", "Lund", "He"),
        ("The Norland Army shelled Vesk. The militant group fled.", "Norland Army", "The militant group"),
        ("Two towns fell. The three towns were burned.", "Two towns", "The three towns"),
    ],
)
def test_not_linked(reader: Reader, text: str, one: str, other: str) -> None:
    assert not together(text, reader, one, other), chains(text, reader)


def test_the_fullest_name_is_best(reader: Reader) -> None:
    text = "Anna Lund met reporters in London. She said the war was over. Lund left on Tuesday."
    core = read(Document.of(text), reader)
    best = [text[c.mentions[c.best].start : c.mentions[c.best].end] for c in core.chains]
    assert "Anna Lund" in best


def test_nothing_to_link(reader: Reader) -> None:
    assert chains("", reader) == []
    assert chains("It rained.", reader) == []
