"""Figures told once for people told again: "Six guards were killed ... The guards died when a bomb hit their car"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casus.records.annotated import Annotated, QuantityMention

FIGURED = ("figure", "at_least", "vague", "up_to", "range", "sum")
AGAIN = frozenset({"the", "these", "those", "all"})


def again(core: Annotated, told: Sequence[QuantityMention]) -> list[QuantityMention]:
    """The counts, a bare "the guards" with the figure that the nearest telling of as many guards so harmed gives."""
    return [_counted(core, m, told) for m in told]


def _counted(core: Annotated, mention: QuantityMention, told: Sequence[QuantityMention]) -> QuantityMention:
    first = core.words(mention.span)[0].text.casefold()
    if not mention.rule.endswith(": plural") or first not in AGAIN:
        return mention
    noun = core.tokens[mention.head].lemma.casefold()
    same = [
        m
        for m in told
        if m.toll.harm is mention.toll.harm
        and core.tokens[m.head].lemma.casefold() == noun
        and m.rule.rpartition(": ")[2] in FIGURED
        and m.toll.best > 1
    ]
    before = [m for m in same if m.span.end <= mention.span.start]
    found = before[-1] if before else next(iter(same), None)
    if found is None:
        return mention
    toll = replace(found.toll, of=mention.toll.of)
    return replace(mention, toll=toll, rule=f"{mention.rule.removesuffix('plural')}again")
