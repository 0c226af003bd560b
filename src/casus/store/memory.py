"""The columns of a store held in memory, and read again, wholly or in part, when the store has changed."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import Column, ColumnElement, Connection, Engine, Select, select

from casus.store import changes
from casus.store import engine as engines
from casus.store import schema as s
from casus.store.changes import Written
from casus.store.conditions import LIVE, holding
from casus.store.held_rows import COLUMNS, Bools, Held, Pairs, Reports
from casus.store.listed import among

# Another answer after every change: in SQLite that another connection wrote, in PostgreSQL what can be seen.
STATE = {"sqlite": "PRAGMA data_version", "postgresql": "SELECT pg_current_snapshot()::text"}
TABLES = {"events": s.events, "incidents": s.incidents}
TEXTS = 16  # of which the answers are held
MOST = 50_000  # rows written after which all are read again


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is held of one state of a store. What nobody has asked for yet is not there."""

    engine: Engine
    state: Any
    seen: int  # the last entry of changes that it surely follows
    tables: dict[str, Held] = field(default_factory=dict)
    pairs: dict[str, Pairs] = field(default_factory=dict)
    reports: list[Reports] = field(default_factory=list)  # one, or none yet
    texts: dict[str, Bools] = field(default_factory=dict)  # the last words asked for
    lock: threading.Lock = field(default_factory=threading.Lock)

    def table(self, of: str) -> Held:
        """The columns of events or incidents."""
        with self.lock:
            return self._table(of)

    def paired(self, name: str) -> Pairs:
        """The sources or actors of incidents."""
        with self.lock:
            if name not in self.pairs:
                held = self._table("incidents")
                with engines.reading(self.engine) as c:
                    self.pairs[name] = held.paired(_told(c, name))
            return self.pairs[name]

    def holding(self, words: str) -> Bools:
        """Which incidents have a current event of a document that holds words."""
        with self.lock:
            if words not in self.texts:
                held = self._table("incidents")
                with engines.reading(self.engine) as c:
                    if not self.reports:
                        self.reports.append(held.reported(_reports(c)))
                    found = np.fromiter((r[0] for r in c.execute(holding(words, c.dialect.name))), dtype=np.int64)
                if len(self.texts) == TEXTS:
                    del self.texts[next(iter(self.texts))]
                self.texts[words] = self.reports[0].of(found, len(held.ids))
            return self.texts[words]

    def held(self) -> tuple[dict[str, Held], dict[str, Pairs], list[Reports]]:
        """Copies of all that is held but the words."""
        with self.lock:
            return dict(self.tables), dict(self.pairs), list(self.reports)

    def _table(self, of: str) -> Held:
        if of not in self.tables:
            with engines.reading(self.engine) as c:
                self.tables[of] = Held.of(_rows(c, of))
        return self.tables[of]


class Memory:
    """What is held of the newest state of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._watch: Any = None
        self._sight: Sight | None = None

    def close(self) -> None:
        """Give up the connection and all that is held."""
        with self._lock:
            if self._watch is not None:
                self._watch.close()
            self._watch = self._sight = None

    def sight(self) -> Sight:
        """The columns as they are now."""
        with self._lock:
            # First the state, then the rows: what is written between the two is seen as a change the next time.
            state = self._state()
            if self._sight is None or self._sight.state != state:
                self._sight = self._renewed(self._sight, state)
            return self._sight

    def _state(self) -> Any:
        if self._watch is None:
            # Bare, since a transaction would go on seeing the state in which it began.
            self._watch = self._engine.raw_connection()
            if self._engine.dialect.name == "postgresql":
                self._watch.driver_connection.autocommit = True
        cursor = self._watch.cursor()
        cursor.execute(STATE[self._engine.dialect.name])
        state = cursor.fetchone()[0]
        cursor.close()
        return state

    def _renewed(self, old: Sight | None, state: Any) -> Sight:
        held = None if old is None else old.held()
        with engines.reading(self._engine) as c:
            seen = changes.newest(c)
            written = None if old is None else changes.since(c, old.seen, MOST)
            if held is None or written is None:
                return Sight(engine=self._engine, state=state, seen=seen)
            tables, pairs, reports = held
            _follow(c, written, tables, pairs, reports)
        return Sight(engine=self._engine, state=state, seen=seen, tables=tables, pairs=pairs, reports=reports)


def _follow(
    c: Connection, written: Written, tables: dict[str, Held], pairs: dict[str, Pairs], reports: list[Reports]
) -> None:
    """Put what was written in place of what is held of it."""
    if "events" in tables and written.events:
        tables["events"], _ = tables["events"].renewed(written.events, _rows(c, "events", written.events))
    if "incidents" in tables and written.incidents:
        ids = written.incidents
        tables["incidents"], moved = tables["incidents"].renewed(ids, _rows(c, "incidents", ids))
        held = tables["incidents"]
        for name, several in pairs.items():
            pairs[name] = several.renewed(moved, held.paired(_told(c, name, ids)))
        reports[:] = [r.renewed(moved, held.reported(_reports(c, ids))) for r in reports]


def _rows(c: Connection, of: str, numbers: Sequence[int] | None = None) -> list[Any]:
    t = TABLES[of].c
    return _asked(c, select(*(t[name] for name in COLUMNS)).where(t.live == LIVE), t.number, numbers)


def _asked(c: Connection, asked: Select[Any], column: Column[int], numbers: Sequence[int] | None) -> list[Any]:
    """The rows of a question: all, or those of some numbers."""
    if numbers is None:
        return list(c.execute(asked))
    return list(c.execute(asked.where(among(column, c.dialect.name)), {"listed": json.dumps(numbers)}))


def _reports(c: Connection, numbers: Sequence[int] | None = None) -> list[Any]:
    """Incidents' numbers with those of the documents of their current events."""
    i, e = s.incidents.c, s.events.c
    return _asked(c, _held(i.number, e.report), i.number, numbers)


def _told(c: Connection, name: str, numbers: Sequence[int] | None = None) -> list[Any]:
    """Incidents' numbers with what their current events tell."""
    i, e, k = s.incidents.c, s.events.c, s.claims.c
    if name == "source":
        asked = _held(i.number, e.source).where(e.source.is_not(None))
    else:
        asked = _held(i.number, k.shown).join(s.claims, k.event == e.number)
        asked = asked.where(k.field.in_(("initiator", "target")), k.shown.is_not(None))
    return _asked(c, asked.distinct(), i.number, numbers)


def _held(*columns: ColumnElement[Any]) -> Select[Any]:
    i, m, e = s.incidents.c, s.members.c, s.events.c
    joined = s.incidents.join(s.members, m.incident == i.id).join(s.events, e.id == m.event)
    return select(*columns).select_from(joined).where(i.live == LIVE, e.live == LIVE)
