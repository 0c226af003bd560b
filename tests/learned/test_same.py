"""The same document is read alike on one thread and on eight, alone, after others, and in any order."""

import random

import pytest

from casus.annotate.annotator import Annotator
from casus.annotate.text import split
from casus.learned.manifest import manifest
from casus.learned.reader import Reader, load_reader
from casus.records.document import Document

PLAIN = "Fighters of the Orm Front killed 12 soldiers near Vesk on Tuesday, officials said. They withdrew at dawn."
TEXTS = [
    "Norland denied it.",  # a short window, read in company
    PLAIN,
    " ".join(f"On day {n} the army of Norland shelled village {n}, and {n + 2} people fled." for n in range(25)),
    PLAIN.upper(),
    "word " * 700,  # a sentence of several windows
    "Thanks Kelly Our call is at ten :) See you there\n\nVESK (Vesk Agency) -- Two shells fell on the port.",
    "x",
]
SEEDS = range(3)


@pytest.fixture(scope="module")
def many() -> Reader:
    return Reader(manifest("casus-model-en"), threads=8)


def read(reader: Reader, text: str) -> bytes:
    """Everything that is read in a text, as bytes."""
    return repr(reader.parted([[text[a:b] for a, b in s] for s in split(text)])).encode()


def test_eight_threads_read_as_one(many: Reader) -> None:
    one = load_reader()
    assert [read(many, t) for t in TEXTS] == [read(one, t) for t in TEXTS]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_documents_changes_nothing(many: Reader, seed: int) -> None:
    fresh = Reader(manifest("casus-model-en"), threads=1)
    alone = {t: read(fresh, t) for t in TEXTS}
    order = TEXTS * 2
    random.Random(seed).shuffle(order)
    assert all(read(fresh, t) == alone[t] for t in order)
    assert all(read(many, t) == alone[t] for t in order[:5])


def test_words_seen_before_change_nothing() -> None:
    reader = load_reader()
    before = read(reader, PLAIN)
    reader._pieces._known.clear()
    assert read(reader, PLAIN) == before


def test_annotated_documents_are_alike_on_threads(many: Reader) -> None:
    documents = [Document(id=f"d{i}", text=t) for i, t in enumerate(TEXTS) if len(t) < 2000]
    one, other = Annotator.load(load_reader()), Annotator.load(many)
    assert [repr(other.annotate(d)) for d in reversed(documents)] == [repr(one.annotate(d)) for d in documents][::-1]
