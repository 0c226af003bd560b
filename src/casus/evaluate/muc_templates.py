"""MUC templates from coded events: one event, one template.

Told as planned or denied gives none, nor does a clash between armed sides that hits neither civilians nor things: MUC
takes these for war. Organisations and persons among the doers are told apart by the words. The lists are data.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from casus.evaluate.muc import Template, plain
from casus.evaluate.told import sub_event
from casus.records.wire import EventRecord, PartyRecord, QuoteRecord, ThingRecord
from casus.values.factuality import Factuality
from casus.values.party import Category
from casus.values.thing import Effect
from casus.values.toll import Of

FILE = "data/measures/muc.toml"
ARMED = (Category.STATE_FORCES, Category.REBEL_GROUP, Category.POLITICAL_MILITIA, Category.IDENTITY_MILITIA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrule:
    """Words of the kind or trigger that say another incident type."""

    incident: str
    pattern: re.Pattern[str]
    always: bool
    without_kind: bool
    not_from: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What is read from the data file."""

    incidents: dict[str, str]
    overrules: tuple[Overrule, ...]
    persons: frozenset[str]
    common: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    doers: frozenset[str]
    nameless: frozenset[str]
    vague: frozenset[str]
    fighting: frozenset[str]
    found: frozenset[str]


@cache
def table() -> Table:
    """The lists by which templates are made."""
    told = tomllib.loads(files("casus").joinpath(FILE).read_text("utf-8"))
    persons = frozenset(told["nouns"]["persons"].split())
    return Table(
        incidents=told["incident"],
        overrules=tuple(
            Overrule(
                incident=row["incident"],
                pattern=re.compile(row["pattern"], re.IGNORECASE),
                always=row.get("always", False),
                without_kind=row.get("without_kind", False),
                not_from=tuple(row.get("not_from", ())),
            )
            for row in told["words"]
        ),
        persons=persons,
        common=persons | frozenset(told["nouns"]["victims"].split()),
        titles=frozenset(told["nouns"]["titles"].split()),
        bodies=frozenset(told["nouns"]["bodies"].split()),
        doers=persons | frozenset(told["incidents"]["persons"].split()),
        nameless=persons | frozenset((told["nouns"]["victims"] + told["incidents"]["nameless"]).split()),
        vague=frozenset(told["incidents"]["vague"].split()),
        fighting=frozenset(told["none"]["fighting"]),
        found=frozenset(told["none"]["found"]),
    )


def incident(event: EventRecord) -> str | None:
    """The incident type; None for what is no incident in MUC."""
    sub, known = sub_event(event), table()
    path = event.kind.replace("_", " ")
    if sub not in known.incidents and not any(o.without_kind and o.pattern.search(event.kind) for o in known.overrules):
        return None
    base = known.incidents.get(sub or "", "attack")
    words = f"{path} | {' '.join(quote.exact for quote in event.trigger.evidence)}".lower()
    for rule in known.overrules:
        if rule.pattern.search(words) and (base == "attack" or rule.always) and sub not in rule.not_from:
            return rule.incident
    return base


def relevant(event: EventRecord) -> bool:
    """Not fighting between armed sides that hits neither civilians nor things."""
    armed = event.target is not None and event.target.category in ARMED
    return not armed or bool(hit(event)) or any(toll.of is Of.CIVILIANS for toll in event.tolls)


def hit(event: EventRecord) -> list[ThingRecord]:
    """The things that it was done to."""
    return [thing for thing in event.objects if thing.effect not in (Effect.USED, Effect.FOUND)]


def longest(said: Iterable[str]) -> list[str]:
    """Different strings; where one holds the words of another, the longer."""
    out: list[str] = []
    for words in sorted(dict.fromkeys(said), key=lambda s: -len(s.split())):
        if not any(set(plain(words).split()) <= set(plain(o).split()) for o in out):
            out.append(words)
    return out


def is_organised(side: PartyRecord) -> bool:
    """Whether words for a side that tell no persons are an organisation's."""
    return side.id is not None or side.category in (*ARMED, Category.EXTERNAL_FORCES)


def mentions(evidence: Sequence[QuoteRecord]) -> list[str]:
    """The words of evidence, on one line each."""
    return [" ".join(quote.exact.split()) for quote in evidence]


def perpetrators(side: PartyRecord | None) -> tuple[list[str], list[str]]:
    """Persons and organisations among the words of who did it."""
    persons: list[str] = []
    bodies: list[str] = []
    if side is None:
        return persons, bodies
    known = table()
    organised = is_organised(side)
    for mention in longest(mentions(side.evidence)):
        words = plain(mention).split()
        at = next((k for k, word in enumerate(words) if word in known.persons), None)
        if at is None:
            (bodies if organised else persons).append(mention)
            continue
        persons.append(mention)
        if side.id is not None and at > 0 and known.common.isdisjoint(words[:at]):
            bodies.append(" ".join(words[:at]))
    return persons, bodies


def suffering(event: EventRecord) -> list[str]:
    """The words for who suffers."""
    told: list[PartyRecord] = [event.target] if event.target else []
    told += [p for p in event.participants if re.search("victim|target", p.role or "")]
    return [mention for party in told for mention in longest(mentions(party.evidence))]


def victims(event: EventRecord) -> list[str]:
    """The human targets that have a name."""
    return [m for m in suffering(event) if table().common.isdisjoint(plain(m).split()) and not re.search(r"\d", m)]


Told = tuple[str, tuple[tuple[str, ...], ...]]


def told(event: EventRecord) -> Told | None:
    """The incident type and the words of each role, as they stand in the report; None where an event gives nothing."""
    kind = incident(event)
    if kind is None or event.factuality.value in (Factuality.PLANNED, Factuality.DENIED) or not relevant(event):
        return None
    persons, bodies = perpetrators(event.initiator)
    things, arms = (
        longest(words for thing in group for words in mentions(thing.evidence) or [thing.what])
        for group in (hit(event), event.weapons)
    )
    return kind, tuple(tuple(role) for role in (persons, bodies, things, victims(event), arms))


def template(event: EventRecord) -> Template | None:
    """The template of an event; None where it gives none."""
    words = told(event)
    return None if words is None else _made(words)


def _made(words: Told) -> Template:
    kind, roles = words
    return Template.of(kind, [[[mention] for mention in role] for role in roles])


def templates(events: Iterable[EventRecord]) -> list[Template]:
    """The templates of one document's events, those told in the same words once."""
    return [_made(words) for words in dict.fromkeys(w for w in map(told, events) if w)]
