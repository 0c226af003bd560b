"""Events as JSON lines: the whole record, nothing lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from casus.records.codec import encode
from casus.records.wire import EventRecord


def write(events: Iterable[EventRecord], out: BinaryIO) -> int:
    """Write one event a line as it comes; returns how many."""
    count = 0
    for event in events:
        out.write(encode(event) + b"\n")
        out.flush()
        count += 1
    return count
