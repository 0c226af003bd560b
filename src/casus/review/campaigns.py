"""Gathers the named operations anew that some events tell of; others stay as they are."""

from __future__ import annotations

from collections.abc import Iterable

from casus.merging.campaigns import key
from casus.merging.operations import operations
from casus.merging.tellings import tellings
from casus.merging.written import operation_record
from casus.records.wire import EventRecord
from casus.records.wire_incident import OperationRecord
from casus.store.base import Filter, Status, Store


def regather(store: Store, events: Iterable[str]) -> tuple[str, ...]:
    """The ids of the operations that these events tell of, gathered anew with all that the store holds of them."""
    names = {r.operation.name for e in store.of_ids(events) if (r := e.record).operation is not None}
    if not names:
        return ()
    keys = {key(name) for name in names}
    kept: list[OperationRecord] = []
    ids: set[str] = set()
    for known in store.operations():
        aliases = {known.name, *known.aliases}
        if keys.isdisjoint(map(key, aliases)):
            kept.append(known)
        else:
            names |= aliases
            ids.update(known.events)
    records: dict[str, EventRecord] = {e.id: e.record for e in store.of_ids(sorted(ids)) if _counts(e.status)}
    for name in sorted(names):
        told = store.all_events(Filter(operation=name))
        records.update((e.id, e.record) for e in told if _counts(e.status))
    made = [operation_record(o, records) for o in operations(tellings(records.values()))]
    store.put_operations([*kept, *made])
    return tuple(o.id for o in made)


def _counts(status: Status) -> bool:
    return status is not Status.REJECTED
