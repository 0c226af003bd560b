"""Counting, checking, writing out and taking in all that a store holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from sqlalchemy import Connection, Engine, Select, Table, func, insert, select, text, update

from casus import __version__
from casus.errors import InputError
from casus.records.codec import decode_event
from casus.records.document import digest
from casus.records.judgement import standing
from casus.store import changes, judging
from casus.store import schema as s
from casus.store.columns import claims, event_columns, near_columns
from casus.store.conditions import LIVE
from casus.store.rows import Recoding, Stats
from casus.store.status import Status
from casus.store.view import changed

FORM = "casus.store/1"
FORMS = ("0001", "0002", "0003", "0004", s.HEAD)  # of which exports can be read
# In an order in which each may point to what came before. Claims are made from events; changes are of this store alone.
TABLES: tuple[Table, ...] = (
    s.tombstones,
    s.documents,
    s.provenance,
    s.codings,
    s.events,
    s.links,
    s.incidents,
    s.members,
    s.redirects,
    s.words,
    s.operations,
    s.campaigns,
    s.judgements,
    s.subjects,
    s.issues,
    s.counters,
)
BATCH = 500


def stats(c: Connection, dialect: str) -> Stats:
    """Rows by table, size, coders, statuses."""
    rows = {t.name: c.execute(select(func.count()).select_from(t)).scalar_one() for t in (*TABLES, s.claims)}
    if dialect == "sqlite":
        pages = c.execute(text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"))
        size = pages.scalar()
    else:
        size = c.execute(text("SELECT pg_database_size(current_database())")).scalar()
    live = s.events.c.live == LIVE
    joined = select(s.provenance.c.coder, func.count()).join(s.events, s.events.c.provenance == s.provenance.c.number)
    coders = c.execute(joined.where(live).group_by(s.provenance.c.coder).order_by(s.provenance.c.coder))
    said = c.execute(select(s.events.c.status, func.count()).where(live).group_by(s.events.c.status))
    return Stats(
        rows=rows,
        schema=s.HEAD,
        dialect=dialect,
        size=size,
        coders=tuple((r[0], r[1]) for r in coders),
        statuses={r[0]: r[1] for r in said},
    )


def check(c: Connection, dialect: str) -> Iterator[str]:
    """Every fault, one line each."""
    if dialect == "sqlite":
        yield from (f"file: {r[0]}" for r in c.execute(text("PRAGMA integrity_check")) if r[0] != "ok")
        yield from (f"{r[0]}: row {r[1]} points to nothing" for r in c.execute(text("PRAGMA foreign_key_check")))
        missing = text(
            "SELECT count(*) FROM documents d LEFT JOIN documents_text_docsize t ON t.id = d.number WHERE t.id IS NULL"
        )
        if lost := c.execute(missing).scalar():
            yield f"full-text search: {lost} documents are not in its index"
    for r in c.execution_options(yield_per=BATCH).execute(select(s.documents).where(s.documents.c.bare == 0)):
        if digest(r.text) != r.sha256:
            yield f"document {r.id}: its text is not the one of its SHA-256"
    yield from (f"event {id}: its document has another number" for id in c.execute(_misnumbered()).scalars())
    gone = select(s.documents.c.id).join(s.tombstones, s.tombstones.c.id == s.documents.c.id)
    yield from (f"document {id}: deleted, and yet there" for id in c.execute(gone).scalars())
    counted = (
        select(
            s.codings.c.document,
            s.codings.c.provenance,
            s.codings.c.events,
            func.count(s.events.c.id.distinct()).label("has"),
        )
        .outerjoin(
            s.events,
            (s.events.c.document == s.codings.c.document) & (s.events.c.provenance == s.codings.c.provenance),
        )
        .group_by(s.codings.c.document, s.codings.c.provenance, s.codings.c.events)
    )
    for r in c.execute(counted):
        if r.has > r.events:
            yield f"document {r.document}: {r.has} events where {r.events} were coded"
    yield from _events(c)
    lost_member = select(s.members.c.event).where(
        s.members.c.event.not_in(select(s.events.c.id).where(s.events.c.live == LIVE))
    )
    yield from (f"incident member {e}: no current event" for e in c.execute(lost_member).scalars())
    dead = (
        select(s.members.c.event, s.members.c.incident)
        .join(s.incidents, s.incidents.c.id == s.members.c.incident)
        .where(s.incidents.c.live == 0)
    )
    yield from (f"event {r.event}: in incident {r.incident}, which holds nothing" for r in c.execute(dead))
    empty = select(s.incidents.c.id).where(
        s.incidents.c.live == LIVE, s.incidents.c.id.not_in(select(s.members.c.incident))
    )
    yield from (f"incident {i}: current without members" for i in c.execute(empty).scalars())
    back: dict[str, str] = {r.old: r.new for r in c.execute(select(s.redirects))}
    for old in back:
        seen, at = {old}, old
        while at in back:
            at = back[at]
            if at in seen:
                yield f"incident {old}: its redirects run in a ring"
                break
            seen.add(at)


def _misnumbered() -> Select[tuple[str]]:
    d = s.documents.c
    return select(s.events.c.id).join(s.documents, d.id == s.events.c.document).where(d.number != s.events.c.report)


def _events(c: Connection) -> Iterator[str]:
    """Faults between records, columns and judgements."""
    judged: set[str] = set(c.execute(select(s.subjects.c.subject).distinct()).scalars())
    number = 0
    while True:
        asked = select(s.events).where(s.events.c.live == LIVE, s.events.c.number > number)
        rows = c.execute(asked.order_by(s.events.c.number).limit(BATCH)).all()
        if not rows:
            return
        number = rows[-1].number
        for r in rows:
            try:
                record = decode_event(r.view or r.record)
            except InputError as fault:
                yield f"event {r.id}: {fault}"
                continue
            wrong = [k for k, v in event_columns(record).items() if getattr(r, k) != v]
            if wrong or record.document.id != r.document or record.id != r.id:
                yield f"event {r.id}: its columns are not those of its record ({', '.join(wrong) or 'ids'})"
            if r.status != "unreviewed" or judged:
                family = judging.former(c, r.id)
                said = judging.status(standing(judging.read(c, family))) if family & judged else Status.UNREVIEWED
                if r.status != said.value:
                    yield f"event {r.id}: {r.status}, where people said {said.value}"


def export(c: Connection, out: BinaryIO) -> int:
    """Everything as JSON lines: a head, then rows by table."""
    head = {"schema": FORM, "form": s.HEAD, "casus": __version__}
    out.write(json.dumps(head).encode() + b"\n")
    count = 1
    for table in TABLES:
        order = list(table.primary_key.columns)
        for row in c.execution_options(yield_per=BATCH).execute(select(table).order_by(*order)).mappings():
            line = json.dumps({"table": table.name, **dict(row)}, ensure_ascii=False)
            out.write(line.encode() + b"\n")
            count += 1
    return count


def restore(c: Connection, lines: BinaryIO) -> int:
    """What `export` wrote, into empty tables."""
    for table in TABLES:
        if c.execute(select(func.count()).select_from(table)).scalar():
            raise InputError(f"the store is not empty ({table.name}); restore into a new one")
    named = {t.name: t for t in TABLES}
    waiting: list[dict[str, Any]] = []
    current: Table | None = None
    count = 0
    form = ""
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            if number == 1:
                form = row.get("form")
                if row.get("schema") != FORM or form not in FORMS:
                    raise InputError(f"line 1: no {FORM} export of form {' or '.join(FORMS)}: {line[:80]!r}")
                count += 1
                continue
            table = named[row.pop("table")]
            if form < "0003" and table is s.events:
                row |= {**near_columns(decode_event(row["view"] or row["record"])), "report": 0}
            if set(row) != set(table.columns.keys()):
                raise KeyError(f"columns {sorted(row)}")
        except (ValueError, KeyError, AttributeError, TypeError) as fault:
            raise InputError(f"line {number}: no row of an export: {fault}") from fault
        if current is not None and (table is not current or len(waiting) >= BATCH):
            c.execute(insert(current), waiting)
            waiting = []
        current = table
        waiting.append(row)
        count += 1
    if current is None:
        raise InputError("an empty file; no export of a store")
    c.execute(insert(current), waiting)
    _afterwards(c)
    return count


def _afterwards(c: Connection) -> None:
    own = select(s.documents.c.number).where(s.documents.c.id == s.events.c.document).scalar_subquery()
    c.execute(update(s.events).where(s.events.c.report == 0).values(report=own))
    number = 0
    while True:
        rows = c.execute(
            select(s.events).where(s.events.c.number > number).order_by(s.events.c.number).limit(BATCH)
        ).all()
        if not rows:
            break
        number = rows[-1].number
        made = [{"event": r.number, **row} for r in rows for row in claims(decode_event(r.view or r.record))]
        c.execute(insert(s.claims), made)
    changes.everything(c)
    if c.dialect.name == "postgresql":
        for table in TABLES:
            if "number" in table.c:
                top = f"(SELECT coalesce(max(number), 0) + 1 FROM {table.name})"
                c.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'number'), {top}, false)"))


def recodings(c: Connection, document: str | None) -> Iterator[Recoding]:
    """What the latest coding changed, by document."""
    e = s.events.c
    where = [] if document is None else [e.document == document]
    ids: Iterable[str] = c.execute(
        select(e.document).where(e.live == 0, *where).distinct().order_by(e.document)
    ).scalars()
    for id in list(ids):
        rows = c.execute(select(s.events).where(e.document == id).order_by(e.start, e.number)).all()
        former, last = _former(c, id, [r for r in rows if not r.live])
        live = {r.id: r for r in rows if r.live}
        heirs = set()
        for r in former:
            new = live.get(r.superseded_by)
            heirs.add(r.superseded_by)
            fields = changed(r.record, new.record) if new else ()
            if fields or new is None:
                status = new.status if new else r.status
                after = new.id if new else None
                yield Recoding(document=id, before=r.id, after=after, changed=fields, status=Status(status))
        for r in live.values():
            if r.id not in heirs and r.provenance != last:
                yield Recoding(document=id, before=None, after=r.id, changed=(), status=Status(r.status))


def _former(c: Connection, document: str, superseded: list[Any]) -> tuple[list[Any], int]:
    """The events of the last coding before the present one, and its version; a version may have coded several times."""
    told = s.codings.c
    asked = select(told.provenance).where(told.document == document).order_by(told.added.desc())
    codings = list(c.execute(asked.limit(2)).scalars())
    last = codings[1] if len(codings) > 1 else max(superseded, key=lambda r: r.number).provenance
    own = [r for r in superseded if r.provenance == last]
    top = max((r.number for r in own), default=0)
    # What it made in an earlier turn lies before what others made since.
    others = max((r.number for r in superseded if r.provenance != last and r.number < top), default=0)
    return [r for r in own if r.number > others], last


def vacuum(engine: Engine) -> None:
    """Give back the space of what was deleted, and renew what the planner of queries knows."""
    if engine.dialect.name != "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as c:
            c.exec_driver_sql("ROLLBACK")  # of the transaction in which the pool asked whether the connection lives
            c.execute(text("VACUUM ANALYZE"))
        return
    with engine.connect() as opened:
        raw = opened.connection.driver_connection
        for statement in (
            "INSERT INTO documents_text(documents_text) VALUES ('optimize')",
            "VACUUM",
            "ANALYZE",
            "PRAGMA wal_checkpoint(TRUNCATE)",
        ):
            if raw is not None:
                raw.execute(statement)
