"""Sentences of a document gathered into windows that the model reads at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.learned.wordpiece import END, SPECIAL, START, WordPiece, case_of

LIMIT = 500  # pieces; the encoder has 512 positions


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words first to last (half-open) of a sentence; more than one part only where a sentence exceeds LIMIT."""

    sentence: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Model input without padding: piece numbers, case classes, and the first piece of the root and of each word."""

    parts: tuple[Part, ...]
    ids: list[int]
    case: list[int]
    first: list[int]

    def words(self, sentences: Sequence[Sequence[str]]) -> Iterator[str]:
        """The window's words, of the sentences that it was made from."""
        for p in self.parts:
            yield from sentences[p.sentence][p.first : p.last]


def windows(sentences: Sequence[Sequence[str]], pieces: WordPiece, size: int, joint: bool) -> Iterator[Window]:
    """Windows of whole sentences up to `size` pieces, in order (`joint`), or of one sentence each.

    They depend on these sentences alone, never on other documents: int8 activations are scaled per window.
    """
    parts: list[Part] = []
    coded: list[tuple[tuple[int, ...], ...]] = []
    used = 0
    for part, ids in _parts(sentences, pieces):
        length = sum(map(len, ids))
        whole = len(ids) == len(sentences[part.sentence])
        alone = not whole or bool(
            (parts and parts[-1].last < len(sentences[parts[-1].sentence])) or (parts and parts[-1].first)
        )
        if parts and (not joint or alone or used + length > size):
            yield _window(parts, coded, sentences)
            parts, coded, used = [], [], 0
        parts.append(part)
        coded.append(ids)
        used += length
    if parts:
        yield _window(parts, coded, sentences)


def _parts(sentences: Sequence[Sequence[str]], pieces: WordPiece) -> Iterator[tuple[Part, tuple[tuple[int, ...], ...]]]:
    for at, words in enumerate(sentences):
        first, used = 0, 0
        ids = [pieces.ids(w)[:LIMIT] for w in words]
        for i, word in enumerate(ids):
            if used + len(word) > LIMIT:
                yield Part(sentence=at, first=first, last=i), tuple(ids[first:i])
                first, used = i, 0
            used += len(word)
        if first < len(words):
            yield Part(sentence=at, first=first, last=len(words)), tuple(ids[first:])


def _window(parts: list[Part], coded: list[tuple[tuple[int, ...], ...]], sentences: Sequence[Sequence[str]]) -> Window:
    ids, case, first = [START], [SPECIAL], [0]
    for part, pieces in zip(parts, coded, strict=True):
        for word, some in zip(sentences[part.sentence][part.first : part.last], pieces, strict=True):
            first.append(len(ids))
            ids += some
            case += [case_of(word)] * len(some)
    ids.append(END)
    case.append(SPECIAL)
    return Window(parts=tuple(parts), ids=ids, case=case, first=first)
