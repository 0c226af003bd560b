"""The tables of a report: areas, dyads, incidents, operations, sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from casus.export.happening import Happening
from casus.export.rows import clean
from casus.report.figures import spread
from casus.report.gather import Gathered
from casus.report.links import Links
from casus.report.model import Cell, Source, Table
from casus.report.said import cited, operations, weight
from casus.report.telling import tolls, what, when, where, who

LISTED = 60  # incidents listed beside those that are cited
ROWS = 20


def areas(g: Gathered, links: Links, words: dict[str, Any]) -> Table:
    """First-order divisions: incidents, the dead, incidents of the period before."""
    column, before = words["column"], g.period.before()
    now, then = _by_area(g.now), _by_area(g.within(before))
    rows = [
        (
            Cell(text=clean(area), link=links.filtered(g.period, admin1=area)),
            Cell(text=f"{len(own):,}", link=links.filtered(g.period, admin1=area), number=True),
            Cell(text=spread(own), link=links.filtered(g.period, admin1=area, killed=1), number=True),
            Cell(
                text=f"{len(then.get(area, ())):,}" if g.holds(before) else "",
                link=links.filtered(before, admin1=area) if g.holds(before) else None,
                number=True,
            ),
        )
        for area, own in sorted(now.items(), key=lambda x: (-len(x[1]), x[0]))[:ROWS]
    ]
    return Table(columns=tuple(column[c] for c in ("area", "incidents", "killed", "before")), rows=tuple(rows))


def _by_area(found: Sequence[Happening]) -> dict[str, list[Happening]]:
    out: dict[str, list[Happening]] = defaultdict(list)
    for h in found:
        if h.place and h.place.admin1:
            out[h.place.admin1].append(h)
    return out


def dyads(g: Gathered, links: Links, words: dict[str, Any]) -> Table:
    """Who against whom. No filter word tells a pair, so each row cites its incidents; names lead to the actor's."""
    column = words["column"]
    pairs: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for h in g.now:
        if h.initiator or h.target:
            pairs[h.initiator.name if h.initiator else "", h.target.name if h.target else ""].append(h)
    rows = [
        (
            _actor(pair[0], g, links),
            _actor(pair[1], g, links),
            Cell(text=f"{len(own):,}", number=True),
            Cell(text=spread(own), number=True),
            Cell(text="", cites=cited(own)),
        )
        for pair, own in sorted(pairs.items(), key=lambda x: (-len(x[1]), x[0]))[:ROWS]
    ]
    names = ("initiator", "target", "incidents", "killed", "cites")
    return Table(columns=tuple(column[c] if c != "cites" else column["number"] for c in names), rows=tuple(rows))


def _actor(name: str, g: Gathered, links: Links) -> Cell:
    return Cell(text=clean(name), link=links.filtered(g.period, actor=name)) if name else Cell(text="?")


def listed(g: Gathered, mentioned: Sequence[str]) -> list[Happening]:
    """The incidents that the report lists, in order of days: all that are cited, and the weightiest of the others."""
    chosen = {*mentioned, *(h.id for h in sorted(g.now, key=weight)[:LISTED])}
    return [h for h in g.now if h.id in chosen]


def incidents(rows: Sequence[Happening], links: Links, words: dict[str, Any], sources: Mapping[str, Source]) -> Table:
    """The incidents: number, date, place with its precision, type, sides, tolls, reports."""
    column = words["column"]
    made = []
    for h in rows:
        known = [sources[d] for d in h.documents if d in sources]
        place = where(h)
        if h.place and h.place.radius_km and h.place.radius_km >= 1:
            place += f" (±{h.place.radius_km:.0f} km)"
        made.append(
            (
                Cell(text="", cites=(h.id,)),
                Cell(text=when(h)),
                Cell(text=place),
                Cell(text=what(h), link=links.record(h.id)),
                Cell(text=who(h) if h.initiator or h.target else ""),
                Cell(text=tolls(h)),
                Cell(text=", ".join(f"S{s.number}" for s in known) or f"{len(h.documents)} reports"),
            )
        )
    names = ("number", "date", "place", "what", "who", "toll", "sources")
    return Table(columns=tuple(column[c] for c in names), rows=tuple(made))


def campaigns(g: Gathered, links: Links, words: dict[str, Any]) -> Table:
    """Named operations with their sides, phases, aims and incidents of the period."""
    column = words["column"]
    rows = []
    for o, own, _ in operations(g, links, words):
        sides = " → ".join(
            ", ".join(clean(s.name) for s in o.sides if s.role == role) or "?" for role in ("conducts", "target")
        )
        phases = "; ".join(f"{clean(p.phase)} ({len(p.events)})" for p in o.phases if p.phase)
        aims = "; ".join(f"“{clean(a.value)}”" for a in o.objectives[:3])
        rows.append(
            (
                Cell(text=clean(o.name) + (f", {o.status.value}" if o.status else "")),
                Cell(text=sides),
                Cell(text=phases),
                Cell(text=aims),
                Cell(text=f"{len(own):,}", link=links.filtered(g.period, operation=o.name), number=True),
                Cell(text="", cites=cited(own)),
            )
        )
    names = ("name", "sides", "phases", "aims", "incidents", "number")
    return Table(columns=tuple(column[c] for c in names), rows=tuple(rows))


def sources(rows: Sequence[Happening], links: Links) -> tuple[Source, ...]:
    """The reports behind the listed incidents, numbered by day and publisher."""
    found = {d.id: d for h in rows for d in h.sources}
    ordered = sorted(found.values(), key=lambda d: (d.published or "", d.source or "", d.title or "", d.id))
    return tuple(
        Source(
            number=n,
            id=d.id,
            text=clean(
                ", ".join(x for x in (d.source, (d.published or "")[:10], f"“{d.title}”" if d.title else None) if x)
            )
            or d.id,
            digest=d.sha256,
            link=links.document(d.id),
            url=d.url if d.url and d.url.startswith(("http://", "https://")) else None,
        )
        for n, d in enumerate(ordered, 1)
    )
