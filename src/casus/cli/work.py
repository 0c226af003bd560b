"""What the commands share: reading paths, walking documents in one process or several, reporting losses."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from multiprocessing import parent_process
from threading import Thread
from typing import TYPE_CHECKING, Generic, TypeVar

from casus.cli.bar import progress
from casus.errors import CasusError
from casus.ingest.files import read
from casus.records.document import Document
from casus.records.issue import Issue, Severity
from casus.settings import Settings

if TYPE_CHECKING:
    from casus.pipeline import Pipeline

T = TypeVar("T")
AHEAD = 8  # documents that may wait for each process


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[T]):
    """What the work gave for one document, or the fault by which the document was lost."""

    result: tuple[T, ...] = ()  # one; none where there is a fault
    fault: str | None = None
    fatal: bool = False  # not this document's fault: nothing can be read


@dataclass(slots=True, kw_only=True)
class Run:
    """One run over paths: documents in, results out in order, losses told on standard error and counted."""

    paths: tuple[str, ...]
    published: date | None = None
    jobs: int = 1
    settings: Settings = field(default_factory=Settings)
    read: int = 0
    failed: int = 0
    where: dict[str, str] = field(default_factory=dict)
    skip: Callable[[Document], bool] | None = None  # documents that need not be read
    skipped: int = 0

    @property
    def status(self) -> int:
        """0 all documents read, 1 some failed."""
        return 1 if self.failed else 0

    def tell(self, issue: Issue) -> None:
        """Report an issue; an error is a document lost."""
        warning = issue.severity is Severity.WARNING
        if not warning:
            self.failed += 1
        # Not click.echo: it keeps to the stream that was there before the bar, and would write into it.
        print(f"casus: {'warning: ' if warning else ''}{issue.where}: {issue.reason}", file=sys.stderr)

    def documents(self) -> Iterator[Document]:
        """The documents that can be read; what cannot is told. `where` learns for each id where it stood."""
        for made in read(self.paths, published=self.published):
            if isinstance(made, Issue):
                self.tell(made)
                continue
            self.where[made.document.id] = made.where
            if self.skip is not None and self.skip(made.document):
                self.skipped += 1
                continue
            yield made.document

    def each(self, work: Callable[[Pipeline, Document], T]) -> Iterator[T]:
        """The work's result for each document, in order, the same whatever the number of processes.

        A document whose work fails is told and passed over. Raises CasusError where the pipeline cannot be loaded.
        """
        with progress(self.paths) as bar:
            walk = self._alone(work) if self.jobs == 1 else self._together(work)
            for document, done in walk:
                bar.step()
                if done.fatal:
                    raise CasusError(done.fault)
                if done.fault is not None:
                    self.tell(Issue(where=self.where[document.id], reason=done.fault, stage="pipeline"))
                    continue
                self.read += 1
                with bar.hidden():
                    yield from done.result

    def _alone(self, work: Callable[[Pipeline, Document], T]) -> Iterator[tuple[Document, Done[T]]]:
        for document in self.documents():
            yield document, _work(work, self.settings, document)

    def _together(self, work: Callable[[Pipeline, Document], T]) -> Iterator[tuple[Document, Done[T]]]:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # Spawned, not forked: the runtime of the model keeps threads, and these do not survive a fork.
        pool = ProcessPoolExecutor(self.jobs, mp_context=get_context("spawn"), initializer=_ready)
        waiting: deque[tuple[Document, Future[Done[T]]]] = deque()
        try:
            for document in self.documents():
                waiting.append((document, pool.submit(_work, work, self.settings, document)))
                if len(waiting) > AHEAD * self.jobs:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        except BrokenProcessPool as fault:
            raise CasusError("a reading process was ended from outside (out of memory?); try fewer --jobs") from fault
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _ready() -> None:
    """Leave Ctrl-C to the first process, which ends the others; and end with it, however it is ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_outlived, daemon=True).start()


def _outlived() -> None:
    """Wait for the end of the first process. A killed one tells its readers nothing, and they would wait for ever."""
    first = parent_process()
    if first is not None:
        first.join()
        os._exit(1)


@cache
def loaded(settings: Settings) -> Pipeline:
    """The pipeline of this process, imported when there is something to read."""
    from casus.pipeline import Pipeline

    return Pipeline.load(settings)


def _work(work: Callable[[Pipeline, Document], T], settings: Settings, document: Document) -> Done[T]:
    try:
        pipeline = loaded(settings)
    except CasusError as fault:
        return Done(fault=str(fault), fatal=True)
    except Exception as fault:
        return Done(fault=f"casus cannot start: {type(fault).__name__}: {fault}", fatal=True)
    try:
        return Done(result=(work(pipeline, document),))
    except CasusError as fault:
        return Done(fault=str(fault))
    except Exception as fault:  # one document is lost, by name; the rest are read
        return Done(fault=f"{type(fault).__name__} while reading: {fault}")


def leave(run: Run) -> None:
    """End the command with the contract's exit status."""
    sys.stdout.flush()
    sys.exit(run.status)
