"""Sentence ends that no mark shows are found by the words around them, and only where one can be."""

from dataclasses import replace

import numpy as np
import pytest

from casus.annotate.core import regrouped
from casus.annotate.text import split
from casus.learned.ends import Ends, ends_for, features, may_end
from casus.learned.manifest import manifest
from casus.learned.reader import load_reader


def read(text: str) -> list[str]:
    cut = split(text)
    readings = load_reader().parted([[text[a:b] for a, b in s] for s in cut])
    return [text[s[0][0] : s[-1][1]] for s in regrouped(cut, readings)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Thanks for the update Kelly Our next call is on Monday at ten.", 2),
        ("I will send you the report tomorrow morning Regards Anna", 3),
        ("is the road to Vesk open?? we want to go there tomorrow", 2),
        ("The army shelled Vesk on Monday and Orm Front fighters withdrew to the north.", 1),
        ("Near Vesk, 12 strikes destroyed a depot and two Orm Front vehicles; one was damaged.", 1),
        ("General Anna Dorn of the Norland Defence Force told Vesk Radio that Colonel Ivo Marn was killed.", 1),
        ("GUERRILLAS OF THE ORM FRONT ATTACKED THE NORLAND ARMY POST IN VESK AND KILLED TWO SOLDIERS.", 1),
    ],
)
def test_ends_inside_what_the_rules_take_for_one_sentence(text: str, sentences: int) -> None:
    found = read(text)
    assert len(found) == sentences
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("word", "following", "can"),
    [
        ("Kelly", "Our", True),
        ("??", "we", True),
        (":-)", "but", True),
        ("Dorn", "08/16/2000", True),
        ("here", "http://vesk.example", True),
        ("conducted", "34", False),
        ("joint", "teams", False),
        ("Vesk", ",", False),
    ],
)
def test_where_a_sentence_can_end_at_all(word: str, following: str, can: bool) -> None:
    assert may_end(word, following) is can


def test_bounds_are_cut_where_the_weights_say() -> None:
    words = ["", "Stop", "Go", "Wait", "Run"]
    vectors = np.zeros((5, 2), np.float32)
    vectors[2, 0] = 1.0  # "Go" as the word before the gap
    weights = np.zeros(features(vectors, words, [1]).shape[1], np.float32)
    weights[0] = 5.0
    ends = Ends(weights=weights, bias=-5.0)
    assert ends.found(vectors, words, [(1, 5)]) == [(1, 3), (3, 5)]
    assert ends.found(vectors, words, [(1, 3), (3, 5)]) == [(1, 3), (3, 5)]


def test_the_weights_are_for_one_model_only() -> None:
    installed = manifest("casus-model-en")
    assert ends_for(installed) is not None
    assert ends_for(replace(installed, digests=(("reader.int8.onnx", "0" * 64),))) is None
