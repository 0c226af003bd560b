"""A store in memory, for tests of what stands on the store: the same calls, nothing fast, nothing kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import msgspec

from casus.errors import InputError, StaleError, UsageError
from casus.records.codec import decode_event
from casus.records.judgement import PAIRED, Action, Judgement, standing
from casus.store.base import (
    ALL,
    Bin,
    Facets,
    Hit,
    Page,
    Status,
    Store,
    StoredDocument,
    StoredEvent,
    StoredIncident,
    Totals,
)


@dataclass
class Shelf(Store):
    """The store."""

    _documents: dict = field(default_factory=dict)
    _events: dict = field(default_factory=dict)
    _incidents: dict = field(default_factory=dict)
    _members: dict = field(default_factory=dict)
    _redirects: dict = field(default_factory=dict)
    _founded: dict = field(default_factory=dict)
    _operations: dict = field(default_factory=dict)
    _judgements: list = field(default_factory=list)
    _subjects: dict = field(default_factory=dict)
    _coded: set = field(default_factory=set)
    _words: dict = field(default_factory=dict)
    _read: int = 0
    _revision: int = 0
    _number: object = field(default_factory=count)

    def close(self):
        pass

    def add_documents(self, documents):
        self._documents.update((d.id, d) for d in documents)
        return len(self._documents)

    def add_events(self, events, *, provenance=None):
        self._events.update((e.id, e) for e in events)
        return len(self._events)

    def keep(self, document, events, *, provenance, issues=()):
        self._documents[document.id] = document
        self.add_events(events)
        self._coded.add((document.id, provenance))
        return True

    def coded(self, document, provenance):
        return (document, provenance) in self._coded

    def document(self, id):
        if id not in self._documents:
            raise UsageError(f"no document {id!r}")
        return self._documents[id]

    def documents(self, filter=ALL, *, after=None, limit=50, counted=False):
        told = {e.document.id for e in self._chosen(filter)}
        found = [d for d in self._documents.values() if filter == ALL or d.id in told]
        kept = [
            StoredDocument(
                document=d,
                added=datetime.now(UTC),
                events=sum(e.document.id == d.id for e in self._events.values()),
            )
            for d in found
        ]
        return _page(kept, after, limit, counted)

    def texts(self, ids):
        return {i: self._documents[i] for i in ids if i in self._documents}

    def search(self, text, *, limit=20):
        hits = [d for d in self._documents.values() if text.casefold() in d.text.casefold()]
        return tuple(
            Hit(id=d.id, title=d.title, source=d.source, published=d.published, snippet=d.text[:80], score=1.0)
            for d in hits[:limit]
        )

    def delete(self, ids, *, by, reason=None):
        raise NotImplementedError

    def older(self, than):
        raise NotImplementedError

    def tombstones(self):
        return ()

    def _status(self, id):
        status = Status.UNREVIEWED
        for j in standing(tuple(self._judgements)):
            if id in j.subjects:
                if j.action in (Action.ACCEPT, Action.CORRECT):
                    status = Status.ACCEPTED
                elif j.action is Action.REJECT:
                    status = Status.REJECTED
        return status

    def _corrected(self, record):
        values = {
            j.field: j.value
            for j in standing(tuple(self._judgements))
            if j.action is Action.CORRECT and record.id in j.subjects
        }
        plain = msgspec.to_builtins(record)
        for name, value in values.items():
            if name not in plain:
                raise InputError(f"an event has no field {name!r}")
            plain[name] = {**plain[name], **value} if isinstance(value, dict) and plain[name] else value
        return decode_event(msgspec.json.encode(plain)), tuple(values)

    def event(self, id):
        if id not in self._events:
            raise UsageError(f"no event {id!r}")
        record = self._events[id]
        shown, corrected = self._corrected(record)
        return StoredEvent(
            id=id,
            status=self._status(id),
            json=msgspec.json.encode(shown).decode(),
            coded=msgspec.json.encode(record).decode(),
            corrected=corrected,
        )

    def _fits(self, e, f):
        place = e.place
        days = e.when and e.when.start and (e.when.start, e.when.end)
        names = {p.name for p in (e.initiator, e.target) if p} | {p.id for p in (e.initiator, e.target) if p}
        west, south, east, north = f.box or (-180, -90, 180, 90)
        return (
            (not f.country or (place is not None and place.country in f.country))
            and (not f.admin1 or (place is not None and place.admin1 == f.admin1))
            and (not f.kind or e.kind.startswith(f.kind))
            and (f.since is None or bool(days and days[1] >= f.since))
            and (f.until is None or bool(days and days[0] <= f.until))
            and (
                f.box is None
                or bool(
                    place and place.latitude and south <= place.latitude <= north and west <= place.longitude <= east
                )
            )
            and (f.actor is None or f.actor in names)
            and (f.operation is None or bool(e.operation and e.operation.name == f.operation))
            and (f.factuality is None or e.factuality.value.value == f.factuality)
            and (f.source is None or e.document.source == f.source)
            and (f.killed is None or sum(t.best for t in e.tolls if t.harm.value == "killed") >= f.killed)
            and (f.text is None or f.text in getattr(self._documents.get(e.document.id), "text", ""))
        )

    def _chosen(self, f):
        return [e for e in self._events.values() if self._fits(e, f) and f.status in (None, self._status(e.id))]

    def events(self, filter=ALL, *, after=None, limit=50, counted=False):
        return _page([self.event(e.id) for e in self._chosen(filter)], after, limit, counted)

    def of_documents(self, ids):
        return tuple(self.event(e.id) for i in ids for e in self._events.values() if e.document.id == i)

    def of_ids(self, ids):
        return tuple(self.event(i) for i in ids if i in self._events)

    def all_events(self, filter=ALL):
        return iter([self.event(e.id) for e in self._chosen(filter)])

    def issues(self, document=None, *, limit=100):
        return ()

    def recodings(self, document=None):
        return iter(())

    def incident(self, id):
        now = self._redirects.get(id, id)
        if now not in self._incidents:
            raise UsageError(f"no incident {id!r}")
        json = msgspec.json.encode(self._incidents[now]).decode()
        return StoredIncident(id=now, status=self._status(now), json=json)

    def _happened(self, f):
        chosen = {e.id for e in self._chosen(replace(f, status=None))}
        return [
            self.incident(i.id)
            for i in self._incidents.values()
            if i.events and chosen.intersection(i.events) and f.status in (None, self._status(i.id))
        ]

    def incidents(self, filter=ALL, *, after=None, limit=50, counted=False):
        return _page(self._happened(filter), after, limit, counted)

    def all_incidents(self, filter=ALL):
        return iter(self._happened(filter))

    def incidents_of(self, events):
        return {e: self._members[e] for e in events if e in self._members}

    def incidents_by(self, ids):
        return tuple(self.incident(i) for i in ids if i in self._incidents)

    def fellows(self, events):
        inside = {self._members[e] for e in events if e in self._members}
        return {e: i for e, i in self._members.items() if i in inside}

    def linked(self, events):
        return {}

    def beside(self, events):
        return self.of_documents(dict.fromkeys(self._events[e].document.id for e in events if e in self._events))

    def redirects(self):
        return dict(self._redirects)

    def founded(self, ids=None):
        return {i: n for i, n in self._founded.items() if ids is None or i in set(ids)}

    def near(self, events, *, words=(), most=40):
        return tuple(self._documents)

    def weighed(self, words):
        return self._read, {w: self._words[w] for w in words if w in self._words}

    def unmerged(self, *, limit=None):
        return tuple(self.event(e) for e in self._events if e not in self._members)[:limit]

    def revision(self):
        return self._revision

    def put_incidents(self, incidents, *, redirects=None, whole=False, revision=None, out=(), read=None, links=None):
        if revision is not None and revision != self._revision:
            raise StaleError("stale")
        self._revision += 1
        if whole:
            self._members.clear()
            self._incidents.clear()
        if read is not None:
            self._read = read[0] if whole else self._read + read[0]
            before = {} if whole else self._words
            self._words = {w: n + before.get(w, 0) for w, n in read[1].items()} | {
                w: n for w, n in before.items() if w not in read[1]
            }
        for e in out:
            old = self._members.pop(e, None)
            if old in self._incidents:
                left = tuple(x for x in self._incidents[old].events if x != e)
                self._incidents[old] = msgspec.structs.replace(self._incidents[old], events=left)
        for i in incidents:
            for e in i.events:
                old = self._members.get(e)
                if old not in (None, i.id) and old in self._incidents:
                    left = tuple(x for x in self._incidents[old].events if x != e)
                    self._incidents[old] = msgspec.structs.replace(self._incidents[old], events=left)
                self._members[e] = i.id
            self._founded.setdefault(i.id, next(self._number))
            self._incidents[i.id] = i
        for old, new in (redirects or {}).items():
            self._redirects[old] = new
            self._incidents.pop(old, None)

    def operation(self, id):
        if id not in self._operations:
            raise UsageError(f"no operation {id!r}")
        return self._operations[id]

    def operations(self):
        return tuple(self._operations.values())

    def put_operations(self, operations):
        self._operations = {o.id: o for o in operations}

    def judge(self, action, subjects, *, by, field=None, value=None, reason=None, at=None):
        subjects = tuple(subjects)
        for s in subjects:
            if s not in self._events and s not in self._incidents:
                raise UsageError(f"no event or incident {s!r}")
        made = Judgement(
            id=f"j{len(self._judgements)}",
            at=at or datetime.now(UTC) + timedelta(microseconds=len(self._judgements)),
            by=by,
            action=action,
            subjects=subjects,
            field=field,
            value=value,
            reason=reason,
        )
        self._subjects[made.id] = [self._incidents[s].events if s in self._incidents else (s,) for s in subjects]
        self._judgements.append(made)
        if action is Action.CORRECT:
            try:
                for s in subjects:
                    self.event(s)
            except InputError:
                self._judgements.pop()
                raise
        return made

    def undo(self, id, *, by, reason=None, at=None):
        made = Judgement(
            id=f"j{len(self._judgements)}", at=at or datetime.now(UTC), by=by, action=Action.UNDO, undoes=id
        )
        self._judgements.append(made)
        return made

    def judgements(self, *, subject=None, by=None, standing=False):
        found = _holding(self._judgements) if standing else tuple(self._judgements)
        return tuple(j for j in found if (subject is None or subject in j.subjects) and (by is None or j.by == by))

    def pairs(self):
        found = {}
        for j in _holding(self._judgements):
            if j.action in PAIRED:
                groups = self._subjects[j.id]
                for n, one in enumerate(groups):
                    for other in groups[n + 1 :]:
                        for a in one:
                            for b in other:
                                found[min(a, b), max(a, b)] = j.action is Action.SAME
        return found

    def facets(self, filter=ALL, *, of="events", most=50):
        found = self._happened(filter) if of == "incidents" else self.events(filter, limit=10_000).items
        by = {}
        for stored in found:
            record = stored.record
            told = {
                "kind": record.kind,
                "country": record.place and record.place.country,
                "admin1": record.place and record.place.admin1,
                "actor": record.initiator and record.initiator.name,
                "factuality": record.factuality.value.value,
                "source": "Courier",
            }
            for name, value in told.items():
                if value is not None:
                    counts = by.setdefault(name, {})
                    counts[value] = counts.get(value, 0) + 1
        return Facets(total=len(found), by={n: tuple(sorted(c.items())) for n, c in by.items()})

    def timeline(self, filter=ALL, *, by="month", of="events"):
        found = {}
        for stored in self._happened(filter):
            record = stored.record
            if record.when and record.when.start:
                found.setdefault(record.when.start, []).append(sum(t.best for t in record.tolls))
        return tuple(Bin(start=d, count=len(k), killed=sum(k)) for d, k in sorted(found.items()))

    def totals(self, filter=ALL, *, of="events"):
        found = self._happened(filter) if of == "incidents" else self._chosen(filter)
        return Totals(count=len(found), killed=(0, 0, None))

    def sources(self):
        return ()

    def stats(self):
        raise NotImplementedError

    def check(self):
        return ()

    def export(self, out):
        raise NotImplementedError

    def restore(self, lines):
        raise NotImplementedError

    def vacuum(self):
        pass


def _holding(judgements):
    return standing(tuple(judgements))


def _page(found, after, limit, counted):
    if after is not None and not after.isdigit():
        raise UsageError(f"no cursor {after!r}")
    start = int(after or 0)
    more = str(start + limit) if start + limit < len(found) else None
    return Page(items=tuple(found[start : start + limit]), next=more, total=len(found) if counted else None)
