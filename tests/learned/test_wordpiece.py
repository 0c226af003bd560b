from hypothesis import given
from hypothesis import strategies as st

from casus.learned.wordpiece import UNKNOWN, WordPiece, case_of

PIECES = WordPiece(["[PAD]", "a", "##b", "bomb", "##ard", "##ed", "'", "-", "zeina"])


def test_longest_pieces_first() -> None:
    assert PIECES.ids("Bombarded") == (3, 4, 5)


def test_accents_fall_and_marks_part() -> None:
    assert PIECES.ids("Zéina") == (8,)
    assert PIECES.ids("a-'") == (1, 7, 6)


def test_unknown_letters_are_one_unknown() -> None:
    assert PIECES.ids("qqq") == (UNKNOWN,)
    assert PIECES.ids("x" * 5000) == (UNKNOWN,)


@given(st.text(max_size=30))
def test_never_empty(word: str) -> None:
    assert PIECES.ids(word)
    assert 0 <= case_of(word) <= 7


def test_case() -> None:
    assert [case_of(w) for w in ("orm", "Vesk", "NDF", "McOrm", "1990", ",", "A")] == [0, 1, 2, 3, 4, 5, 6]
