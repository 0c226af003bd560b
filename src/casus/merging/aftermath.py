"""What follows a deed in its own report: the hunt for its doers and their arrest belong to the deed's incident.

"Police arrested a man in the shooting of three" tells one happening to whoever counts happenings. A sweep that detains
many, and an arrest in a report that tells no deed, are happenings of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from casus.merging.compare import AHEAD, VIOLENT, figure
from casus.merging.words import words
from casus.records.incident import Telling
from casus.values.kind import Kind
from casus.values.toll import Harm

FEW = 4  # detained: more are a sweep
ARRESTS = Kind.parse("strategic/arrests")


def deed(t: Telling) -> bool:
    """Whether it is violence that is told as done, tried or denied."""
    return t.kind.path[0] in VIOLENT and t.factuality not in AHEAD


def follows(t: Telling) -> bool:
    """Whether it may follow a deed: few are arrested, or its words name a hunt, a flight, a release."""
    if t.factuality in AHEAD or t.kind.path[0] != "strategic":
        return False
    if t.kind == ARRESTS:
        return (figure(t, Harm.DETAINED) or 0) <= FEW
    return any(w in words("aftermath") for trigger in t.triggers for w in trigger.casefold().split())


def followers(tellings: Iterable[Telling]) -> dict[str, tuple[Telling, ...]]:
    """Each telling that may follow a deed of its own report, with the report's deeds, the nearest first."""
    told: dict[str, list[Telling]] = defaultdict(list)
    for t in tellings:
        told[t.document].append(t)
    found = {}
    for several in told.values():
        deeds = [t for t in several if deed(t)]
        for t in several if deeds else ():
            if follows(t):
                found[t.event] = tuple(sorted(deeds, key=lambda d: (_away(t, d), d.event)))
    return found


def followed(t: Telling, deeds: Iterable[Telling], group: Mapping[str, set[str]]) -> str | None:
    """The deed that it follows: the nearest of those told in its sentence; else any, where the report tells of one."""
    deeds = tuple(deeds)
    beside = [d for d in deeds if _beside(t, d)]
    if beside:
        return beside[0].event
    return deeds[0].event if len({id(group[d.event]) for d in deeds}) == 1 else None


def voters(members: tuple[Telling, ...]) -> tuple[Telling, ...]:
    """Those that tell what the incident is: its deeds, without what followed them."""
    if not any(map(deed, members)):
        return members
    return tuple(t for t in members if not follows(t))


def _beside(t: Telling, d: Telling) -> bool:
    return any(_within(at, t.sentence) for at in d.starts) or any(_within(at, d.sentence) for at in t.starts)


def _within(at: int, sentence: tuple[int, int]) -> bool:
    return sentence[0] <= at < sentence[1]


def _away(t: Telling, d: Telling) -> int:
    return min((abs(mine - theirs) for mine in t.starts for theirs in d.starts), default=0)
