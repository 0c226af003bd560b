"""What each document says on the whole, across its events: places and days stated, and the words that tell it apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import log, sqrt
from sys import intern

from casus.merging.shared import Shared
from casus.merging.values import day_of
from casus.merging.voices import Marks, marks, voices
from casus.merging.words import words
from casus.records.claim import Basis
from casus.records.incident import Report
from casus.records.wire import EventRecord, GistRecord, QuoteRecord
from casus.values.where import Where

WORD = re.compile(r"[^\W\d_][\w'’-]{2,}")
FEW = 12  # documents up to which a word is rare
PRIOR = 50  # documents that we pretend to have read before, so that in a handful every word is not equally rare

Key = tuple[str, str]


@dataclass(slots=True)
class Gathered:
    """What the events of one document have told so far. Events may come in any order.

    Sets are frozen and made once for all documents that hold the same: a town, a day.
    """

    document: str
    published: date | None
    marks: Marks
    shared: Shared
    voiced: bool = True  # whether it is asked who copies whom
    places: frozenset[Where] = frozenset()
    spots: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()
    words: dict[str, int] = field(default_factory=dict)
    first: tuple[int, str] | None = None  # where the first happening told as real begins, and its event

    def add(self, e: EventRecord, place: Where | None) -> None:
        """Take in an event, which happened at the place. Raises InputError where its sketch is none."""
        if self.voiced:
            marks(self.marks, e)
        published = day_of(e.document.published)
        if published is not None:
            self.published = min(published, self.published or published)
        if place is not None and place not in self.places and e.place is not None and e.place.basis is Basis.STATED:
            self.places = self.shared(self.places | {place})
        w = e.when
        if w is not None and w.start is not None and w.start == w.end and w.basis is Basis.STATED:
            self.days = self.shared(self.days | {w.start})
        for word in _words(e):
            self.words.setdefault(word, 1)
        if e.gist is not None:
            self._whole(e.gist)
        if e.factuality.value.real:
            here = (min(q.start for q in e.trigger.evidence), e.id)
            self.first = here if self.first is None else min(self.first, here)

    def _whole(self, gist: GistRecord) -> None:
        self.days = self.shared(self.days | frozenset(gist.days))
        self.spots = self.shared(self.spots | {intern(spot(p.name, p.geonameid)) for p in gist.places})
        common, told = words("common"), self.words
        for word, count in gist.words.items():
            if word not in common and told.get(word, -1) < count:
                told[intern(word)] = count


def gather(
    documents: dict[Key, Gathered], e: EventRecord, shared: Shared, place: Where | None, *, voiced: bool = True
) -> None:
    """Take an event in under its document, told by its id and the SHA-256 of its text.

    `place`: its place, as it was told; `voiced`: with what tells copies. Raises InputError where its sketch is none.
    """
    key = (e.document.id, e.document.sha256)
    if key not in documents:
        documents[key] = Gathered(document=key[0], published=None, marks=Marks(), shared=shared, voiced=voiced)
    documents[key].add(e, place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """How many documents were read, and how many of them hold each word: by these a word weighs.

    Where a part of a collection is looked at, these are of the whole, so that a word weighs there what it weighs here.
    """

    documents: int = 0
    held: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, documents: Mapping[Key, Gathered]) -> Read:
        """The counts of these documents."""
        return cls(documents=len(documents), held=Counter(w for g in documents.values() for w in g.words))

    def rarest(self, words: Iterable[str], most: int) -> tuple[str, ...]:
        """Those of the words by which a report may be looked up, rarest first."""
        few = max(FEW, self.documents // 2000)
        held = sorted((self.held.get(w, 0), w) for w in words)
        return tuple(w for n, w in held if 1 < n <= few)[:most]


def copied(records: Iterable[EventRecord]) -> dict[str, Marks]:
    """By what documents are known again, by the SHA-256 of their text."""
    found: dict[str, Marks] = {}
    for e in records:
        marks(found.setdefault(e.document.sha256, Marks()), e)
    return found


def reports(
    documents: dict[Key, Gathered],
    read: Callable[[Read], Read] | None = None,
    beside: Mapping[str, Marks] | None = None,
) -> dict[Key, Report]:
    """The report of each document. A word weighs more the fewer documents hold it, and the more often this one does.

    `read` is told the counts of these documents, and answers those by which words are weighed: these, where these
    documents are all there are. `beside` are documents that may be copies of these; None: who copies whom is not asked.
    `documents` is empty afterwards: each is let go when its report is made.
    """
    if beside is None:
        spoken = {key[1]: key[1] for key in documents}
    else:
        spoken = voices({**beside, **{key[1]: documents[key].marks for key in sorted(documents)}})
    for g in documents.values():
        g.marks.sketch = None
    own = Read.of(documents)
    counted = own if read is None else read(own)
    held = {w: max(n, counted.held.get(w, 0)) for w, n in own.held.items()}
    every = max(counted.documents, len(documents))
    few = max(FEW, every // 2000)
    known: dict[tuple[int, int], float] = {}  # equal weights are one number, not a million
    out = {}
    for key in list(documents):
        g = documents.pop(key)
        weights: dict[str, float] = {}
        rare: list[str] = []
        squares = 0.0
        for word, count in sorted(g.words.items()):
            at = (count, held[word])
            weight = known.get(at)
            if weight is None:
                weight = known[at] = (1 + log(count)) * log((every + PRIOR) / (at[1] + 1))
            squares += weight * weight
            # A word that no other document holds can only tell how long this one is.
            if at[1] > 1:
                weights[word] = weight
                if at[1] <= few:
                    rare.append(word)
        out[key] = Report(
            document=key[0],
            voice=spoken[key[1]],
            published=g.published,
            places=g.shared(tuple(sorted(g.places, key=repr) if len(g.places) > 1 else g.places)),
            spots=g.spots,
            days=g.days,
            words=weights,
            length=sqrt(squares),
            rare=tuple(rare),
            lead=g.first[1] if g.first else None,
        )
    return out


def spot(name: str, geonameid: int | None) -> str:
    """What two mentions of one place share: its number, or its name where it is not resolved."""
    return name.casefold() if geonameid is None else str(geonameid)


def quotes(e: EventRecord) -> Iterator[QuoteRecord]:
    """All words that bear a value of the event."""
    yield from e.trigger.evidence
    for claim in (e.initiator, e.target, e.place, e.when, e.operation, e.source):
        if claim is not None:
            yield from claim.evidence
    for several in (e.tolls, e.objects, e.weapons, e.participants):
        for one in several:
            yield from one.evidence


def _words(e: EventRecord) -> Iterator[str]:
    for q in quotes(e):
        yield from _telling(q.exact)
    if e.document.title:
        yield from _telling(e.document.title)


@lru_cache(maxsize=1 << 14)
def _telling(text: str) -> tuple[str, ...]:
    """The words of a text that are not common."""
    common = words("common")
    bare = [w.replace("’", "'").removesuffix("'s").strip("'-") for w in WORD.findall(text.casefold())]
    return tuple([intern(w) for w in bare if len(w) > 2 and w not in common])
