"""What a new report can change: the events that are linked to it, one through another, and nothing beyond.

Merging joins two groups only over a link, a pair that may be one. So the events that links connect with a newcomer
are merged by themselves as they would be in the whole: a million others need not be looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casus.merging.aftermath import followers
from casus.merging.blocks import CROWDED, pairs
from casus.merging.compare import compare
from casus.merging.doubt import Doubt
from casus.merging.incidents import told_again
from casus.merging.reports import Read
from casus.merging.tellings import tellings
from casus.records.incident import Telling
from casus.records.wire import EventRecord
from casus.store.base import Status, Store

MOST = 400  # events: where more are linked, the rest keeps its incidents
LOOKED_UP = 8  # rare words by which a report is looked up


@dataclass(slots=True)
class Around:
    """The events that are linked to some, told as in the whole. `out`: those that count no more; `fresh`: the counts of
    documents that merging has not read before."""

    tellings: list[Telling] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)
    out: list[str] = field(default_factory=list)
    fresh: Read = field(default_factory=Read)


def around(store: Store, events: tuple[str, ...], judged: Mapping[tuple[str, str], bool]) -> Around:
    """The events that these can change, by links and by what people said of pairs."""
    seen = _Seen(store)
    made = Around()
    given = store.of_ids(events)
    made.out = [e.id for e in given if e.status is Status.REJECTED or e.superseded_by is not None]
    todo = {e.id for e in given} - set(made.out)
    mates = _mates(judged)
    linked: set[str] = set()
    gone = store.incidents_of(made.out)
    # Who loses a fellow may fall apart.
    todo |= {e for incident in set(gone.values()) for e in store.incident(incident).record.events} - set(made.out)
    while todo and len(linked) < MOST:
        linked |= todo
        seen.read(todo)
        found = {e for a, b in seen.links(todo) for e in (a, b)}
        found |= {e for mate in todo for e in mates.get(mate, ())}
        incidents = store.incidents_of(linked | found)
        for incident in set(incidents.values()) - set(made.before.values()):
            found.update(store.incident(incident).record.events)
        made.before.update(incidents)
        todo = found - linked - set(made.out)
    made.before.update(gone)
    made.tellings = seen.whole(linked)
    made.fresh = seen.fresh
    return made


def _mates(judged: Mapping[tuple[str, str], bool]) -> dict[str, set[str]]:
    mates: dict[str, set[str]] = {}
    for (a, b), same in judged.items():
        if same:
            mates.setdefault(a, set()).add(b)
            mates.setdefault(b, set()).add(a)
    return mates


class _Seen:
    """The events read so far, by document."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._records: dict[str, EventRecord] = {}
        self._documents: set[str] = set()
        self._held: dict[str, int] = {}
        self._every = 0
        self._doubt = Doubt()
        self.fresh = Read()
        self.told: list[Telling] = []

    def read(self, events: set[str]) -> None:
        """Read the documents of events, and those near them."""
        missing = events - set(self._records)
        own = {e.record.document.id for e in self._store.of_ids(sorted(missing))}
        self._take(own)
        known = {e.document.id for i, e in self._records.items() if i in events}
        beside = [e for e in self._records.values() if e.document.id in known]
        words = {w for t in self.told if t.event in events for w in t.report.rare}
        rare = Read(documents=self._every, held=self._held).rarest(words, LOOKED_UP)
        self._take(set(self._store.near(beside, words=rare, most=CROWDED)))

    def _take(self, documents: Iterable[str]) -> None:
        fresh = sorted(set(documents) - self._documents)
        taken = [e.record for e in self._store.of_documents(fresh) if e.status is not Status.REJECTED]
        self._records.update((e.id, e) for e in taken)
        if not self._documents:  # the first time: the newcomers
            self._new(taken)
        self._documents.update(fresh)
        # Told once, by themselves: what links them is found so; copies among them are known in the end.
        self.told += tellings(taken, read=self._weighed)

    def whole(self, events: set[str]) -> list[Telling]:
        """These events, told with all documents that were read beside them."""
        documents = {e.document.id for i, e in self._records.items() if i in events}
        own = [e for e in self._records.values() if e.document.id in documents]
        return [t for t in tellings(own, read=self._weighed, beside=self._records.values()) if t.event in events]

    def _new(self, records: list[EventRecord]) -> None:
        """Count the documents that were not merged yet."""
        merged = self._store.incidents_of(self._records)
        old = {self._records[e].document.id for e in merged}

        def counted(read: Read) -> Read:
            self.fresh = read
            return read

        tellings([r for r in records if r.document.id not in old], read=counted)

    def _weighed(self, read: Read) -> Read:
        unknown = [w for w in read.held if w not in self._held]
        every, held = self._store.weighed(unknown)
        self._every = every + self.fresh.documents
        self._held.update((w, held.get(w, 0) + self.fresh.held.get(w, 0)) for w in unknown)
        return Read(documents=self._every, held=self._held)

    def links(self, events: set[str]) -> Iterable[tuple[str, str]]:
        """Pairs with one of the events that may be one."""
        for a, b in pairs(self.told, events):
            if not self._doubt.hopeless(a, b):
                likeness = compare(a, b)
                if likeness.same or told_again(a, b, likeness):
                    yield a.event, b.event
        for event, deeds in followers(self.told).items():
            if event in events or not events.isdisjoint(d.event for d in deeds):
                yield from ((event, d.event) for d in deeds)
