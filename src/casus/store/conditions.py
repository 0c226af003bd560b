"""The words of a filter as conditions on a table of events or incidents."""

from __future__ import annotations

from functools import cache

from sqlalchemy import ColumnElement, Select, Table, and_, func, literal_column, or_, select, text

from casus.errors import UsageError
from casus.gazetteer.tables import countries
from casus.ontology.kinds import kinds
from casus.store import schema as s
from casus.store.columns import campaign, folded, ordinal
from casus.store.filter import Filter
from casus.store.native import VECTOR, fts5, websearch

LIVE: ColumnElement[int] = literal_column("1")  # not a parameter, so that the partial indexes serve
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


def conditions(f: Filter, table: Table, dialect: str) -> list[ColumnElement[bool]]:
    """What current rows of a table of events or incidents must hold."""
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
    made += _days(f, table)
    if f.box is not None:
        west, south, east, north = f.box
        made.append(t.latitude.between(south, north))
        inside = t.longitude.between(west, east)
        made.append(inside if west <= east else or_(t.longitude >= west, t.longitude <= east))
    if f.factuality is not None:
        made.append(t.factuality == f.factuality)
    if f.killed is not None:
        made.append(t.killed >= f.killed)
    if f.status is not None:
        made.append(t.status == f.status.value)
    made += _of_events(f, table, dialect)
    return made


def _days(f: Filter, table: Table) -> list[ColumnElement[bool]]:
    t = table.c
    if f.since is None and f.until is None:
        return []
    since, until = ordinal(f.since) or 1, ordinal(f.until)
    if not until:
        return [t.last_day >= since]
    # Spans of the common length end soon after they begin: a short stretch of the index holds them all.
    short = and_(t.wide == 0, t.last_day.between(since, until + s.NARROW), t.first_day <= until)
    wide = and_(t.wide == literal_column("1"), t.last_day >= since, t.first_day <= until)
    return [t.last_day >= since, or_(short, wide)]


def _of_events(f: Filter, table: Table, dialect: str) -> list[ColumnElement[bool]]:
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
        made.append(_among(table, e.document.in_(holding(f.text, dialect))))
    return made


def _among(table: Table, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    if table is s.events:
        return condition
    ids = select(s.members.c.incident).join(s.events, s.events.c.id == s.members.c.event)
    return table.c.id.in_(ids.where(s.events.c.live == LIVE, condition))


def holding(query: str, dialect: str) -> Select[tuple[str]]:
    """The ids of the documents that hold words."""
    ids = select(s.documents.c.id)
    if dialect == "sqlite":
        asked = fts5(query)
        if asked is None:
            raise UsageError(f"text {query!r}: no word to look for")
        found = text("SELECT rowid FROM documents_text WHERE documents_text MATCH :casus_text")
        return ids.where(s.documents.c.number.in_(found.bindparams(casus_text=asked).columns(s.documents.c.number)))
    asked = websearch(query)
    if asked is None:
        raise UsageError(f"text {query!r}: no word to look for")
    return ids.where(text(f"{VECTOR} @@ websearch_to_tsquery('english', :casus_text)").bindparams(casus_text=asked))


def of_documents(f: Filter, dialect: str) -> list[ColumnElement[bool]]:
    """What documents must hold."""
    d = s.documents.c
    made: list[ColumnElement[bool]] = []
    if f.source is not None:
        made.append(d.source == f.source)
    if f.since is not None:
        made.append(d.published >= ordinal(f.since))
    if f.until is not None:
        made += [d.published <= ordinal(f.until), d.published > 0]
    if f.text is not None:
        made.append(d.id.in_(holding(f.text, dialect)))
    told = Filter(**{w: getattr(f, w) for w in EVENT_WORDS})
    if told != Filter():
        made.append(d.id.in_(select(s.events.c.document).where(*conditions(told, s.events, dialect))))
    return made
