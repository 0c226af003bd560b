"""A frame becomes an event: each facet is asked once, in the order in which one needs another."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from casus import __version__
from casus.coding.elsewhere import setting
from casus.coding.examples import example
from casus.coding.factuality import factuality
from casus.coding.hinted import hinted
from casus.coding.kinds import kind
from casus.coding.named import victims
from casus.coding.objects import objects
from casus.coding.operations import operation
from casus.coding.participants import participants
from casus.coding.places import places
from casus.coding.roles import Roles, roles
from casus.coding.side_choice import chosen
from casus.coding.sides import settle, sorted_out
from casus.coding.sources import source
from casus.coding.times import past, when
from casus.coding.tolls import tolls
from casus.coding.victims import mended
from casus.records.annotated import Annotated
from casus.records.claim import Claim
from casus.records.event import Event
from casus.records.frame import Discarded, Frame
from casus.values.kind import Kind
from casus.values.where import Where

CODER = f"casus@{__version__}"


def code(frame: Frame, annotated: Annotated) -> Iterator[Event | Discarded]:
    """The events of a frame: one for each place of a list, or none and the name of the reason."""
    told = hinted(frame, annotated, roles(frame, annotated))
    what = kind(frame, annotated, told)
    if isinstance(what, Discarded):
        yield what
        return
    real = factuality(frame, annotated, told)
    if isinstance(real, Discarded):
        yield real
        return
    shown, seen = example(frame, annotated, told)
    if shown is not frame:
        told_so = factuality(shown, annotated, seen)
        real = real if isinstance(told_so, Discarded) else told_so
    where = places(setting(shown, annotated, seen), annotated, seen)
    counts = tolls(shown, annotated, seen, what.value, real.value)
    told = mended(frame, annotated, settle(frame, annotated, told, what, where, counts), what.value, where)
    country = where[0].value.country if where else None
    told = chosen(frame, annotated, told, what.value, country, real=real.value.real)
    what = _again(frame, annotated, told, what)
    told = sorted_out(annotated, told, what.value, where)
    day = past(when(shown, annotated, seen), annotated.document.published, real.value)
    things = objects(frame, annotated, told, what.value)
    target, named = victims(frame, annotated, told, what.value)
    campaign = operation(frame, annotated, told)
    voice = source(frame, annotated)
    others = participants(shown, annotated, told)
    listed: tuple[Claim[Where] | None, ...] = where or (None,)
    for number, place in enumerate(listed):
        yield Event(
            id=_id(frame, annotated, number),
            document=annotated.document,
            kind=what,
            trigger=(annotated.document.quote(frame.trigger),),
            sentence=annotated.sentences[shown.sentence].span,
            factuality=real,
            initiator=told.initiator,
            target=target,
            participants=(*others, *named),
            place=place,
            when=day,
            tolls=counts if number == 0 else (),  # one toll for several places stands on the first
            objects=things,
            weapons=told.weapons,
            operation=campaign,
            source=voice,
            coder=CODER,
        )


def _again(frame: Frame, annotated: Annotated, told: Roles, what: Claim[Kind]) -> Claim[Kind]:
    """The kind of violence once the sides are chosen: two armed sides make a clash of an attack."""
    told_so = kind(frame, annotated, told)
    if isinstance(told_so, Discarded) or not {what.value.path[0], told_so.value.path[0]} <= {"violence", "battle"}:
        return what
    return told_so


def _id(frame: Frame, annotated: Annotated, number: int) -> str:
    """Stable: from document, trigger span, place in a list and coder version."""
    made = f"{annotated.document.id}\n{frame.trigger.start}:{frame.trigger.end}:{number}\n{CODER}"
    return sha256(made.encode()).hexdigest()[:16]


__all__ = ["Roles", "code"]
