"""Incidents as MUC asks for them: what is fighting, general, or only found is none; one incident told twice is one.

An event stands for itself in casus. MUC's instructions ask for an incident's template once, whatever words tell it
("the murder", "they were shot"), only where it is specific, and for human targets by name. The lists are data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from casus.actors.lookup import load_actors
from casus.coding.things import found
from casus.evaluate.muc import ROLES, Template, once, plain
from casus.evaluate.muc_templates import is_organised, longest, mentions, suffering, table, template
from casus.evaluate.told import sub_event
from casus.records.wire import EventRecord, PartyRecord, PlaceRecord
from casus.values.factuality import Factuality
from casus.values.party import Category
from casus.values.where import Level

LONG = 7  # days from first to last of what is still one incident
LEAST_NAME = 2  # letters of the shortest word that names a person


def specific(event: EventRecord) -> bool:
    """An incident of its own: no fighting, nothing merely found, no campaign, and told with something to know it by."""
    if sub_event(event) in table().fighting and (
        event.target is None or event.target.category is not Category.CIVILIANS
    ):
        return False
    if event.target is not None and event.target.category is Category.REBEL_GROUP:
        return False
    if sub_event(event) in table().found or event.factuality.value is Factuality.ONGOING:
        return False
    when = event.when
    if when is not None and when.start is not None and when.end is not None and (when.end - when.start).days > LONG:
        return False
    placed = event.place is not None and event.place.level is not Level.COUNTRY
    dated = when is not None and when.start is not None
    return placed or dated or bool(event.tolls) or bool(event.objects)


def together(one: EventRecord, other: EventRecord) -> bool:
    """Whether two events of one type may be one incident: no day and no place against it."""
    a, b = one.when, other.when
    if a and b and a.start and a.end and b.start and b.end and (a.end < b.start or b.end < a.start):
        return False
    return one.place is None or other.place is None or _may_be_one(one.place, other.place)


def _may_be_one(one: PlaceRecord, other: PlaceRecord) -> bool:
    if one.name.casefold() == other.name.casefold():
        return True
    if one.country and other.country and one.country != other.country:
        return False
    levels = {one.level, other.level}
    return Level.COUNTRY in levels or (bool(levels & {Level.ADMIN1, Level.POINT}) and one.admin1 == other.admin1)


def armed(events: Iterable[EventRecord]) -> frozenset[str]:
    """The words by which the report calls actors of the table, as plain words."""
    sides = [side for e in events for side in (e.initiator, e.target, *e.participants) if side and side.id]
    return frozenset(plain(quote.exact) for side in sides for quote in side.evidence)


def named(mention: str) -> str | None:
    """A person's name without titles before it; None for what is no person by name."""
    words = mention.split()
    while words and _leads(words):
        words = words[1:]
    said = [plain(w) for w in words]
    if said[:1] == ["of"]:
        return None  # "a man of goodwill"
    short = not any(len(w) >= LEAST_NAME for w in said)
    if short or not table().nameless.isdisjoint(said) or re.search(r"\d", mention):
        return None
    if len(said) == 1 and (len(mention.split()) > 1 or load_actors().land(said) is not None):
        return None  # "six Jesuit priests", "a Norlander"
    if not table().bodies.isdisjoint(said) or any(True for _ in found("objects", "object", mention)):
        return None
    return " ".join(words)


def _leads(words: Sequence[str]) -> bool:
    """Whether the first word is no part of a name: a title, a trade, a nationality before others."""
    first = plain(words[0])
    if first in table().titles | table().nameless:
        return True
    known = load_actors()
    trade = known.group(first) or known.group(first.removesuffix("s"))
    return trade is not None or (len(words) > 1 and known.land([first]) is not None)


def doers(side: PartyRecord | None) -> tuple[list[str], list[str]]:
    """Persons and organisations among the words of who did it; "Salvadoran" of "Salvadoran guerrillas" is neither."""
    persons: list[str] = []
    bodies: list[str] = []
    if side is None:
        return persons, bodies
    for mention in longest(mentions(side.evidence)):
        words = plain(mention).split()
        at = next((k for k, word in enumerate(words) if word in table().doers), None)
        if at is None:
            (bodies if is_organised(side) else persons).append(mention)
            continue
        persons.append(_counted(mention))
        if side.id is not None and at > 0 and _body(words[:at]):
            bodies.append(" ".join(words[:at]))
    return persons, bodies


def _counted(mention: str) -> str:
    """A mention without words before it that leave its number open: "some unidentified people"."""
    words = mention.split()
    while len(words) > 1 and plain(words[0]) in table().vague:
        words = words[1:]
    return " ".join(words)


def _body(words: Sequence[str]) -> bool:
    """Whether words before persons name an organisation: "FMLN guerrillas", not "Salvadoran guerrillas"."""
    known = load_actors().find(words, capitals=True)
    return (known is not None and known.size == len(words)) or not table().bodies.isdisjoint(words)


def joined(told: Sequence[tuple[EventRecord, Template]], actors: frozenset[str]) -> Template:
    """One template of several: the longest of fillers that hold one another; victims by name, no listed actors."""
    roles = [longest(f[0] for _, made in told for f in made.roles[k]) for k in range(len(ROLES))]
    for k, role in enumerate(("PerpInd", "PerpOrg")):
        roles[ROLES.index(role)] = longest(m for event, _ in told for m in doers(event.initiator)[k])
    hurt = (named(words) for event, _ in told for words in suffering(event) if plain(words) not in actors)
    roles[ROLES.index("Victim")] = longest(name for name in hurt if name)
    return Template.of(told[0][1].incident, [[[words] for words in role] for role in roles])


def incidents(events: Iterable[EventRecord]) -> list[Template]:
    """The templates of one document's events, one for each incident, in the order of their first words."""
    told = list(events)
    actors = armed(told)
    groups: list[list[tuple[EventRecord, Template]]] = []
    for event in told:
        made = template(event) if specific(event) else None
        if made is None:
            continue
        for group in groups:
            if group[0][1].incident == made.incident and all(together(event, other) for other, _ in group):
                group.append((event, made))
                break
        else:
            groups.append([(event, made)])
    return once([joined(group, actors) for group in groups])
