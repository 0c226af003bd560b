"""Rows as CSV or TSV (RFC 4180, UTF-8, LF), with texts that no spreadsheet runs, and the way back.

A cell that begins with = + - @, a tab or a carriage return is a formula to a spreadsheet, and reports are strangers'
words (OWASP, "CSV injection"). Such a text gets one ' in front, and so does a text that has ' before such a sign;
`bare` takes exactly that one away again. Numbers stay numbers, also below zero.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

from casus.export.rows import clean

# Also the wide forms of East Asian keyboards, which some spreadsheets take for the same.
RISKY = re.compile("^'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
GUARDED = re.compile("^'+[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def safe(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and RISKY.match(value) else value


def bare(text: str) -> str:
    """The text of a guarded cell as it was."""
    return text[1:] if GUARDED.match(text) else text


def write(
    rows: Iterable[Mapping[str, object]],
    columns: Sequence[str],
    out: BinaryIO,
    *,
    guarded: bool = True,
    delimiter: str = ",",
) -> int:
    """Write a header and the rows; returns how many. Unknown is an empty cell; texts stand on one line."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\n", delimiter=delimiter)
        writer.writerow(columns)
        count = 0
        for row in rows:
            cells = [clean(v) if isinstance(v, str) else v for v in (row[name] for name in columns)]
            writer.writerow([safe(v) if guarded else v for v in cells])
            count += 1
        return count
    finally:
        text.detach()
