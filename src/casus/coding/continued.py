"""Lists of happenings told one after another: "Near Vesk, one strike ...; near Orm, two strikes ...".

The doer stands once, before the list. Each item that tells none has the one of the item before it, inferred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from casus.records.annotated import Annotated
from casus.records.claim import Basis, Claim
from casus.records.event import Event
from casus.values.party import Party

CODER = "casus.coding.continued@1"
LIST = 3  # items of one kind that make a list


def continued(events: Sequence[Event], annotated: Annotated) -> list[Event]:
    """The events in order, with sides that a list leaves out."""
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
    return out


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
