"""Which documents are one voice: one agency's copy in many papers is one witness.

By the sketch of their words, where the coder has left one: equal in half of all word triples, or in most of the
shorter text's (a copy cut short). Events of earlier coders carry no sketch, only words with offsets; but a copy keeps
the distances between them, and two reporters never write the same words at the same distances.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from casus.errors import InputError
from casus.records.wire import EventRecord, QuoteRecord
from casus.values.sketch import Sketch

Mark = tuple[int, int, str]

RESEMBLANCE = 0.6  # shared marks over all marks
CONTAINMENT = 0.8  # shared marks over those of the smaller
FEWEST = 4  # shared marks below which likeness may be chance
FREQUENT = 50  # documents: what more of them hold is a stock phrase
FEW = 1000  # documents that a table may hold
PARTS = 64  # of all hashes, sorted one after the other
BAND = 12  # smallest hashes by which copies find each other: a half copy shares one in all but 1 of 4,000 cases


@dataclass(slots=True)
class Marks:
    """By what a text is known again: its sketch, or else the words of its evidence with their distances."""

    sketch: str | None = None  # as written: a million parsed ones would fill a memory
    words: frozenset[Mark] = frozenset()


def marks(of: Marks, e: EventRecord) -> None:
    """Take in what an event carries of its text."""
    if of.sketch is None and e.gist is not None and e.gist.sketch is not None:
        try:
            _sketch(e.gist.sketch)
        except ValueError as fault:
            raise InputError(f"event {e.id}: {fault}") from fault
        of.sketch = e.gist.sketch
        of.words = frozenset()
    if of.sketch is None:
        length = e.sentence.end - e.sentence.start
        of.words |= {(length, q.start - e.sentence.start, q.exact) for q in _quotes(e)}


def voices(documents: Mapping[str, Marks]) -> dict[str, str]:
    """The voice of each document, both by the SHA-256 of their text: the smallest of those that are one voice."""
    root = {sha: sha for sha in documents}

    def find(sha: str) -> str:
        while root[sha] != sha:
            root[sha] = root[root[sha]]
            sha = root[sha]
        return sha

    for a, b in (*_copies(documents), *_alike({sha: m.words for sha, m in documents.items() if m.sketch is None})):
        low, high = sorted((find(a), find(b)))
        root[high] = low
    return {sha: find(sha) for sha in documents}


def _copies(documents: Mapping[str, Marks]) -> Iterator[tuple[str, str]]:
    """Pairs that share one of their smallest hashes and prove to be copies."""
    sketches = {sha: m.sketch for sha, m in sorted(documents.items()) if m.sketch is not None}
    met: set[tuple[str, str]] = set()
    for several in _sharing(sketches):
        if len(several) <= FREQUENT:
            met.update((a, b) for i, a in enumerate(several) for b in several[i + 1 :])
        else:
            # A text in more papers than that: neighbours in order and the first of all hold the chain together.
            met.update(pairwise(several))
            met.update((several[0], b) for b in several[1:])
    for a, b in sorted(met):
        if _sketch(sketches[a]).copies(_sketch(sketches[b])):
            yield a, b


def _sharing(sketches: Mapping[str, str]) -> Iterator[list[str]]:
    """For each of the smallest hashes that several hold, all that hold it, in order.

    Of many, hash and holder are one number in an array, sorted part by part: in tables they would fill gigabytes.
    """
    if len(sketches) <= FEW:
        holding: dict[int, list[str]] = {}
        for name, sketch in sketches.items():
            for h in set(_sketch(sketch).smallest[:BAND]):
                holding.setdefault(h, []).append(name)
        yield from (several for several in holding.values() if len(several) > 1)
        return
    names = list(sketches)
    parts = [array("Q") for _ in range(PARTS)]
    for n, sketch in enumerate(sketches.values()):
        for h in set(_sketch(sketch).smallest[:BAND]):
            parts[h % PARTS].append(h << 32 | n)
    for part in parts:
        several: list[int] = []
        of = -1
        for both in sorted(part):
            if both >> 32 != of:
                if len(several) > 1:
                    yield [names[n] for n in several]
                of, several = both >> 32, []
            several.append(both & 0xFFFFFFFF)
        if len(several) > 1:
            yield [names[n] for n in several]


@lru_cache(maxsize=1024)  # of those near one report each is asked for again and again
def _sketch(written: str) -> Sketch:
    return Sketch.parse(written)


def _quotes(e: EventRecord) -> Iterator[QuoteRecord]:
    yield from e.trigger.evidence
    for claim in (e.initiator, e.target, e.place, e.when, e.source):
        if claim is not None:
            yield from claim.evidence
    for toll in e.tolls:
        yield from toll.evidence


def _alike(marks: Mapping[str, frozenset[Mark]]) -> Iterator[tuple[str, str]]:
    holders: dict[Mark, list[str]] = defaultdict(list)
    for sha in sorted(marks):
        for mark in marks[sha]:
            holders[mark].append(sha)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for several in holders.values():
        if 1 < len(several) <= FREQUENT:
            for i, a in enumerate(several):
                for b in several[i + 1 :]:
                    shared[a, b] += 1
    for (a, b), count in sorted(shared.items()):
        small = min(len(marks[a]), len(marks[b]))
        every = len(marks[a] | marks[b])
        if count >= FEWEST and (count / every >= RESEMBLANCE or count / small >= CONTAINMENT):
            yield a, b
