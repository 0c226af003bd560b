"""Reading in a process of its own, so that answers do not wait for it: coding reports, and telling why."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import msgspec

from casus.api import shapes
from casus.api.jobs import Kept
from casus.errors import CasusError
from casus.provenance import provenance as provenance_of
from casus.records.document import Document
from casus.records.issue import Issue
from casus.records.wire import EventRecord, QuoteRecord, SpanRecord
from casus.review.campaigns import regather
from casus.review.regroup import regroup
from casus.settings import Settings
from casus.store.base import Store

if TYPE_CHECKING:
    from casus.pipeline import Pipeline

ONE = ("kind", "factuality", "initiator", "target", "place", "when", "operation", "source")
MANY = {"tolls": "toll", "objects": "object", "weapons": "weapon"}
PATIENCE = 300.0  # seconds for one report


class Coder:
    """Codes reports into a store and joins them to the incidents. The process starts with the first report.

    `within`: read in this process instead, where nobody waits for answers.
    """

    def __init__(self, settings: Settings | None = None, *, within: bool = False) -> None:
        self.settings = settings or Settings()
        self.within = within
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def keep(self, store: Store, document: Document) -> Kept:
        """Code a report, keep it with its events, and join these. Raises CasusError where nothing can be read."""
        provenance = provenance_of(self.settings)
        if not store.coded(document.id, provenance):
            events, issues = self._ask(code, document)
            if not store.keep(document, events, provenance=provenance, issues=issues):
                return Kept(document=document.id, issues=(f"{document.id}: was deleted from this store before",))
        else:
            issues = []
        ids = tuple(e.id for e in store.of_documents((document.id,)))
        told = tuple(f"{i.where}: {i.reason}" for i in issues)
        return Kept(document=document.id, events=ids, incidents=self._joined(store, ids), issues=told)

    @staticmethod
    def _joined(store: Store, ids: tuple[str, ...]) -> tuple[str, ...]:
        regather(store, ids)
        return regroup(store, ids) if ids else ()

    def why(self, store: Store, id: str) -> shapes.Why:
        """Why an event says what it says. Raises UsageError for none.

        Its document is read again: the same text gives the same event. Where it does not (another version coded it),
        the record's own words are told.
        """
        record = store.event(id).record
        document = store.texts((record.document.id,)).get(record.document.id)
        if document is not None and document.text:
            told: shapes.Why | None = self._ask(explain, document, id)
            if told is not None:
                return told
        return from_record(record)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None

    def _ask(self, work: Any, *given: Any) -> Any:
        if self.within:
            return work(self.settings, *given)
        with self._lock:
            if self._pool is None:
                # Spawned, not forked: this process has threads.
                self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_deaf)
            pool = self._pool
        try:
            return pool.submit(work, self.settings, *given).result(PATIENCE)
        except BrokenProcessPool as broken:
            self.close()
            raise CasusError("the reading process was ended from outside (out of memory?)") from broken
        except TimeoutError as slow:
            raise CasusError(f"reading took longer than {PATIENCE:.0f} seconds") from slow


def _deaf() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _loaded(settings: Settings) -> Pipeline:
    from casus.pipeline import Pipeline

    return Pipeline.load(settings)


def code(settings: Settings, document: Document) -> tuple[list[EventRecord], list[Issue]]:
    """The events of a report as records, and what went wrong; in the reading process."""
    from casus.export.records import record
    from casus.records.event import Event

    outcomes = list(_loaded(settings).walk(document))
    return [record(e) for e in outcomes if isinstance(e, Event)], [i for i in outcomes if isinstance(i, Issue)]


def explain(settings: Settings, document: Document, id: str) -> shapes.Why | None:
    """Why an event of a report says what it says; in the reading process. None where reading gives no such event."""
    from casus.records.event import Event
    from casus.records.frame import Discarded

    outcomes = list(_loaded(settings).walk(document))
    event = next((o for o in outcomes if isinstance(o, Event) and o.id == id), None)
    if event is None:
        return None
    claims = [(name, getattr(event, name)) for name in ONE if getattr(event, name) is not None]
    claims += [(p.role, p.party) for p in event.participants]
    claims += [(single, claim) for name, single in MANY.items() for claim in getattr(event, name)]
    return shapes.Why(
        event=id,
        coder=event.coder,
        sentence=SpanRecord(start=event.sentence.start, end=event.sentence.end),
        trigger=_quotes(event.trigger),
        fields=tuple(
            shapes.Reason(
                field=name,
                value=_words(claim.value),
                basis=claim.basis.value,
                evidence=_quotes(claim.evidence),
                coder=claim.coder,
                score=claim.score,
                note=claim.note,
            )
            for name, claim in claims
        ),
        discarded=tuple(
            shapes.Discard(
                reason=str(o.reason),
                trigger=_quote(document, o.frame.trigger),
                words=None if o.words is None else _quote(document, o.words),
            )
            for o in outcomes
            if isinstance(o, Discarded)
        ),
        read_again=True,
    )


def from_record(record: EventRecord) -> shapes.Why:
    """What the record itself tells: values, bases and words, without rules and scores."""
    claims = [(name, getattr(record, name)) for name in ONE[1:] if getattr(record, name) is not None]
    claims += [(p.role, p) for p in record.participants]
    claims += [(single, claim) for name, single in MANY.items() for claim in getattr(record, name)]
    return shapes.Why(
        event=record.id,
        coder=record.coder,
        sentence=record.sentence,
        trigger=record.trigger.evidence,
        fields=tuple(
            shapes.Reason(
                field=name,
                value=_told(claim),
                basis=claim.basis.value,
                evidence=claim.evidence,
                coder=None,
                score=None,
                note=None,
            )
            for name, claim in claims
        ),
        discarded=(),
        read_again=False,
    )


def _told(claim: Any) -> str:
    known = msgspec.to_builtins(claim)
    parts = {k: v for k, v in known.items() if k not in ("basis", "evidence", "role") and v not in (None, "")}
    return ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in parts.items())


def _words(value: Any) -> str:
    made = msgspec.to_builtins(value, enc_hook=str)
    if not isinstance(made, dict):
        return str(made)
    return ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in made.items() if v not in (None, ""))


def _quotes(evidence: Any) -> tuple[QuoteRecord, ...]:
    return tuple(QuoteRecord(start=e.start, end=e.end, exact=e.exact) for e in evidence)


def _quote(document: Document, span: Any) -> QuoteRecord:
    return QuoteRecord(start=span.start, end=span.end, exact=document.text[span.start : span.end])
