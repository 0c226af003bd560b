"""The store over SQLite and PostgreSQL: each call is one transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from casus.errors import StoreError, UsageError
from casus.records.document import Document
from casus.records.issue import Issue
from casus.records.judgement import Action, Judgement
from casus.records.judgement import standing as _standing
from casus.records.wire import EventRecord
from casus.records.wire_incident import IncidentRecord, OperationRecord
from casus.store import counters, filling, judging, listed, near, putting, reading, upkeep, writing
from casus.store import engine as engines
from casus.store import links as linking
from casus.store import schema as s
from casus.store.base import ALL, Store
from casus.store.columns import ordinal
from casus.store.conditions import LIVE
from casus.store.filter import Filter
from casus.store.rows import (
    Bin,
    Facets,
    Hit,
    Links,
    Page,
    Provenance,
    Recoding,
    Stats,
    StoredDocument,
    StoredEvent,
    StoredIncident,
    Tombstone,
    Totals,
)

T = TypeVar("T")
FIRST, PAGE = 50, 500
_operation = msgspec.json.Decoder(OperationRecord)


def opened(where: str | Path, *, create: bool = False) -> Store:
    """The store of a file or URL."""
    return SqlStore(engines.connect(where, create=create))


class SqlStore(Store):
    """The one store: what differs between databases stands in `engine` and `native`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._still = threading.local()

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with told(), engines.writing(self._engine) as c:
            yield c

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        held: Connection | None = getattr(self._still, "connection", None)
        if held is not None:
            with told():
                yield held
            return
        with told(), engines.reading(self._engine) as c:
            yield c

    @contextmanager
    def still(self) -> Iterator[None]:
        with self._read() as c:
            before = getattr(self._still, "connection", None)
            self._still.connection = c
            try:
                yield
            finally:
                self._still.connection = before

    def add_documents(self, documents: Iterable[Document]) -> int:
        with self._write() as c:
            return sum(writing.add_document(c, d) for d in documents)

    def add_events(self, events: Iterable[EventRecord], *, provenance: Provenance | None = None) -> int:
        with self._write() as c:
            return writing.add_events(c, events, provenance)

    def keep(
        self,
        document: Document,
        events: Iterable[EventRecord],
        *,
        provenance: Provenance,
        issues: Iterable[Issue] = (),
    ) -> bool:
        with self._write() as c:
            return writing.keep(c, document, events, provenance, issues)

    def keep_all(self, reports: Iterable[tuple[Document, Sequence[EventRecord]]], *, provenance: Provenance) -> int:
        waiting = iter(reports)
        count = 0
        while part := list(islice(waiting, filling.PART)):
            with self._write() as c:
                count += filling.keep_all(c, part, provenance)
        return count

    def coded(self, document: str, provenance: Provenance) -> bool:
        with self._read() as c:
            return writing.was_coded(c, document, provenance)

    def document(self, id: str) -> Document:
        with self._read() as c:
            row = c.execute(select(s.documents).where(s.documents.c.id == id)).first()
            if row is None:
                gone = c.execute(select(s.tombstones.c.at).where(s.tombstones.c.id == id)).scalar()
                raise UsageError(f"document {id!r} was deleted on {gone[:10]}" if gone else f"no document {id!r}")
            return reading.document_of(row)

    def documents(
        self, filter: Filter = ALL, *, after: str | None = None, limit: int = 50, counted: bool = False
    ) -> Page[StoredDocument]:
        with self._read() as c:
            return reading.documents(c, filter, after, limit, counted)

    def texts(self, ids: Iterable[str]) -> Mapping[str, Document]:
        with self._read() as c:
            return {r.id: reading.document_of(r) for r in reading.by_ids(c, s.documents, "id", ids)}

    def search(self, text: str, *, limit: int = 20) -> tuple[Hit, ...]:
        with self._read() as c:
            return reading.search(c, text, limit)

    def delete(self, ids: Iterable[str], *, by: str, reason: str | None = None) -> int:
        with self._write() as c:
            return writing.remove(c, ids, by=by, reason=reason)

    def older(self, than: date) -> tuple[str, ...]:
        d = s.documents.c
        undated = (d.published == 0) & (d.added < than.isoformat())
        with self._read() as c:
            dated = (d.published > 0) & (d.published < ordinal(than))
            return tuple(c.execute(select(d.id).where(dated | undated).order_by(d.number)).scalars())

    def tombstones(self) -> tuple[Tombstone, ...]:
        with self._read() as c:
            rows = c.execute(select(s.tombstones).order_by(s.tombstones.c.at.desc(), s.tombstones.c.id))
            return tuple(Tombstone(id=r.id, at=datetime.fromisoformat(r.at), by=r.by, reason=r.reason) for r in rows)

    def event(self, id: str) -> StoredEvent:
        with self._read() as c:
            newest = (
                select(s.events).where(s.events.c.id == id).order_by(s.events.c.live.desc(), s.events.c.number.desc())
            )
            row = c.execute(newest).first()
            if row is None:
                raise UsageError(f"no event {id!r}")
            return reading.event_of(row)

    def events(
        self, filter: Filter = ALL, *, after: str | None = None, limit: int = 50, counted: bool = False
    ) -> Page[StoredEvent]:
        with self._read() as c:
            return reading.events(c, filter, after, limit, counted)

    def of_documents(self, ids: Iterable[str]) -> tuple[StoredEvent, ...]:
        with self._read() as c:
            return reading.in_order(reading.by_ids(c, s.events, "document", ids, live=True))

    def beside(self, events: Iterable[str]) -> tuple[StoredEvent, ...]:
        with self._read() as c:
            return reading.in_order(listed.beside(c, events))

    def of_ids(self, ids: Iterable[str]) -> tuple[StoredEvent, ...]:
        with self._read() as c:
            rows = reading.by_ids(c, s.events, "id", ids)
            newest = {r.id: r for r in sorted(rows, key=lambda r: (r.live, r.number))}
            return tuple(reading.event_of(newest[id]) for id in dict.fromkeys(r.id for r in rows))

    def all_events(self, filter: Filter = ALL) -> Iterator[StoredEvent]:
        return _all(lambda after, limit: self.events(filter, after=after, limit=limit))

    def issues(self, document: str | None = None, *, limit: int = 100) -> tuple[Issue, ...]:
        with self._read() as c:
            return tuple(reading.issues(c, document, limit))

    def recodings(self, document: str | None = None) -> Iterator[Recoding]:
        with self._read() as c:
            yield from upkeep.recodings(c, document)

    def incident(self, id: str) -> StoredIncident:
        with self._read() as c:
            found = judging.target(c, id)
            row = c.execute(select(s.incidents).where(s.incidents.c.id == found)).first()
            if row is None or row.record == "{}":
                raise UsageError(f"no incident {id!r}")
            return reading.incident_of(row)

    def incidents_by(self, ids: Iterable[str]) -> tuple[StoredIncident, ...]:
        with self._read() as c:
            rows = reading.by_ids(c, s.incidents, "id", ids)
            return tuple(reading.incident_of(r) for r in rows if r.record != "{}")

    def incidents(
        self, filter: Filter = ALL, *, after: str | None = None, limit: int = 50, counted: bool = False
    ) -> Page[StoredIncident]:
        with self._read() as c:
            return reading.incidents(c, filter, after, limit, counted)

    def all_incidents(self, filter: Filter = ALL) -> Iterator[StoredIncident]:
        return _all(lambda after, limit: self.incidents(filter, after=after, limit=limit))

    def incidents_of(self, events: Iterable[str]) -> Mapping[str, str]:
        with self._read() as c:
            return {r.event: r.incident for r in reading.by_ids(c, s.members, "event", events)}

    def fellows(self, events: Iterable[str]) -> Mapping[str, str]:
        with self._read() as c:
            return {r.event: r.incident for r in listed.fellows(c, events)}

    def redirects(self) -> Mapping[str, str]:
        with self._read() as c:
            olds = c.execute(select(s.redirects.c.old)).scalars().all()
            return {old: new for old in olds if (new := judging.target(c, old)) is not None}

    def founded(self, ids: Iterable[str] | None = None) -> Mapping[str, int]:
        with self._read() as c:
            return {r.id: r.number for r in listed.founded(c, ids)}

    def near(self, events: Iterable[EventRecord], *, words: Iterable[str] = (), most: int = 40) -> tuple[str, ...]:
        with self._read() as c:
            return near.documents(c, tuple(events), tuple(words), most)

    def linked(self, events: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        with self._read() as c:
            return linking.of(c, events)

    def weighed(self, words: Iterable[str]) -> tuple[int, Mapping[str, int]]:
        words = list(words)
        with self._read() as c:
            held = dict(map(tuple, listed.rows(c, s.words, "word", words))) if words else {}
            return counters.counted(c, counters.READ), held

    def unmerged(self, *, limit: int | None = None) -> tuple[StoredEvent, ...]:
        e = s.events.c
        asked = (
            select(s.events)
            .outerjoin(s.members, s.members.c.event == e.id)
            .where(e.live == LIVE, e.status != "rejected", s.members.c.event.is_(None))
            .order_by(e.number)
        )
        with self._read() as c:
            return tuple(map(reading.event_of, c.execute(asked if limit is None else asked.limit(limit))))

    def revision(self) -> int:
        with self._read() as c:
            return counters.counted(c, counters.INCIDENTS)

    def put_incidents(
        self,
        incidents: Iterable[IncidentRecord],
        *,
        redirects: Mapping[str, str] | None = None,
        whole: bool = False,
        revision: int | None = None,
        out: Iterable[str] = (),
        read: tuple[int, Mapping[str, int]] | None = None,
        links: Links | None = None,
    ) -> None:
        with self._write() as c:
            putting.put_incidents(c, incidents, redirects or {}, whole=whole, revision=revision, out=tuple(out))
            if read is not None:
                putting.put_words(c, *read, whole=whole)
            if links is not None:
                linking.put(c, links, whole=whole)

    def operation(self, id: str) -> OperationRecord:
        with self._read() as c:
            found = c.execute(select(s.operations.c.record).where(s.operations.c.id == id)).scalar()
            if found is None:
                raise UsageError(f"no operation {id!r}")
            return _operation.decode(found)

    def operations(self) -> tuple[OperationRecord, ...]:
        with self._read() as c:
            rows = c.execute(select(s.operations.c.record).order_by(s.operations.c.name, s.operations.c.id))
            return tuple(_operation.decode(r) for r in rows.scalars())

    def put_operations(self, operations: Iterable[OperationRecord]) -> None:
        with self._write() as c:
            putting.put_operations(c, operations)

    def judge(
        self,
        action: Action,
        subjects: Iterable[str],
        *,
        by: str,
        field: str | None = None,
        value: Any = None,
        reason: str | None = None,
        at: datetime | None = None,
    ) -> Judgement:
        at = at or datetime.now(UTC)
        with self._write() as c:
            return judging.make(c, action, subjects, by=by, at=at, field=field, value=value, reason=reason)

    def undo(self, id: str, *, by: str, reason: str | None = None, at: datetime | None = None) -> Judgement:
        with self._write() as c:
            return judging.undo(c, id, by=by, at=at or datetime.now(UTC), reason=reason)

    def judgements(
        self, *, subject: str | None = None, by: str | None = None, standing: bool = False
    ) -> tuple[Judgement, ...]:
        with self._read() as c:
            every = judging.read(c)
        held = {j.id for j in _standing(every)} if standing else {j.id for j in every}
        of = {j.id for j in every if subject is None or subject in j.subjects}
        return tuple(j for j in every if j.id in held and (j.id in of or j.undoes in of) and (by is None or j.by == by))

    def pairs(self) -> Mapping[tuple[str, str], bool]:
        with self._read() as c:
            return judging.pairs(c)

    def facets(self, filter: Filter = ALL, *, of: str = "events", most: int = 50) -> Facets:
        with self._read() as c:
            return reading.facets(c, filter, of, most)

    def timeline(self, filter: Filter = ALL, *, by: str = "month", of: str = "events") -> tuple[Bin, ...]:
        with self._read() as c:
            return reading.timeline(c, filter, by, of)

    def totals(self, filter: Filter = ALL, *, of: str = "events") -> Totals:
        with self._read() as c:
            return reading.totals(c, filter, of)

    def sources(self) -> tuple[tuple[str, int], ...]:
        many = func.count().label("many")
        d = s.documents.c.source
        with self._read() as c:
            rows = c.execute(select(d, many).where(d.is_not(None)).group_by(d).order_by(many.desc(), d))
            return tuple((r[0], r[1]) for r in rows)

    def stats(self) -> Stats:
        with self._read() as c:
            return upkeep.stats(c, self._engine.dialect.name)

    def check(self) -> tuple[str, ...]:
        with self._read() as c:
            return tuple(upkeep.check(c, self._engine.dialect.name))

    def export(self, out: BinaryIO) -> int:
        with self._read() as c:
            return upkeep.export(c, out)

    def restore(self, lines: BinaryIO) -> int:
        with self._write() as c:
            return upkeep.restore(c, lines)

    def vacuum(self) -> None:
        with told():
            upkeep.vacuum(self._engine)


def _all(page: Callable[[str | None, int], Page[T]]) -> Iterator[T]:
    """All of a list, read in pages: first a small one, since often only the first few are wanted."""
    after, limit = None, FIRST
    while True:
        got = page(after, limit)
        yield from got.items
        if got.next is None:
            return
        after, limit = got.next, PAGE


@contextmanager
def told() -> Iterator[None]:
    """What the database refuses is told as StoreError."""
    try:
        yield
    except DBAPIError as fault:
        raise StoreError(f"the store: {engines.plain(fault)}") from fault
