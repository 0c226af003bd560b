"""Numbers that the store counts: how often incidents were written, how many documents merging has read."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, bindparam, insert, select, update

from casus.store import schema as s

INCIDENTS, READ = "incidents", "read"
_named = s.counters.c.name == bindparam("named")
# Built once: building one takes longer than running it.
_SELECT: Final = select(s.counters.c.value).where(_named)
_UPDATE: Final = update(s.counters).where(_named).values(value=bindparam("number"))


def counted(c: Connection, name: str) -> int:
    """How far it was counted."""
    return c.execute(_SELECT, {"named": name}).scalar() or 0


def count(c: Connection, name: str, value: int) -> None:
    """So far it was counted now."""
    if not c.execute(_UPDATE, {"named": name, "number": value}).rowcount:
        c.execute(insert(s.counters).values(name=name, value=value))
