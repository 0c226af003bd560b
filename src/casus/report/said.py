"""The sentences of a report: each made of a template and of the incidents that bear it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casus.export.happening import Happening
from casus.export.rows import clean
from casus.records.wire_incident import IncidentRecord, OperationRecord
from casus.report.figures import spread
from casus.report.gather import Gathered, killed
from casus.report.links import Links
from casus.report.model import Sentence
from casus.report.telling import dead, group, what, when, where
from casus.values.toll import Harm

MOST = 5  # highlights
CITED = 8  # incidents cited at most behind one sentence or row
GROUND = {"battle/regained", "battle/overtaken", "strategic/transfer"}


def cited(found: Sequence[Happening]) -> tuple[str, ...]:
    """The incidents that bear a sentence, those of most dead first."""
    return tuple(h.id for h in sorted(found, key=weight)[:CITED])


def weight(h: Happening) -> tuple[int, int, str]:
    """Order of importance: the dead, then the voices."""
    return -killed([h])[1], -h.voices, h.id


def highlights(g: Gathered, links: Links, words: dict[str, Any]) -> tuple[Sentence, ...]:
    """Three to five sentences on what stands out; fewer where little was reported, none where nothing was."""
    return tuple(list(_highlights(g, links, words["said"]))[:MOST])


def _highlights(g: Gathered, links: Links, said: Mapping[str, str]) -> Iterator[Sentence]:
    now = g.now
    worst = min(now, key=weight, default=None)
    if worst is None:
        return
    if killed([worst])[1]:
        text = said["deadliest"].format(
            what=what(worst).lower(), place=where(worst), date=when(worst), toll=spread([worst])
        )
        yield Sentence(text=text, cites=(worst.id,), link=links.record(worst.id))
    yield from _taken(now, links, said)
    yield from _first(g, said)
    yield from _differ(now, links, said)
    if len(now) > 2:
        by = Counter(map(group, now))
        kind, count = max(by.items(), key=lambda x: (x[1], x[0]))
        own = [h for h in now if group(h) == kind]
        text = said["most"].format(count=count, total=len(now), what=kind.lower())
        link = links.filtered(g.period, kind=(kind,)) if not links.filter.kind else None
        yield Sentence(text=text, cites=cited(own), link=link)
        areas = Counter(h.place.admin1 for h in now if h.place and h.place.admin1)
        if len(areas) > 1:
            area, count = max(areas.items(), key=lambda x: (x[1], str(x[0])))
            own = [h for h in now if h.place and h.place.admin1 == area]
            text = said["area"].format(area=clean(str(area)), count=count, total=len(now))
            yield Sentence(text=text, cites=cited(own), link=links.filtered(g.period, admin1=area))


def _taken(now: Sequence[Happening], links: Links, said: Mapping[str, str]) -> Iterator[Sentence]:
    taken = [h for h in now if h.kind in GROUND and h.initiator and h.place]
    for h in sorted(taken, key=weight)[:1]:
        told = said["ground_by" if h.place and h.place.relation else "ground"]
        text = told.format(who=clean(h.initiator.name if h.initiator else "?"), place=where(h), date=when(h))
        yield Sentence(text=text, cites=(h.id,), link=links.record(h.id))


def _first(g: Gathered, said: Mapping[str, str]) -> Iterator[Sentence]:
    """An actor with an id of its own that the 52 weeks before do not hold, where the store reaches so far back."""
    year = g.period.weeks_before(52)
    if not g.holds(year):
        return
    known = {p.id for h in g.within(year) for p in (h.initiator, h.target) if p}
    fresh: dict[str, list[Happening]] = defaultdict(list)
    for h in g.now:
        for p in (h.initiator, h.target):
            if p and p.id and p.id not in known:
                fresh[p.name].append(h)
    for name, own in sorted(fresh.items(), key=lambda x: (-len(x[1]), x[0]))[:1]:
        yield Sentence(text=said["actor"].format(who=clean(name)), cites=cited(own))


def _differ(now: Sequence[Happening], links: Links, said: Mapping[str, str]) -> Iterator[Sentence]:
    for h in sorted((h for h in now if h.disputed and isinstance(h.source, IncidentRecord)), key=weight)[:1]:
        record = h.source
        fields = record.disagreements if isinstance(record, IncidentRecord) else ()
        values = next((d.values for d in fields if d.field == Harm.KILLED.value), ())
        text = said["differ"].format(place=where(h), date=when(h), values="; ".join(clean(v.value) for v in values))
        yield Sentence(text=text, cites=(h.id,), link=links.record(h.id))


def by_area(g: Gathered, links: Links, words: dict[str, Any]) -> tuple[Sentence, ...]:
    """A sentence on each area with more than one incident, those of most incidents first."""
    areas: dict[str, list[Happening]] = defaultdict(list)
    for h in g.now:
        if h.place and h.place.admin1:
            areas[h.place.admin1].append(h)
    out = []
    for area, own in sorted(areas.items(), key=lambda x: (-len(x[1]), x[0]))[:CITED]:
        kind = max(Counter(map(group, own)).items(), key=lambda x: (x[1], x[0]))[0]
        form = words["said"]["by_area" if len(own) > 1 else "one_by_area"]
        text = form.format(area=clean(area), count=len(own), toll=_dead(own, words["said"]), what=kind.lower())
        out.append(Sentence(text=text, cites=cited(own), link=links.filtered(g.period, admin1=area)))
    return tuple(out)


def _dead(own: Sequence[Happening], said: Mapping[str, str]) -> str:
    return said["dead"].format(toll=spread(own)) if any(h.killed() for h in own) else said["no_dead"]


def operations(
    g: Gathered, links: Links, words: dict[str, Any]
) -> list[tuple[OperationRecord, list[Happening], Sentence]]:
    """The named operations of which an incident of the period tells, with these and a sentence."""
    out = []
    for o in g.operations:
        names = {o.name.casefold(), *(a.casefold() for a in o.aliases)}
        events = set(o.events)
        own = [h for h in g.now if _of(h, events) or (h.operation and h.operation.name.casefold() in names)]
        if own:
            text = words["said"]["operation"].format(name=_campaign(o.name), count=len(own))
            link = links.filtered(g.period, operation=o.name)
            out.append((o, own, Sentence(text=text.replace("1 incidents", "1 incident"), cites=cited(own), link=link)))
    return sorted(out, key=lambda x: (-len(x[1]), x[0].name))


def _campaign(name: str) -> str:
    plain = clean(name)
    return plain if plain.casefold().startswith(("operation ", "the ")) else f"Operation {plain}"


def _of(h: Happening, events: set[str]) -> bool:
    members = h.source.events if isinstance(h.source, IncidentRecord) else (h.id,)
    return not events.isdisjoint(members)


def title(h: Happening) -> dict[str, str]:
    """What a sentence on a change says of a happening."""
    return {"what": what(h).lower(), "place": where(h), "date": when(h), "dead": dead(h)}
