"""Mentions that say not who: "the rebels" are the actor told before, if the text leaves no doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.actors.aliases import fold
from casus.actors.tables import words
from casus.annotate.party_context import Context
from casus.records.annotated import PartyMention
from casus.values.party import Category, Party

FIGHTING = (Category.REBEL_GROUP, Category.POLITICAL_MILITIA, Category.IDENTITY_MILITIA)
REACH = 4  # sentences back
DEFINITE = frozenset({"the", "these", "those", "its", "their", "this", "that"})


def referred(view: Context, found: Sequence[PartyMention]) -> Iterator[PartyMention]:
    """The mentions in order, those that refer with the party that they mean and its words as antecedent."""
    fighting = [m for m in found if m.rule.startswith("actors:") and m.party.category in FIGHTING]
    only = {m.party.id for m in fighting}
    for m in found:
        if not m.rule.startswith("noun:rebels") or not _refers(view, m, sure=len(only) == 1):
            yield m
            continue
        sentence = view.core.tokens[m.head].sentence
        before = [f for f in fighting if f.span.end <= m.span.start and _fits(f.party, m.party, m)]
        near = [f for f in before if sentence - view.core.tokens[f.head].sentence <= REACH]
        who = near[-1] if near else fighting[0] if len(only) == 1 and _fits(fighting[0].party, m.party, m) else None
        if who is None:
            yield m
        else:
            yield replace(m, party=who.party, rule=f"refers to {who.rule}", antecedent=who.span)


def _refers(view: Context, m: PartyMention, *, sure: bool) -> bool:
    """Whether the words can refer: definite, or bare where only one fighting actor is told; never counted or vague."""
    inside = view.core.words(m.span)
    before = [fold(t.text) for t in inside if t.index < m.head]
    if any(w in words("vague") for w in before) or any(t.pos == "NUM" for t in inside):
        return False
    if inside[0].index and fold(inside[0].text) in DEFINITE:
        return True
    return sure and not before


def _fits(actor: Party, told: Party, m: PartyMention) -> bool:
    """Whether an actor can be who is told: no other country is stated."""
    return m.antecedent is not None or told.country is None or actor.country in (None, told.country)
