"""One happening told more than once in a document (headline, lead, body) is one event with all its words.

Each telling is weighed against every happening told before it; it joins the likeliest one if that is likely enough.
The weights are data (data/reading/retold.toml), fitted by training/choices/retold.py; the rule of `agreeing.one` is
among what they weigh.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp

from casus.coding.agreeing import BAGS, counts_agree, days_agree, facts_agree, paired, places_agree
from casus.coding.joining import tidy
from casus.coding.telling import Happening, Telling, tellings
from casus.coding.telling_features import beside, between, features, within
from casus.records.annotated import Annotated
from casus.records.claim import Basis
from casus.records.event import Event

APART = ("far", "unknown")  # how two places lie that are surely two
FRONTED = (*APART, "half known", "broad")  # ... where the second begins its sentence
ANEW = ("a", "other")  # how a noun is introduced that tells of another deed


@cache
def weights() -> tuple[Mapping[str, float], float]:
    """The fitted weights by feature, and the chance from which a telling is no happening of its own."""
    table = tomllib.loads(files("casus").joinpath("data/reading/retold.toml").read_text("utf-8"))
    return {name: float(w) for name, w in table["weights"].items()}, float(table["enough"])


def fold(events: Iterable[Event], annotated: Annotated) -> list[Event]:
    """The events in order of their triggers, those that tell one happening made one."""
    table, enough = weights()
    told, per_sentence = tellings(list(events), annotated)
    happenings: list[Happening] = []
    recent: list[Happening] = []
    for telling in told:
        best = max(weighed(happenings, recent, telling, per_sentence, table), key=lambda w: w[0], default=None)
        if best is None or best[0] < enough:
            happening = Happening.of(telling)
            happenings.append(happening)
        else:
            happening = best[1]
            happening.add(telling)
            recent.remove(happening)
        recent.append(happening)
    return [tidy(h.event) for h in happenings]


def weighed(
    happenings: Sequence[Happening],
    recent: Sequence[Happening],
    telling: Telling,
    per_sentence: Counter[int],
    table: Mapping[str, float],
) -> list[tuple[float, Happening]]:
    """The chance of each happening that may be one with the telling, the last told first."""
    out = []
    for recency, happening in enumerate(reversed(recent)):
        if not may(happening, telling) or two(happening, telling):
            continue
        told = features(
            happening,
            telling,
            first=happening is happenings[0],
            recency=recency,
            told=len(happenings),
            here=per_sentence[telling.sentence],
        )
        out.append((chance(told, table), happening))
    return out


def may(happening: Happening, telling: Telling) -> bool:
    """Whether two can be one at all: not the places of one list, two days told, a plan and what has happened."""
    a, b = happening.event, telling.event
    if b.trigger[0].start in {e.start for e in a.trigger} or not facts_agree(a, b):
        return False
    return days_agree(a, b) is not False or Basis.INFERRED in {c.basis for c in (a.when, b.when) if c is not None}


def two(happening: Happening, telling: Telling) -> bool:
    """Whether the words say that two are two, however alike they are.

    So do two places, each told for itself, "a bomb" with another toll, the moves of two sides, clauses side by side
    with subjects of their own, an operation and what is found or destroyed in it.
    """
    a, b = happening.event, telling.event
    gap = max(0, telling.sentence - happening.tellings[-1].sentence)
    apart = FRONTED if telling.fronted else APART
    if telling.own(b.place) and places_agree(a, b, gap) is False and between(a.place, b.place) in apart:
        return True
    if telling.article in ANEW and counts_agree(a, b, gap) is False:
        return True
    if BAGS & {a.kind.value.path[-1], b.kind.value.path[-1]} and paired(a, b.initiator, None) is False:
        return True
    return any(beside(other, telling) or within(other, telling) for other in happening.tellings)


def chance(told: Mapping[str, float], table: Mapping[str, float]) -> float:
    """The chance that a pair with these features is one happening."""
    return 1.0 / (1.0 + exp(-sum(table.get(name, 0.0) * value for name, value in told.items())))
