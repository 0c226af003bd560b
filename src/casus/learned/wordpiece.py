"""Word pieces of an uncased BERT vocabulary, cached by word, and the case feature that gives casing back."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

UNKNOWN, START, END = 100, 101, 102
SPECIAL = 7  # case class of the marks that stand for no word
LONGEST = 100  # letters; a longer word is unknown
CASE_CLASSES = ("lower", "title", "upper", "mixed", "digits", "marks", "single capital", "special")


def case_of(word: str) -> int:
    """The index in CASE_CLASSES that tells how a word is written."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 4 if any(c.isdigit() for c in word) else 5
    if all(c.islower() for c in letters):
        return 0
    if all(c.isupper() for c in letters):
        return 2 if len(letters) > 1 else 6
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 1
    return 3


class WordPiece:
    """Greedy longest-match pieces (Wu et al. 2016), at least one for every word."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._vocabulary = {piece: at for at, piece in enumerate(vocabulary)}
        self._known: dict[str, tuple[int, ...]] = {}

    def ids(self, word: str) -> tuple[int, ...]:
        """The pieces of a word as vocabulary numbers; never empty."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > 200_000:
                self._known.clear()
            found = self._known[word] = self._cut(word)
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        parts: list[str] = []
        current = ""
        for c in bare:
            if _mark(c):
                parts += [current] * bool(current) + [c]
                current = ""
            elif c.isspace() or unicodedata.category(c) in ("Cc", "Cf"):
                parts += [current] * bool(current)
                current = ""
            else:
                current += c
        parts += [current] * bool(current)
        return tuple(i for part in parts for i in self._longest(part)) or (UNKNOWN,)

    def _longest(self, part: str) -> list[int]:
        if len(part) > LONGEST:
            return [UNKNOWN]
        out: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                at = self._vocabulary.get(("##" if start else "") + part[start:end])
                if at is not None:
                    out.append(at)
                    start = end
                    break
            else:
                return [UNKNOWN]
        return out


def _mark(c: str) -> bool:
    o = ord(c)
    return 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126 or unicodedata.category(c).startswith("P")
