"""The words of a filter as conditions on a table of events or incidents."""

from __future__ import annotations

from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    and_,
    column,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy import table as named

from casus.errors import UsageError
from casus.gazetteer.tables import countries
from casus.ontology.kinds import kinds
from casus.store import schema as s
from casus.store.columns import campaign, folded, ordinal
from casus.store.filter import Filter
from casus.store.native import VECTOR, fts5, websearch

LIVE: ColumnElement[int] = literal_column("1")  # not a parameter, so that the partial indexes serve
INDEX = named("documents_text", column("rowid", Integer))  # of SQLite
MATCH = text("documents_text MATCH :casus_text")
YEAR = 366
LONG = 500  # long spans up to which they are named
OFTEN, EVERYWHERE = 10_000, 100_000  # documents from which on a word is common, and one of which most rows hold some
EVENT_WORDS = ("country", "admin1", "kind", "box", "actor", "operation", "factuality", "killed", "status")


@cache
def _codes() -> dict[str, str]:
    return {c.name.casefold(): code for code, c in countries().items()}


def code(country: str) -> str:
    """The ISO code of a country's code or name. Raises UsageError for one unknown."""
    if len(country) == 2 and country.isascii() and country.isalpha():
        return country.upper()
    found = _codes().get(" ".join(country.casefold().split()))
    if found is None:
        raise UsageError(f"no country is called {country!r}; an ISO code such as IQ or an English name is wanted")
    return found


@cache
def paths(kind: str) -> tuple[str, ...]:
    """The kinds that a word means: those below a path, or those of ACLED's event or sub-event. Raises UsageError."""
    asked = kind.strip("/ ").casefold()
    named = [
        p for p, e in kinds().items() if asked in (e.acled.event_type.casefold(), e.acled.sub_event_type.casefold())
    ]
    if named:
        return tuple(named)
    if any(p == asked or p.startswith(asked + "/") for p in kinds()):
        return (asked,)
    top = ", ".join(sorted({p.split("/")[0] for p in kinds()}))
    raise UsageError(f"no kind is called {kind!r}: a path (from {top}) or a name of ACLED such as Shelling is wanted")


def conditions(c: Connection, f: Filter, table: Table, *, walked: bool = False) -> list[ColumnElement[bool]]:
    """What current rows of a table of events or incidents must hold.

    `walked`: the first rows of an order are wanted, so that a word that many documents hold is looked for in each row
    on the way, not in all documents before.
    """
    t = table.c
    made: list[ColumnElement[bool]] = [t.live == LIVE]
    if f.country:
        made.append(t.country.in_([code(c) for c in f.country]))
    if f.admin1 is not None:
        made.append(func.lower(t.admin1) == f.admin1.lower())
    if f.kind:
        every = sorted({p for k in f.kind for p in paths(k)})
        below = [p for p in kinds() if any(p == e or p.startswith(e + "/") for e in every)]
        made.append(t.kind.in_(below))
    made += _days(c, f, table)
    if f.box is not None:
        west, south, east, north = f.box
        # The index of days holds the points too: where days are few, the sum keeps that of points from being chosen.
        few = f.since is not None and f.until is not None and (f.until - f.since).days <= YEAR
        made.append((t.latitude + 0 if few else t.latitude).between(south, north))
        inside = t.longitude.between(west, east)
        made.append(inside if west <= east else or_(t.longitude >= west, t.longitude <= east))
    if f.factuality is not None:
        made.append(t.factuality == f.factuality)
    if f.killed is not None:
        made.append(t.killed >= f.killed)
    if f.status is not None:
        made.append(t.status == f.status.value)
    made += _of_events(c, f, table, walked)
    return made


def _days(c: Connection, f: Filter, table: Table) -> list[ColumnElement[bool]]:
    t = table.c
    if f.since is None and f.until is None:
        return []
    since, until = ordinal(f.since) or 1, ordinal(f.until)
    if not until:
        return [t.last_day >= since]
    overlaps = and_(t.last_day >= since, t.first_day <= until)
    # Spans of the common length end soon after they begin: a short stretch of the index holds them all. The few that
    # are longer are named, since an index that must serve both would be read from `since` to its end.
    short = and_(t.last_day.between(since, until + s.NARROW), t.first_day <= until)
    wide = and_(t.wide == literal_column("1"), overlaps)
    long = list(c.execute(select(t.number).where(t.live == LIVE, wide).limit(LONG + 1)).scalars())
    if not long:
        return [short]
    return [or_(short, t.number.in_(long) if len(long) <= LONG else wide)]


def _of_events(c: Connection, f: Filter, table: Table, walked: bool) -> list[ColumnElement[bool]]:
    """Conditions that only an incident's events can answer."""
    e = s.events.c
    made: list[ColumnElement[bool]] = []
    if f.actor is not None:
        claim = s.claims.c
        named = or_(claim.name == folded(f.actor), claim.ident == f.actor)
        rows = select(claim.event).where(claim.field.in_(("initiator", "target")), named)
        made.append(_among(table, e.number.in_(rows)))
    if f.operation is not None:
        name = campaign(f.operation)
        ids = select(s.campaigns.c.event).where(s.campaigns.c.name == name)
        made.append(_among(table, or_(e.operation == name, e.id.in_(ids))))
    if f.source is not None:
        made.append(_among(table, e.source == f.source))
    if f.text is not None:
        many = documents(c, f.text) if walked else 0
        if many > EVERYWHERE:
            made.append(_with(table, _holds(f.text, e.report)))
        elif many > OFTEN:
            # All are read before, in order of their numbers. The sum keeps events from being looked up by each.
            made.append(_with(table, (e.report + 0).in_(holding(f.text, c.dialect.name))))
        else:
            made.append(_among(table, e.report.in_(holding(f.text, c.dialect.name))))
    return made


def _among(table: Table, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    if table is s.events:
        return condition
    ids = select(s.members.c.incident).join(s.events, s.events.c.id == s.members.c.event)
    return table.c.id.in_(ids.where(s.events.c.live == LIVE, condition))


def _with(table: Table, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """As `_among`, but asked of one row after the other."""
    if table is s.events:
        return condition
    e, m = s.events.c, s.members.c
    joined = s.members.join(s.events, e.id == m.event)
    told = select(m.incident).select_from(joined).where(m.incident == table.c.id, e.live == LIVE, condition)
    return told.correlate(table).exists()


def common(c: Connection, query: str) -> bool:
    """Whether more than OFTEN documents hold the words; in PostgreSQL its own planner knows."""
    return documents(c, query) > OFTEN


def documents(c: Connection, query: str) -> int:
    """How many documents hold the words, counted to just beyond EVERYWHERE; 0 in PostgreSQL."""
    if c.dialect.name != "sqlite" or (asked := fts5(query)) is None:
        return 0
    counted = "SELECT count(*) FROM (SELECT 1 FROM documents_text WHERE documents_text MATCH :asked LIMIT :most)"
    return int(c.execute(text(counted), {"asked": asked, "most": EVERYWHERE + 1}).scalar_one())


def _holds(query: str, number: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the document of a number holds words; in SQLite."""
    return select(INDEX.c.rowid).where(MATCH.bindparams(casus_text=fts5(query)), INDEX.c.rowid == number).exists()


def holding(query: str, dialect: str) -> Select[tuple[int]]:
    """The numbers of the documents that hold words."""
    if dialect == "sqlite":
        asked = fts5(query)
        if asked is None:
            raise UsageError(f"text {query!r}: no word to look for")
        return select(INDEX.c.rowid).where(MATCH.bindparams(casus_text=asked))
    asked = websearch(query)
    if asked is None:
        raise UsageError(f"text {query!r}: no word to look for")
    matched = text(f"{VECTOR} @@ websearch_to_tsquery('english', :casus_text)")
    return select(s.documents.c.number).where(matched.bindparams(casus_text=asked))


def of_documents(c: Connection, f: Filter, *, walked: bool = False) -> list[ColumnElement[bool]]:
    """What documents must hold. `walked` as of `conditions`."""
    d = s.documents.c
    made: list[ColumnElement[bool]] = []
    if f.source is not None:
        made.append(d.source == f.source)
    if f.since is not None:
        made.append(d.published >= ordinal(f.since))
    if f.until is not None:
        made += [d.published <= ordinal(f.until), d.published > 0]
    if f.text is not None:
        many = documents(c, f.text) if walked else 0
        if many > EVERYWHERE:
            made.append(_holds(f.text, d.number))
        elif many > OFTEN:
            made.append((d.number + 0).in_(holding(f.text, c.dialect.name)))
        else:
            made.append(d.number.in_(holding(f.text, c.dialect.name)))
    told = Filter(**{w: getattr(f, w) for w in EVENT_WORDS})
    if told != Filter():
        made.append(d.id.in_(select(s.events.c.document).where(*conditions(c, told, s.events))))
    return made
