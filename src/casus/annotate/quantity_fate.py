"""Whether people who were shot lived, where the report tells the end: "A girl was shot ... The girl died in hospital".

The words for being shot, stabbed or taken to hospital leave it open, and count as harm. Where the same people are told
dead, by the same name, a pronoun or the same noun, such a count is one of the dead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from casus.records.annotated import Annotated, QuantityMention
from casus.values.toll import Harm

OPEN = re.compile(r"; (?:doubtful|open)\b")
UNREAL = ("to", "modal")
REACH = 6  # sentences between two tellings of the same people, where no name tells them
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all"})


def fated(core: Annotated, told: Sequence[QuantityMention]) -> list[QuantityMention]:
    """The counts, those of people whom the report tells dead as killed."""
    dead = [m for m in told if m.toll.harm is Harm.KILLED and m.toll.best and not _unreal(m)]
    if not dead:
        return list(told)
    chained = {m.head: chain for m in told if (chain := _chain(core, m.head)) is not None}
    return [_with_fate(core, m, dead, chained) for m in told]


def _unreal(mention: QuantityMention) -> bool:
    return any(mark in mention.rule.partition(":")[0].split("; ") for mark in UNREAL)


def _with_fate(
    core: Annotated, mention: QuantityMention, dead: Sequence[QuantityMention], chained: dict[int, int]
) -> QuantityMention:
    if mention.toll.harm is not Harm.INJURED or not OPEN.search(mention.rule):
        return mention
    chain = chained.get(mention.head)
    for other in dead:
        near = abs(core.tokens[mention.head].sentence - core.tokens[other.head].sentence) <= REACH
        one = chain is not None and chained.get(other.head) == chain and (near or _named(core, mention, other))
        if (one and other.toll.best == mention.toll.best) or _again(core, mention, other):
            toll = replace(other.toll, of=mention.toll.of)
            return replace(mention, toll=toll, rule=f"{OPEN.sub('', mention.rule)}; died")
    return mention


def _named(core: Annotated, mention: QuantityMention, other: QuantityMention) -> bool:
    """Whether both are told by name, so that distance says nothing."""
    return all(core.tokens[m.head].pos == "PROPN" for m in (mention, other))


def _again(core: Annotated, mention: QuantityMention, other: QuantityMention) -> bool:
    """Whether "the victims" that no figure counts are those told dead before by the same noun."""
    first = core.words(mention.span)[0].text.casefold()
    uncounted = "plural" in mention.rule and first in DEFINITE
    same = core.tokens[mention.head].lemma == core.tokens[other.head].lemma
    return uncounted and same and other.span.end <= mention.span.start


def _chain(core: Annotated, head: int) -> int | None:
    """The chain of mentions that a head stands in."""
    span = core.tokens[head].span
    for n, chain in enumerate(core.chains):
        for mention in chain.mentions:
            found = core.head_of(mention) if mention.overlaps(span) else None
            if found is not None and found.index == head:  # "his brother" is not "his"
                return n
    return None
