"""Signs by which a lexicon word is told to be a happening, and their weights: what analysts' readings taught.

The weights stand in data/lexicons/<language>/weights.tsv: log-odds of a regression over the training passages, one sign
a line. A score is a chance from 0 to 1 and can be read off as the sum of its signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import exp

from casus.framing.matches import Match, forms
from casus.lexicon.words import classes
from casus.records.annotated import Annotated, Token
from casus.values.party import STATE, Category
from casus.values.toll import Harm

ARMED = STATE | {Category.REBEL_GROUP, Category.POLITICAL_MILITIA, Category.IDENTITY_MILITIA, Category.UNKNOWN}
CROWD = {Category.PROTESTERS, Category.RIOTERS}
VIOLENT = {Harm.KILLED, Harm.INJURED, Harm.ABDUCTED}
PUBLIC = {"protest", "riot", "disperse", "mob", "loot"}  # what crowds do
DEFINITE = {"the", "this", "that", "these", "those", "its", "their", "his"}


@cache
def weights(language: str = "en") -> Mapping[str, float]:
    """Log-odds by sign."""
    text = files("casus").joinpath(f"data/lexicons/{language}/weights.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {sign: float(weight) for sign, weight in rows}


def chance(annotated: Annotated, match: Match) -> float:
    """How likely the words alone make a match a happening."""
    known = weights()
    total = sum(known.get(sign, 0.0) for sign in set(signs(annotated, match)))
    return 1 / (1 + exp(-total))


def signs(annotated: Annotated, match: Match) -> Iterator[str]:
    """The signs of a match by name."""
    head = annotated.tokens[match.head]
    yield from ("any", f"entry:{match.entry.name}", f"act:{match.entry.act}", f"tag:{head.tag}")
    if match.entry.weak:
        yield "weak"
    yield f"relation:{head.relation.split(':')[0]}"
    yield from _around(annotated, head)
    yield from _sentence(annotated, head)


def supported(annotated: Annotated, match: Match) -> bool:
    """Whether the sentence tells of arms or crowds: an armed side, people harmed, a weapon, people who demonstrate."""
    s = annotated.sentences[annotated.tokens[match.head].sentence]
    if any(p.span.overlaps(s.span) and p.party.category in ARMED - {Category.UNKNOWN} for p in annotated.parties):
        return True
    if any(q.span.overlaps(s.span) and q.toll.harm in VIOLENT for q in annotated.quantities):
        return True
    others = {f for t in annotated.tokens[s.first : s.last] if t.index != match.head for f in forms(t)}
    if others & (classes()["weapons"] | classes()["armed_force"]):
        return True
    if match.entry.act in PUBLIC:
        return bool(others & classes()["demonstrating"])
    return match.entry.act in ("flee", "move") and bool(others & classes()["fighting"])


def _around(annotated: Annotated, head: Token) -> Iterator[str]:
    s = annotated.sentences[head.sentence]
    below = [t for t in annotated.tokens[s.first : s.last] if t.head == head.index and t.index != head.index]
    if head.pos != "VERB":
        words = {t.text.casefold() for t in below if t.relation.startswith(("det", "nmod:poss"))}
        yield "definite" if words & DEFINITE else "indefinite" if words else "bare"
        yield "plural" if head.tag.endswith("S") else "singular"
    for t in below:
        if t.relation in ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "amod", "aux", "mark"):
            yield f"below:{t.relation}"
        if t.relation == "aux":
            yield f"aux:{t.lemma.casefold()}"
        for m in annotated.parties:
            if m.head == t.index:
                yield f"party:{t.relation.split(':')[0]}"
    up = annotated.tokens[head.head]
    if up.index != head.index:
        yield f"up:{up.pos}"
        yield f"above:{up.lemma.casefold()}"


def _sentence(annotated: Annotated, head: Token) -> Iterator[str]:
    s = annotated.sentences[head.sentence]
    span = s.span
    if any(p.span.overlaps(span) and p.party.category in ARMED for p in annotated.parties):
        yield "armed"
    if any(p.span.overlaps(span) and p.party.category in CROWD for p in annotated.parties):
        yield "crowd"
    if any(q.span.overlaps(span) and q.toll.harm in (Harm.KILLED, Harm.INJURED) for q in annotated.quantities):
        yield "toll"
    if any(p.span.overlaps(span) for p in annotated.places):
        yield "place"
    if any(t.span.overlaps(span) and t.when is not None for t in annotated.times):
        yield "time"
    yield "first" if s.index < 2 else "later"
    words = {f for t in annotated.tokens[s.first : s.last] if t.index != head.index for f in forms(t)}
    for name in ("weapons", "armed_force", "military", "crowd_control"):
        if words & classes()[name]:
            yield f"words:{name}"
