"""Reading event records, one a line, from files or standard input: a bad line is told and passed over."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click

from casus.errors import InputError
from casus.records.codec import decode_event
from casus.records.wire import EventRecord


@dataclass(slots=True, kw_only=True)
class Lines:
    """Event records of several files; `failed` counts the lines and files that were lost."""

    paths: tuple[str, ...]
    failed: int = 0

    @property
    def status(self) -> int:
        """0 all lines read, 1 some failed."""
        return 1 if self.failed else 0

    def records(self) -> Iterator[EventRecord]:
        """The records in order. What cannot be read is told on standard error, by file and line."""
        for path in self.paths:
            name = "<standard input>" if path == "-" else path
            if path == "-":
                yield from self._each(name, sys.stdin.buffer)
                continue
            try:
                with Path(path).open("rb") as stream:
                    yield from self._each(name, stream)
            except OSError as fault:
                self.lost(f"{name}: {fault.strerror or fault}")

    def _each(self, name: str, stream: BinaryIO) -> Iterator[EventRecord]:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                yield decode_event(line.removeprefix(b"\xef\xbb\xbf"))
            except InputError as fault:
                self.lost(f"{name}:{number}: no casus.event/1 record: {fault}")

    def lost(self, message: str) -> None:
        """Report a line or an event that is lost."""
        self.failed += 1
        click.echo(f"casus: {message}", err=True)


def named(paths: tuple[str, ...]) -> None:
    """Raises a usage error where no file is named."""
    if not paths:
        raise click.UsageError("Missing argument 'EVENTS.jsonl...'; or name a store: --store FILE")
