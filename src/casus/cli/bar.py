"""The progress bar of long work, on a terminal: documents done, rate, time left."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from casus.ingest.sniffing import LINES, SUFFIXES

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

FEW = 20  # documents below which no bar is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar, or none where there is nothing to see it."""

    shown: Progress | None = None
    task: TaskID | None = None
    shares: bool = False  # the terminal with what is written

    def step(self) -> None:
        """One more document is done."""
        if self.shown is not None and self.task is not None:
            self.shown.advance(self.task)

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Out of the way while something is written to the same terminal."""
        if self.shown is None or not self.shares:
            yield
            return
        self.shown.stop()
        try:
            yield
        finally:
            self.shown.start()


@contextmanager
def progress(paths: tuple[str, ...]) -> Iterator[Bar]:
    """A bar on standard error, where that is a terminal and there is much to read."""
    total = sum(map(count, map(Path, paths))) if sys.stderr.isatty() and "-" not in paths else 0
    if total < FEW:
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from casus.cli.rate import Rate

    shown = Progress(
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
    )
    with shown:
        yield Bar(shown=shown, task=shown.add_task("reading", total=total), shares=sys.stdout.isatty())


def count(path: Path) -> int:
    """How many documents a path holds, as far as names tell: lines of JSONL, else files."""
    if path.is_dir():
        return sum(count(p) for p in path.rglob("*") if p.suffix.lower() in SUFFIXES)
    if SUFFIXES.get(path.suffix.lower()) == LINES and path.is_file():
        try:
            with path.open("rb") as stream:
                return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
        except OSError:
            return 1
    return 1
