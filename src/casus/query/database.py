"""A store as Python asks it."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any

from casus.export.fields import joined
from casus.query.frames import Made
from casus.query.records import Records
from casus.query.words import filter_of
from casus.store.base import Store

DOCUMENTS = {
    "id": "text",
    "title": "text",
    "source": "text",
    "published": "date",
    "language": "text",
    "url": "text",
    "events": "int",
}
OPERATIONS = {
    "id": "text",
    "name": "text",
    "aliases": "text",
    "conducts": "text",
    "against": "text",
    "phases": "int",
    "areas": "text",
    "objectives": "text",
    "status": "text",
    "events": "int",
    "documents": "int",
}
PAGE = 500


def connect(where: str | Path) -> Database:
    """The store in a file or at a URL. Raises StoreError where there is none."""
    return Database(Store.open(where))


class Database:
    """A store to ask: `events`, `incidents`, `operations` and `documents` by the shared filter words.

    The words are country, admin1, kind, since, until, box, actor, operation, factuality, source, killed, status, text;
    an unknown word or value raises UsageError with the nearest that exist. Use it in a `with`, or `close` it.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def events(self, **words: Any) -> Records:
        """Events, each one report's word: lazy, with `.pl`, `.df`, `.gdf`, `.acled()`, iteration and len."""
        return Records(self.store, filter_of(words), "events")

    def incidents(self, **words: Any) -> Records:
        """Incidents, each the word of all reports of one happening: lazy, like `events`."""
        return Records(self.store, filter_of(words), "incidents")

    def operations(self) -> Made:
        """Named operations, one row each."""
        rows = [
            {
                "id": o.id,
                "name": o.name,
                "aliases": joined(iter(o.aliases)),
                "conducts": joined(s.name for s in o.sides if s.role == "conducts"),
                "against": joined(s.name for s in o.sides if s.role == "target"),
                "phases": len(o.phases),
                "areas": joined(a.name for a in o.areas),
                "objectives": joined(a.value for a in o.objectives),
                "status": o.status.value if o.status else None,
                "events": len(o.events),
                "documents": len(o.documents),
            }
            for o in self.store.operations()
        ]
        return Made(rows, OPERATIONS)

    def documents(self, **words: Any) -> Made:
        """Documents, one row each, without their texts; `since` and `until` are of publication."""
        chosen, after = filter_of(words), None
        rows: list[dict[str, object]] = []
        while True:
            page = self.store.documents(chosen, after=after, limit=PAGE)
            for d in page.items:
                names = ("id", "title", "source", "published", "language", "url")
                rows.append({**{n: getattr(d.document, n) for n in names}, "events": d.events})
            after = page.next
            if after is None:
                return Made(rows, DOCUMENTS)

    def close(self) -> None:
        """Give up the connections."""
        self.store.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
