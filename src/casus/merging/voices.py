"""Which documents are one voice: one agency's copy in many papers is one witness.

Events carry no text, only words with offsets; but a copy keeps the distances between them, and two reporters never
write the same words at the same distances. So a document is the set of its evidence words, each with the length of its
sentence and its place in it; two documents are one voice where these sets are nearly equal, or one holds the other
(a copy cut short). In the manner of shingling: Broder 1997, "On the resemblance and containment of documents".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from casus.records.wire import EventRecord, QuoteRecord

Mark = tuple[int, int, str]

RESEMBLANCE = 0.6  # shared marks over all marks
CONTAINMENT = 0.8  # shared marks over those of the smaller
FEWEST = 4  # shared marks below which likeness may be chance
FREQUENT = 50  # documents: a mark that more of them hold is a stock phrase


def voices(events: Iterable[EventRecord]) -> dict[str, str]:
    """The voice of each document, both by the SHA-256 of their text: the smallest of those that are one voice."""
    marks: dict[str, set[Mark]] = defaultdict(set)
    for e in events:
        marks[e.document.sha256].update(_marks(e))
    root = {sha: sha for sha in marks}

    def find(sha: str) -> str:
        while root[sha] != sha:
            root[sha] = root[root[sha]]
            sha = root[sha]
        return sha

    for a, b in _alike(marks):
        low, high = sorted((find(a), find(b)))
        root[high] = low
    return {sha: find(sha) for sha in marks}


def _marks(e: EventRecord) -> Iterator[Mark]:
    length = e.sentence.end - e.sentence.start
    for q in _quotes(e):
        yield length, q.start - e.sentence.start, q.exact


def _quotes(e: EventRecord) -> Iterator[QuoteRecord]:
    yield from e.trigger.evidence
    for claim in (e.initiator, e.target, e.place, e.when, e.source):
        if claim is not None:
            yield from claim.evidence
    for toll in e.tolls:
        yield from toll.evidence


def _alike(marks: Mapping[str, set[Mark]]) -> Iterator[tuple[str, str]]:
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
