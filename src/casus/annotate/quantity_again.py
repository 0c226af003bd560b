"""Figures told once for people told again: "Six guards were killed ... The guards died when a bomb hit their car".

Also those told by another figure: "killed 12 and wounded as many more", "twice as many were hurt".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.records.annotated import Annotated, QuantityMention
from casus.records.span import Span
from casus.values.toll import Harm

FIGURED = ("figure", "at_least", "vague", "up_to", "range", "sum")
TIMES = {"twice": 2, "three times": 3, "four times": 4}
HURTING = r"(?:wounded|injured|hurt|wounding|injuring|hurting)"
MANY = r"(?P<many>(?:about\s+|nearly\s+|some\s+)?(?:(?P<times>twice|three times|four times)\s+)?as\s+many)"
AS_MANY = re.compile(
    rf"(?:\b(?P<verb>{HURTING})\s+)?\b{MANY}(?(verb)|(?:\s+(?:more|again|others|were|people|are))*\s+(?P<after>{HURTING}))",
    re.IGNORECASE,
)
AGAIN = frozenset({"the", "these", "those", "all"})


def again(core: Annotated, told: Sequence[QuantityMention]) -> list[QuantityMention]:
    """The counts, a bare "the guards" with the figure that the nearest telling of as many guards so harmed gives."""
    many = list(_as_many(core, told))
    kept = [m for m in told if not any(m.span.overlaps(a.span) for a in many)]
    return [_counted(core, m, told) for m in kept] + many


def _as_many(core: Annotated, told: Sequence[QuantityMention]) -> Iterator[QuantityMention]:
    """Those hurt who are counted by the dead told before them in their sentence."""
    for found in AS_MANY.finditer(core.document.text):
        here = core.sentence_at(found.start())
        before = [
            m
            for m in told
            if m.toll.harm is Harm.KILLED
            and m.toll.best
            and m.span.end <= found.start()
            and core.sentence_at(m.span.start) == here
        ]
        if not before:
            continue
        toll, times = before[-1].toll, TIMES.get((found["times"] or "").casefold(), 1)
        high = None if toll.high is None else toll.high * times
        span = Span(start=found.start("many"), end=found.end("many"))
        verb = core.words(Span(start=found.start("verb") if found["verb"] else found.start("after"), end=found.end()))[
            0
        ]
        yield replace(
            before[-1],
            span=span,
            toll=replace(toll, harm=Harm.INJURED, low=toll.low * times, best=toll.best * times, high=high),
            head=core.words(span)[-1].index,
            verb=verb.index,
            people=None,
            rule="as many: figure",
        )


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
