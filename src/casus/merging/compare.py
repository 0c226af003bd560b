"""How alike two tellings are, facet by facet. Silence never votes: a facet that one of them lacks says nothing.

Weights are log-odds in the manner of Fellegi and Sunter 1969, "A theory for record linkage".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from math import sqrt

from casus.merging.campaigns import key as campaign_key
from casus.merging.facet import Facet
from casus.merging.weights import WEIGHTS as W
from casus.merging.when import when
from casus.merging.where import where
from casus.merging.within import VAGUE, within
from casus.records.incident import Likeness, Report, Telling
from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.party import Category, Party
from casus.values.toll import Harm

ALIKE = (0.5, 0.35, 0.25, 0.18, 0.12, 0.08, 0.05, 0.03)
VIOLENT = frozenset({"violence", "battle"})
BAGS = frozenset({Kind.parse("strategic/change"), Kind.parse("strategic/other")})  # many sorts of deeds
NEARLY = 0.35  # likeness of words from which two reports are nearly one text
NEARLY_ALIKE = frozenset(f"{least:g} alike" for least in ALIKE if least >= NEARLY)
UNSEEN = 60.0  # squared weight of words that a report holds beside its evidence: two shared words prove little
RIOT = Kind.parse("demonstration/riot/violent")  # people are killed in riots, and a rampage may be told as one
APART = {("agreement",), ("transfer",)}  # no violence is told in these words
COUNTED = (Harm.KILLED, Harm.INJURED, Harm.ABDUCTED, Harm.DETAINED)
AHEAD = frozenset({Factuality.PLANNED, Factuality.THREATENED})


def compare(a: Telling, b: Telling) -> Likeness:
    """All facets of two tellings, their votes and the sum.

    They are the same where the sum suffices and two facets speak for it, one of them a place or time that both state.
    """
    if a.event > b.event:
        a, b = b, a
    voted = settled(a, b, telling(facets(a, b)))
    forbidden, score = weight(voted)
    return likeness((a.event, b.event), voted, forbidden, score, same=same(voted, forbidden, score))


def likeness(pair: tuple[str, str], voted: list[Facet], forbidden: bool, score: float, *, same: bool) -> Likeness:
    """What the facets of two tellings make of them, for people to read."""
    return Likeness(
        pair=pair,
        score=score,
        evidence_for=tuple([f.shown for f in voted if f.weight > 0]),
        evidence_against=tuple([f.shown for f in voted if f.weight < 0 or f.forbids]),
        forbidden=forbidden,
        same=same,
    )


def weight(voted: list[Facet]) -> tuple[bool, float]:
    """Whether something forbids that two tellings are one, and the sum of the votes."""
    return True in [f.forbids for f in voted], round(sum([f.weight for f in voted]), 3)


def same(voted: list[Facet], forbidden: bool, score: float) -> bool:
    """Whether the facets, what they forbid and their sum suffice to say that two tellings are one."""
    if forbidden or score < W["enough"]:
        return False
    evidence = {f.name for f in voted if f.weight > 0 and not f.hint}
    return len(evidence) >= 2 and any(f.anchor and f.weight > 0 for f in voted)


def telling(voted: Iterable[Facet]) -> list[Facet]:
    """Those that say something."""
    return [f for f in voted if f.weight or f.forbids]


def settled(a: Telling, b: Telling, voted: list[Facet]) -> list[Facet]:
    """The facets that say something, with what they forbid.

    Days far apart forbid nothing where two reports are nearly one text and tell one place: a coder may take
    the day of a verdict or a funeral for that of the deed. What is left is the days' own weight.
    """
    near = (
        any(f.forbids for f in voted)
        and a.document != b.document
        and {f.how for f in voted} & NEARLY_ALIKE
        and any(f.name == "where" and f.anchor for f in voted)
    )
    return [replace(f, forbids=f.forbids and f.name != "when") for f in voted] if near else voted


def facets(a: Telling, b: Telling) -> Iterator[Facet]:
    """Each facet's vote. Facets of one name are one piece of evidence."""
    yield kinds(a.kind, b.kind)
    yield factuality(a, b)
    yield from when(a, b)
    yield from where(a, b)
    yield from tolls(a, b)
    yield _party("initiator", a.initiator, b.initiator)
    yield _party("target", a.target, b.target)
    yield from rest(a, b)
    if a.document == b.document:
        yield from within(a, b)
    else:
        yield words(a.report, b.report)
        yield lead(a, b)


@lru_cache(maxsize=4096)
def kinds(a: Kind, b: Kind) -> Facet:
    """What two kinds say."""
    if a == b:
        return Facet.of("kind", "same")
    if a.alike(b) > 0:
        return Facet.of("kind", "near")
    violent = [k.path[0] in VIOLENT for k in (a, b)]
    if all(violent):
        return Facet.of("kind", "both violent" if {a, b} & VAGUE else "another violence")
    if any(violent) and BAGS & {a, b}:
        return Facet.of("kind", "one is vague")
    if any(violent) and RIOT in (a, b):
        return Facet.of("kind", "one is a riot")
    tops, steps = {a.path[0], b.path[0]}, {a.path[1:2], b.path[1:2]}
    return Facet.of("kind", "other", forbids="demonstration" in tops or bool(steps & APART))


def factuality(a: Telling, b: Telling) -> Facet:
    """What it says that one did happen, or was tried, and the other not."""
    if a.factuality is b.factuality:
        return Facet.silent("factuality")
    if (a.factuality in AHEAD) != (b.factuality in AHEAD):
        return Facet(name="factuality", how="one is still to come", forbids=True)
    if (a.factuality is Factuality.ATTEMPTED) != (b.factuality is Factuality.ATTEMPTED):
        return Facet.of("factuality", "one only attempted")
    return Facet.silent("factuality")


def tolls(a: Telling, b: Telling) -> Iterator[Facet]:
    """What the figures of each harm say that both tell."""
    if not a.tolls or not b.tolls:
        return
    within = a.document == b.document
    if len(a.tolls) == 1 == len(b.tolls):  # nearly all
        one, other = a.tolls[0], b.tolls[0]
        if one.harm is other.harm and one.harm in COUNTED:
            yield toll(one.harm.value, one.best, other.best, within)
        return
    for harm in COUNTED:
        mine = figure(a, harm)
        theirs = None if mine is None else figure(b, harm)
        if mine is not None and theirs is not None:
            yield toll(harm.value, mine, theirs, within)


@lru_cache(maxsize=1 << 16)
def toll(harm: str, mine: int, theirs: int, within: bool) -> Facet:
    """What two figures of a harm say, of one report or of two."""
    if mine == theirs:
        size = "same, one" if mine <= 1 else "same, few" if mine <= 4 else "same, many"
        return Facet.of("toll", size, shown_as=harm, hint=mine <= 1)
    small, large = sorted((mine, theirs))
    how = "other in one report" if within else "near" if small / large >= 0.5 else "other"
    return Facet.of("toll", how, shown_as=harm, hint=True)


def figure(t: Telling, harm: Harm) -> int | None:
    """How many were so harmed, by a telling's own best figures; None where it does not say."""
    own = [x.best for x in t.tolls if x.harm is harm]
    return sum(own) if own else None


def _party(role: str, mine: Party | None, theirs: Party | None) -> Facet:
    return Facet.silent(role) if mine is None or theirs is None else parties(role, mine, theirs)


@lru_cache(maxsize=1 << 14)
def parties(role: str, mine: Party, theirs: Party) -> Facet:
    """What two doers say, or two targets."""
    if _person(mine) and _person(theirs) and set(mine.name.split()) & set(theirs.name.split()):
        return Facet.of("party", "same person", shown_as=role)
    likeness = mine.alike(theirs)
    if likeness == 1.0:
        named = mine.id is not None and mine.category is not Category.CIVILIANS
        return Facet.of("party", "same" if named else "same sort", shown_as=role, hint=not named)
    if likeness == 0.0 and mine.id and theirs.id and Category.CIVILIANS not in (mine.category, theirs.category):
        return Facet.of("party", "other", shown_as=role)
    return Facet.silent(role)


def _person(p: Party) -> bool:
    """Whether it is somebody by name: of no table, no sort ("Civilians (Norland)"), and each word is capital."""
    return p.id is None and "(" not in p.name and all(w[:1].isupper() and not w.isupper() for w in p.name.split())


def rest(a: Telling, b: Telling) -> Iterator[Facet]:
    """What few tell: an operation, objects."""
    yield _operation(a, b)
    yield _objects(a, b)


def _operation(a: Telling, b: Telling) -> Facet:
    if a.operation is None or b.operation is None:
        return Facet.silent("operation")
    alike = campaign_key(a.operation.name) == campaign_key(b.operation.name)
    return Facet.of("operation", "same" if alike else "other")


def _objects(a: Telling, b: Telling) -> Facet:
    if not a.objects or not b.objects:
        return Facet.silent("objects")
    shared = {t.what.casefold() for t in a.objects} & {t.what.casefold() for t in b.objects}
    return Facet.of("objects", "shared") if shared else Facet.silent("objects")


def lead(a: Telling, b: Telling) -> Facet:
    """What it says that both reports begin with it."""
    return Facet.of("lead", "both reports begin with it", hint=True) if a.lead and b.lead else Facet.silent("lead")


def words(a: Report, b: Report) -> Facet:
    """How alike the words of two reports are."""
    if not a.words or not b.words:
        return Facet.silent("words")
    mine, theirs = a.words, b.words
    if mine.keys().isdisjoint(theirs):
        return Facet.of("words", "unlike")
    cosine = sum([w * theirs[word] for word, w in mine.items() if word in theirs])
    cosine /= sqrt((a.length**2 + UNSEEN) * (b.length**2 + UNSEEN))
    for least in ALIKE:
        if cosine >= least:
            return Facet.of("words", f"{least:g} alike")
    return Facet.of("words", "unlike")
