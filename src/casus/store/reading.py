"""Reading rows: single ones, pages, counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_, select, text

from casus.errors import UsageError
from casus.records.document import Document
from casus.records.issue import Issue, Severity
from casus.records.span import Span
from casus.store import listed
from casus.store import schema as s
from casus.store.columns import day
from casus.store.conditions import LIVE, conditions, of_documents
from casus.store.filter import Filter
from casus.store.native import FOUND, VECTOR, fts5, websearch
from casus.store.rows import Bin, Facets, Hit, Page, StoredDocument, StoredEvent, StoredIncident, Totals
from casus.store.status import Status
from casus.store.view import changed

OF: dict[str, Table] = {"events": s.events, "incidents": s.incidents}
BY = ("day", "week", "month", "year")
MANY = 5000
OWN = ("kind", "country", "admin1", "factuality")  # facets that stand in the row itself


def document_of(r: Any) -> Document:
    """A row as the document."""
    return Document(
        id=r.id,
        text=r.text,
        url=r.url,
        title=r.title,
        source=r.source,
        published=day(r.published),
        language=r.language,
        sha256=r.sha256,
        derived_from=r.derived_from,
    )


def event_of(r: Any) -> StoredEvent:
    """A row as the event."""
    return StoredEvent(
        id=r.id,
        status=Status(r.status),
        json=r.view or r.record,
        coded=r.record,
        corrected=changed(r.record, r.view) if r.view else (),
        superseded_by=None if r.live else r.superseded_by or "",
    )


def incident_of(r: Any) -> StoredIncident:
    """A row as the incident."""
    return StoredIncident(id=r.id, status=Status(r.status), json=r.record, current=bool(r.live))


def cursor(after: str | None) -> tuple[int, int] | None:
    """The place where a page ended. Raises UsageError for what is no cursor."""
    if after is None:
        return None
    try:
        first, number = after.split("-")
        return int(first), int(number)
    except ValueError as fault:
        raise UsageError(f"{after!r} is no cursor: only the `next` of a page is") from fault


def _page(
    c: Connection,
    table: Table,
    key: str,
    where: Callable[..., list[ColumnElement[bool]]],
    after: str | None,
    limit: int,
    counted: bool,
) -> tuple[list[Any], str | None, int | None]:
    if limit < 1:
        raise UsageError(f"limit {limit}: at least 1")
    t = table.c
    first = t[key]
    asked = select(table).where(*where(walked=True))
    if at := cursor(after):
        asked = asked.where(first <= at[0], or_(first < at[0], t.number < at[1]))
    rows = list(c.execute(asked.order_by(first.desc(), t.number.desc()).limit(limit + 1)))
    following = f"{getattr(rows[limit - 1], key)}-{rows[limit - 1].number}" if len(rows) > limit else None
    total = c.execute(select(func.count()).select_from(table).where(*where())).scalar_one() if counted else None
    return rows[:limit], following, total


def documents(c: Connection, f: Filter, after: str | None, limit: int, counted: bool) -> Page[StoredDocument]:
    """A page of documents."""
    where = partial(of_documents, c, f)
    rows, following, total = _page(c, s.documents, "published", where, after, limit, counted)
    own = s.events.c.document.in_([r.id for r in rows])
    told = select(s.events.c.document, func.count()).where(own, s.events.c.live == LIVE).group_by(s.events.c.document)
    counts = {r[0]: r[1] for r in c.execute(told)}
    return Page(
        items=tuple(
            StoredDocument(document=document_of(r), added=datetime.fromisoformat(r.added), events=counts.get(r.id, 0))
            for r in rows
        ),
        next=following,
        total=total,
    )


def events(c: Connection, f: Filter, after: str | None, limit: int, counted: bool) -> Page[StoredEvent]:
    """A page of events."""
    where = partial(conditions, c, f, s.events)
    rows, following, total = _page(c, s.events, "first_day", where, after, limit, counted)
    return Page(items=tuple(map(event_of, rows)), next=following, total=total)


def incidents(c: Connection, f: Filter, after: str | None, limit: int, counted: bool) -> Page[StoredIncident]:
    """A page of incidents."""
    where = partial(conditions, c, f, s.incidents)
    rows, following, total = _page(c, s.incidents, "first_day", where, after, limit, counted)
    return Page(items=tuple(map(incident_of, rows)), next=following, total=total)


def by_ids(c: Connection, table: Table, column: str, ids: Iterable[str], *, live: bool = False) -> list[Any]:
    """Rows whose column holds one of the ids, in the order of the ids. `live`: current ones only."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, list[Any]] = defaultdict(list)
    for i in range(0, len(wanted), MANY):
        for row in listed.rows(c, table, column, wanted[i : i + MANY], live=live):
            found[getattr(row, column)].append(row)
    return [row for id in wanted for row in found[id]]


def in_order(rows: Iterable[Any]) -> tuple[StoredEvent, ...]:
    """Events document by document, each in the order of its text."""
    rows = list(rows)
    place = {id: i for i, id in enumerate(dict.fromkeys(r.document for r in rows))}
    return tuple(map(event_of, sorted(rows, key=lambda r: (place[r.document], r.start, r.number))))


def issues(c: Connection, document: str | None, limit: int) -> Iterator[Issue]:
    """What went wrong in coding, latest first."""
    asked = select(s.issues).order_by(s.issues.c.number.desc()).limit(limit)
    for r in c.execute(asked if document is None else asked.where(s.issues.c.document == document)):
        span = None if r.start is None else Span(start=r.start, end=r.end)
        yield Issue(where=r.where, reason=r.reason, stage=r.stage, severity=Severity(r.severity), span=span)


def search(c: Connection, query: str, limit: int) -> tuple[Hit, ...]:
    """Documents that hold the words, best first."""
    start, end = FOUND
    if c.dialect.name == "sqlite":
        asked = fts5(query)
        sql = (
            "SELECT d.id, d.title, d.source, d.published, -bm25(documents_text) AS score,"
            " snippet(documents_text, 1, :start, :end, '…', 24) AS snippet FROM documents_text"
            " JOIN documents d ON d.number = documents_text.rowid WHERE documents_text MATCH :asked"
            " ORDER BY bm25(documents_text), d.id LIMIT :limit"
        )
    else:
        asked = websearch(query)
        sql = (
            f"SELECT f.*, ts_headline('english', f.text, websearch_to_tsquery('english', :asked),"
            f" 'MaxWords=24, MinWords=12, StartSel=' || :start || ', StopSel=' || :end) AS snippet FROM"
            f" (SELECT d.id, d.title, d.source, d.published, d.text,"
            f" ts_rank({VECTOR}, websearch_to_tsquery('english', :asked)) AS score FROM documents d"
            f" WHERE {VECTOR} @@ websearch_to_tsquery('english', :asked) ORDER BY score DESC, d.id LIMIT :limit) f"
            f" ORDER BY score DESC, id"
        )
    if asked is None:
        return ()
    rows = c.execute(text(sql), {"asked": asked, "limit": limit, "start": start, "end": end})
    return tuple(
        Hit(
            id=r.id,
            title=r.title,
            source=r.source,
            published=day(r.published),
            snippet=r.snippet,
            score=float(r.score),
        )
        for r in rows
    )


def table_of(of: str) -> Table:
    """The table of events or incidents. Raises UsageError for another word."""
    if of not in OF:
        raise UsageError(f"{of!r}: events or incidents are counted")
    return OF[of]


def facets(c: Connection, f: Filter, of: str, most: int) -> Facets:
    """Counts by value."""
    table = table_of(of)
    where = conditions(c, f, table)
    by: dict[str, tuple[tuple[str, int], ...]] = {}
    for name in OWN:
        by[name] = _counted(c, table, table.c[name], where, most)
    chosen = select(table.c.number if of == "events" else table.c.id).where(*where)
    told = s.events if of == "events" else s.events.join(s.members, s.members.c.event == s.events.c.id)
    own = s.events.c.number if of == "events" else s.members.c.incident
    inside = [own.in_(chosen), s.events.c.live == LIVE]
    by["source"] = _counted(c, told, s.events.c.source, inside, most, own)
    sides = s.claims.c.field.in_(("initiator", "target"))
    joined = s.claims.join(told, s.claims.c.event == s.events.c.number)
    by["actor"] = _counted(c, joined, s.claims.c.shown, [*inside, sides], most, own)
    total = c.execute(select(func.count()).select_from(table).where(*where)).scalar_one()
    return Facets(total=total, by=by)


def _counted(
    c: Connection, source: Any, column: Any, where: Any, most: int, own: Any = None
) -> tuple[tuple[str, int], ...]:
    many = (func.count() if own is None else func.count(own.distinct())).label("many")
    asked = select(column, many).select_from(source).where(*where, column.is_not(None))
    rows = c.execute(asked.group_by(column).order_by(many.desc(), column).limit(most))
    return tuple((r[0], r[1]) for r in rows)


def timeline(c: Connection, f: Filter, by: str, of: str) -> tuple[Bin, ...]:
    """Counts over time."""
    table = table_of(of)
    t = table.c
    asked = select(t.first_day, func.count(), func.sum(func.coalesce(t.killed, 0))).where(
        *conditions(c, f, table), t.first_day > 0
    )
    return binned(((r[0], r[1], int(r[2] or 0)) for r in c.execute(asked.group_by(t.first_day))), by)


def binned(days: Iterable[tuple[int, int, int]], by: str) -> tuple[Bin, ...]:
    """Days, with records and people killed, gathered into longer stretches. Raises UsageError for another word."""
    if by not in BY:
        raise UsageError(f"{by!r}: {', '.join(BY)}")
    count: Counter[date] = Counter()
    killed: Counter[date] = Counter()
    for first, many, dead in days:
        start = _start(date.fromordinal(first), by)
        count[start] += many
        killed[start] += dead
    return tuple(Bin(start=d, count=count[d], killed=killed[d]) for d in sorted(count))


def _start(d: date, by: str) -> date:
    if by == "week":
        return d - timedelta(days=d.weekday())
    return d.replace(**{"day": {}, "month": {"day": 1}, "year": {"month": 1, "day": 1}}[by])


def totals(c: Connection, f: Filter, of: str) -> Totals:
    """How many, how many killed, first and last day."""
    table = table_of(of)
    t = table.c
    where = conditions(c, f, table)
    open_toll = and_(t.killed.is_not(None), t.killed_high.is_(None))
    asked = select(
        func.count(),
        *(func.sum(func.coalesce(x, 0)) for x in (t.killed_low, t.killed, t.killed_high)),
        func.min(func.nullif(t.first_day, 0)),
        func.max(func.nullif(t.last_day, 0)),
    ).where(*where)
    many, low, best, high, first, last = c.execute(asked).one()
    is_open = c.execute(select(table.c.number).select_from(table).where(*where, open_toll).limit(1)).first() is not None
    killed = (int(low or 0), int(best or 0), None if is_open else int(high or 0))
    return Totals(count=many, killed=killed, first=day(first or 0), last=day(last or 0))
