"""What pairs of tellings say, as `compare` has it; of equal values it is asked once.

Of a million tellings most pairs are of a few thousand towns, parties and figures. Each value has a number here, and
what two values say is looked up by these. Two reports that surely tell no one thing are passed over before their words
are compared, which costs most.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

from casus.merging.briefs import NONE, Brief, Briefs
from casus.merging.compare import (
    factuality,
    kinds,
    lead,
    likeness,
    parties,
    rest,
    same,
    settled,
    telling,
    tolls,
    weight,
    words,
)
from casus.merging.facet import Facet
from casus.merging.when import apart, when
from casus.merging.where import where
from casus.merging.within import within
from casus.records.incident import Likeness, Telling

NUMBERS = 1 << 30  # more than there are
HELD = 1 << 17  # answers of one sort that are kept

Said = tuple[Facet, ...]
Key = TypeVar("Key", bound=Hashable)


class Votes:
    """What pairs of tellings say, each pair in the order of their ids. A telling is known by its event."""

    def __init__(self, briefs: Briefs) -> None:
        self._briefs = briefs
        self._kinds: dict[int, Said] = {}
        self._where: dict[tuple[int, int, bool, int, int], Said] = {}
        self._parties: dict[tuple[str, int, int], Said] = {}

    def likeness(self, a: Telling, b: Telling) -> Likeness | None:
        """How alike two tellings are; None where they stand in two reports and are no link."""
        mine, theirs = self._briefs(a), self._briefs(b)
        voted = self._voted(mine, theirs)
        forbidden, score = weight(voted)
        one = same(voted, forbidden, score)
        if mine.document != theirs.document and not one:
            return None
        return likeness((a.event, b.event), voted, forbidden, score, same=one)

    def weighed(self, a: Telling, b: Telling) -> tuple[bool, float]:
        """Whether something forbids that two tellings are one, and the sum of the votes."""
        return weight(self._voted(self._briefs(a), self._briefs(b)))

    def _voted(self, a: Brief, b: Brief) -> list[Facet]:
        """All facets that say something, and some that do not, which weigh nothing."""
        voted = self._own(a, b)
        if a.document == b.document:
            voted += within(a.telling, b.telling)
        else:
            voted.append(words(a.report, b.report))
            if a.lead and b.lead:
                voted.append(lead(a.telling, b.telling))
        # Settling begins with what forbids.
        return settled(a.telling, b.telling, telling(voted)) if True in [f.forbids for f in voted] else voted

    def _own(self, a: Brief, b: Brief) -> list[Facet]:
        """Those of the two events, without what their reports say as such."""
        voted = [*self._kind(a, b)]
        if a.factuality is not b.factuality:
            voted.append(factuality(a.telling, b.telling))
        if a.since and b.since:
            gap = max(a.since - b.until, b.since - a.until)
            longest = max(a.until - a.since, b.until - b.since) + 1
            voted.append(apart(gap, longest, a.days_stated and b.days_stated))
        else:
            voted += when(a.telling, b.telling)
        voted += self._place(a, b)
        if a.harms & b.harms:
            voted += tolls(a.telling, b.telling)
        if a.initiator >= 0 and b.initiator >= 0:
            voted += self._party("initiator", a.initiator, b.initiator, a, b)
        if a.target >= 0 and b.target >= 0:
            voted += self._party("target", a.target, b.target, a, b)
        if a.finer and b.finer:
            voted += rest(a.telling, b.telling)
        return voted

    def _kind(self, a: Brief, b: Brief) -> Said:
        key = a.kind * NUMBERS + b.kind
        said = self._kinds.get(key)
        return _held(self._kinds, key, (kinds(a.telling.kind, b.telling.kind),)) if said is None else said

    def _place(self, a: Brief, b: Brief) -> Said:
        one = a.document == b.document
        stated = a.place_stated and b.place_stated
        key = (a.place, b.place, stated, NONE if one else a.towns, NONE if one else b.towns)
        said = self._where.get(key)
        return _held(self._where, key, where(a.telling, b.telling)) if said is None else said

    def _party(self, role: str, mine: int, theirs: int, a: Brief, b: Brief) -> Said:
        key = (role, mine, theirs)
        said = self._parties.get(key)
        if said is not None:
            return said
        x, y = getattr(a.telling, role), getattr(b.telling, role)
        return _held(self._parties, key, (parties(role, x, y),))


def _held(held: dict[Key, Said], key: Key, voted: Iterable[Facet]) -> Said:
    """What is said, kept under its key."""
    if len(held) >= HELD:
        held.clear()
    held[key] = said = tuple(telling(voted))
    return said
