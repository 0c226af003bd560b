"""What each document says on the whole, across its events: places and days stated, and the words that tell it apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from math import log, sqrt

from casus.merging.values import day_of, where_of
from casus.merging.voices import voices
from casus.merging.words import words
from casus.records.claim import Basis
from casus.records.incident import Report
from casus.records.wire import EventRecord, QuoteRecord
from casus.values.where import Where

WORD = re.compile(r"[^\W\d_][\w'’-]{2,}")
FEW = 20  # documents up to which a word is rare
PRIOR = 50  # documents that we pretend to have read before, so that in a handful every word is not equally rare


def reports(events: Iterable[EventRecord]) -> dict[tuple[str, str], Report]:
    """The report of each document, by the document's id and the SHA-256 of its text."""
    of_document: dict[tuple[str, str], list[EventRecord]] = defaultdict(list)
    for e in events:
        of_document[e.document.id, e.document.sha256].append(e)
    spoken = voices(e for several in of_document.values() for e in several)
    vocabulary = {key: frozenset(w for e in several for w in _words(e)) for key, several in of_document.items()}
    held = Counter(w for several in vocabulary.values() for w in several)
    few = max(FEW, len(vocabulary) // 200)
    out = {}
    for key, several in of_document.items():
        real = [e for e in several if e.factuality.value.real]
        weights = {w: log((len(vocabulary) + PRIOR) / (held[w] + 1)) for w in sorted(vocabulary[key])}
        out[key] = Report(
            document=key[0],
            voice=spoken[key[1]],
            published=day_of(several[0].document.published),
            places=tuple(sorted(_places(several), key=repr)),
            days=frozenset(_days(several)),
            words=weights,
            length=sqrt(sum(w * w for w in weights.values())),
            rare=tuple(w for w in weights if 1 < held[w] <= few),
            lead=min((min(q.start for q in e.trigger.evidence), e.id) for e in real)[1] if real else None,
        )
    return out


def quotes(e: EventRecord) -> Iterator[QuoteRecord]:
    """All words that bear a value of the event."""
    yield from e.trigger.evidence
    for claim in (e.initiator, e.target, e.place, e.when, e.operation, e.source):
        if claim is not None:
            yield from claim.evidence
    for several in (e.tolls, e.objects, e.weapons, e.participants):
        for one in several:
            yield from one.evidence


def _places(events: Iterable[EventRecord]) -> set[Where]:
    return {where_of(e.place) for e in events if e.place is not None and e.place.basis is Basis.STATED}


def _days(events: Iterable[EventRecord]) -> Iterator[date]:
    for e in events:
        w = e.when
        if w is not None and w.start is not None and w.start == w.end and w.basis is Basis.STATED:
            yield w.start


def _words(e: EventRecord) -> Iterator[str]:
    texts = [q.exact for q in quotes(e)] + ([e.document.title] if e.document.title else [])
    for text in texts:
        for word in WORD.findall(text.casefold()):
            bare = word.removesuffix("'s").removesuffix("’s").strip("'’-")
            if len(bare) > 2 and bare not in words("common"):
                yield bare
