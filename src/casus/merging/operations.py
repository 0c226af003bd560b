"""Named operations across documents: every event that names one, by whatever spelling, gathered under it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256

from casus.lexicon.numbers import ordinal, whole
from casus.merging.campaigns import bare, key
from casus.merging.words import words
from casus.records.incident import Borne, Telling
from casus.records.operation import Objective, Operation, Phase, Side, Status
from casus.values.factuality import Factuality
from casus.values.party import Category, Party
from casus.values.when import When
from casus.values.where import Where

UNSPOKEN = frozenset({Category.CIVILIANS, Category.UNKNOWN})


def operations(tellings: Iterable[Telling]) -> list[Operation]:
    """All named operations, in order of ids. Events that name none belong to none."""
    groups: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for t in sorted({t.event: t for t in tellings}.values(), key=lambda t: t.event):
        if t.operation is not None:
            groups[key(t.operation.name)].append(t)
    return sorted((_operation(name, tuple(told)) for name, told in groups.items()), key=lambda o: o.id)


def _operation(name: tuple[str, ...], told: tuple[Telling, ...]) -> Operation:
    called = Counter(bare(t.operation.name) for t in told if t.operation)
    usual = max(called, key=lambda n: (called[n], -len(n), n))
    phases = tuple(_phases(told))
    return Operation(
        id="o" + sha256("\n".join(name).encode()).hexdigest()[:15],
        name=f"Operation {usual}",
        aliases=tuple(sorted(set(called) - {usual})),
        sides=tuple(_sides(told)),
        phases=phases,
        objectives=tuple(_objectives(told)),
        areas=_areas(told),
        events=tuple(t.event for t in told),
        documents=tuple(sorted({t.document for t in told})),
        status=_status(told),
    )


def _sides(told: tuple[Telling, ...]) -> Iterator[Side]:
    """Who conducts it and against whom. An actor on both sides is where it stands more often."""
    roles: dict[Party, Counter[str]] = defaultdict(Counter)
    bearers: dict[tuple[Party, str], list[str]] = defaultdict(list)
    for t in told:
        for role, party in (("conducts", t.initiator), ("target", t.target)):
            if party is not None and party.category not in UNSPOKEN:
                roles[party][role] += 1
                bearers[party, role].append(t.event)
    found = []
    for party, counts in roles.items():
        role = max(counts, key=lambda r: (counts[r], r))
        found.append(Side(role=role, party=Borne(value=party, events=tuple(bearers[party, role]))))
    yield from sorted(found, key=lambda s: (s.role, -len(s.party.events), repr(s.party.value)))


def _phases(told: tuple[Telling, ...]) -> Iterator[Phase]:
    """Phases by number; "fourth phase" and "phase four" are one. Events of no told phase come last, by themselves."""
    groups: dict[tuple[bool, int, str], list[Telling]] = defaultdict(list)
    for t in told:
        groups[_phase_key(t.operation.phase if t.operation else None)].append(t)
    for _, members in sorted(groups.items()):
        words = Counter(t.operation.phase for t in members if t.operation and t.operation.phase)
        yield Phase(
            phase=max(words, key=lambda w: (words[w], w)) if words else None,
            when=_span(members),
            areas=_areas(members),
            events=tuple(t.event for t in members),
        )


def _phase_key(phase: str | None) -> tuple[bool, int, str]:
    if phase is None:
        return (True, 0, "")
    for word in re.findall(r"[\w-]+", phase.casefold()):
        number = ordinal(word) or whole(word)
        if number is not None:
            return (False, number, "")
    return (False, 10**6, phase.casefold())


def _span(members: Iterable[Telling]) -> When | None:
    """From the first to the last day that its events tell; None where none tells days."""
    known = [t.when for t in members if t.when is not None and t.when.start is not None]
    if not known:
        return None
    if len(set(known)) == 1:
        return known[0]
    starts, ends = [w.start for w in known if w.start], [w.end for w in known if w.end]
    text = "; ".join(dict.fromkeys(w.text for w in sorted(known, key=repr) if w.text))
    return When(start=min(starts), end=max(ends), precision=None, text=text)


def _areas(members: Iterable[Telling]) -> tuple[Borne[Where], ...]:
    held: dict[Where, list[str]] = defaultdict(list)
    for t in members:
        if t.place is not None:
            held[t.place].append(t.event)
    found = [Borne(value=place, events=tuple(events)) for place, events in held.items()]
    return tuple(sorted(found, key=lambda b: (-len(b.events), repr(b.value))))


def _objectives(told: tuple[Telling, ...]) -> Iterator[Objective]:
    seen = set()
    for t in told:
        aim = t.operation.objective if t.operation else None
        if aim and (aim.casefold(), t.document) not in seen:
            seen.add((aim.casefold(), t.document))
            yield Objective(value=aim, event=t.event)


def _status(told: tuple[Telling, ...]) -> Status | None:
    """How far it has come, by the last report that tells: its end or its beginning by name, or what is under way."""
    if all(t.factuality in (Factuality.PLANNED, Factuality.THREATENED) for t in told):
        return Status.PLANNED
    for t in sorted(told, key=lambda t: (t.published.toordinal() if t.published else 0, t.event), reverse=True):
        named = {w for trigger in t.triggers for w in trigger.casefold().split()}
        if named & words("ended") and t.factuality.real:
            return Status.ENDED
        if t.factuality is Factuality.ONGOING or named & words("begun"):
            return Status.ONGOING
    return None
