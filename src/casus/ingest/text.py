"""A plain text. It is kept whole, as every offset refers to it."""

from __future__ import annotations

import re
from datetime import date

from casus.errors import InputError
from casus.ingest.arrival import TEXT_LIMIT
from casus.records.document import Document, settle

_HEADING = re.compile(r"\s*(\S[^\n]{8,150})\n(?:[ \t]*\n)+(?=[^\n]{100})")


def document(text: str, *, published: date | None = None) -> Document:
    """The document of a plain text. Raises InputError for an empty one and for one too long to be a report."""
    text = settle(text)
    check(text)
    return Document.of(text, title=heading(text), published=published)


def check(text: str) -> None:
    """Raises InputError where a text is empty or too long to be a report."""
    if not text.strip():
        raise InputError("empty")
    if len(text) > TEXT_LIMIT:
        raise InputError(f"{len(text):,} characters; a report has at most {TEXT_LIMIT:,}")


def heading(text: str) -> str | None:
    """The first line, where it is no sentence and stands alone above a paragraph of prose (menus stand above menus)."""
    found = _HEADING.match(text)
    if found is None:
        return None
    line = found[1].rstrip()
    return None if line.endswith((".", ":", ";", ",")) or " " not in line else line


def day(told: str) -> date | None:
    """The day of an ISO date or time, in the words' own zone; None where it is none."""
    told = told.strip()
    if len(told) > 10 and told[10] not in "T ":
        return None
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        return None
