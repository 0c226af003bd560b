"""A text in short: the smallest hashes of its word triples, enough to tell whether another text is a copy of it.

The bottom-k sketch of Broder 1997, "On the resemblance and containment of documents": one hash a triple, exact for
short texts, and a sample of even chances for long ones.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import blake2b
from struct import pack, unpack

KEPT = 64  # hashes: a share of a half is told with an error of 0.06
WIDTH = 3  # words
RESEMBLANCE = 0.5  # shared triples over all
CONTAINMENT = 0.7  # shared triples over those of the shorter text
FEWEST = 12  # triples below which a text is too short to be anybody's copy
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """How many different triples a text has, and the smallest of their hashes in ascending order."""

    triples: int
    smallest: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Sketch:
        """The sketch of a text; case, punctuation and layout do not matter."""
        words = WORD.findall(text.casefold())
        triples = {" ".join(words[i : i + WIDTH]) for i in range(len(words) - WIDTH + 1)}
        hashes = {int.from_bytes(blake2b(t.encode(), digest_size=4).digest(), "big") for t in triples}
        return cls(triples=len(triples), smallest=tuple(sorted(hashes)[:KEPT]))

    @classmethod
    def parse(cls, text: str) -> Sketch:
        """The sketch of its written form. Raises ValueError where it is none."""
        count, _, hashes = text.partition(":")
        raw = b64decode(hashes, validate=True)
        if not count.isdigit() or len(raw) % 4:
            raise ValueError(f"{text!r} is no sketch of a text")
        return cls(triples=int(count), smallest=unpack(f">{len(raw) // 4}I", raw))

    def __str__(self) -> str:
        return f"{self.triples}:{b64encode(pack(f'>{len(self.smallest)}I', *self.smallest)).decode()}"

    def resemblance(self, other: Sketch) -> float:
        """Shared triples over all triples of both, 0 to 1, as far as the sketches tell."""
        mine, theirs = set(self.smallest), set(other.smallest)
        # Beyond the last hash of a full sketch, what the other holds may be missing here only for want of room.
        every = sorted(mine | theirs)
        every = every[:KEPT] if len(mine) == KEPT or len(theirs) == KEPT else every
        return sum(h in mine and h in theirs for h in every) / len(every) if every else 0.0

    def containment(self, other: Sketch) -> float:
        """Shared triples over those of the shorter text, 0 to 1."""
        alike = self.resemblance(other)
        shared = alike / (1 + alike) * (self.triples + other.triples)
        return min(1.0, shared / min(self.triples, other.triples)) if self.triples and other.triples else 0.0

    def copies(self, other: Sketch) -> bool:
        """Whether one text is a copy of the other, whole or cut short."""
        if min(self.triples, other.triples) < FEWEST:
            return self.triples == other.triples and self.smallest == other.smallest
        return self.resemblance(other) >= RESEMBLANCE or self.containment(other) >= CONTAINMENT
