"""The words in which casus explains itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from typing import TYPE_CHECKING, Any

from casus.export.rows import clean
from casus.records.claim import Claim
from casus.records.document import Document
from casus.records.event import Event
from casus.records.frame import Discarded
from casus.records.span import Evidence, Span
from casus.values.kind import Kind

if TYPE_CHECKING:
    from casus.pipeline import Outcome

ONE = ("kind", "factuality", "initiator", "target", "place", "when", "operation", "source")
MANY = {"tolls": "toll", "objects": "object", "weapons": "weapon"}


def brief(document: Document, outcome: Outcome) -> str:
    """One line for a frame: what became of it, and its words."""
    if isinstance(outcome, Event):
        words = _quoted(outcome.trigger)
        return f"coded      {outcome.id}  {outcome.kind.value}, {outcome.factuality.value.value}: {words}"
    if isinstance(outcome, Discarded):
        trigger = outcome.frame.trigger
        because = f", because of {_at(document, outcome.words)}" if outcome.words else ""
        entry = f" [{outcome.frame.entry}]" if outcome.frame.entry else ""
        return f"discarded  {outcome.reason}: {_at(document, trigger)}{because}{entry}"
    at = f" at {_at(document, outcome.span)}" if outcome.span else ""
    return f"{outcome.severity.value:9}  {outcome.stage}: {outcome.reason}{at}"


def full(event: Event, where: str) -> Iterator[str]:
    """All fields of an event, each with its basis, words, rule, score and note."""
    yield f"event {event.id}"
    yield f"  document   {event.document.id} ({where})"
    yield f"  coder      {event.coder}"
    yield f"  sentence   {_at(event.document, event.sentence)}"
    yield f"  trigger    {_quoted(event.trigger)}"
    for name in ONE:
        claim = getattr(event, name)
        yield from _field(name, claim) if claim is not None else (f"  {name:10} unknown",)
    for p in event.participants:
        yield from _field(f"{p.role} (participant)", p.party)
    for name, single in MANY.items():
        for claim in getattr(event, name):
            yield from _field(single, claim)


def _field(name: str, claim: Claim[Any]) -> Iterator[str]:
    yield f"  {name:10} {told(claim.value)}"
    yield f"             {claim.basis.value}: {_quoted(claim.evidence) or 'no words'}"
    score = "" if claim.score is None else f", score {claim.score:.2f}"
    note = f"; {clean(claim.note)}" if claim.note else ""
    yield f"             by {claim.coder}{score}{note}"


def told(value: Any) -> str:
    """A value in words: what it says, without what it leaves open."""
    if isinstance(value, Kind):
        return str(value)
    if isinstance(value, Enum):
        return str(value.value)
    parts = []
    for f in fields(value):
        part = getattr(value, f.name)
        if part not in (None, ""):
            parts.append(f"{f.name.replace('_', ' ')} {clean(str(part.value if isinstance(part, Enum) else part))}")
    return ", ".join(parts)


def _quoted(evidence: tuple[Evidence, ...]) -> str:
    return "; ".join(f"“{clean(e.exact)}” {e.start}-{e.end}" for e in evidence)


def _at(document: Document, span: Span) -> str:
    return f"“{clean(document.text[span.start : span.end])}” {span.start}-{span.end}"
