"""The sides once kind, place and toll are known: demonstrators and gainers first, victims, forces abroad."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from casus.actors import load_actors
from casus.actors.tables import countries, words
from casus.coding.elsewhere import beside, elsewhere
from casus.coding.parties import claim, mention_of
from casus.coding.roles import Roles
from casus.coding.tolls import people
from casus.coding.tree import Tree
from casus.coding.worded import UNKNOWN_WORDS
from casus.records.annotated import Annotated, QuantityMention
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
from casus.values.kind import Kind
from casus.values.party import STATE, UNARMED, Category, Party
from casus.values.toll import Harm, Toll
from casus.values.where import Where

HARMS = {
    "violence/civilians/abduction": (Harm.ABDUCTED, Harm.MISSING),
    "strategic/arrests": (Harm.DETAINED, Harm.ABDUCTED),
}
CODER = "casus.coding.sides@1"
CROWDS = frozenset({"Protesters", "Rioters", "Civilians"})
NUMBERS = frozenset({"ten", "of", "people"})
SUSPECTS = "Suspects"
CROWD = frozenset({Category.PROTESTERS, Category.RIOTERS})


def settle(
    frame: Frame,
    annotated: Annotated,
    told: Roles,
    kind: Claim[Kind],
    where: Sequence[Claim[Where]],
    counts: Sequence[Claim[Toll]],
) -> Roles:
    """The roles with what the other facets tell of them."""
    told = beside(frame, annotated, told, kind.value)
    told = _victims(frame, annotated, told, kind.value, counts)
    country = where[0].value.country if where else None
    told = _crowd(frame, annotated, told, kind.value, country)
    told = _gainer(annotated, told, kind.value)
    return elsewhere(frame, annotated, told, kind.value)


def sorted_out(annotated: Annotated, told: Roles, kind: Kind, where: Sequence[Claim[Where]]) -> Roles:
    """The chosen sides in the category that they have in such a happening, on its ground and day."""
    country = _scene(annotated, where)
    crowd = _demonstrating(told.initiator, kind, country)
    told = replace(told, initiator=crowd, target=_people_hit(told.target, kind))
    day = annotated.document.published
    return replace(told, initiator=_abroad(told.initiator, country, day), target=_abroad(told.target, country, day))


def _demonstrating(side: Claim[Party] | None, kind: Kind, country: str | None) -> Claim[Party] | None:
    """Who demonstrates is a protester, or a rioter where it is a riot, whatever word names or only counts them."""
    if side is None or kind.path[0] != "demonstration" or side.value.id is not None:
        return side
    wanted = Category.RIOTERS if kind.path[1] == "riot" else Category.PROTESTERS
    if side.value.category is wanted or side.value.category in STATE:
        return side
    if {w.removesuffix("s") for w in side.value.name.casefold().split()} <= words("counts") | NUMBERS:
        return replace(side, value=_gathered(wanted, country))
    first, _, rest = side.value.name.partition(" ")
    name = f"{wanted.value.title()} {rest}".strip() if first in CROWDS else side.value.name
    return replace(side, value=replace(side.value, category=wanted, name=name))


def _people_hit(side: Claim[Party] | None, kind: Kind) -> Claim[Party] | None:
    """Words no table knows, for whom or what violence hits, are of civilians: fighters go by words that tables know."""
    if side is None or side.value.category is not Category.UNKNOWN:
        return side
    suspects = side.value.name.startswith(SUSPECTS) and kind.path[:2] == ("demonstration", "riot")
    if UNKNOWN_WORDS not in side.note and not suspects:
        return side
    if kind.path[0] not in ("violence", "demonstration") and str(kind) != "strategic/looting":
        return side
    name = side.value.name.replace(SUSPECTS, "Civilians", 1) if suspects else side.value.name
    return replace(side, value=replace(side.value, category=Category.CIVILIANS, name=name))


def _victims(frame: Frame, annotated: Annotated, told: Roles, kind: Kind, counts: Sequence[Claim[Toll]]) -> Roles:
    """Where no target is told, those killed, else those hurt, are the target."""
    if told.target is not None or kind.path[0] == "demonstration":
        return told
    harms = HARMS.get(str(kind), (Harm.KILLED, Harm.INJURED) if kind.path[0] != "strategic" else ())
    for harm in harms:
        for toll in counts:
            if toll.value.harm is not harm or toll.value.best == 0:
                continue
            mention = next(
                (m for m in annotated.quantities if m.span == toll.evidence[0].span and m.toll.harm is harm), None
            )
            number = None if mention is None else people(annotated, mention)
            if number is None and mention is not None and mention.people is not None and _plain(annotated, mention):
                return replace(told, target=_people(annotated, mention))
            if number is not None and number != told.agent and not _is(told.initiator, annotated.parties[number].party):
                return replace(told, target=claim(annotated, number, frame.sentence, "harmed"), patient=number)
    return told


def _plain(annotated: Annotated, mention: QuantityMention) -> bool:
    """Whether people counted are told by a common noun that no table knows ("nine worshippers")."""
    token = annotated.tokens[mention.head]
    return token.tag == "NNS" and token.pos == "NOUN"


def _people(annotated: Annotated, mention: QuantityMention) -> Claim[Party]:
    told = mention.people or mention.span
    return Claim(
        value=Party(name="Civilians", category=Category.CIVILIANS),
        basis=Basis.INFERRED,
        evidence=(annotated.document.quote(told),),
        coder=CODER,
        note="harmed; people of no known side",
    )


def _is(side: Claim[Party] | None, party: Party) -> bool:
    return side is not None and bool(side.value.same(party))


def _crowd(frame: Frame, annotated: Annotated, told: Roles, kind: Kind, country: str | None) -> Roles:
    """In a demonstration the demonstrators are the initiator, whoever intervenes the target."""
    if kind.path[0] != "demonstration":
        return told
    one, other = told.initiator, told.target
    stepped_in = kind.path[1] == "protest" and kind.path[2] != "peaceful"
    guards = one is not None and (one.value.category in STATE or (stepped_in and one.value.armed is True))
    crowd = other is not None and other.value.category in CROWD and (one is None or one.value.category not in CROWD)
    if guards or crowd:
        told = replace(told, initiator=other, target=one, agent=told.patient, patient=told.agent)
    if told.initiator is not None:
        return told
    category = Category.RIOTERS if kind.path[1] == "riot" else Category.PROTESTERS
    return replace(
        told,
        initiator=Claim(
            value=_gathered(category, country),
            basis=Basis.INFERRED,
            evidence=(annotated.document.quote(frame.trigger),),
            coder=CODER,
            note="whoever demonstrates",
        ),
    )


def _gathered(category: Category, country: str | None) -> Party:
    """A crowd that no word names, by what it is and where."""
    name, state = category.value.title(), countries().get(country or "")
    return Party(name=f"{name} ({state.name})" if state else name, category=category, country=country)


def _gainer(annotated: Annotated, told: Roles, kind: Kind) -> Roles:
    """In a transfer of territory the initiator is the side that gains: the one it is handed to."""
    if str(kind) != "strategic/transfer":
        return told
    tree = Tree(annotated=annotated)
    heads = (told.carrier, *(t.index for t in tree.children(told.carrier, "obj")))
    for child in (t for h in heads for t in tree.children(h, "obl", "nmod")):
        if tree.case(child.index) not in ("to", "by"):
            continue
        number = mention_of(annotated, tree, child.index)
        if number is not None and number != told.agent and annotated.parties[number].party.category not in UNARMED:
            gained = claim(annotated, number, tree.token(child.index).sentence, "gains")
            return replace(told, initiator=gained, target=told.initiator, agent=number, patient=told.agent)
    return told


def _scene(annotated: Annotated, where: Sequence[Claim[Where]]) -> str | None:
    """The country that the happening is surely in: its place's own, where stated; else the report's most told one."""
    if where and where[0].value.country is not None and where[0].basis is Basis.STATED:
        return where[0].value.country
    told = Counter(p.where.country for p in annotated.places if p.where.country is not None)
    if where and where[0].value.country is not None:
        told[where[0].value.country] += 1
    return min(told, key=lambda c: (-told[c], c)) if told else None


def _abroad(side: Claim[Party] | None, country: str | None, day: date | None) -> Claim[Party] | None:
    """State forces outside their own country are external forces; a group is what it was on that day."""
    if side is None or (side.value.category not in STATE and side.value.id is None):
        return side
    if side.value.name.startswith("Police"):
        return side  # police seldom act abroad; a place read wrong is likelier
    category = load_actors().category(side.value, country, day)
    return side if category is side.value.category else replace(side, value=replace(side.value, category=category))
