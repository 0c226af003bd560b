"""The family tree of errors.

CasusError
├── InputError     something given to casus cannot be read: a file, a line, a date
├── DataError      a data file of casus (lexicon, table, ontology) is wrong; tells file, entry and every fault at once
├── ModelError     the reading model is absent, of another version, or not the file that its manifest describes
├── StoreError     a store cannot be used: no such file, another version, no server, no right to write
│   └── StaleError another process has written incidents since the merging began: merge again
└── UsageError     what was asked for does not exist: an unknown component, format or event
"""

from __future__ import annotations

from collections.abc import Iterable


class CasusError(Exception):
    """Anything that casus itself raises on purpose."""


class InputError(CasusError):
    """Something given to casus cannot be read. The message says what was found, what was looked for, and where."""


class DataError(CasusError):
    """A data file is wrong. Several faults in one file are reported together."""

    def __init__(self, file: str, faults: Iterable[str]) -> None:
        self.file = file
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{file}: {fault}" for fault in self.faults))


class ModelError(CasusError):
    """The reading model cannot be used."""


class StoreError(CasusError):
    """A store cannot be used. The message says which, why, and what to do."""


class StaleError(StoreError):
    """Another process has written incidents since the merging began."""


class UsageError(CasusError):
    """What was asked for does not exist; the message lists what does."""
