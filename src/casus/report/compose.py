"""A situation report on a period and an area, from a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from casus import __version__
from casus.export.countries import table
from casus.export.happening import Happening
from casus.report import changes, tables
from casus.report.figures import figures
from casus.report.gather import Gathered, gather
from casus.report.links import Links
from casus.report.map import world
from casus.report.model import Parts, Sentence
from casus.report.period import Period
from casus.report.period import period as parsed
from casus.report.said import by_area, highlights, operations
from casus.report.trend import weekly
from casus.report.words import words as read
from casus.store.base import Store
from casus.store.filter import Filter
from casus.values.factuality import Factuality
from casus.values.where import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A finished report: the same parts as HTML, Markdown or PDF, and the snapshot that the next one compares with."""

    parts: Parts
    snapshot: bytes

    def html(self) -> str:
        """One file without scripts that fetches nothing."""
        from casus.report.html import page

        return page(self.parts)

    def csp(self) -> str:
        """The content security policy under which the page may be served: it allows its own style, and nothing else."""
        from casus.report.html import POLICY

        return POLICY

    def markdown(self) -> str:
        """The same in Markdown, without the pictures."""
        from casus.report.markdown import page

        return page(self.parts)

    def pdf(self) -> bytes:
        """The page as PDF. Raises UsageError, naming the extra, where the library is not installed."""
        from casus.report.pdf import printed

        return printed(self.html())


def report(
    store: Store,
    period: str | Period,
    area: str | None = None,
    *,
    filter: Filter | None = None,
    app: str = "",
    last: Mapping[str, Any] | None = None,
    words: Path | None = None,
) -> Report:
    """The report on a period ("2019-08", "2019-08-01..2019-08-31") and an area (a country, or a province or state).

    `filter` adds words (its days are the period's), `app` is the address of the app that links lead to, `last` the
    snapshot of a former report. Raises UsageError for a period or filter that cannot be read.
    """
    days = parsed(period) if isinstance(period, str) else period
    chosen = replace(within(filter or Filter(), area), since=None, until=None)
    g, said = gather(store, chosen, days), read(words)
    links = Links(base=app, filter=replace(chosen, factuality=Factuality.OCCURRED.value), of=g.of)
    lands = ", ".join(table()[c].name if c in table() else c for c in chosen.country)
    name = (area if chosen.admin1 else None) or lands or area or said["title"]["everywhere"]
    return Report(parts=_parts(g, links, said, name, last), snapshot=changes.snapshot(g, name))


def within(filter: Filter, area: str | None) -> Filter:
    """The filter with an area: a country by name or code, else a province or state."""
    if not area:
        return filter
    names = {c.name.casefold(): c.code for c in table().values()} | {c.casefold(): c for c in table()}
    code = names.get(area.strip().casefold())
    return replace(filter, country=(code,)) if code else replace(filter, admin1=area.strip())


def _parts(g: Gathered, links: Links, said: dict[str, Any], area: str, last: Mapping[str, Any] | None) -> Parts:
    told = highlights(g, links, said)
    areas, campaigns = by_area(g, links, said), operations(g, links, said)
    changed = changes.changes(g, last, said) if last else ()
    dyads, campaign_table = tables.dyads(g, links, said), tables.campaigns(g, links, said)
    mentioned = [c for s in (*told, *areas, *(c[2] for c in campaigns), *changed) for c in s.cites]
    mentioned += [c for t in (dyads, campaign_table) for row in t.rows for cell in row for c in cell.cites]
    rows = tables.listed(g, mentioned)
    behind = tables.sources(rows, links)
    numbers = {h.id: n for n, h in enumerate(rows, 1)}
    for key in mentioned:  # of a former report: gone since, but cited
        numbers.setdefault(key, len(numbers) + 1)
    trend_svg, trend_table = weekly(g, links, said["chart"]["caption"])
    return Parts(
        title=said["title"]["report"].format(area=area),
        period=f"{g.period.start} – {g.period.end}",
        lines=_lines(g, said),
        link=links.filtered(g.period),
        highlights=told,
        nothing=None if told else said["said"]["none"],
        figures=tuple(figures(g, links, said)),
        map_svg=world(g, links, said["map"]["caption"]),
        trend_svg=trend_svg,
        trend_table=trend_table,
        areas=areas,
        area_table=tables.areas(g, links, said),
        dyads=dyads,
        incidents=tables.incidents(rows, links, said, {s.id: s for s in behind}),
        operations=campaign_table,
        operations_said=tuple(c[2] for c in campaigns),
        changes=changed,
        changes_note=_changes_note(changed, said, last),
        method=_method(g, said),
        sources=behind,
        numbers=numbers,
        records={key: links.record(key) for key in numbers},
        words=said,
    )


def _lines(g: Gathered, said: Mapping[str, Any]) -> tuple[str, ...]:
    title = said["title"]
    cutoff = max((x for h in g.now if (x := h.latest())), default=str(g.period.end))
    accepted = sum(h.status == "accepted" for h in g.now)
    return (
        title["cutoff"].format(cutoff=cutoff),
        title["state"].format(accepted=accepted, total=len(g.now)),
        title["counted"],
    )


def _changes_note(changed: tuple[Sentence, ...], said: Mapping[str, Any], last: Mapping[str, Any] | None) -> str:
    own: Mapping[str, str] = said["changes"]
    if last is None:
        return own["first"]
    note = own["former"].format(revision=last.get("revision", "?"))
    return note if changed else f"{own['none']} {note}"


def _method(g: Gathered, said: Mapping[str, Any]) -> tuple[str, ...]:
    now: Sequence[Happening] = g.now
    counts = {
        "documents": len({d for h in now for d in h.documents}),
        "voices": sum(h.voices for h in now),
        "other": len(g.other),
        "rejected": g.rejected,
        "placed": sum(h.place is not None and h.place.level in (Level.POINT, Level.TOWN) for h in now),
        "dated": sum(h.when is not None and h.when.days == 1 for h in now),
        "total": len(now),
        "coder": ", ".join(sorted({h.coder for h in now if h.coder})) or f"casus@{__version__}",
        "revision": g.revision,
    }
    first: date | None = g.first
    lines = [text.format(**counts) for text in said["method"]["text"]]
    if first is not None:
        lines.append(said["method"]["first"].format(first=first))
    return (*lines, said["method"]["links"])
