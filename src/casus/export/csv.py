"""Events as CSV (RFC 4180, UTF-8), texts on one line. Lost: which words bear which value, and the basis of each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from casus.export.rows import COLUMNS, clean, row
from casus.records.wire import EventRecord

# A cell that begins so is a formula to a spreadsheet: reports are strangers' words. Source: OWASP, "CSV injection".
RISKY = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write(events: Iterable[EventRecord], out: BinaryIO, *, guarded: bool = True) -> int:
    """Write a header and a row for each event; returns how many. `guarded` puts ' before texts that would be run."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        writer.writeheader()
        count = 0
        for event in events:
            cells = {k: clean(v) if isinstance(v, str) else v for k, v in row(event).items()}
            writer.writerow({k: safe(v) for k, v in cells.items()} if guarded else cells)
            count += 1
        return count
    finally:
        text.detach()


def safe(value: object) -> object:
    """A cell that no spreadsheet takes for a formula. Numbers stay numbers, also below zero."""
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value
