"""What a new report can change: its incident, the incidents that links connect with that, and what changes in turn.

Merging joins two groups only over a link, a pair that may be one, and a link that joins nothing changes nothing. So an
incident that comes out as it was stands for all that made it: only of one that changes must the links be known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from casus.merging.aftermath import followers
from casus.merging.blocks import CROWDED, pairs
from casus.merging.incidents import Judge, grouped, told_again
from casus.merging.reports import Read
from casus.merging.tellings import tellings
from casus.records.incident import Telling
from casus.records.wire import EventRecord
from casus.store.base import Status, Store

MOST = 400  # events: where more may change, the rest keeps its incidents
LOOKED_UP = 8  # rare words by which a report is looked up


@dataclass(slots=True)
class Around:
    """The events of incidents that may change, told as in the whole. `before`: their incidents so far; `out`: events
    that count no more; `fresh`: the counts of documents that merging has not read before; `judge` knows their pairs."""

    tellings: list[Telling] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)
    out: list[str] = field(default_factory=list)
    fresh: Read = field(default_factory=Read)
    judge: Judge = field(default_factory=Judge)


def around(store: Store, events: tuple[str, ...], judged: Mapping[tuple[str, str], bool]) -> Around:
    """The events that these can change, by links and by what people said of pairs."""
    seen = _Seen(store)
    made = Around(judge=seen.judge)
    given = store.of_ids(events)
    made.out = [e.id for e in given if e.status is Status.REJECTED or e.superseded_by is not None]
    wanted = {e.id for e in given} - set(made.out)
    # Who loses a fellow may fall apart.
    changed = (wanted | store.fellows([*wanted, *made.out]).keys()) - set(made.out)
    mates = _mates(judged)
    inside: set[str] = set()
    asked: set[str] = set()
    while changed and len(inside) < MOST:
        asked |= changed
        seen.read(changed)
        found = changed | {e for pair in seen.links(changed) for e in pair}
        while found := found - inside - set(made.out):
            before = store.fellows(found)
            made.before.update((e, i) for e, i in before.items() if e not in made.out)
            found |= before.keys() - set(made.out)
            inside |= found
            seen.own(found)
            found |= {mate for e in found for mate in mates.get(e, ())} | seen.deeds(found)
        groups, _ = grouped(seen.tellings(inside), judged, seen.judge)
        stand: dict[str, set[str]] = {}
        for e, incident in made.before.items():
            stand.setdefault(incident, set()).add(e)
        changed = {e for group in groups.all() if stand.get(made.before.get(min(group), "")) != group for e in group}
        changed -= asked
    made.before.update(store.incidents_of(made.out))
    made.tellings = seen.whole(inside)
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
        self._told: dict[str, Telling] = {}
        self._reports: dict[str, list[Telling]] = {}  # what each document tells
        self.judge = Judge(remembers=True)
        self.fresh = Read()

    def own(self, events: set[str]) -> None:
        """Read the documents of events."""
        missing = events - self._told.keys()
        if missing:
            self._take({e.record.document.id for e in self._store.of_ids(sorted(missing))})

    def read(self, events: set[str]) -> None:
        """Read the documents of events, and those near them."""
        self.own(events)
        beside = [self._records[t.event] for t in self._beside(events)]
        words = {w for e in events if e in self._told for w in self._told[e].report.rare}
        rare = Read(documents=self._every, held=self._held).rarest(words, LOOKED_UP)
        self._take(set(self._store.near(beside, words=rare, most=CROWDED)))

    def _beside(self, events: Iterable[str]) -> list[Telling]:
        """All that the reports of some events tell."""
        reports = dict.fromkeys(self._told[e].document for e in sorted(events) if e in self._told)
        return [t for report in reports for t in self._reports[report]]

    def _take(self, documents: set[str]) -> None:
        fresh = sorted(documents - self._documents)
        taken = [e.record for e in self._store.of_documents(fresh) if e.status is not Status.REJECTED]
        self._records.update((e.id, e) for e in taken)
        if not self._documents:  # the first time: the newcomers
            self._new(taken)
        self._documents.update(fresh)
        # Told once, by themselves: what links them is found so; copies among them are known in the end.
        for t in tellings(taken, read=self._weighed, beside=None):
            self._told[t.event] = t
            self._reports.setdefault(t.document, []).append(t)

    def tellings(self, events: set[str]) -> dict[str, Telling]:
        """These events, as they were told first."""
        return {e: self._told[e] for e in sorted(events) if e in self._told}

    def whole(self, events: set[str]) -> list[Telling]:
        """These events, told with all documents that were read beside them."""
        own = [self._records[t.event] for t in self._beside(events)]
        return [t for t in tellings(own, read=self._weighed, beside=self._records.values()) if t.event in events]

    def _new(self, records: list[EventRecord]) -> None:
        """Count the documents that were not merged yet."""
        merged = self._store.incidents_of(self._records)
        old = {self._records[e].document.id for e in merged}

        def counted(read: Read) -> Read:
            self.fresh = read
            return read

        tellings([r for r in records if r.document.id not in old], read=counted, beside=None)

    def _weighed(self, read: Read) -> Read:
        unknown = [w for w in read.held if w not in self._held]
        every, held = self._store.weighed(unknown)
        self._every = every + self.fresh.documents
        self._held.update((w, held.get(w, 0) + self.fresh.held.get(w, 0)) for w in unknown)
        return Read(documents=self._every, held=self._held)

    def links(self, events: set[str]) -> Iterator[tuple[str, str]]:
        """Pairs with one of the events that may be one."""
        for a, b in pairs(self._told.values(), events):
            likeness = self.judge(a, b)
            if likeness is not None and (likeness.same or told_again(a, b, likeness)):
                yield a.event, b.event
        # What follows a deed may go where that goes.
        for event, deeds in followers(self._beside(events)).items():
            yield from ((event, d.event) for d in deeds if event in events or d.event in events)

    def deeds(self, events: set[str]) -> set[str]:
        """The deeds that some of the events may follow: where all of these are tells where it belongs."""
        after = followers(self._beside(events))
        return {d.event for e in events if e in after for d in after[e]}
