"""A store for a service: what counts, charts and maps ask of it is answered from its columns in memory.

A count over a hundred thousand rows reads them all, whatever the index; in memory that takes milliseconds. After any
change, by this process or another, they are read again: no answer is older than the moment it was asked for.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from sqlalchemy import Engine, select

from casus.errors import UsageError
from casus.store import engine as engines
from casus.store import reading
from casus.store import schema as s
from casus.store.base import ALL
from casus.store.columns import day
from casus.store.conditions import common, conditions
from casus.store.filter import Box, Filter
from casus.store.held_rows import Bools, Held
from casus.store.memory import Memory, Sight
from casus.store.rows import Bin, Cell, Facets, Page, StoredIncident, Totals
from casus.store.sql import SqlStore, told

BY_SQL = ("actor", "operation", "text")  # words that only an incident's events can answer


def opened(where: str | Path) -> HeldStore:
    """The store of a file or URL, to be served. Raises StoreError where there is none."""
    return HeldStore(engines.connect(where, create=False))


class HeldStore(SqlStore):
    """The store with the columns of its incidents in memory; what they cannot answer, the database does."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._memory = Memory(engine)

    def close(self) -> None:
        self._memory.close()
        super().close()

    def warm(self) -> None:
        """Read the columns of incidents now, so that nobody waits for them later."""
        self.facets(of="incidents", most=1)

    def incidents(
        self, filter: Filter = ALL, *, after: str | None = None, limit: int = 50, counted: bool = False
    ) -> Page[StoredIncident]:
        if limit < 1:
            raise UsageError(f"limit {limit}: at least 1")
        _, held, chosen = self._chosen(filter)
        total = int(np.count_nonzero(chosen)) if counted else None
        if at := reading.cursor(after):
            chosen = chosen & held.beyond(*at)
        found = np.flatnonzero(chosen)[: limit + 1]
        shown = held.numbers["number"][found[:limit]].tolist()
        with self._read() as c:
            rows = {r.number: r for r in reading.by_ids(c, s.incidents, "number", shown)}
        last = found[limit - 1] if len(found) > limit else None
        return Page(
            items=tuple(reading.incident_of(rows[n]) for n in shown if n in rows and rows[n].live),
            next=None if last is None else f"{held.numbers['first_day'][last]}-{held.numbers['number'][last]}",
            total=total,
        )

    def facets(self, filter: Filter = ALL, *, of: str = "events", most: int = 50) -> Facets:
        if of != "incidents":
            return super().facets(filter, of=of, most=most)
        sight, held, chosen = self._chosen(filter)
        by = {name: held.words[name].counted(held.words[name].codes[chosen], most) for name in reading.OWN}
        by |= {name: sight.paired(name).counted(chosen, most) for name in ("source", "actor")}
        return Facets(total=int(np.count_nonzero(chosen)), by=by)

    def timeline(self, filter: Filter = ALL, *, by: str = "month", of: str = "events") -> tuple[Bin, ...]:
        if of != "incidents":
            return super().timeline(filter, by=by, of=of)
        _, held, chosen = self._chosen(filter)
        return reading.binned(held.days(chosen), by)

    def cells(self, filter: Filter = ALL, *, box: Box, columns: int, rows: int) -> tuple[Cell, ...]:
        _, held, chosen = self._chosen(replace(filter, box=None))
        return held.cells(chosen, box, columns, rows)

    def totals(self, filter: Filter = ALL, *, of: str = "events") -> Totals:
        _, held, chosen = self._chosen(filter, of)
        low, best, high = (held.summed(name, chosen) for name in ("killed_low", "killed", "killed_high"))
        is_open = bool(np.any(chosen & (held.numbers["killed"] >= 0) & (held.numbers["killed_high"] < 0)))
        first, last = (held.numbers[name][chosen] for name in ("first_day", "last_day"))
        return Totals(
            count=int(np.count_nonzero(chosen)),
            killed=(low, best, None if is_open else high),
            first=day(int(first[first > 0].min(initial=date.max.toordinal()))) if (first > 0).any() else None,
            last=day(int(last.max(initial=0))),
        )

    def _common(self, words: str) -> bool:
        with self._read() as c:
            return common(c, words)

    def _chosen(self, f: Filter, of: str = "incidents") -> tuple[Sight, Held, Bools]:
        """What is held, and which rows of it a filter chooses."""
        table = reading.table_of(of)
        with told():
            sight = self._memory.sight()
            held = sight.table(of)
            chosen = held.chosen(f)
            asked = {word: getattr(f, word) for word in BY_SQL}
            if f.text is not None and of == "incidents" and self._common(f.text):
                chosen &= sight.holding(f.text)
                asked["text"] = None
            if of == "events":
                asked["source"] = f.source
            elif f.source is not None:
                chosen &= sight.paired("source").among(f.source, len(held.ids))
            by_sql = Filter(**asked)
            if by_sql != ALL:
                with self._read() as c:
                    numbers = select(table.c.number).where(*conditions(c, by_sql, table))
                    chosen &= np.isin(held.numbers["number"], list(c.execute(numbers).scalars()))
        return sight, held, chosen
