"""Puts events together anew around some of them: after a report came in, or a person joined or parted incidents."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from casus.errors import StaleError
from casus.merging.groups import Pair
from casus.merging.incidents import merge
from casus.merging.operations import operations
from casus.merging.reports import Read
from casus.merging.tellings import tellings
from casus.merging.written import incident_record, operation_record
from casus.records.incident import Incident, Telling
from casus.records.wire import EventRecord
from casus.records.wire_incident import IncidentRecord
from casus.review.around import around
from casus.store.base import Links, Status, Store

# Documents up to which all are merged anew with each report: among few, each changes what words weigh. Beyond, a report
# moves no weight by more than a two-hundredth, and only what is linked to it is looked at.
FEW = 200
TRIES = 5


def regroup(store: Store, events: Iterable[str], *, few: int = FEW) -> tuple[str, ...]:
    """Merge these events with all that is linked to them; the ids of their incidents.

    Other incidents stay as they are. What people said of pairs holds; an event that they rejected is in no incident.
    Raises StaleError where others wrote incidents each of several times meanwhile. `few`: documents up to which all
    are merged anew.
    """
    wanted = tuple(events)
    for attempt in range(TRIES):
        try:
            if store.weighed(())[0] <= few:
                _whole(store)
            else:
                with undisturbed():
                    _part(store, wanted)
        except StaleError:
            if attempt == TRIES - 1:
                raise
            continue
        break
    found = store.incidents_of(wanted)
    return tuple(dict.fromkeys(found[e] for e in wanted if e in found))


@contextmanager
def undisturbed() -> Iterator[None]:
    """No search for rings of objects meanwhile: one lasts longer than joining a report, and joining makes none."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def regroup_all(store: Store) -> int:
    """Merge all that the store holds and gather its operations anew; returns how many incidents there are.

    Each keeps its id, or the id to which that is redirected. Events that people rejected are left out.
    """
    for attempt in range(TRIES):
        try:
            told, count = _whole(store)
        except StaleError:
            if attempt == TRIES - 1:
                raise
            continue
        found = operations(told)
        named = {e for o in found for e in o.events}
        records: dict[str, EventRecord] = {e.id: e.record for e in store.of_ids(sorted(named))}
        store.put_operations(operation_record(o, records) for o in found)
        return count
    raise StaleError("others merged at the same time")  # not reached: the last try raises


def _whole(store: Store) -> tuple[list[Telling], int]:
    """Merge all; the tellings, and how many incidents they make."""
    revision = store.revision()
    counts = Read()

    def counted(read: Read) -> Read:
        nonlocal counts
        counts = read
        return read

    told = tellings((e.record for e in store.all_events() if e.status is not Status.REJECTED), read=counted)
    pairs: list[Pair] = []
    groups = merge(told, store.pairs(), linked=pairs.extend)
    before = store.incidents_of(t.event for t in told)
    names, redirects = named(groups, before, store.founded())
    read = (counts.documents, counts.held)
    store.put_incidents(
        written(groups, names),
        redirects=redirects,
        whole=True,
        revision=revision,
        read=read,
        links=Links(known=[t.event for t in told], pairs=sorted(pairs)),
    )
    return told, len(groups)


def _part(store: Store, events: tuple[str, ...]) -> None:
    """Merge these events with what is linked to them."""
    revision = store.revision()
    judged = store.pairs()
    with store.still():
        found = around(store, events, judged)
    groups = found.incidents
    ids: set[str] = set()
    names, redirects = named(groups, found.before, {})
    fresh = {*found.before.values(), *(i.id for i in groups)}
    while fresh:  # again where a name is beside one that is taken: that may be taken too
        ids |= fresh
        names, redirects = named(groups, found.before, store.founded(ids))
        fresh = set(names) - ids
    store.put_incidents(
        written(groups, names),
        redirects=redirects,
        revision=revision,
        out=found.out,
        read=(found.fresh.documents, found.fresh.held) if found.fresh.documents else None,
        links=found.links,
    )


def written(groups: Iterable[Incident], names: Iterable[str]) -> Iterator[IncidentRecord]:
    """The records of incidents under their names, made one after the other."""
    return (incident_record(replace(i, id=name)) for i, name in zip(groups, names, strict=True))


def named(
    groups: list[Incident], before: Mapping[str, str], founded: Mapping[str, int]
) -> tuple[list[str], dict[str, str]]:
    """The names of incidents: the oldest id that most of a group's events bore, else a minted one; and redirects."""
    by_old: dict[str, Counter[int]] = {}
    for n, incident in enumerate(groups):
        for t in incident.tellings:
            if t.event in before:
                by_old.setdefault(before[t.event], Counter())[n] += 1
    heir = {old: max(counts, key=lambda n: (counts[n], -n)) for old, counts in by_old.items()}
    names: dict[int, str] = {}
    redirects: dict[int, list[str]] = {}
    for old in sorted(heir, key=lambda o: (founded.get(o, 1 << 60), o)):
        if heir[old] in names:
            redirects.setdefault(heir[old], []).append(old)
        else:
            names[heir[old]] = old
    taken = set(founded) | set(names.values())
    made = []
    for n, incident in enumerate(groups):
        name = names.get(n) or _fresh(incident.id, taken)
        taken.add(name)
        made.append(name)
    return made, {old: made[n] for n, olds in redirects.items() for old in olds}


def _fresh(minted: str, taken: set[str]) -> str:
    """The minted id, or one beside it where an older incident bears it already."""
    name, n = minted, 1
    while name in taken:
        n += 1
        name = f"{minted}-{n}"
    return name
