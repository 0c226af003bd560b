"""Deciding and taking back, as plain functions over a store. Nothing is overwritten: each writes judgements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from casus.errors import UsageError
from casus.records.judgement import Action, Judgement
from casus.review.regroup import regroup
from casus.store.base import Status, Store

Judged = tuple[Judgement, ...]


def accept(store: Store, subject: str, *, by: str, reason: str | None = None) -> Judged:
    """The record is right as it stands."""
    return _judged(store, subject, Action.ACCEPT, by=by, reason=reason)


def reject(store: Store, subject: str, *, by: str, reason: str | None = None) -> Judged:
    """The record does not count: it leaves its incident."""
    return _judged(store, subject, Action.REJECT, by=by, reason=reason)


def correct(store: Store, subject: str, field: str, value: Any, *, by: str, reason: str | None = None) -> Judged:
    """A field has another value. Raises InputError where that makes no record."""
    return _judged(store, subject, Action.CORRECT, by=by, field=field, value=value, reason=reason)


def _judged(store: Store, subject: str, action: Action, **said: Any) -> Judged:
    """Judge, and let the incident follow where the event counts no more, counts again, or has other values."""
    before = _shown(store, subject)
    made = (store.judge(action, (subject,), **said),)
    if _shown(store, subject) != before:
        regroup(store, (subject,))
    return made


def _shown(store: Store, subject: str) -> list[tuple[str, bool]]:
    return [(e.json, e.status is Status.REJECTED) for e in store.of_ids((subject,))]


def note(store: Store, subject: str, text: str, *, by: str) -> Judged:
    """A remark, which changes nothing."""
    if not text.strip():
        raise UsageError("a note needs words")
    return (store.judge(Action.NOTE, (subject,), by=by, reason=text),)


def merge(store: Store, subjects: Sequence[str], *, by: str, reason: str | None = None) -> Judged:
    """These (events or incidents) tell one happening: they are put together at once."""
    made = (store.judge(Action.SAME, subjects, by=by, reason=reason),)
    regroup(store, _events(store, subjects))
    return made


def split(store: Store, subject: str, others: Sequence[str] = (), *, by: str, reason: str | None = None) -> Judged:
    """An event tells another happening than these others; without others, than all else in its incident."""
    others = tuple(others) or tuple(e for e in _events(store, _mates(store, subject)) if e != subject)
    if not others:
        raise UsageError(f"{subject} stands alone: there is nothing to split it from")
    touched = _events(store, (subject, *others))
    at = datetime.now(UTC)  # one time for all: they are taken back together
    made = tuple(store.judge(Action.DIFFERENT, (subject, other), by=by, reason=reason, at=at) for other in others)
    regroup(store, touched)
    return made


def undo(store: Store, *, by: str) -> Judged:
    """Take back one's last decision that stands; again and again down to the first. Empty where there is none."""
    mine = store.judgements(by=by, standing=True)
    if not mine:
        return ()
    last = [j for j in mine if j.at == mine[-1].at and j.action is mine[-1].action]
    at = datetime.now(UTC)
    for j in reversed(last):
        store.undo(j.id, by=by, at=at)
    if mine[-1].action is not Action.NOTE:
        regroup(store, _events(store, [s for j in last for s in j.subjects]))
    return tuple(last)


def _mates(store: Store, event: str) -> tuple[str, ...]:
    incident = store.incidents_of((event,)).get(event)
    return () if incident is None else (incident,)


def _events(store: Store, subjects: Sequence[str]) -> tuple[str, ...]:
    """The events that subjects stand for: themselves, or those of an incident."""
    known = {e.id for e in store.of_ids(subjects)}
    found: dict[str, None] = {}
    for s in subjects:
        if s in known:
            found[s] = None
            continue
        try:
            found.update(dict.fromkeys(store.incident(s).record.events))
        except UsageError:
            continue
    return tuple(found)
