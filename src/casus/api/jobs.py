"""Work that goes on behind the answers: reports are coded one after another, kept, and joined to the incidents."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

import msgspec

from casus.api import shapes
from casus.api.auth.audit import Log
from casus.errors import CasusError
from casus.records.document import Document

KEPT = 200  # jobs that are remembered after they ended
WAITING = 50  # jobs that may wait
BEAT = 15.0  # seconds after which a stream says that it still lives


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of one report: its events and incidents in the store, and what went wrong."""

    document: str
    events: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Work:
    shape: shapes.Job
    by: str
    documents: Sequence[Document]
    changed: int = 0
    stop: bool = False
    condition: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, **changes: object) -> None:
        with self.condition:
            self.shape = msgspec.structs.replace(self.shape, **changes)
            self.changed += 1
            self.condition.notify_all()


class Jobs:
    """The jobs of this process, done one by one by a thread of their own; `keep` codes a document and stores it."""

    def __init__(self, keep: Callable[[Document, str], Kept], log: Log) -> None:
        self._keep = keep
        self._log = log
        self._jobs: OrderedDict[str, _Work] = OrderedDict()
        self._lock = threading.Lock()
        self._waiting: queue.Queue[_Work | None] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, by: str, documents: Sequence[Document], issues: Sequence[str] = ()) -> shapes.Job | None:
        """A new job; None where too many wait already."""
        job = shapes.Job(
            id=uuid4().hex,
            state="waiting",
            total=len(documents),
            done=0,
            documents=(),
            events=(),
            incidents=(),
            issues=tuple(issues),
            message=None,
        )
        work = _Work(shape=job, by=by, documents=documents)
        with self._lock:
            if self._waiting.qsize() >= WAITING:
                return None
            self._jobs[job.id] = work
            ended = [key for key, w in self._jobs.items() if w.shape.state in ("done", "failed", "stopped")]
            for key in ended[: max(0, len(self._jobs) - KEPT)]:
                del self._jobs[key]
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="casus-jobs", daemon=True)
                self._thread.start()
            self._waiting.put(work)
        return job

    def job(self, id: str) -> shapes.Job | None:
        """How far a job is; None where there is none."""
        work = self._jobs.get(id)
        return None if work is None else work.shape

    async def stream(self, id: str) -> AsyncIterator[bytes]:
        """The job as server-sent events, one at each change, until it ends."""
        work = self._jobs.get(id)
        seen, silent = -1, 0.0
        while work is not None:
            if work.changed != seen:
                seen, silent, shape = work.changed, 0.0, work.shape
                yield b"event: progress\ndata: " + msgspec.json.encode(shape) + b"\n\n"
                if shape.state in ("done", "failed", "stopped"):
                    return
            elif silent >= BEAT:
                silent = 0.0
                yield b": still here\n\n"
            await asyncio.sleep(0.1)
            silent += 0.1

    def wait(self, id: str, seconds: float) -> shapes.Job | None:
        """The job once it has ended, or as it is after so many seconds."""
        work = self._jobs.get(id)
        if work is None:
            return None
        with work.condition:
            work.condition.wait_for(lambda: work.shape.state in ("done", "failed", "stopped"), seconds)
            return work.shape

    def close(self) -> None:
        """Stop after the report that is being coded."""
        self._closed = True
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(30)

    def _run(self) -> None:
        while not self._closed and (work := self._waiting.get()) is not None:
            work.tell(state="running")
            try:
                self._code(work)
            except CasusError as fault:
                work.tell(state="failed", message=str(fault))
            except Exception as fault:  # the service goes on; the job tells
                work.tell(state="failed", message=f"{type(fault).__name__}: {fault}")
            self._log.add(work.by, f"job.{work.shape.state}", {"job": work.shape.id, "documents": work.shape.done})

    def _code(self, work: _Work) -> None:
        for document in work.documents:
            if self._closed:
                work.tell(state="stopped", message="the service was stopped; bring in the rest again")
                return
            kept = self._keep(document, work.by)
            now = work.shape
            work.tell(
                done=now.done + 1,
                documents=(*now.documents, kept.document),
                events=(*now.events, *kept.events),
                incidents=tuple(dict.fromkeys((*now.incidents, *kept.incidents))),
                issues=(*now.issues, *kept.issues),
            )
        work.tell(state="done")
