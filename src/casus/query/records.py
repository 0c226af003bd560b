"""Events and incidents of a store under a filter, read when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from casus.export import acled, flat
from casus.export.arrow import table
from casus.export.fields import AsideError
from casus.export.happening import Happening, of_event, of_incident
from casus.export.profile import load
from casus.query.frames import Frames, Made
from casus.records.wire import EventRecord
from casus.records.wire_incident import IncidentRecord
from casus.store.base import Store
from casus.store.filter import Filter
from casus.store.rows import StoredIncident

FIRST, BATCH = 50, 500  # the first few are often all that is wanted
NUMBERS = {"year", "time_precision", "iso", "geo_precision", "fatalities", "timestamp"}


class Records(Frames):
    """Events or incidents under a filter. Nothing is read before it is asked for; each asking reads anew."""

    def __init__(self, store: Store, filter: Filter, of: str) -> None:
        self._store, self._filter, self._of = store, filter, of

    def __repr__(self) -> str:
        words = ", ".join(f"{k}={(v[0] if len(v) == 1 else v)!r}" for k, v in self._filter.words().items())
        return f"<casus {self._of}: {len(self):,}{f' ({words})' if words else ''}>"

    def __len__(self) -> int:
        page = (self._store.events if self._of == "events" else self._store.incidents)(
            self._filter, limit=1, counted=True
        )
        return page.total or 0

    def __iter__(self) -> Iterator[EventRecord | IncidentRecord]:
        """The records themselves: casus.event/1 or casus.incident/1."""
        if self._of == "events":
            return (e.record for e in self._store.all_events(self._filter))
        return (i.record for i in self._store.all_incidents(self._filter))

    def happenings(self) -> Iterator[Happening]:
        """The records with the reports behind them, as exporting and reporting want them."""
        if self._of == "events":
            for e in self._store.all_events(self._filter):
                yield of_event(e.record, status=e.status.value)
            return
        stored, size = iter(self._store.all_incidents(self._filter)), FIRST
        while batch := list(islice(stored, size)):
            yield from _told(self._store, batch)
            size = BATCH

    def arrow(self) -> Any:
        """The flat rows as a pyarrow Table; the columns are those of `casus export --format csv`."""
        return table(self.happenings())

    def head(self, most: int) -> tuple[list[str], list[Mapping[str, object]]]:
        """Names of columns and the first rows."""
        return list(flat.COLUMNS), [flat.row(h) for h in islice(self.happenings(), most)]

    def acled(self, *, profile: str = "acled-2024", numeric: bool = False) -> Made:
        """The rows under ACLED's 31 column names. What ACLED does not code is left out; `casus export` names it."""
        conventions = load(profile)
        numbers = NUMBERS | ({"inter1", "inter2", "interaction"} if numeric else set())
        kinds = {
            c: "date"
            if c == "event_date"
            else "float"
            if c in ("latitude", "longitude")
            else "int"
            if c in numbers
            else "text"
            for c in acled.COLUMNS
        }
        rows: list[dict[str, object]] = []
        for h in self.happenings():
            try:
                rows += acled.rows(h, conventions, numeric=numeric)
            except AsideError:
                continue
        return Made([{**r, "event_date": date.fromisoformat(str(r["event_date"]))} for r in rows], kinds)


def _told(store: Store, batch: list[StoredIncident]) -> Iterator[Happening]:
    records = [(i.record, i.status.value) for i in batch]
    events = {e.id: e.record for e in store.of_ids([key for r, _ in records for key in r.events])}
    for record, status in records:
        yield of_incident(record, events, status=status)
