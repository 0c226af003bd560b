"""A headline that adds up what its report tells one by one: "14 killed in attacks", nine here and five there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from casus.coding.agreeing import sentence_of
from casus.records.annotated import Annotated
from casus.records.event import Event
from casus.values.toll import Harm

MOST = 4  # happenings that a headline adds up
VIOLENT = ("violence", "battle", "demonstration")


def summed(events: Sequence[Event], annotated: Annotated) -> list[Event]:
    """The events without one of the first sentence whose dead are those of several events told after it together."""
    first = [e for e in events if sentence_of(e, annotated) == 0 and _several(e, annotated)]
    later = [e for e in events if sentence_of(e, annotated) > 0]
    return [e for e in events if e not in first or not _adds_up(e, later)]


def _several(event: Event, annotated: Annotated) -> bool:
    """Whether its word is a noun in the plural: "attacks", "blasts"."""
    head = annotated.head_of(event.trigger[0].span)
    return head is not None and head.tag in ("NNS", "NNPS")


def _adds_up(head: Event, later: Sequence[Event]) -> bool:
    """Whether a headline's dead are the sum of two or more happenings, none of which it may be itself."""
    dead = _dead(head)
    if dead < 2 or head.kind.value.path[0] not in VIOLENT:
        return False
    parts = [n for e in later if e.kind.value.path[0] in VIOLENT and (n := _dead(e))]
    return dead not in parts and any(
        sum(some) == dead for size in range(2, MOST + 1) for some in combinations(parts, size)
    )


def _dead(event: Event) -> int:
    return sum(t.value.best for t in event.tolls if t.value.harm is Harm.KILLED)
