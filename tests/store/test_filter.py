from __future__ import annotations

from datetime import date

import pytest

from casus.errors import UsageError
from casus.store.filter import Filter
from casus.store.status import Status


def test_words_of_a_query_become_a_filter_and_come_back() -> None:
    words = {
        "country": ["NL", "Iraq"],
        "kind": ["violence/explosive"],
        "since": ["2031-05-01"],
        "box": ["-1.5,2,3,4"],
        "killed": ["3"],
        "status": ["accepted"],
        "text": ['"market square" -drill'],
    }
    made = Filter.parse(words)
    assert made == Filter(
        country=("NL", "Iraq"),
        kind=("violence/explosive",),
        since=date(2031, 5, 1),
        box=(-1.5, 2, 3, 4),
        killed=3,
        status=Status.ACCEPTED,
        text='"market square" -drill',
    )
    assert made.words() == words
    assert Filter.parse(made.words()) == made


def test_an_empty_word_is_not_said() -> None:
    assert Filter.parse({"country": "", "text": [" "]}) == Filter()


@pytest.mark.parametrize(
    "words",
    [
        {"county": "NL"},
        {"since": "May"},
        {"since": ["2031-01-01", "2031-01-02"]},
        {"since": "2031-02-01", "until": "2031-01-01"},
        {"box": "1,2,3"},
        {"box": "1,4,3,2"},
        {"box": "nan,1,2,3"},
        {"killed": "many"},
        {"killed": "-1"},
        {"status": "good"},
    ],
)
def test_a_word_that_cannot_be_read_is_refused(words: dict[str, str | list[str]]) -> None:
    with pytest.raises(UsageError):
        Filter.parse(words)
