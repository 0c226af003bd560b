"""Puts events together anew around some of them: after a report came in, or a person joined or parted incidents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta

from casus.errors import StaleError
from casus.merging.incidents import merge, mint
from casus.merging.operations import operations
from casus.merging.summary import summarise
from casus.merging.tellings import tellings
from casus.merging.written import incident_record, operation_record
from casus.records.incident import Incident, Telling
from casus.records.wire import EventRecord
from casus.records.wire_incident import IncidentRecord
from casus.store.base import Filter, Status, Store

NEAR = timedelta(days=3)
MOST = 200  # neighbours of an event that are looked at
TRIES = 5


def regroup(store: Store, events: Iterable[str]) -> tuple[str, ...]:
    """Merge these events with those near them and with the incidents of these; the ids of their incidents.

    Other incidents stay as they are. What people said of pairs holds. Raises StaleError where others wrote incidents
    each of several times meanwhile.
    """
    wanted = tuple(events)
    for attempt in range(TRIES):
        revision = store.revision()
        records = _around(store, wanted)
        if not records:
            return ()
        before = store.incidents_of(records)
        groups = _judged(merge(tellings(records.values())), store.pairs(), records)
        made, redirects = _named(groups, before, store.founded())
        try:
            store.put_incidents(made, redirects=redirects, revision=revision)
        except StaleError:
            if attempt == TRIES - 1:
                raise
            continue
        break
    found = store.incidents_of(wanted)
    return tuple(dict.fromkeys(found[e] for e in wanted if e in found))


def regroup_all(store: Store) -> int:
    """Merge all that the store holds and gather its operations anew; returns how many incidents there are.

    Each keeps its id, or the id to which that is redirected. Events that people rejected are left out.
    """
    for attempt in range(TRIES):
        revision = store.revision()
        records = {e.id: e.record for e in store.all_events() if e.status is not Status.REJECTED}
        told = tellings(records.values())
        before = store.incidents_of(records)
        made, redirects = _named(_judged(merge(told), store.pairs(), records), before, store.founded())
        try:
            store.put_incidents(made, redirects=redirects, whole=True, revision=revision)
        except StaleError:
            if attempt == TRIES - 1:
                raise
            continue
        store.put_operations(operation_record(o, records) for o in operations(told))
        return len(made)
    raise StaleError("others merged at the same time")  # not reached: the last try raises


def _around(store: Store, events: tuple[str, ...]) -> dict[str, EventRecord]:
    """The events, those near them in time and country, and the fellows of all of these."""
    found = {e.id: e.record for e in store.of_ids(events) if e.status is not Status.REJECTED}
    for record in list(found.values()):
        when, place = record.when, record.place
        if when is None or when.start is None or place is None or place.country is None:
            continue
        near = Filter(country=(place.country,), since=when.start - NEAR, until=(when.end or when.start) + NEAR)
        found.update((e.id, e.record) for e in store.events(near, limit=MOST).items if e.status is not Status.REJECTED)
    fellows: set[str] = set()
    for incident in set(store.incidents_of(found).values()):
        fellows.update(store.incident(incident).record.events)
    missing = sorted(fellows - set(found))
    found.update((e.id, e.record) for e in store.of_ids(missing) if e.status is not Status.REJECTED)
    return found


def _judged(
    merged: Iterable[Incident], pairs: Mapping[tuple[str, str], bool], records: Mapping[str, EventRecord]
) -> list[Incident]:
    """The incidents with what people said of pairs: who parted two, parts them; who joined two, joins theirs."""
    group: dict[str, list[Telling]] = {}
    why = {k.pair: k for incident in merged for k in incident.why}
    for incident in merged:
        members = list(incident.tellings)
        for t in members:
            group[t.event] = members
    for (a, b), same in sorted(pairs.items(), key=lambda item: item[1]):  # parted first
        if a not in records or b not in records or a not in group or b not in group:
            continue
        if not same and group[a] is group[b]:
            _part(group, pairs, a, b)
        elif same and group[a] is not group[b]:
            joined = group[a] + group[b]
            for t in joined:
                group[t.event] = joined
    made = []
    for members in {id(g): g for g in group.values()}.values():
        told = tuple(sorted(members, key=lambda t: t.event))
        ids = {t.event for t in told}
        made.append(summarise(mint(told), told, tuple(k for pair, k in why.items() if ids.issuperset(pair))))
    return made


def _part(group: dict[str, list[Telling]], pairs: Mapping[tuple[str, str], bool], a: str, b: str) -> None:
    """Take out of the group the one of the two that people parted from more of it."""
    members = group[a]

    def parted(e: str) -> int:
        return sum(pairs.get((min(e, t.event), max(e, t.event))) is False for t in members)

    out = max((a, b), key=lambda e: (parted(e), e))
    left = [t for t in members if t.event != out]
    alone = [t for t in members if t.event == out]
    for t in left:
        group[t.event] = left
    group[out] = alone


def _named(
    groups: Iterable[Incident], before: Mapping[str, str], founded: Mapping[str, int]
) -> tuple[list[IncidentRecord], dict[str, str]]:
    """The incidents under the ids that they had: the oldest id that most of a group's events bore; and redirects."""
    by_old: dict[str, Counter[int]] = {}
    listed = list(groups)
    for n, incident in enumerate(listed):
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
    made = []
    taken = set(founded) | set(names.values())
    for n, incident in enumerate(listed):
        name = names.get(n) or _fresh(incident, taken)
        taken.add(name)
        made.append(incident_record(summarise(name, incident.tellings, incident.why)))
        names[n] = name
    return made, {old: names[n] for n, olds in redirects.items() for old in olds}


def _fresh(incident: Incident, taken: set[str]) -> str:
    """The minted id, or one beside it where an older incident bears it already."""
    name, n = incident.id, 1
    while name in taken:
        n += 1
        name = f"{incident.id}-{n}"
    return name
