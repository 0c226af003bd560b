"""Reading events and incidents, mixed, one record a line: a bad line is told and passed over."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click
import msgspec

from casus.errors import InputError
from casus.records.codec import decode_event
from casus.records.wire import EventRecord
from casus.records.wire_incident import IncidentRecord

_incidents = msgspec.json.Decoder(IncidentRecord)


class Schema(msgspec.Struct):
    """Which record a line holds."""

    schema: str


_schema = msgspec.json.Decoder(Schema)


@dataclass(slots=True, kw_only=True)
class Mixed:
    """Events and incidents of several files; `failed` counts the lines and files that were lost."""

    paths: tuple[str, ...]
    failed: int = 0

    def records(self) -> Iterator[EventRecord | IncidentRecord]:
        """The records in order. What cannot be read is told on standard error, by file and line."""
        for path in self.paths:
            if path == "-":
                yield from self._each("<standard input>", sys.stdin.buffer)
                continue
            try:
                with Path(path).open("rb") as stream:
                    yield from self._each(path, stream)
            except OSError as fault:
                self.lost(f"{path}: {fault.strerror or fault}")

    def _each(self, name: str, stream: BinaryIO) -> Iterator[EventRecord | IncidentRecord]:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                yield decoded(line.removeprefix(b"\xef\xbb\xbf"))
            except InputError as fault:
                self.lost(f"{name}:{number}: neither a casus.event/1 nor a casus.incident/1 record: {fault}")

    def lost(self, message: str) -> None:
        """Report a line or a file that is lost."""
        self.failed += 1
        click.echo(f"casus: {message}", err=True)


def decoded(line: bytes) -> EventRecord | IncidentRecord:
    """The event or incident of a line. Raises InputError where it is neither."""
    try:
        if _schema.decode(line).schema == "casus.incident/1":
            return _incidents.decode(line)
    except (msgspec.DecodeError, UnicodeError) as fault:
        raise InputError(str(fault)) from fault
    return decode_event(line)
