"""The columns of a store held in memory, and read again, wholly or in part, when the store has changed."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, func, select

from casus.records.judgement import Action
from casus.store import engine as engines
from casus.store import schema as s
from casus.store.conditions import LIVE, holding
from casus.store.held_rows import COLUMNS, Bools, Held, Pairs, Reports

# Another answer after every change: in SQLite that another connection wrote, in PostgreSQL what can be seen.
STATE = {"sqlite": "PRAGMA data_version", "postgresql": "SELECT pg_current_snapshot()::text"}
TABLES = {"events": s.events, "incidents": s.incidents}
TEXTS = 16  # of which the answers are held
FEW = 100  # judgements after which only the rows that they speak of are read again
PLAIN = (Action.ACCEPT.value, Action.REJECT.value, Action.NOTE.value)  # judgements that change nothing but a status


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What tells how a store has changed: all but `judgements` rise when records are written, merged or deleted."""

    records: tuple[int, ...]
    judgements: int

    @classmethod
    def of(cls, c: Connection) -> Marks:
        """The marks of a store now."""
        revision = select(s.counters.c.value).where(s.counters.c.name == "incidents").scalar_subquery()
        gone = select(func.count()).select_from(s.tombstones).scalar_subquery()
        live = select(func.count()).select_from(s.events).where(s.events.c.live == LIVE).scalar_subquery()
        newest = [select(func.max(t.c.number)).scalar_subquery() for t in (s.events, s.incidents, s.judgements)]
        *records, judgements = c.execute(select(revision, gone, live, *newest)).one()
        return cls(records=tuple(r or 0 for r in records), judgements=judgements or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is held of one state of a store. What nobody has asked for yet is not there."""

    engine: Engine
    state: Any
    marks: Marks
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
                    self.pairs[name] = held.paired([(r[0], r[1]) for r in c.execute(_told(name))])
            return self.pairs[name]

    def holding(self, words: str) -> Bools:
        """Which incidents have a current event of a document that holds words."""
        with self.lock:
            if words not in self.texts:
                held = self._table("incidents")
                with engines.reading(self.engine) as c:
                    if not self.reports:
                        self.reports.append(held.reported(c.execute(_reports()).all()))
                    found = np.fromiter((r[0] for r in c.execute(holding(words, c.dialect.name))), dtype=np.int64)
                if len(self.texts) == TEXTS:
                    del self.texts[next(iter(self.texts))]
                self.texts[words] = self.reports[0].of(found, len(held.ids))
            return self.texts[words]

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
        with engines.reading(self._engine) as c:
            marks = Marks.of(c)
            tables: dict[str, Held] | None = None
            if old is not None and old.marks.records == marks.records:
                tables = _judged(c, old)
        if old is None or tables is None:
            return Sight(engine=self._engine, state=state, marks=marks)
        pairs, reports = dict(old.pairs), list(old.reports)
        return Sight(engine=self._engine, state=state, marks=marks, tables=tables, pairs=pairs, reports=reports)


def _judged(c: Connection, old: Sight) -> dict[str, Held] | None:
    """The tables after a few plain judgements; None where more has changed."""
    new = s.judgements.c.number > old.marks.judgements
    what = select(s.judgements.c.action, s.judgements.c.undoes)
    said = list(c.execute(what.where(new)))
    undone = [r.undoes for r in said if r.undoes is not None]
    on = s.judgements.c.id.in_(undone)
    said += c.execute(what.where(on))
    if len(said) > FEW or any(r.action not in PLAIN and r.undoes is None for r in said):
        return None
    about = select(s.subjects.c.subject).join(s.judgements, s.judgements.c.number == s.subjects.c.judgement)
    ids = list(c.execute(about.where(new | on)).scalars())
    tables = {}
    for of, held in old.tables.items():
        found = held.patched(_rows(c, of, ids))
        if found is None:
            return None
        tables[of] = found
    return tables


def _rows(c: Connection, of: str, ids: Sequence[str] | None = None) -> list[Any]:
    t = TABLES[of].c
    asked = select(*(t[name] for name in COLUMNS)).where(t.live == LIVE)
    return list(c.execute(asked if ids is None else asked.where(t.id.in_(ids))))


def _reports() -> Any:
    """Incidents' numbers with those of the documents of their current events."""
    i, m, e = s.incidents.c, s.members.c, s.events.c
    joined = s.members.join(s.incidents, i.id == m.incident).join(s.events, e.id == m.event)
    return select(i.number, e.report).select_from(joined).where(i.live == LIVE, e.live == LIVE)


def _told(name: str) -> Any:
    """Incidents' numbers with what their current events tell."""
    i, m, e, k = s.incidents.c, s.members.c, s.events.c, s.claims.c
    joined = s.members.join(s.incidents, i.id == m.incident).join(s.events, e.id == m.event)
    if name == "source":
        asked = select(i.number, e.source).select_from(joined).where(e.source.is_not(None))
    else:
        sides = k.field.in_(("initiator", "target"))
        asked = select(i.number, k.shown).select_from(joined.join(s.claims, k.event == e.number))
        asked = asked.where(sides, k.shown.is_not(None))
    return asked.where(i.live == LIVE, e.live == LIVE).distinct()
