"""Mentions that say not who: "the rebels" are the actor told before, if the text leaves no doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.actors.aliases import fold
from casus.actors.tables import words
from casus.annotate.party_context import Context
from casus.annotate.party_naming import BY_SORT
from casus.annotate.party_phrases import forms
from casus.records.annotated import PartyMention
from casus.values.party import Category, Party

FIGHTING = (Category.REBEL_GROUP, Category.POLITICAL_MILITIA, Category.IDENTITY_MILITIA)
REBELS = frozenset(BY_SORT["rebels"].nouns)
REACH = 4  # sentences back
BRANCHES = {"army": ("armed", "military"), "military": ("armed", "army"), "navy": ("naval",), "police": ()}
DEFINITE = frozenset({"the", "these", "those", "its", "their", "this", "that"})


def referred(view: Context, found: Sequence[PartyMention]) -> Iterator[PartyMention]:
    """The mentions in order, those that refer with the party that they mean and its words as antecedent."""
    known = [m for m in found if m.rule.startswith("actors:")]
    fighting = [m for m in known if m.party.category in FIGHTING]
    forces = [m for m in known if m.party.category is Category.STATE_FORCES and "forces" in m.party.name.casefold()]
    for m in found:
        who: PartyMention | None = None
        if m.rule.startswith("noun:rebels"):
            who = _fighter(view, m, fighting)
        elif m.rule.startswith(("noun:security, country", "noun:military, country")):
            mine = [f for f in forces if f.party.country == m.party.country]
            sure = len({f.party.id for f in mine}) == 1 and not any(_beside(view, m, f) for f in mine)
            who = mine[0] if sure and _may_be(view, m, mine[0].party) else None
        yield m if who is None else replace(m, party=who.party, rule=f"refers to {who.rule}", antecedent=who.span)


def _beside(view: Context, m: PartyMention, other: PartyMention) -> bool:
    """Whether two mentions are joined: "the army and the Orm Forces" are two."""
    a, b = view.core.tokens[m.head], view.core.tokens[other.head]
    return (a.head == b.index and a.relation == "conj") or (b.head == a.index and b.relation == "conj")


def _may_be(view: Context, m: PartyMention, actor: Party) -> bool:
    """Whether forces so called can be the actor: "the army" is no Support Forces, which have soldiers too."""
    noun = fold(view.core.tokens[m.head].text)
    return noun not in BRANCHES or bool({noun, *BRANCHES[noun]} & set(fold(actor.name).split()))


def _fighter(view: Context, m: PartyMention, fighting: Sequence[PartyMention]) -> PartyMention | None:
    """The fighting actor that a mention means: the one so called elsewhere, the only one, or the one told last."""
    fits = [f for f in fighting if _fits(f.party, m.party, m)]
    alike = [f for f in fits if _called(view, f) & _called(view, m)]
    sure = len({f.party.id for f in alike or fits}) == 1
    if not _refers(view, m, sure=sure, creed="jihadist" in _called(view, m)):
        return None
    sentence = view.core.tokens[m.head].sentence
    pool = alike or fits
    near = [
        f
        for f in pool
        if f.span.end <= m.span.start and (sure or sentence - view.core.tokens[f.head].sentence <= REACH)
    ]
    if near:
        return near[-1]
    return pool[0] if sure else None


def _called(view: Context, m: PartyMention) -> frozenset[str]:
    """The nouns in a mention's words, fighters of one creed as one."""
    nouns = {form for t in view.core.words(m.span) for form in forms(t)}
    creed = {"jihadist"} if nouns & words("jihadist") else set()
    return frozenset((nouns & REBELS) | creed)


def _refers(view: Context, m: PartyMention, *, sure: bool, creed: bool) -> bool:
    """Whether the words can refer: definite, or bare or of a creed where only one actor fits; never counted, vague."""
    inside = view.core.words(m.span)
    before = [fold(t.text) for t in inside if t.index < m.head]
    if any(w in words("vague") for w in before) or any(t.pos == "NUM" for t in inside):
        return False
    if fold(inside[0].text) in DEFINITE:
        return True
    return sure and (creed or not before)


def _fits(actor: Party, told: Party, m: PartyMention) -> bool:
    """Whether an actor can be who is told: no other country is stated."""
    return m.antecedent is not None or told.country is None or actor.country in (None, told.country)
