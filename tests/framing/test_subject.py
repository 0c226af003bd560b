"""Frames in reports about other things are set aside by name, the deadly ones are not."""

from casus.framing.subject import FAR, LONG, SEEN, beside
from casus.records.annotated import Annotated, Hint, Sentence
from casus.records.document import Document
from casus.records.span import Span


def _report(*about: float) -> Annotated:
    sentences = tuple(Sentence(index=i, start=9 * i, end=9 * i + 8, first=i, last=i + 1) for i in range(len(about)))
    return Annotated(document=Document.of("They beat Vesk. They won."), sentences=sentences, about=about)


def test_far_from_conflict_is_another_subject() -> None:
    assert beside(_report(FAR - 0.1, 2.0), 0, "destroy", None) == "other_subject"
    assert beside(_report(FAR - 0.1, 2.0), 1, "destroy", None) is None


def test_who_is_killed_or_shot_is_told_wherever_it_stands() -> None:
    assert [beside(_report(-5.0), 0, act, None) for act in ("kill", "shoot", "bomb", "arrest")] == [None] * 3 + [
        "other_subject"
    ]


def test_a_model_that_tells_no_subject_sets_nothing_aside() -> None:
    assert beside(_report(), 0, "destroy", None) is None


def test_a_report_about_other_things_needs_a_word_that_the_model_takes_for_a_deed() -> None:
    told = _report(*[-1.0] * LONG)
    seen = Hint(trigger=Span(start=0, end=4), score=SEEN, kinds=(), factuality=(), roles=())
    assert beside(told, 2, "arrest", None) == "other_subject"
    assert beside(told, 2, "arrest", seen) is None
    assert beside(told, 2, "bomb", None) is None
    assert beside(_report(*[-1.0] * (LONG - 1)), 2, "arrest", None) is None
