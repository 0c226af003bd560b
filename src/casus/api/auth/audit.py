"""What was done, by whom and when: lines are only added, each sealed to the one before, so that a gap shows."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

START = "0" * 64


class Log:
    """The audit log of a store: JSON lines `{at, by, act, what, digest}`.

    `digest` is the SHA-256 of the line before and of this one: taking out or changing a line breaks the chain. It does
    not stop someone who may write the file and makes the whole chain anew: copy it elsewhere for that.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    def add(self, by: str, act: str, what: Mapping[str, Any] | None = None) -> None:
        """One more line, on the disk when this returns."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        row = {"at": at, "by": by, "act": act, "what": dict(what or {})}
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                _lock_file(handle)  # two processes may serve one store
                os.write(handle, msgspec.json.encode({**row, "digest": _digest(_last(handle), row)}) + b"\n")
                os.fsync(handle)
            finally:
                os.close(handle)

    def lines(self) -> Iterator[dict[str, Any]]:
        """All lines, oldest first."""
        if self.path.exists():
            with self.path.open("rb") as stream:
                for line in stream:
                    try:
                        yield msgspec.json.decode(line, type=dict[str, Any])
                    except msgspec.DecodeError:
                        yield {"at": "", "by": "", "act": "unreadable", "what": {}, "digest": ""}

    def last(self, count: int) -> list[dict[str, Any]]:
        """The last lines, newest first."""
        return list(deque(self.lines(), count))[::-1]

    def whole(self) -> bool:
        """Whether every line is sealed to the one before."""
        before = START
        for line in self.lines():
            digest = line.pop("digest", "")
            if digest != _digest(before, line):
                return False
            before = digest
        return True


def _digest(before: str, row: Mapping[str, Any]) -> str:
    return sha256(before.encode() + msgspec.json.encode(row, order="deterministic")).hexdigest()


def _last(handle: int) -> str:
    """The digest of the last line of an open log."""
    size = os.fstat(handle).st_size
    reach = 4096
    while size:
        start = max(0, size - reach)
        tail = os.pread(handle, size - start, start).rstrip(b"\n")
        if start == 0 or b"\n" in tail:
            try:
                return str(msgspec.json.decode(tail.rsplit(b"\n", 1)[-1])["digest"])
            except (msgspec.DecodeError, KeyError, TypeError):
                return START
        reach *= 4
    return START


def _lock_file(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: one process serves
        return
    fcntl.flock(handle, fcntl.LOCK_EX)
