"""The line that tells where and when a report was filed: its places and days are not the event's."""

from __future__ import annotations

import re
from functools import lru_cache

from casus.records.annotated import Annotated
from casus.records.span import Span

# BAGHDAD (Agency) - ...; SAN TIRSO, 3 JAN 90 (XYZ) -- [TEXT] ...; VESK, Norland, May 3 --
LINE = re.compile(
    r"""(?mx)^[ \t"'(]*
    (?P<zone>[A-Z][^\n]{0,80}?)
    (?:\s(?:--|—|–)\s|\s*(?:--|—|–)\s*(?=\[)|\)\s+(?:-|--|—|–)\s)"""
)
PLACE = re.compile(r"[A-Z]{3,}|[A-Z][\w.]+(?:,| \()")


@lru_cache(maxsize=16)
def zones(text: str) -> tuple[Span, ...]:
    """The datelines of a text, from the start of the line to its dash."""
    found = []
    for m in LINE.finditer(text):
        zone = m["zone"]
        if PLACE.match(zone) and len(zone.split()) <= 12 and not re.search(r"[.!?]\s+[A-Z]", zone):
            found.append(Span(start=m.start("zone"), end=m.end()))
    return tuple(found)


def in_dateline(annotated: Annotated, span: Span) -> bool:
    """Whether words stand in a dateline."""
    return any(z.covers(span) for z in zones(annotated.document.text))
