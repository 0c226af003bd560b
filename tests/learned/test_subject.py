"""What a report is about, by the vectors of its words."""

import numpy as np

from casus.learned.manifest import manifest
from casus.learned.reader import load_reader
from casus.learned.subject import ENOUGH, Subject, about, around, subject

WAR = "Rebels killed two soldiers near Vesk . The army shelled their positions . Troops of the Orm Front withdrew ."
SPORT = (
    "Vesk won the cup on penalties . The coach praised his goalkeeper . The striker scored twice in the second half ."
)


def _read(text: str) -> list[float]:
    sentences = [[*s.split(), "."] for s in text.removesuffix(" .").split(" . ")]
    return [r.about or 0.0 for r in load_reader().read(sentences)]


def test_the_weights_are_of_the_model_that_is_installed() -> None:
    known = manifest("casus-model-en").digest
    assert subject().model == known, "a new reading model: learn the weights again with training/frames/fit.py"


def test_a_report_of_war_reads_like_conflict_and_one_of_sport_does_not() -> None:
    assert min(_read(WAR)) > 0.5
    assert max(_read(SPORT)) < -0.5


def test_a_short_text_is_less_sure() -> None:
    known = Subject(model="", weights=np.array([2.0, 0.0], np.float32), bias=0.0)
    one = np.array([3.0, 0.0], np.float32)
    assert about([one], [ENOUGH], known) == [2.0]
    assert about([one], [ENOUGH // 2], known) == [1.0]


def test_neighbours_are_read_with_a_sentence_and_weigh_less() -> None:
    here, there = np.array([1.0, 0.0], np.float32), np.array([0.0, 1.0], np.float32)
    vector, words = around([here, there], [5, 7], 0)
    assert words == 12
    assert vector[0] > vector[1] > 0
    assert around([here, there, there, here], [1, 1, 1, 1], 0)[1] == 3


def test_a_sentence_without_words_hangs_on_its_neighbours() -> None:
    assert load_reader().read([[], ["Rebels", "attacked", "Vesk", "."]])[0].about is not None
