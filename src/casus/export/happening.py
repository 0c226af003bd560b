"""What exporting needs of an event or an incident: one view of both, with the reports behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casus.records.wire import (
    AcledRecord,
    CampaignRecord,
    DocumentRecord,
    EventRecord,
    PartyRecord,
    PlaceRecord,
    PloverRecord,
    WhenRecord,
)
from casus.records.wire_incident import (
    BorneCampaignRecord,
    BornePartyRecord,
    BornePlaceRecord,
    DaysRecord,
    IncidentRecord,
)
from casus.values.factuality import Factuality
from casus.values.party import Party
from casus.values.thing import Campaign, Thing
from casus.values.toll import Harm, Toll
from casus.values.when import When
from casus.values.where import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A toll and the words that tell it."""

    toll: Toll
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event or an incident; `source` is its record. `voices` counts independent reports; `disputed`: on the dead.

    `said` holds the report's words for initiator, target and place; `words` those that tell the happening.
    """

    id: str
    source: EventRecord | IncidentRecord
    record: str
    kind: str
    acled: AcledRecord | None
    plover: PloverRecord | None
    factuality: Factuality
    initiator: Party | None = None
    target: Party | None = None
    participants: tuple[tuple[str, Party], ...] = ()
    place: Where | None = None
    when: When | None = None
    tolls: tuple[Counted, ...] = ()
    objects: tuple[Thing, ...] = ()
    weapons: tuple[str, ...] = ()
    operation: Campaign | None = None
    attributed: str | None = None
    sources: tuple[DocumentRecord, ...] = ()
    documents: tuple[str, ...] = ()
    voices: int = 1
    disputed: bool = False
    said: Mapping[str, str]
    words: tuple[str, ...] = ()
    coder: str = ""
    status: str = "unreviewed"

    def killed(self) -> tuple[Counted, ...]:
        """Its tolls of the dead."""
        return tuple(c for c in self.tolls if c.toll.harm is Harm.KILLED)

    def latest(self) -> str | None:
        """The day on which its latest report was published."""
        return max((d.published[:10] for d in self.sources if d.published), default=None)


def of_event(e: EventRecord, *, status: str = "unreviewed") -> Happening:
    """The view of an event."""
    said = {"initiator": e.initiator, "target": e.target, "place": e.place}
    return Happening(
        id=e.id,
        source=e,
        record="event",
        kind=e.kind,
        acled=e.acled,
        plover=e.plover,
        factuality=e.factuality.value,
        initiator=_party(e.initiator),
        target=_party(e.target),
        participants=tuple((p.role, _actor(p)) for p in e.participants),
        place=_place(e.place),
        when=_when(e.when),
        tolls=tuple(
            Counted(
                toll=Toll(harm=t.harm, low=t.low, best=t.best, high=t.high, of=t.of),
                words=tuple(q.exact for q in t.evidence),
            )
            for t in e.tolls
        ),
        objects=tuple(Thing(what=o.what, count=o.count, effect=o.effect) for o in e.objects),
        weapons=tuple(w.what for w in e.weapons),
        operation=_campaign(e.operation),
        attributed=None if e.source is None else e.source.name,
        sources=(e.document,),
        documents=(e.document.id,),
        said={name: c.evidence[0].exact for name, c in said.items() if c is not None and c.evidence},
        words=tuple(dict.fromkeys(q.exact for q in e.trigger.evidence)),
        coder=e.coder,
        status=status,
    )


def of_incident(i: IncidentRecord, events: Mapping[str, EventRecord], *, status: str = "unreviewed") -> Happening:
    """The view of an incident; what its own record does not hold comes from those of its events that are at hand."""
    own = [of_event(events[key]) for key in i.events if key in events]
    reports = {d.id: d for h in own for d in h.sources}
    parties = {p.name: (role, p) for h in own for role, p in h.participants}
    return Happening(
        id=i.id,
        source=i,
        record="incident",
        kind=i.kind,
        acled=i.acled,
        plover=i.plover,
        factuality=i.factuality.value,
        initiator=_party(i.initiator),
        target=_party(i.target),
        participants=tuple(parties[name] for name in sorted(parties)),
        place=_place(i.place),
        when=_when(i.when),
        tolls=tuple(
            Counted(
                toll=Toll(harm=t.harm, low=t.low, best=t.best, high=t.high, of=t.of),
                words=tuple(w for h in own for c in h.tolls if _same(c.toll, t.harm, t.best) for w in c.words),
            )
            for t in i.tolls
        ),
        objects=tuple(Thing(what=o.what, count=o.count, effect=o.effect) for o in i.objects),
        weapons=tuple(sorted({w for h in own for w in h.weapons})),
        operation=_campaign(i.operation),
        attributed="; ".join(sorted({h.attributed for h in own if h.attributed})) or None,
        sources=tuple(reports[key] for key in i.documents if key in reports),
        documents=i.documents,
        voices=i.voices,
        disputed=any(d.field == Harm.KILLED.value for d in i.disagreements),
        said={k: v for h in reversed(own) for k, v in h.said.items()},
        words=tuple(dict.fromkeys(w for h in own for w in h.words)),
        coder="; ".join(sorted({h.coder for h in own})),
        status=status,
    )


def happenings(records: Iterable[EventRecord | IncidentRecord]) -> list[Happening]:
    """The views of records, sorted by day and id. Among incidents, events only lend their reports."""
    events: dict[str, EventRecord] = {}
    incidents: list[IncidentRecord] = []
    for r in records:
        if isinstance(r, EventRecord):
            events[r.id] = r
        else:
            incidents.append(r)
    made = [of_incident(i, events) for i in incidents] or [of_event(e) for e in events.values()]
    return sorted(made, key=lambda h: (str((h.when and h.when.start) or "9999"), h.id))


def _same(told: Toll, harm: Harm, best: int) -> bool:
    return told.harm is harm and told.best == best


def _when(w: WhenRecord | DaysRecord | None) -> When | None:
    return None if w is None else When(start=w.start, end=w.end, precision=w.precision, text=w.text)


def _campaign(c: CampaignRecord | BorneCampaignRecord | None) -> Campaign | None:
    return None if c is None else Campaign(name=c.name, phase=c.phase, objective=c.objective)


def _party(p: PartyRecord | BornePartyRecord | None) -> Party | None:
    return None if p is None else _actor(p)


def _actor(p: PartyRecord | BornePartyRecord) -> Party:
    return Party(name=p.name, category=p.category, id=p.id, country=p.country)


def _place(p: PlaceRecord | BornePlaceRecord | None) -> Where | None:
    if p is None:
        return None
    return Where(
        name=p.name or "?",
        level=p.level,
        geonameid=p.geonameid,
        admin1=p.admin1,
        admin2=p.admin2,
        country=p.country,
        latitude=p.latitude,
        longitude=p.longitude,
        radius_km=p.radius_km,
        relation=p.relation,
    )
