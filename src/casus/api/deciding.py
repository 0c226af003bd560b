"""The queue and decisions as the API answers them."""

from __future__ import annotations

from casus.api import shapes
from casus.api.bodies import Decision
from casus.api.filters import Paged
from casus.api.reading import Sight, document_text, event_items, incident_item, judgement_item
from casus.errors import InputError, UsageError
from casus.records.judgement import Judgement
from casus.review import decide
from casus.review.agreement import agreement
from casus.review.queue import queue as waiting
from casus.review.verdicts import verdicts
from casus.store.base import Filter, Status, Store


def queue(store: Store, asked: Filter, page: Paged, sight: Sight) -> shapes.Queue:
    """A page of what waits. `after` is the place in the queue, which moves on as decisions are taken."""
    found = waiting(store, sight.allowed(asked), viewer=sight.viewer, found=sight.found)
    if page.after is not None and not (page.after.isascii() and page.after.isdigit() and len(page.after) < 10):
        raise InputError(f"after {page.after[:40]!r} is no cursor of this list")
    start = int(page.after or 0)
    shown = found[start : start + page.limit]
    items = event_items(store, (w.event for w in shown), sight)
    texts = store.texts(dict.fromkeys(e.document.id for e in items))
    left = store.totals(Filter(status=Status.UNREVIEWED)).count
    return shapes.Queue(
        items=tuple(
            shapes.Queued(
                event=event,
                document=document_text(texts[event.document.id]) if event.document.id in texts else None,
                reasons=w.reasons,
                incident=None if w.incident is None else incident_item(w.incident, sight),
            )
            for w, event in zip(shown, items, strict=True)
        ),
        next=str(start + page.limit) if start + page.limit < len(found) else None,
        total=len(found),
        left=left,
        done=store.totals().count - left,
    )


def judge(store: Store, by: str, decision: Decision) -> tuple[Judgement, ...]:
    """Write a decision down. Raises UsageError for a subject that there is not, or a decision that lacks something."""
    first, *others = decision.subjects
    if decision.verb in ("same", "different"):
        if not others and decision.verb == "same":
            raise UsageError("to join needs two or more subjects")
        if decision.verb == "same":
            return decide.merge(store, decision.subjects, by=by, reason=decision.note)
        return decide.split(store, first, others, by=by, reason=decision.note)
    if others:
        raise UsageError(f"{decision.verb} takes one subject, not {len(decision.subjects)}")
    if decision.verb == "accept":
        return decide.accept(store, first, by=by, reason=decision.note)
    if decision.verb == "reject":
        return decide.reject(store, first, by=by, reason=decision.note)
    if decision.verb == "note":
        return decide.note(store, first, decision.note or "", by=by)
    if decision.field is None:
        raise UsageError("a correction names its field")
    return decide.correct(store, first, decision.field, decision.value, by=by, reason=decision.note)


def judged(store: Store, made: tuple[Judgement, ...], sight: Sight, *, undone: bool = False) -> shapes.Judged:
    """What was decided, and how its subjects stand now."""
    events = store.of_ids(dict.fromkeys(s for j in made for s in j.subjects))
    return shapes.Judged(
        judgements=tuple(judgement_item(j, undone=undone) for j in made), events=event_items(store, events, sight)
    )


def agreements(store: Store) -> shapes.Agreements:
    """How far coders agree."""
    return shapes.Agreements(
        items=tuple(
            shapes.Agreement(
                field=a.field, coders=a.coders, units=a.units, percent=a.percent, kappa=a.kappa, alpha=a.alpha
            )
            for a in agreement(verdicts(store.judgements(standing=True)))
        )
    )
