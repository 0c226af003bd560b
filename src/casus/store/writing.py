"""Taking in documents, events and incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, literal_column, select, update

from casus.errors import InputError
from casus.records.codec import decode_event, encode
from casus.records.document import Document
from casus.records.issue import Issue
from casus.records.judgement import Action, standing
from casus.records.wire import EventRecord
from casus.store import changes, judging, links
from casus.store import schema as s
from casus.store.columns import claims, event_columns, now, ordinal
from casus.store.native import EMPTIED
from casus.store.rows import Provenance

LIVE: ColumnElement[int] = literal_column("1")
KEPT = frozenset({Action.ACCEPT, Action.CORRECT})
MANY = 400  # values in one list of SQL


def add_document(c: Connection, d: Document) -> bool:
    """Keep a document; False where it is known, or was deleted. Raises InputError for an id that another text has."""
    if c.execute(select(s.tombstones.c.id).where(s.tombstones.c.id == d.id)).first():
        return False
    storable(d)
    values = document_columns(d)
    known = c.execute(select(s.documents.c.sha256, s.documents.c.bare).where(s.documents.c.id == d.id)).first()
    if known is None:
        c.execute(insert(s.documents).values(id=d.id, added=now(), **values))
        return True
    if known.sha256 != d.sha256:
        raise InputError(f"document {d.id}: another text has this id; a changed text is another document")
    if known.bare:
        c.execute(update(s.documents).where(s.documents.c.id == d.id).values(**values))
    return bool(known.bare)


def document_columns(d: Document) -> dict[str, Any]:
    """The columns of a document whose text is known, without its id and when it was taken in."""
    return {
        "text": d.text,
        "url": d.url,
        "title": d.title,
        "source": d.source,
        "published": ordinal(d.published),
        "language": d.language,
        "sha256": d.sha256,
        "derived_from": d.derived_from,
        "bare": 0,
    }


def storable(d: Document) -> None:
    """Raises InputError where a document holds what no store can."""
    for told in (d.id, d.text, d.title, d.source, d.url):
        if told is not None and ("\x00" in told or any("\ud800" <= x <= "\udfff" for x in told)):
            raise InputError(f"document {d.id!r}: holds a character that no text may hold (zero, or half of a pair)")


def provenance_number(c: Connection, p: Provenance) -> int:
    """The number of a version, made where it is new."""
    of = {f: getattr(p, f) for f in ("coder", "model", "model_digest", "data_digest", "settings")}
    asked = select(s.provenance.c.number).where(*(s.provenance.c[f] == v for f, v in of.items()))
    found = c.execute(asked).scalar()
    if found is not None:
        return int(found)
    return judging.added(c, insert(s.provenance).values(added=now(), **of))


def was_coded(c: Connection, document: str, p: Provenance) -> bool:
    """Whether this very version was the last to code a document."""
    latest = (
        select(s.provenance)
        .join(s.codings, s.codings.c.provenance == s.provenance.c.number)
        .where(s.codings.c.document == document)
        .order_by(s.codings.c.added.desc())
        .limit(1)
    )
    row = c.execute(latest).first()
    versioned = ("coder", "model", "model_digest", "data_digest", "settings")
    return row is not None and all(getattr(row, f) == getattr(p, f) for f in versioned)


def keep(c: Connection, d: Document, events: Iterable[EventRecord], p: Provenance, issues: Iterable[Issue]) -> bool:
    """Keep a document with what one version coded of it; False where that is there already, or it was deleted."""
    add_document(c, d)
    if c.execute(select(s.tombstones.c.id).where(s.tombstones.c.id == d.id)).first():
        return False
    if was_coded(c, d.id, p):
        return False
    number = provenance_number(c, p)
    events = tuple(events)
    _replace(c, d.id, events, number)
    made = {"events": len(events), "added": now()}
    own = (s.codings.c.document == d.id) & (s.codings.c.provenance == number)
    if not c.execute(update(s.codings).where(own).values(**made)).rowcount:
        c.execute(insert(s.codings).values(document=d.id, provenance=number, **made))
    for i in issues:
        row = {"document": d.id, "where": i.where, "reason": i.reason, "stage": i.stage, "severity": i.severity.value}
        span = {"start": i.span.start if i.span else None, "end": i.span.end if i.span else None}
        c.execute(insert(s.issues).values(added=now(), **row, **span))
    return True


def add_events(c: Connection, events: Iterable[EventRecord], p: Provenance | None) -> int:
    """Keep events by document, documents unknown as bare ones; returns how many are new."""
    count = 0
    by_document = sorted(events, key=lambda e: e.document.id)
    for id, several in groupby(by_document, key=lambda e: e.document.id):
        told = list(several)
        d = told[0].document
        if c.execute(select(s.tombstones.c.id).where(s.tombstones.c.id == id)).first():
            continue
        known = c.execute(select(s.documents.c.sha256).where(s.documents.c.id == id)).first()
        if known is None:
            row = {"url": d.url, "title": d.title, "source": d.source, "language": d.language, "sha256": d.sha256}
            published = ordinal(d.published)
            c.execute(insert(s.documents).values(id=id, text="", published=published, bare=1, added=now(), **row))
        elif known.sha256 != d.sha256:
            raise InputError(f"document {id}: its events are of another text (SHA-256 {d.sha256[:12]}...)")
        count += _replace(c, id, told, provenance_number(c, p or Provenance(coder=told[0].coder)))
    return count


def _replace(c: Connection, document: str, events: Iterable[EventRecord], provenance: int) -> int:
    """New events in place of the document's current ones; what people said goes to those of the same words."""
    new = {e.id: e for e in events}
    chosen = select(s.events).where(s.events.c.document == document, s.events.c.live == LIVE)
    old = {r.id: r for r in c.execute(chosen.order_by(s.events.c.start, s.events.c.number))}
    same = {i for i, e in new.items() if i in old and old[i].record == encode(e).decode()}
    taken: set[str] = set()
    heirs: dict[str, str] = {}  # new id -> old id
    numbers: list[int] = []  # of rows that are written
    for id, row in old.items():
        if id in same:
            continue
        heir = _heir(row, new, taken | same)
        said = standing(judging.read(c, judging.former(c, id)))
        if heir is None and any(j.action in KEPT for j in said):
            continue  # a person vouches for it
        if heir is not None:
            taken.add(heir)
            heirs[heir] = id
        numbers.append(row.number)
        values = {"live": 0, "superseded_by": heir or ""}
        c.execute(update(s.events).where(s.events.c.number == row.number).values(**values))
        if heir is not None and heir != id:
            _inherit(c, id, heir)
        elif heir is None:
            _leave(c, id)
    fresh = [e for i, e in new.items() if i not in same]
    if old:
        links.doubt(c, document)
    if fresh:
        numbers += _add(c, document, fresh, provenance, heirs)
    changes.wrote(c, changes.EVENTS, numbers)
    return len(fresh)


def _add(
    c: Connection, document: str, fresh: list[EventRecord], provenance: int, heirs: Mapping[str, str]
) -> Iterator[int]:
    """New events; gives the numbers of their rows."""
    report = c.execute(select(s.documents.c.number).where(s.documents.c.id == document)).scalar_one()
    own = {"document": document, "report": report, "provenance": provenance}
    for e in fresh:
        made = {"id": e.id, **own, "live": 1, "status": "unreviewed"}
        number = judging.added(c, insert(s.events).values(**made, **event_columns(e), record=encode(e).decode()))
        c.execute(insert(s.claims), [{"event": number, **claim} for claim in claims(e)])
        if e.id in heirs:
            _follow(c, number, e)
        yield number


def _leave(c: Connection, id: str) -> None:
    """An event that none succeeds is in no incident any more."""
    own = s.members.c.event == id
    incident = c.execute(select(s.members.c.incident).where(own)).scalar()
    if incident is not None:
        c.execute(delete(s.members).where(own))
        changes.wrote_incidents(c, (incident,))


def _inherit(c: Connection, old: str, new: str) -> None:
    """The successor stands in the incident of the former event, until they are merged anew."""
    c.execute(update(s.members).where(s.members.c.event == old).values(event=new))


def _follow(c: Connection, number: int, e: EventRecord) -> None:
    said = standing(judging.read(c, judging.former(c, e.id)))
    if not said:
        return
    try:
        judging.renew(c, number, encode(e).decode(), said)
    except InputError:  # a correction of the former record that does not fit this one
        status = judging.status(said).value
        c.execute(update(s.events).where(s.events.c.number == number).values(status=status))


def _heir(row: Any, new: Mapping[str, EventRecord], taken: set[str]) -> str | None:
    """The new event of an old one's words: the same id, else the trigger that overlaps, the same kind before others."""
    if row.id in new and row.id not in taken:
        return str(row.id)
    former = decode_event(row.record)
    end = max(q.end for q in former.trigger.evidence)
    where = former.place.name if former.place else None
    found = []
    for id, e in new.items():
        start = min(q.start for q in e.trigger.evidence)
        stop = max(q.end for q in e.trigger.evidence)
        if id not in taken and start < end and row.start < stop:
            place = e.place.name if e.place else None
            found.append((e.kind != row.kind, place != where, abs(start - row.start), id))
    return min(found)[-1] if found else None


def remove(c: Connection, ids: Iterable[str], *, by: str, reason: str | None) -> int:
    """Documents with all that they told, for good; their ids remain."""
    count = 0
    for id in dict.fromkeys(ids):
        if not c.execute(select(s.documents.c.id).where(s.documents.c.id == id)).first():
            continue
        rows = c.execute(select(s.events.c.id, s.events.c.number).where(s.events.c.document == id)).all()
        changes.wrote(c, changes.EVENTS, (r.number for r in rows))
        own: list[str] = [r.id for r in rows]
        for part in parts(own):
            inside = select(s.members.c.incident).where(s.members.c.event.in_(part))
            # Records of incidents quote values of their events: they are emptied until they are merged anew.
            touched = list(c.execute(inside.distinct()).scalars())
            c.execute(delete(s.members).where(s.members.c.incident.in_(touched)))
            c.execute(update(s.incidents).where(s.incidents.c.id.in_(touched)).values(live=0, record="{}"))
            changes.wrote_incidents(c, touched)
            c.execute(delete(s.campaigns).where(s.campaigns.c.event.in_(part)))
        numbers = select(s.events.c.number).where(s.events.c.document == id)
        c.execute(delete(s.claims).where(s.claims.c.event.in_(numbers)))
        links.remove(c, id)
        c.execute(delete(s.events).where(s.events.c.document == id))
        c.execute(delete(s.issues).where(s.issues.c.document == id))
        c.execute(delete(s.codings).where(s.codings.c.document == id))
        c.execute(delete(s.documents).where(s.documents.c.id == id))
        for part in parts([id, *own]):
            said = select(s.subjects.c.judgement).where(s.subjects.c.subject.in_(part))
            # Corrections quote the words that bear them, and reasons may.
            told = s.judgements.c.value.is_not(None) | s.judgements.c.reason.is_not(None)
            emptied = update(s.judgements).where(s.judgements.c.number.in_(said), told)
            c.execute(emptied.values(value=None, reason=EMPTIED))
        c.execute(insert(s.tombstones).values(id=id, at=now(), by=by, reason=reason))
        count += 1
    if count:
        c.execute(delete(s.operations))  # their records quote aims; they are gathered anew
    return count


def parts(ids: list[str]) -> Iterable[list[str]]:
    """The ids in lists that a statement can hold."""
    return (ids[i : i + MANY] for i in range(0, len(ids), MANY))
