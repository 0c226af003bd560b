"""A list of words in a condition: as one value of JSON, so that the statement is one and the same for any number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, Text, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import JSONB

from casus.store import schema as s
from casus.store.conditions import LIVE

COLUMNS = {
    "events": ("number", "id", "document", "start", "live", "superseded_by", "status", "view", "record"),
    "incidents": ("number", "id", "live", "status", "record"),
}


def rows(
    c: Connection, table: Table, column: str, words: Iterable[str | int], *, live: bool = False
) -> Sequence[Row[Any]]:
    """The rows of a table whose column holds one of the words or numbers, in any order; `live`: current ones only.

    Of events and incidents without the columns by which filters choose.
    """
    # All at once: one by one they take three times as long.
    return c.execute(_asked(table, column, live, c.dialect.name), {"listed": json.dumps(list(words))}).all()


def fellows(c: Connection, events: Iterable[str]) -> Iterable[Row[Any]]:
    """The rows of members of all incidents of these events."""
    return c.execute(_fellows(c.dialect.name), {"listed": json.dumps(list(events))}).all()


def beside(c: Connection, events: Iterable[str]) -> Iterable[Row[Any]]:
    """The rows of all current events of the documents of these events."""
    return c.execute(_beside(c.dialect.name), {"listed": json.dumps(list(events))}).all()


def founded(c: Connection, ids: Iterable[str] | None) -> Iterable[Row[Any]]:
    """The ids and numbers of incidents: of these ids, or of all."""
    if ids is None:
        return c.execute(select(s.incidents.c.id, s.incidents.c.number))
    return c.execute(_founded(c.dialect.name), {"listed": json.dumps(list(ids))}).all()


@cache
def _founded(dialect: str) -> Select[Any]:
    return select(s.incidents.c.id, s.incidents.c.number).where(among(s.incidents.c.id, dialect))


@cache
def _beside(dialect: str) -> Select[Any]:
    told = s.events.alias()
    of = select(told.c.document).where(among(told.c.id, dialect))
    return chosen(s.events).where(s.events.c.document.in_(of), s.events.c.live == LIVE)


@cache
def _fellows(dialect: str) -> Select[Any]:
    of = select(s.members.c.incident).where(among(s.members.c.event, dialect))
    return select(s.members).where(s.members.c.incident.in_(of))


@cache
def _asked(table: Table, column: str, live: bool, dialect: str) -> Select[Any]:
    """Built once: building it takes longer than running it."""
    asked = chosen(table).where(among(table.c[column], dialect))
    return asked.where(table.c.live == LIVE) if live else asked


def chosen(table: Table) -> Select[Any]:
    """The rows of a table, of events and incidents without the columns by which filters choose: these are many."""
    names = COLUMNS.get(table.name)
    return select(table) if names is None else select(*(table.c[name] for name in names))


def among(column: ColumnElement[Any], dialect: str) -> ColumnElement[bool]:
    """Whether a column holds one of the words, which are given as `listed`."""
    listed = bindparam("listed", type_=Text)
    if dialect == "sqlite":
        return column.in_(select(func.json_each(listed).table_valued("value").c.value))
    return column.in_(select(cast(func.jsonb_array_elements_text(cast(listed, JSONB)), column.type)))
