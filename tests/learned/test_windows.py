from casus.learned.windows import LIMIT, windows
from casus.learned.wordpiece import WordPiece

PIECES = WordPiece(["[PAD]", "a", "b"])


def parts(sentences: list[list[str]], size: int, *, joint: bool) -> list[list[tuple[int, int, int]]]:
    return [[(p.sentence, p.first, p.last) for p in w.parts] for w in windows(sentences, PIECES, size, joint)]


def test_whole_sentences_up_to_the_size() -> None:
    assert parts([["a"] * 3, ["b"] * 3, ["a"] * 3], 6, joint=True) == [[(0, 0, 3), (1, 0, 3)], [(2, 0, 3)]]


def test_one_sentence_each_where_not_joint() -> None:
    assert parts([["a"], ["b"]], 6, joint=False) == [[(0, 0, 1)], [(1, 0, 1)]]


def test_a_sentence_over_the_limit_is_read_in_parts_of_its_own() -> None:
    found = parts([["a"], ["a"] * (LIMIT + 5), ["b"]], 180, joint=True)
    assert found == [[(0, 0, 1)], [(1, 0, LIMIT)], [(1, LIMIT, LIMIT + 5)], [(2, 0, 1)]]


def test_first_pieces_count_from_the_root() -> None:
    window = next(windows([["a", "b"]], PIECES, 9, joint=True))
    assert window.first == [0, 1, 2]
    assert len(window.ids) == len(window.case) == 4


def test_empty_sentences_have_no_window() -> None:
    assert parts([[], ["a"]], 9, joint=True) == [[(1, 0, 1)]]
