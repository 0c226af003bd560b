"""Judgements: adding them, and what they make of the records that they speak of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import combinations
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Insert, insert, literal_column, select, update

from casus.errors import InputError, UsageError
from casus.records.codec import decode_event
from casus.records.judgement import Action, Judgement, standing
from casus.store import changes, links
from casus.store import schema as s
from casus.store.columns import claims, event_columns
from casus.store.status import Status
from casus.store.view import corrected

NOT_LIVE: ColumnElement[int] = literal_column("0")  # not a parameter, so that the partial index serves
STATUS = {Action.ACCEPT: Status.ACCEPTED, Action.CORRECT: Status.ACCEPTED, Action.REJECT: Status.REJECTED}


def added(c: Connection, row: Insert) -> int:
    """Insert a row; returns its number."""
    key = c.execute(row).inserted_primary_key
    if key is None:
        raise TypeError("a row without a number")
    return int(key[0])


def add(c: Connection, j: Judgement, stood: Mapping[str, list[str]] | None = None) -> None:
    """Add a judgement and let it hold. `stood`: the events that its subjects stood for, where it is restored."""
    number = added(
        c,
        insert(s.judgements).values(
            id=j.id,
            at=j.at.isoformat(),
            by=j.by,
            action=j.action.value,
            field=j.field,
            value=None if j.value is None else json.dumps(j.value, ensure_ascii=False),
            reason=j.reason,
            undoes=j.undoes,
        ),
    )
    for position, subject in enumerate(j.subjects):
        events = stood[subject] if stood is not None else _stands_for(c, subject)
        row = {"judgement": number, "position": position, "subject": subject, "events": json.dumps(events)}
        c.execute(insert(s.subjects).values(row))


def make(
    c: Connection,
    action: Action,
    subjects: Iterable[str],
    *,
    by: str,
    at: datetime,
    field: str | None = None,
    value: Any = None,
    reason: str | None = None,
    undoes: str | None = None,
) -> Judgement:
    """A judgement, added, and what it changes."""
    try:
        j = Judgement(
            id="j" + uuid4().hex[:15],
            at=at,
            by=by,
            action=action,
            subjects=tuple(dict.fromkeys(subjects)),
            field=field,
            value=value,
            reason=reason,
            undoes=undoes,
        )
    except ValueError as fault:
        raise InputError(str(fault)) from fault
    add(c, j)
    for subject in j.subjects:
        apply(c, subject)
    return j


def undo(c: Connection, id: str, *, by: str, at: datetime, reason: str | None) -> Judgement:
    """The judgement that takes another back, and what that changes."""
    every = read(c)
    undone = next((j for j in every if j.id == id), None)
    if undone is None:
        raise UsageError(f"no judgement {id!r}")
    later = {j.id for j in _valid(every)}
    if any(j.undoes == id and j.id in later for j in every):
        raise UsageError(f"judgement {id!r} is undone already")
    made = make(c, Action.UNDO, (), by=by, at=at, reason=reason, undoes=id)
    while undone is not None:
        for subject in undone.subjects:
            apply(c, subject)
        undone = next((j for j in every if j.id == undone.undoes), None) if undone.undoes else None
    return made


def _valid(every: tuple[Judgement, ...]) -> list[Judgement]:
    """All that are not undone, undos too."""
    gone: set[str] = set()
    for j in reversed(every):
        if j.undoes is not None and j.id not in gone:
            gone.add(j.undoes)
    return [j for j in every if j.id not in gone]


def read(c: Connection, subjects: Iterable[str] | None = None) -> tuple[Judgement, ...]:
    """Judgements in order: all, or those on subjects and every undo."""
    chosen = select(s.judgements).order_by(s.judgements.c.number)
    names = select(s.subjects).order_by(s.subjects.c.judgement, s.subjects.c.position)
    if subjects is not None:
        on = select(s.subjects.c.judgement).where(s.subjects.c.subject.in_(list(subjects)))
        chosen = chosen.where(s.judgements.c.number.in_(on) | s.judgements.c.undoes.is_not(None))
        names = names.where(s.subjects.c.judgement.in_(on))
    of: dict[int, list[str]] = {}
    for row in c.execute(names):
        of.setdefault(row.judgement, []).append(row.subject)
    return tuple(
        Judgement(
            id=r.id,
            at=datetime.fromisoformat(r.at),
            by=r.by,
            action=Action(r.action),
            subjects=tuple(of.get(r.number, ())),
            field=r.field,
            value=None if r.value is None else json.loads(r.value),
            reason=r.reason,
            undoes=r.undoes,
        )
        for r in c.execute(chosen)
    )


def _stands_for(c: Connection, subject: str) -> list[str]:
    if c.execute(select(s.events.c.id).where(s.events.c.id == subject).limit(1)).first():
        return [subject]
    incident = target(c, subject)
    if incident is not None:
        of = select(s.members.c.event).where(s.members.c.incident == incident).order_by(s.members.c.event)
        return list(c.execute(of).scalars())
    if c.execute(select(s.documents.c.id).where(s.documents.c.id == subject)).first():
        return []
    raise UsageError(f"no event, incident or document {subject!r}")


def target(c: Connection, id: str) -> str | None:
    """The incident that an id now means, by redirects; None where there is none."""
    seen = {id}
    while new := c.execute(select(s.redirects.c.new).where(s.redirects.c.old == id)).scalar():
        if new in seen:
            break
        seen.add(new)
        id = new
    return c.execute(select(s.incidents.c.id).where(s.incidents.c.id == id)).scalar()


def former(c: Connection, id: str) -> set[str]:
    """The ids of events that this one succeeded, itself too."""
    found, fresh = {id}, {id}
    while fresh:
        # "" is no id, and an id may come again in a later coding under other data.
        old = select(s.events.c.id).where(s.events.c.live == NOT_LIVE, s.events.c.superseded_by.in_(fresh)).distinct()
        fresh = set(c.execute(old).scalars()) - found
        found |= fresh
    return found


def merged(c: Connection, id: str) -> set[str]:
    """The ids of incidents that were redirected to this one, itself too."""
    found, fresh = {id}, {id}
    while fresh:
        fresh = set(c.execute(select(s.redirects.c.old).where(s.redirects.c.new.in_(fresh))).scalars()) - found
        found |= fresh
    return found


def status(judgements: Iterable[Judgement]) -> Status:
    """What the latest of standing judgements says."""
    said = [STATUS[j.action] for j in judgements if j.action in STATUS]
    return said[-1] if said else Status.UNREVIEWED


def apply(c: Connection, subject: str) -> None:
    """Make a record's status, view and columns anew from all that people said of it."""
    row = c.execute(select(s.events).where(s.events.c.id == subject).order_by(s.events.c.live.desc())).first()
    while row is not None and not row.live and row.superseded_by and row.superseded_by != row.id:
        by = s.events.c.id == row.superseded_by
        row = c.execute(select(s.events).where(by).order_by(s.events.c.live.desc())).first()
    if row is not None:
        said = standing(read(c, former(c, row.id)))
        renew(c, row.number, row.record, said)
        changes.wrote(c, changes.EVENTS, (row.number,))
        return
    incident = target(c, subject)
    if incident is not None:
        said = standing(read(c, merged(c, incident)))
        change = update(s.incidents).where(s.incidents.c.id == incident, s.incidents.c.status != status(said).value)
        if c.execute(change.values(status=status(said).value)).rowcount:
            changes.wrote_incidents(c, (incident,))


def renew(c: Connection, number: int, coded: str, said: Iterable[Judgement]) -> None:
    """Write what judgements make of an event's row."""
    said = tuple(said)
    view = corrected(coded, [j for j in said if j.action is Action.CORRECT])
    record = decode_event(view)
    values = {**event_columns(record), "status": status(said).value, "view": None if view == coded else view}
    c.execute(update(s.events).where(s.events.c.number == number).values(**values))
    c.execute(s.claims.delete().where(s.claims.c.event == number))
    c.execute(insert(s.claims), [{"event": number, **row} for row in claims(record)])
    links.doubt(c, record.document.id)


def pairs(c: Connection) -> dict[tuple[str, str], bool]:
    """Pairs of current events that people hold to be one (True) or two (False)."""
    paired = (Action.SAME.value, Action.DIFFERENT.value)
    asked = (
        select(s.judgements.c.id, s.subjects.c.events)
        .join(s.subjects, s.subjects.c.judgement == s.judgements.c.number)
        .where(s.judgements.c.action.in_(paired))
        .order_by(s.judgements.c.number, s.subjects.c.position)
    )
    groups: dict[str, list[list[str]]] = {}
    for id, events in c.execute(asked):
        groups.setdefault(id, []).append(json.loads(events))
    if not groups:
        return {}
    held = {j.id: j.action is Action.SAME for j in standing(read(c)) if j.id in groups}
    made: dict[tuple[str, str], bool] = {}
    for id, same in held.items():
        now_in = [sorted({e for old in g for e in _current(c, old)}) for g in groups[id]]
        for a, b in combinations(now_in, 2):
            for x in a:
                for y in b:
                    if x != y:
                        made.pop((min(x, y), max(x, y)), None)
                        made[min(x, y), max(x, y)] = same
    return made


def _current(c: Connection, id: str) -> list[str]:
    seen: set[str] = set()
    while id and id not in seen:
        seen.add(id)
        row = c.execute(
            select(s.events.c.live, s.events.c.superseded_by)
            .where(s.events.c.id == id)
            .order_by(s.events.c.live.desc())
        ).first()
        if row is None:
            return []
        if row.live:
            return [id]
        id = row.superseded_by
    return []
