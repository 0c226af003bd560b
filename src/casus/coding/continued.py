"""Lists of happenings told one after another: "Near Vesk, one strike ...; near Orm, two strikes ...".

The doer stands once, before the list. Each item that tells none has the one of the item before it, inferred; so it is
with a named operation, which may also be told once for all: "The strikes were part of Operation Iron Rain."
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from casus.coding.operations import Told, campaign, told
from casus.records.annotated import Annotated
from casus.records.claim import Basis, Claim
from casus.records.event import Event
from casus.values.kind import Kind
from casus.values.party import Party
from casus.values.thing import Campaign

CODER = "casus.coding.continued@1"
LIST = 3  # items of one kind that make a list
GATHERING = frozenset({"the", "these", "those", "all", "both", "such"})
PART = re.compile(r"(?i)\b(?:part of|under|within|in the (?:frame|framework|course) of|during)\s(?:[\w“\"'-]+\s){0,3}$")


def continued(events: Sequence[Event], annotated: Annotated) -> list[Event]:
    """The events in order, with sides and operations that a list leaves out."""
    kinds = Counter(e.kind.value for e in events)
    out: list[Event] = []
    for event in events:
        if kinds[event.kind.value] >= LIST and event.initiator is None and _item(event, annotated):
            before = next((e for e in reversed(out) if e.kind.value == event.kind.value and e.initiator), None)
            if before is not None and not _same(before.initiator, event.target):
                event = replace(event, initiator=_carried(before.initiator))
                if event.target is None:
                    event = replace(event, target=_carried(before.target))
        out.append(event)
    return _together(_campaigned(out, kinds, annotated), annotated)


def _campaigned(events: Sequence[Event], kinds: Counter[Kind], annotated: Annotated) -> list[Event]:
    """Items of a list with the operation told before it, as long as none tells its own and the doer stays."""
    out: list[Event] = []
    for event in events:
        if kinds[event.kind.value] >= LIST and event.operation is None and _item(event, annotated):
            before = next((e for e in reversed(out) if e.kind.value == event.kind.value), None)
            if before is not None and before.operation is not None and not _others(before, event):
                event = replace(event, operation=_told_once(before.operation))
        out.append(event)
    return out


def _together(events: Sequence[Event], annotated: Annotated) -> list[Event]:
    """Happenings that a sentence gathers under one operation: "The strikes were conducted as part of ..."."""
    out = list(events)
    known = told(annotated)
    for name in known:
        nouns = _gathered(name, annotated)
        side = None if name.side is None else annotated.parties[name.side].party
        for n, event in enumerate(out):
            alien = side is not None and event.initiator is not None and not event.initiator.value.same(side)
            if event.operation is None and not alien and nouns & _lemmas(event, annotated):
                out[n] = replace(event, operation=_told_once(campaign(annotated, known, name, Basis.INFERRED)))
    return out


def _gathered(name: Told, annotated: Annotated) -> set[str]:
    """The nouns of "the strikes" or "these attacks" in the sentence that says that they are part of an operation."""
    sentence = annotated.sentences[name.sentence]
    if not PART.search(annotated.document.text, sentence.start, name.span.start):
        return set()
    before = [t for t in annotated.tokens[sentence.first : sentence.last] if t.end <= name.span.start]
    return {
        t.lemma.casefold()
        for t in before
        if t.tag == "NNS" and {b.text.casefold() for b in annotated.tokens[max(0, t.index - 2) : t.index]} & GATHERING
    }


def _lemmas(event: Event, annotated: Annotated) -> set[str]:
    return {t.lemma.casefold() for t in annotated.words(event.trigger[0].span)}


def _others(one: Event, other: Event) -> bool:
    """Whether two happenings are told of different doers."""
    return one.initiator is not None and other.initiator is not None and not _same(one.initiator, other.initiator)


def _told_once(claim: Claim[Campaign]) -> Claim[Campaign]:
    return replace(claim, basis=Basis.INFERRED, coder=CODER, note="told once for a list")


def _item(event: Event, annotated: Annotated) -> bool:
    """Whether a noun with a number tells it: "one strike", "two strikes"."""
    inside = annotated.words(event.trigger[0].span)
    return any(
        t.pos in ("NOUN", "PROPN")
        and any(n.head == t.index and n.pos == "NUM" for n in annotated.tokens[max(0, t.index - 4) : t.index])
        for t in inside
    )


def _same(one: Claim[Party] | None, other: Claim[Party] | None) -> bool:
    return one is not None and other is not None and bool(one.value.same(other.value))


def _carried(claim: Claim[Party] | None) -> Claim[Party] | None:
    if claim is None:
        return None
    return replace(claim, basis=Basis.INFERRED, coder=CODER, note="told once before a list")
