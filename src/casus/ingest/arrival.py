"""What comes in at the door: a document with the place it came from. Limits of size, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from casus.records.document import Document
from casus.records.issue import Issue, Severity

# A report is a few thousand characters; a book-length file is no report and would take minutes to read.
TEXT_LIMIT = 2_000_000
# Saved pages carry scripts and pictures beside the report.
PAGE_LIMIT = 20_000_000
LINE_LIMIT = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A document and where it stood: a path, with a line number where the file holds many."""

    document: Document
    where: str


def issue(where: str, reason: str, severity: Severity = Severity.ERROR) -> Issue:
    """An issue of this room."""
    return Issue(where=where, reason=reason, stage="ingest", severity=severity)


def warning(where: str, reason: str) -> Issue:
    """An issue by which no document is lost."""
    return issue(where, reason, Severity.WARNING)
