"""Addresses in the app: of a filter, in the shared words, and of a record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from casus.report.period import Period
from casus.store.filter import Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where the app is, and the filter of the report; `of` is the list: incidents or events."""

    base: str
    filter: Filter
    of: str

    def filtered(self, period: Period | None = None, **more: Any) -> str:
        """The address of the list under the report's filter with words added."""
        made = replace(self.filter, **more)
        if period is not None:
            made = replace(made, since=period.start, until=period.end)
        pairs = [(k, v) for k, values in made.words().items() for v in sorted(values)]
        return f"{self.base.rstrip('/')}/{'events' if self.of == 'events' else ''}?{urlencode(pairs)}"

    def record(self, id: str) -> str:
        """The address of a record's page."""
        return f"{self.base.rstrip('/')}/{self.of}/{quote(id, safe='')}"

    def document(self, id: str) -> str:
        """The address of a document's page."""
        return f"{self.base.rstrip('/')}/documents/{quote(id, safe='')}"
