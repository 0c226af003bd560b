"""Tellings in brief: what decides of pairs of them, with numbers in place of values, so that it is quickly compared."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from math import sqrt

from casus.merging.compare import AHEAD, UNSEEN
from casus.merging.grounds import dated, located, span
from casus.records.incident import Report, Telling
from casus.values.factuality import Factuality
from casus.values.toll import Harm

NONE = -1  # for the number of a value, where there is none
HARMS = {harm: 1 << n for n, harm in enumerate(Harm)}

Band = tuple[float, float, frozenset[int]]


@dataclass(slots=True)
class Brief:
    """A telling in brief. Equal values have equal numbers."""

    telling: Telling
    report: Report
    document: str
    norm: float  # of the words of its report, with those that it holds beside its evidence
    factuality: Factuality
    ahead: bool
    kind: int
    since: int  # its first and last day, as ordinals; 0 where it does not tell both
    until: int
    days_stated: bool
    place: int
    place_stated: bool
    country: str | None
    band: Band  # latitudes between which its places may be held for another's, and their numbers in the gazetteer
    towns: int  # all places that its report tells
    initiator: int
    target: int
    parts: int  # a bit for each of `PARTS` that it tells
    harms: int  # a bit for each that it counts
    finer: bool  # whether it tells an operation or objects
    lead: bool


class Briefs:
    """Tellings in brief, each made once. A telling is known by its event."""

    def __init__(self) -> None:
        self._known: dict[str, Brief] = {}
        self._numbers: dict[Hashable, int] = {}
        self._bands: dict[int, Band] = {}

    def __call__(self, t: Telling) -> Brief:
        """The telling in brief."""
        known = self._known.get(t.event)
        if known is not None:
            return known
        since, until = dated(t) or (0, 0)
        report = t.report
        harms = 0
        for toll in t.tolls:
            harms |= HARMS[toll.harm]
        finer = t.operation is not None or bool(t.objects)
        parts = t.lead | (t.initiator is not None) << 1 | (t.target is not None) << 2
        if finer:
            parts |= (t.operation is not None) << 3 | bool(t.objects) << 4
        places = self._number((t.place, report.places))
        if places not in self._bands:
            self._bands[places] = _band(t)
        self._known[t.event] = made = Brief(
            t,
            report,
            report.document,
            sqrt(report.length**2 + UNSEEN),
            t.factuality,
            t.factuality in AHEAD,
            self._number(t.kind),
            since,
            until,
            t.when_stated,
            NONE if t.place is None else self._number(t.place),
            t.place_stated,
            t.place.country if t.place else None,
            self._bands[places],
            self._number((report.spots, places)),
            NONE if t.initiator is None else self._number(t.initiator),
            NONE if t.target is None else self._number(t.target),
            parts,
            harms,
            finer,
            t.lead,
        )
        return made

    def _number(self, value: Hashable) -> int:
        return self._numbers.setdefault(value, len(self._numbers))


def _band(t: Telling) -> Band:
    places = located(t)
    ids = frozenset(p.geonameid for p in places if p.geonameid is not None)
    spans = [span(p) for p in places]
    return min((low for low, _ in spans), default=90.0), max((high for _, high in spans), default=-90.0), ids
