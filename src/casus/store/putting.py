"""Writing incidents and operations, and the counts of words by which merging weighs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, bindparam, delete, insert, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite

from casus.errors import StaleError
from casus.records.codec import encode
from casus.records.wire_incident import IncidentRecord, OperationRecord
from casus.store import changes, judging
from casus.store import schema as s
from casus.store.columns import campaign, now, queried
from casus.store.counters import INCIDENTS, READ, count, counted
from casus.store.listed import rows
from casus.store.writing import MANY, parts

LIVE: ColumnElement[int] = literal_column("1")
FEW = 400  # incidents of which it is asked one by one what people said of them


def put_incidents(
    c: Connection,
    incidents: Iterable[IncidentRecord],
    redirects: Mapping[str, str],
    *,
    whole: bool,
    revision: int | None,
    out: tuple[str, ...],
) -> None:
    """Keep incidents, their members and redirects, in parts, so that there may be a million of them.

    Raises StaleError where others wrote since `revision`.
    """
    _count_up(c, revision)
    others: set[str] = set()
    if whole:
        others = set(c.execute(select(s.incidents.c.id).where(s.incidents.c.live == LIVE)).scalars())
        others.update(c.execute(select(s.members.c.incident).distinct()).scalars())
    changed: set[str] = set()
    left: set[str] = set()
    for part in _batches(incidents):
        ids = [i.id for i in part]
        changed |= _write(c, part)
        lost, won = _joined(c, part)
        changed |= lost | won
        left |= lost
        left.difference_update(ids)
        others.difference_update(ids)
    for several in parts(sorted(others)):
        c.execute(delete(s.members).where(s.members.c.incident.in_(several)))
    left |= others | _taken_out(c, list(out))
    _redirect(c, redirects)
    left |= redirects.keys()
    for several in parts(sorted(left)):
        holding = select(s.members.c.incident).where(s.members.c.incident.in_(several))
        gone = s.incidents.c.id.in_(several) & s.incidents.c.id.not_in(holding)
        c.execute(update(s.incidents).where(gone, s.incidents.c.live == LIVE).values(live=0))
    changes.wrote_incidents(c, changed | left)


def _redirect(c: Connection, redirects: Mapping[str, str]) -> None:
    """Write redirects, and give the incidents that now hold for others what people said of these."""
    targets = set(redirects.values())
    for several in parts(sorted({*redirects, *targets})):
        c.execute(delete(s.redirects).where(s.redirects.c.old.in_(several)))
    if redirects:
        c.execute(insert(s.redirects), [{"old": old, "new": new, "at": now()} for old, new in redirects.items()])
    if len(targets) > FEW:  # people judge by the thousand, merging redirects by the hundred thousand
        judged = c.execute(select(s.subjects.c.subject).distinct()).scalars().all()
        targets &= {judging.target(c, subject) or "" for subject in judged}
    for target in sorted(targets):
        judging.apply(c, target)


def _count_up(c: Connection, revision: int | None) -> None:
    found = counted(c, INCIDENTS)
    if revision is not None and revision != found:
        raise StaleError("another process has merged since this merging began")
    count(c, INCIDENTS, found + 1)


def _batches(incidents: Iterable[IncidentRecord]) -> Iterator[list[IncidentRecord]]:
    all_of = iter(incidents)
    while part := list(islice(all_of, MANY)):
        yield part


def _write(c: Connection, part: list[IncidentRecord]) -> set[str]:
    """Rows of incidents; those that stand there so already are left alone. Returns the ids of those written."""
    held = select(s.incidents.c.id, s.incidents.c.live, s.incidents.c.record)
    known = {r.id: r for r in c.execute(held.where(s.incidents.c.id.in_([i.id for i in part])))}
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for i in part:
        record = encode(i).decode()
        row = known.get(i.id)
        if row is None:
            new.append({"id": i.id, "status": "unreviewed", "live": 1, "record": record, **queried(i)})
        elif not row.live or row.record != record:
            changed.append({"own": i.id, "live": 1, "record": record, **queried(i)})
    if new:
        c.execute(insert(s.incidents), new)
    if changed:
        c.execute(update(s.incidents).where(s.incidents.c.id == bindparam("own")), changed)
    return {*(row["id"] for row in new), *(row["own"] for row in changed)}


def _joined(c: Connection, part: list[IncidentRecord]) -> tuple[set[str], set[str]]:
    """Let incidents hold their events and no others: the ids of all that lost one, and of those that won one."""
    wanted = {e: i.id for i in part for e in i.events}
    held: dict[str, str] = dict(map(tuple, rows(c, s.members, "event", wanted)))
    held |= dict(map(tuple, rows(c, s.members, "incident", (i.id for i in part))))
    lost = {e: i for e, i in held.items() if wanted.get(e) != i}
    for several in parts(list(lost)):
        c.execute(delete(s.members).where(s.members.c.event.in_(several)))
    won = [{"event": e, "incident": i.id} for i in part for e in i.events if held.get(e) != i.id]
    if won:
        c.execute(insert(s.members), won)
    return set(lost.values()), {row["incident"] for row in won}


def _taken_out(c: Connection, events: list[str]) -> set[str]:
    """Take events out of the incidents in which they are; returns these."""
    left: set[str] = set()
    for part in parts(events):
        left |= set(c.execute(select(s.members.c.incident).where(s.members.c.event.in_(part))).scalars())
        c.execute(delete(s.members).where(s.members.c.event.in_(part)))
    return left


def put_words(c: Connection, documents: int, words: Mapping[str, int], *, whole: bool) -> None:
    """Counts of words: of all documents, or of more of them."""
    count(c, READ, documents if whole else counted(c, READ) + documents)
    if whole:
        c.execute(delete(s.words))
    for part in parts(sorted(words)):
        c.execute(_more(c.dialect.name), [{"word": x, "documents": words[x]} for x in part])


@cache
def _more(dialect: str) -> Executable:
    made = (sqlite if dialect == "sqlite" else postgresql).insert(s.words)
    several = {"documents": s.words.c.documents + made.excluded.documents}
    asked: Executable = made.on_conflict_do_update(index_elements=[s.words.c.word], set_=several)
    return asked


def put_operations(c: Connection, operations: Iterable[OperationRecord]) -> None:
    """These operations in place of those before."""
    c.execute(delete(s.operations))
    c.execute(delete(s.campaigns))
    named: set[tuple[str, str]] = set()
    for o in operations:
        c.execute(insert(s.operations).values(id=o.id, name=o.name, record=encode(o).decode()))
        named |= {(campaign(n) or "", e) for n in (o.id, o.name, *o.aliases) for e in o.events}
    if named:
        c.execute(insert(s.campaigns), [{"name": n, "event": e} for n, e in sorted(named)])
