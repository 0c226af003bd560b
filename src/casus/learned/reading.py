"""What the reader returns: one reading for each sentence. Word indices count inside the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from casus.learned.lemmas import Table
    from casus.learned.manifest import Manifest
    from casus.learned.own import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Words first to last (half-open) that bear a label, with its probability (mean over the words)."""

    first: int
    last: int
    label: str
    score: float

    def moved(self, words: int) -> Labelled:
        """The same, so many words further on."""
        return replace(self, first=self.first + words, last=self.last + words) if words else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Words of any sentence of the same window that play a role in a happening."""

    sentence: int
    words: Labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A trigger in this sentence: ACLED sub-events and factualities with probabilities (best first), and fillers."""

    trigger: Labelled
    kinds: tuple[tuple[str, float], ...]
    factuality: tuple[tuple[str, float], ...]
    fillers: tuple[Filler, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How likely a sentence is one of a user's own category, and the words that speak for it, strongest first."""

    name: str
    kind: str
    score: float
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A sentence as read: universal tags, Penn tags, heads (a root's head is itself), relations, names, happenings.

    `about` are the log-odds that it stands in a report of conflict; None where the model was not asked.
    """

    pos: tuple[str, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[Labelled, ...] = ()
    happenings: tuple[Happening, ...] = ()
    own: tuple[Likeness, ...] = ()
    about: float | None = None

    @classmethod
    def empty(cls) -> Reading:
        """The reading of a sentence without words."""
        return cls(pos=(), tags=(), heads=(), relations=())

    def moved(self, sentences: int = 0, words: int = 0) -> Reading:
        """The same with names and happenings counted from so many sentences and words further on."""
        if not (self.names and words) and not self.happenings:
            return self
        return replace(
            self,
            names=tuple(n.moved(words) for n in self.names),
            happenings=tuple(
                replace(
                    h,
                    trigger=h.trigger.moved(words),
                    fillers=tuple(
                        Filler(sentence=f.sentence + sentences, words=f.words.moved(words)) for f in h.fillers
                    ),
                )
                for h in self.happenings
            ),
        )


def joined(one: Reading, other: Reading) -> Reading:
    """One reading of a sentence that was too long to be read at once: the second root hangs on the first."""
    shift = len(one.pos)
    top = next(i for i, h in enumerate(one.heads) if h == i)
    moved = other.moved(words=shift)
    return Reading(
        pos=one.pos + other.pos,
        tags=one.tags + other.tags,
        heads=one.heads + tuple(top if h == i else h + shift for i, h in enumerate(other.heads)),
        relations=one.relations
        + tuple(
            "parataxis" if h == i else r for i, (h, r) in enumerate(zip(other.heads, other.relations, strict=True))
        ),
        names=one.names + moved.names,
        happenings=one.happenings + moved.happenings,
        own=max(one.own, other.own, key=lambda some: max((o.score for o in some), default=0.0)),
    )


class Reads(Protocol):
    """What casus asks of a reader, ours or another: a pure function of a document's sentences."""

    manifest: Manifest
    lemmas: Table

    def read(self, sentences: Sequence[Sequence[str]], own: Sequence[Head] = ()) -> list[Reading]:
        """One reading for each sentence of a document."""
        ...

    def parted(self, sentences: Sequence[Sequence[str]], own: Sequence[Head] = ()) -> list[Reading]:
        """The same for sentences of which none is empty; a reader may give several for one that it sees as several."""
        ...
