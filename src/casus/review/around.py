"""What a new report can change: its incident, the incidents that links connect with that, and what changes in turn.

Merging joins two groups only over a link, a pair that may be one, and a link that joins nothing changes nothing. So an
incident that comes out as it was stands for all that made it: only of one that changes must the links be known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import chain

from casus.merging.aftermath import followers
from casus.merging.blocks import CROWDED, pairs
from casus.merging.groups import Groups
from casus.merging.incidents import Judge, grouped, summed, told_again
from casus.merging.reports import Read
from casus.merging.tellings import tellings, voiced
from casus.records.incident import Incident, Telling
from casus.records.wire import EventRecord
from casus.store.base import Links, Status, Store, StoredEvent

MOST = 400  # events: where more may change, the rest keeps its incidents
LOOKED_UP = 8  # rare words by which a report is looked up


@dataclass(slots=True)
class Around:
    """The incidents that change, or hold one of the events, as they come out. `before`: the incidents of all events
    looked at so far; `out`: events that count no more; `fresh`: the counts of documents that merging has not read
    before; `links`: of events that were compared with all near them."""

    incidents: list[Incident] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)
    out: list[str] = field(default_factory=list)
    fresh: Read = field(default_factory=Read)
    links: Links = field(default_factory=lambda: Links(known=(), pairs=()))


def around(store: Store, events: tuple[str, ...], judged: Mapping[tuple[str, str], bool]) -> Around:
    """The events that these can change, by links and by what people said of pairs."""
    seen = _Seen(store)
    made = Around()
    given = store.of_ids(events)
    made.out = [e.id for e in given if e.status is Status.REJECTED or e.superseded_by is not None]
    wanted = {e.id for e in given} - set(made.out)
    # Who loses a fellow may fall apart.
    changed = (wanted | store.fellows([*wanted, *made.out]).keys()) - set(made.out)
    mates = _mates(judged)
    inside: set[str] = set()
    asked: set[str] = set()
    groups, links = grouped({}, judged, seen.judge)
    while changed and len(inside) < MOST:
        asked |= changed
        seen.read(changed, wanted)
        found = changed | {e for pair in seen.links(changed) for e in pair}
        while found := found - inside - set(made.out):
            before = store.fellows(found)
            made.before.update((e, i) for e, i in before.items() if e not in made.out)
            found |= before.keys() - set(made.out)
            inside |= found
            seen.own(found)
            found |= {mate for e in found for mate in mates.get(e, ())} | seen.deeds(found)
        groups, links = grouped(seen.tellings(inside), judged, seen.judge)
        changed = {e for group in _changed(groups, made.before) for e in group} - asked
    made.before.update(store.incidents_of(made.out))
    told = _changed(groups, made.before, wanted)
    made.incidents = list(summed(seen.whole(set().union(*told)), groups, links, told))
    made.fresh = seen.fresh
    made.links = Links(known=sorted(seen.compared), pairs=sorted(seen.alike))
    return made


def _changed(groups: Groups, before: Mapping[str, str], wanted: Set[str] = frozenset()) -> list[set[str]]:
    """The groups that are other than any incident was, and those with a wanted event."""
    stood: dict[str, set[str]] = {}
    for e, incident in before.items():
        stood.setdefault(incident, set()).add(e)
    return [g for g in groups.all() if not g.isdisjoint(wanted) or stood.get(before.get(min(g), "")) != g]


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
        self._held: dict[str, int] = {}
        self._every = 0
        self._told: dict[str, Telling] = {}
        self._reports: dict[str, list[Telling]] = {}  # what each document tells
        self._linked: dict[str, tuple[str, ...]] = {}  # with what other reports tell, as the store has it
        self.judge = Judge(remembers=True)
        self.fresh = Read()
        self.compared: set[str] = set()  # events that met all near them
        self.alike: set[tuple[str, str]] = set()  # pairs that may be one, with one of these

    def own(self, events: set[str]) -> None:
        """Read the documents of events."""
        missing = events - self._told.keys()
        if missing:
            self._take(self._store.beside(sorted(missing)))

    def read(self, events: set[str], fresh: set[str]) -> None:
        """Read the documents of events and those linked with them; where links are not known, all those near them.

        Those of `fresh` events are never held to be known: something may have changed since they were compared.
        """
        linked = self._store.linked(sorted(events - fresh))
        self._linked.update(linked)
        self.own(events.union(*linked.values()))
        unknown = (events - linked.keys()) & self._told.keys()
        if not unknown:
            return
        self.compared |= unknown
        beside = [self._records[t.event] for t in self._beside(unknown)]
        words = {w for e in unknown for w in self._told[e].report.rare}
        rare = Read(documents=self._every, held=self._held).rarest(words, LOOKED_UP)
        near = set(self._store.near(beside, words=rare, most=CROWDED))
        self._take(self._store.of_documents(sorted(near - self._reports.keys())))

    def _beside(self, events: Iterable[str]) -> list[Telling]:
        """All that the reports of some events tell."""
        reports = dict.fromkeys(self._told[e].document for e in sorted(events) if e in self._told)
        return [t for report in reports for t in self._reports[report]]

    def _take(self, events: Iterable[StoredEvent]) -> None:
        taken = [e.record for e in events if e.status is not Status.REJECTED]
        taken = [e for e in taken if e.document.id not in self._reports]
        self._records.update((e.id, e) for e in taken)
        if not self._reports:  # the first time: the newcomers
            self._new(taken)
        # Told once, by themselves: what links them is found so; copies among them are known in the end.
        for t in tellings(taken, read=self._weighed, beside=None, once=True):
            self._told[t.event] = t
            self._reports.setdefault(t.document, []).append(t)

    def tellings(self, events: set[str]) -> dict[str, Telling]:
        """These events, as they were told first."""
        return {e: self._told[e] for e in sorted(events) if e in self._told}

    def whole(self, events: set[str]) -> dict[str, Telling]:
        """These events, with the voices of their reports among all that were read."""
        return {t.event: t for t in voiced(self.tellings(events).values(), self._records.values())}

    def _new(self, records: list[EventRecord]) -> None:
        """Count the documents that were not merged yet."""
        merged = self._store.incidents_of(self._records)
        old = {self._records[e].document.id for e in merged}

        def counted(read: Read) -> Read:
            self.fresh = read
            return read

        tellings([r for r in records if r.document.id not in old], read=counted, beside=None, once=True)

    def _weighed(self, read: Read) -> Read:
        unknown = [w for w in read.held if w not in self._held]
        if not unknown:
            return Read(documents=self._every, held=self._held)
        every, held = self._store.weighed(unknown)
        self._every = every + self.fresh.documents
        self._held.update((w, held.get(w, 0) + self.fresh.held.get(w, 0)) for w in unknown)
        return Read(documents=self._every, held=self._held)

    def links(self, events: set[str]) -> Iterator[tuple[str, str]]:
        """Pairs with one of the events that may be one."""
        known = {e for e in events if e in self._linked}
        for e in known:
            yield from ((e, other) for other in self._linked[e] if other in self._told)
        meeting = pairs(self._told.values(), events - known, self.judge.stand) if events - known else iter(())
        for a, b in chain(meeting, pairs(self._beside(known), known, self.judge.stand)):
            likeness = self.judge(a, b)
            if likeness is None:
                continue
            if likeness.same and not self.compared.isdisjoint(likeness.pair):
                self.alike.add(likeness.pair)
            if likeness.same or told_again(a, b, likeness):
                yield a.event, b.event
        # What follows a deed may go where that goes.
        for event, deeds in followers(self._beside(events)).items():
            yield from ((event, d.event) for d in deeds if event in events or d.event in events)

    def deeds(self, events: set[str]) -> set[str]:
        """The deeds that some of the events may follow: where all of these are tells where it belongs."""
        after = followers(self._beside(events))
        return {d.event for e in events if e in after for d in after[e]}
