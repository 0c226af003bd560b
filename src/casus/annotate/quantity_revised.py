"""Figures that a report takes back for others: "spoke of 20 dead, but later corrected this to 25"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from casus.annotate.quantity_beside import plausible
from casus.annotate.quantity_phrases import figure_pattern, qualified
from casus.lexicon import numbers
from casus.records.annotated import Annotated, QuantityMention
from casus.records.span import Span
from casus.values.toll import Harm

REACH = 2  # sentences between a figure and the one that takes its place
FIGURED = ("figure", "at_least", "vague", "up_to", "range", "sum", "one")
HURT = (Harm.KILLED, Harm.INJURED)
TAKEN_BACK = re.compile(
    r"\b(?:(?:correct|revis|rais|lift|adjust|updat|chang|increas|lower|reduc)(?:e|es|ed|ing)"
    r"\s+(?:itself|it|this|that|them|these|those|(?:the|its|their)\s+(?:figures?|number|count|tally|total|estimate))"
    r"(?:\s+(?:up|down|upwards?|downwards?))?\s+to|(?:later|now)\s+puts?\s+it\s+at)\s+",
    re.IGNORECASE,
)


def revised(core: Annotated, told: Sequence[QuantityMention]) -> list[QuantityMention]:
    """The counts, each that the words take back with the figure given in its place."""
    kept = list(told)
    text = core.document.text
    for found in TAKEN_BACK.finditer(text):
        number = figure_pattern().match(text, found.end())
        before = [m for m in kept if _may_be_meant(core, m, found.start())]
        if number is None or not before or not plausible(text, number.end()):
            continue
        kept[kept.index(before[-1])] = _instead(core, before[-1], number)
    return kept


def _may_be_meant(core: Annotated, m: QuantityMention, at: int) -> bool:
    """Whether a count stands near before words that take one back."""
    here = core.sentence_at(at)
    near = here is not None and 0 <= here.index - core.tokens[m.verb].sentence <= REACH
    figured = m.rule.rpartition(": ")[2].partition(";")[0] in FIGURED
    return near and figured and m.toll.harm in HURT and m.toll.best > 0 and m.span.end <= at


def _instead(core: Annotated, m: QuantityMention, number: re.Match[str]) -> QuantityMention:
    count = numbers.count(number["a"])
    assert count is not None, number[0]
    count, start, how = qualified(number, count)
    span = Span(start=start, end=start + len(number[0].strip()))
    toll = replace(m.toll, low=count.low, best=count.best, high=count.high)
    return replace(m, span=span, toll=toll, head=core.words(span)[-1].index, people=None, rule=f"revised: {how}")
