"""Where a name lies that the gazetteer does not hold: by the company it keeps, a street in a report about one town."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from casus.gazetteer import distance
from casus.gazetteer.place import Place
from casus.gazetteer.resolve import Resolved
from casus.records.annotated import Annotated
from casus.records.span import Span

SURE = 0.6  # chance from which a place tells where its neighbours lie
NEAR = 161.0  # km within which the places of a report make one focus
FOCUSED = 0.8  # share of the local places near one town from which the whole report is about it
FEWEST = 2  # mentions of local places from which a report has a focus
LOCAL = "P2"  # kinds of place that can hold a street or a school


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The town or district that a name without candidates is told beside.

    `beside` tells whether it stands in the same sentence; `focus` is the share of the report's local places within
    161 km of it.
    """

    place: Place
    beside: bool
    focus: float


def companies(
    core: Annotated, spans: Sequence[Span], found: Sequence[tuple[Resolved | None, float]]
) -> list[Company | None]:
    """The company of each name that has no candidates; None for the others, and where no local place is told."""
    local = [
        (span, answer.place)
        for span, (answer, chance) in zip(spans, found, strict=False)
        if answer is not None and answer.place.kind in LOCAL and chance >= SURE
    ]
    return [
        _company(core, span, local) if answer is None else None for span, (answer, _) in zip(spans, found, strict=False)
    ]


def _company(core: Annotated, span: Span, local: Sequence[tuple[Span, Place]]) -> Company | None:
    if not local:
        return None
    sentence = core.sentence_at(span.start)
    here = [(s, p) for s, p in local if sentence is not None and sentence.start <= s.start < sentence.end]
    if here:
        _, place = min(here, key=lambda x: (abs(x[0].start - span.start), x[0].start))
    else:
        count = Counter(p.name for _, p in local)
        _, place = max(local, key=lambda x: (count[x[1].name], x[1].population, -x[0].start))
    if core.document.text[span.start : span.end].islower():
        return None
    near = sum(distance(place.latitude, place.longitude, p.latitude, p.longitude) <= NEAR for _, p in local)
    focus = near / len(local)
    return (
        Company(place=place, beside=bool(here), focus=focus)
        if here or (focus >= FOCUSED and len(local) >= FEWEST)
        else None
    )
