"""A store in memory for tests of asking and reporting: only the calls that these use, by the shared filter words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from casus.ontology.kinds import crosswalk_acled
from casus.records.codec import encode
from casus.records.wire import EventRecord
from casus.records.wire_incident import IncidentRecord, OperationRecord
from casus.store.base import ALL, Store
from casus.store.filter import Filter
from casus.store.rows import Page, StoredEvent, StoredIncident, Totals
from casus.store.status import Status
from casus.values.kind import Kind

Kept = EventRecord | IncidentRecord


def fits(r: Kept, f: Filter, status: Status) -> bool:
    """Whether a record is chosen by a filter."""
    when, place = r.when, r.place
    names = crosswalk_acled(Kind.parse(r.kind))
    acled = {names.event_type, names.sub_event_type} if names else set()
    start, end = (when.start, when.end) if when else (None, None)
    killed = sum(t.best for t in r.tolls if t.harm.value == "killed")
    tests = [
        not f.country or (place is not None and place.country in f.country),
        f.admin1 is None or (place is not None and place.admin1 == f.admin1),
        not f.kind or any(r.kind == k or r.kind.startswith(f"{k}/") or k in acled for k in f.kind),
        f.since is None or (end is not None and end >= f.since),
        f.until is None or (start is not None and start <= f.until),
        f.factuality is None or r.factuality.value.value == f.factuality,
        f.killed is None or killed >= f.killed,
        f.status is None or status is f.status,
        f.actor is None or f.actor in {p.name for p in (r.initiator, r.target) if p},
        f.operation is None or (r.operation is not None and r.operation.name == f.operation),
    ]
    return all(tests)


class Memory(Store):
    """Records as given, with a status by id."""

    def __init__(
        self,
        records: Iterable[Kept],
        *,
        statuses: dict[str, Status] | None = None,
        operations: tuple[OperationRecord, ...] = (),
    ) -> None:
        self.records = list(records)
        self.statuses = statuses or {}
        self.named = operations

    def close(self) -> None: ...

    def _of(self, filter: Filter, sort: type) -> list[Any]:
        found = [r for r in self.records if isinstance(r, sort) and fits(r, filter, self._status(r.id))]
        return sorted(found, key=lambda r: (str(r.when.start) if r.when else "", r.id), reverse=True)

    def _status(self, id: str) -> Status:
        return self.statuses.get(id, Status.UNREVIEWED)

    def all_events(self, filter: Filter = ALL) -> Iterator[StoredEvent]:
        for r in self._of(filter, EventRecord):
            json = encode(r).decode()
            yield StoredEvent(id=r.id, status=self._status(r.id), json=json, coded=json)

    def all_incidents(self, filter: Filter = ALL) -> Iterator[StoredIncident]:
        for r in self._of(filter, IncidentRecord):
            yield StoredIncident(id=r.id, status=self._status(r.id), json=encode(r).decode())

    def events(
        self, filter: Filter = ALL, *, after: str | None = None, limit: int = 50, counted: bool = False
    ) -> Page[StoredEvent]:
        found = list(self.all_events(filter))
        return Page(items=tuple(found[:limit]), total=len(found))

    def incidents(
        self, filter: Filter = ALL, *, after: str | None = None, limit: int = 50, counted: bool = False
    ) -> Page[StoredIncident]:
        found = list(self.all_incidents(filter))
        return Page(items=tuple(found[:limit]), total=len(found))

    def of_ids(self, ids: Iterable[str]) -> tuple[StoredEvent, ...]:
        by = {e.id: e for e in self.all_events()}
        return tuple(by[i] for i in ids if i in by)

    def totals(self, filter: Filter = ALL, *, of: str = "events") -> Totals:
        found = self._of(filter, EventRecord if of == "events" else IncidentRecord)
        starts = [r.when.start for r in found if r.when and r.when.start]
        return Totals(
            count=len(found), killed=(0, 0, 0), first=min(starts, default=None), last=max(starts, default=None)
        )

    def operations(self) -> tuple[OperationRecord, ...]:
        return self.named

    def revision(self) -> int:
        return 7


Memory.__abstractmethods__ = frozenset()  # the other calls are the store's own tests' business
