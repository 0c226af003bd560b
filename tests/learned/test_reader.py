"""The model that is installed reads sentences of invented lands; results do not hang on company or threads."""

from dataclasses import replace

import pytest

from casus.learned.manifest import manifest
from casus.learned.reader import Reader, load_reader
from casus.learned.reading import Filler, Happening, Labelled, Reading, joined

SENTENCES = [
    ["Rebels", "of", "the", "Orm", "Front", "killed", "12", "soldiers", "near", "Vesk", "on", "Tuesday", "."],
    ["They", "withdrew", "."],
    ["Norland", "denied", "it", "."],
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def test_tags_heads_and_relations(reader: Reader) -> None:
    first, second, third = reader.read(SENTENCES)
    assert first.tags[5] == "VBD"
    assert first.heads[5] == 5
    assert first.relations[5] == "root"
    assert (first.heads[0], first.relations[0]) == (5, "nsubj")
    assert (first.heads[7], first.relations[7]) == (5, "obj")
    assert second.pos[0] == "PRON"
    assert third.heads.count(1) >= 2


def test_every_sentence_is_a_tree(reader: Reader) -> None:
    odd = [["a"] * 700, ["\x00", "😀"], [")"] * 40, ["of"]]
    for words, reading in zip(odd, reader.read(odd), strict=True):
        assert len(reading.heads) == len(words) == len(reading.relations) == len(reading.tags)
        assert sum(h == i for i, h in enumerate(reading.heads)) == 1
        for i in range(len(words)):
            seen = set()
            while reading.heads[i] != i:
                assert i not in seen
                seen.add(i)
                i = reading.heads[i]


def test_other_documents_and_threads_change_nothing(reader: Reader) -> None:
    alone = reader.read(SENTENCES)
    reader.read([["Something", "else", "."]] * 30)
    assert reader.read(SENTENCES) == alone
    assert Reader(manifest("casus-model-en"), threads=4).read(SENTENCES) == alone


def test_nothing_gives_nothing(reader: Reader) -> None:
    assert reader.read([]) == []
    assert replace(reader.read([[], ["Vesk"], []])[0], about=None) == Reading.empty()


def test_joining_parts_moves_words() -> None:
    def part(label: str) -> Reading:
        told = Happening(
            trigger=Labelled(first=1, last=2, label="", score=1.0),
            kinds=(("Attack", 1.0),),
            factuality=(),
            fillers=(Filler(sentence=4, words=Labelled(first=0, last=1, label="place", score=1.0)),),
        )
        name = Labelled(first=0, last=1, label=label, score=1.0)
        return Reading(
            pos=("X", "Y"), tags=("X", "Y"), heads=(1, 1), relations=("dep", "root"), names=(name,), happenings=(told,)
        )

    whole = joined(part("PER"), part("LOC"))
    assert whole.heads == (1, 1, 3, 1)
    assert whole.relations == ("dep", "root", "dep", "parataxis")
    assert [(n.first, n.label) for n in whole.names] == [(0, "PER"), (2, "LOC")]
    assert whole.happenings[1].trigger.first == 3
    assert whole.happenings[1].fillers[0].words.first == 2
