"""Records as the API answers them: from the store, with what people decided, as far as the viewer may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import msgspec

from casus.api import shapes
from casus.api.filters import Paged
from casus.errors import UsageError
from casus.records.codec import document_record
from casus.records.document import Document
from casus.records.judgement import Action, Judgement
from casus.records.wire import EventRecord, Wire
from casus.records.wire_incident import IncidentRecord
from casus.review.verdicts import Verdicts, hidden, verdicts
from casus.store.base import Filter, Status, Store, StoredDocument, StoredEvent, StoredIncident

W = TypeVar("W", bound=Wire)
_coded = msgspec.json.Decoder(EventRecord)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a viewer may see: all (None), or in blind coding only what they or two others decided."""

    viewer: str | None = None
    found: Verdicts | None = None

    @classmethod
    def of(cls, store: Store, viewer: str | None, *, blind: bool) -> Sight:
        """The sight of a viewer; those who see all have none."""
        if not blind or viewer is None:
            return cls()
        return cls(viewer=viewer, found=verdicts(store.judgements(standing=True)))

    def hides(self, subject: str) -> bool:
        """Whether what was decided of a record is kept from the viewer."""
        return self.found is not None and hidden(subject, self.viewer, self.found)

    def allowed(self, asked: Filter) -> Filter:
        """The filter, which in blind coding must not choose by what others decided."""
        if self.found is not None and asked.status is not None:
            raise UsageError("while coding is blind, records cannot be chosen by their status")
        return asked


def fields(record: Wire) -> dict[str, Any]:
    """The fields of a record, for one that has more."""
    return {name: getattr(record, name) for name in record.__struct_fields__}


def document_item(kept: StoredDocument) -> shapes.DocumentItem:
    """A document of a list."""
    return shapes.DocumentItem(**fields(document_record(kept.document)), events=kept.events)


def document_text(document: Document) -> shapes.DocumentText:
    """A document with its text."""
    return shapes.DocumentText(**fields(document_record(document)), text=document.text)


def event_items(store: Store, events: Iterable[StoredEvent], sight: Sight) -> tuple[shapes.EventItem, ...]:
    """Events of a list, each with the id of its incident."""
    events = tuple(events)
    incidents = store.incidents_of(e.id for e in events)
    return tuple(event_item(e, incidents, sight) for e in events)


def event_item(e: StoredEvent, incidents: Mapping[str, str], sight: Sight) -> shapes.EventItem:
    """An event as it is shown."""
    if sight.hides(e.id):
        return shapes.EventItem(
            **fields(_coded.decode(e.coded)), status="unreviewed", corrected=(), incident=incidents.get(e.id)
        )
    return shapes.EventItem(
        **fields(e.record), status=e.status.value, corrected=e.corrected, incident=incidents.get(e.id)
    )


def incident_item(i: StoredIncident, sight: Sight) -> shapes.IncidentItem:
    """An incident as it is shown."""
    record: IncidentRecord = i.record
    shut = sight.hides(i.id) or any(map(sight.hides, record.events))
    return shapes.IncidentItem(**fields(record), status="unreviewed" if shut else i.status.value)


def judgement_items(store: Store, subjects: Iterable[str], sight: Sight) -> tuple[shapes.JudgementItem, ...]:
    """All that was decided of some records, in order; undone decisions too."""
    found: dict[str, Judgement] = {}
    standing: set[str] = set()
    for subject in subjects:
        if not sight.hides(subject):
            found.update((j.id, j) for j in store.judgements(subject=subject))
            standing.update(j.id for j in store.judgements(subject=subject, standing=True))
    told = sorted(found.values(), key=lambda j: j.at)
    return tuple(judgement_item(j, undone=j.id not in standing) for j in told if j.action is not Action.UNDO)


def judgement_item(j: Judgement, *, undone: bool = False) -> shapes.JudgementItem:
    """A decision as it is shown."""
    return shapes.JudgementItem(
        id=j.id,
        at=j.at.isoformat(),
        by=j.by,
        verb=j.action.value,
        subjects=j.subjects,
        field=j.field,
        value=j.value,
        note=j.reason,
        undone=undone,
    )


def documents(store: Store, asked: Filter, page: Paged) -> shapes.Documents:
    """A page of documents."""
    got = store.documents(asked, after=page.after, limit=page.limit, counted=page.after is None)
    return shapes.Documents(items=tuple(map(document_item, got.items)), next=got.next, total=got.total)


def document(store: Store, id: str, sight: Sight) -> shapes.DocumentPage:
    """A document with its events. Raises UsageError for none."""
    made = document_text(store.document(id))
    return shapes.DocumentPage(**fields(made), items=event_items(store, store.of_documents((id,)), sight))


def events(store: Store, asked: Filter, page: Paged, sight: Sight) -> shapes.Events:
    """A page of events."""
    got = store.events(sight.allowed(asked), after=page.after, limit=page.limit, counted=page.after is None)
    return shapes.Events(items=event_items(store, got.items, sight), next=got.next, total=got.total)


def event(store: Store, id: str, sight: Sight) -> shapes.EventPage:
    """An event with its text and what was decided. Raises UsageError for none."""
    kept = store.event(id)
    (item,) = event_items(store, (kept,), sight)
    text = store.texts((item.document.id,)).get(item.document.id)
    return shapes.EventPage(
        **fields(item), text="" if text is None else text.text, judgements=judgement_items(store, (id,), sight)
    )


def incidents(store: Store, asked: Filter, page: Paged, sight: Sight) -> shapes.Incidents:
    """A page of incidents."""
    got = store.incidents(sight.allowed(asked), after=page.after, limit=page.limit, counted=page.after is None)
    return shapes.Incidents(items=tuple(incident_item(i, sight) for i in got.items), next=got.next, total=got.total)


def incident(store: Store, id: str, sight: Sight) -> shapes.IncidentPage:
    """An incident with its events, their texts and what was decided. Raises UsageError for none."""
    kept = store.incident(id)
    item = incident_item(kept, sight)
    members = event_items(store, store.of_ids(item.events), sight)
    texts = store.texts(dict.fromkeys(m.document.id for m in members))
    return shapes.IncidentPage(
        **fields(item),
        members=members,
        texts=tuple(map(document_text, texts.values())),
        judgements=judgement_items(store, (kept.id, *item.events), sight),
        redirected_from=None if kept.id == id else id,
    )


def operations(store: Store, asked: Filter, page: Paged) -> shapes.Operations:
    """A page of operations by name; under a filter, those with an event that it lets through."""
    every = sorted(store.operations(), key=lambda o: o.id)
    if page.after is not None:
        every = [o for o in every if o.id > page.after]
    if asked != Filter():
        every = [o for o in every if _passes(store, asked, o.name)]
    shown = every[: page.limit]
    more = shown[-1].id if len(every) > len(shown) else None
    return shapes.Operations(items=tuple(shown), next=more, total=len(every) if page.after is None else None)


def _passes(store: Store, asked: Filter, name: str) -> bool:
    if asked.operation is not None and asked.operation.casefold() != name.casefold():
        return False
    return bool(store.events(replace(asked, operation=name), limit=1).items)


def operation(store: Store, id: str, sight: Sight) -> shapes.OperationPage:
    """An operation with its events. Raises UsageError for none."""
    record = store.operation(id)
    return shapes.OperationPage(**fields(record), members=event_items(store, store.of_ids(record.events), sight))


STATUSES = tuple(Status)
