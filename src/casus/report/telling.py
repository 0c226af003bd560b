"""Short words for a happening: what, where, when, who, how many."""

from __future__ import annotations

from casus.export.happening import Happening
from casus.export.rows import clean, toll
from casus.report.figures import spread


def what(h: Happening) -> str:
    """Its type, as ACLED calls it, else its kind."""
    return h.acled.sub_event_type if h.acled else h.kind


def group(h: Happening) -> str:
    """Its event type, as ACLED calls it, else the first step of its kind."""
    return h.acled.event_type if h.acled else h.kind.split("/")[0]


def where(h: Happening) -> str:
    """Its place with the relation and what holds it; "an unknown place" for none."""
    p = h.place
    if p is None:
        return "an unknown place"
    name = f"{p.relation} {p.name}" if p.relation else p.name
    return clean(", ".join(x for x in (name, p.admin1 if p.admin1 != p.name else None) if x))


def when(h: Happening) -> str:
    """Its days."""
    w = h.when
    if w is None or w.start is None:
        return "an unknown day"
    return w.start.isoformat() if w.end in (None, w.start) else f"{w.start} to {w.end}"


def who(h: Happening) -> str:
    """Both sides, as far as told."""
    sides = [clean(p.name) if p else "?" for p in (h.initiator, h.target)]
    return " → ".join(sides) if h.target else sides[0]


def dead(h: Happening) -> str:
    """The reported dead with their range; "none told" where the reports say nothing."""
    return spread([h]) if h.killed() else "none told"


def tolls(h: Happening) -> str:
    """All harm to people."""
    return "; ".join(toll(c.toll) for c in h.tolls)
