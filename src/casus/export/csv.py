"""Events as CSV (RFC 4180, UTF-8), texts on one line. Lost: which words bear which value, and the basis of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from casus.export import delimited
from casus.export.rows import COLUMNS, row
from casus.records.wire import EventRecord


def write(events: Iterable[EventRecord], out: BinaryIO, *, guarded: bool = True) -> int:
    """Write a header and a row for each event; returns how many. `guarded` puts ' before texts that would be run."""
    return delimited.write(map(row, events), tuple(COLUMNS), out, guarded=guarded)
