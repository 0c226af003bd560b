"""The one who suffers, mended once kind and place are known: not the doer, not the ground; people behind a house."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casus.actors.tables import countries
from casus.coding.hinted import CODER as HINTED
from casus.coding.hinted import best
from casus.coding.roles import Construction, Roles
from casus.coding.tree import Tree
from casus.lexicon.words import classes
from casus.records.annotated import Annotated, Token
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
from casus.values.kind import Kind
from casus.values.party import STATE, Category, Party
from casus.values.where import Where

CODER = "casus.coding.victims@1"
PEACEFUL = "demonstration/protest/peaceful"
AT = frozenset({"in", "inside", "at", "on", "near", "outside", "into", "through", "against", "outside of"})
UNAIMED = ("strategic/base", "strategic/change", "strategic/other", "strategic/transfer")


def mended(frame: Frame, annotated: Annotated, told: Roles, kind: Kind, where: Sequence[Claim[Where]]) -> Roles:
    """The roles with a target that can be one."""
    if told.target is not None and _impossible(annotated, told, told.target, kind):
        told = replace(told, target=None, patient=None)
    if told.target is not None and str(kind) == PEACEFUL and told.target.coder != HINTED:
        told = replace(told, target=None, patient=None)  # whom a march is against does not intervene
    if told.target is None and kind.path[0] == "violence":
        country = where[0].value.country if where else None
        found = _behind(frame, annotated, told, country)
        if found is not None:
            told = replace(told, target=found)
    return told


def _impossible(annotated: Annotated, told: Roles, target: Claim[Party], kind: Kind) -> bool:
    """The doer itself, or a state that only its ground is named of: "set up a post in Norland's north"."""
    mutual = told.construction is Construction.MUTUAL or str(kind) == "strategic/agreement"
    both = told.initiator is not None and target.value.same(told.initiator.value)
    if both and (not mutual or target.value.category in STATE):
        return True
    if str(kind) not in UNAIMED or not target.value.name.startswith("Government of"):
        return False
    return any(p.span.overlaps(e.span) for p in annotated.places for e in target.evidence[:1])


def _behind(frame: Frame, annotated: Annotated, told: Roles, country: str | None) -> Claim[Party] | None:
    """Whose the thing hit is: a market's people are civilians, a checkpoint's are the state's forces."""
    hint = best(frame, "target")
    seen = annotated.head_of(hint.span) if hint is not None and hint.score >= 0.4 else None
    tree = Tree(annotated=annotated)
    struck = [annotated.tokens[i] for i in told.patients] + ([seen] if seen is not None else [])
    heads = dict.fromkeys((frame.head, told.carrier))
    struck += [t for h in heads for t in tree.children(h, "obl", "nmod") if tree.case(t.index) in AT]
    for token in struck:
        party = _owner(annotated, token, country)
        if party is not None:
            return Claim(
                value=party,
                basis=Basis.INFERRED,
                evidence=(annotated.document.quote(token.span),),
                coder=CODER,
                note="the people of the place struck",
            )
    return None


def _owner(annotated: Annotated, token: Token, country: str | None) -> Party | None:
    s = annotated.sentences[token.sentence]
    around = {t.lemma.casefold() for t in annotated.tokens[s.first : s.last] if t.head == token.index}
    lemma = token.lemma.casefold()
    state = countries().get(country or "")
    tail = f" of {state.name}" if state else ""
    if lemma in classes()["police_places"] or "police" in around:
        return Party(name=f"Police Forces{tail}", category=Category.STATE_FORCES, country=country)
    if lemma in classes()["military_places"] or around & {"military", "army", "naval"}:
        return Party(name=f"Military Forces{tail}", category=Category.STATE_FORCES, country=country)
    if lemma in classes()["civil_places"]:
        name = f"Civilians ({state.name})" if state else "Civilians"
        return Party(name=name, category=Category.CIVILIANS, country=country)
    return None
