"""Those who were shot and lived, once the dead among them are told: "Six people were shot ... One died later"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from casus.coding.agreeing import one_time_and_place
from casus.lexicon.words import classes
from casus.records.annotated import Annotated
from casus.records.claim import Basis, Claim
from casus.records.event import Event
from casus.values.toll import Harm, Of, Toll

CODER = "casus.coding.survivors@1"
DOUBTFUL = "doubtful"  # the mark of a count of all who were shot, the dead among them
OPEN = re.compile(r"; (?:doubtful|open)\b")
ACTS = ("battle", "violence")
OWNED = frozenset({"his", "her", "their"})
PRONOUNS = frozenset({"he", "she", "him", "her", "they", "them"})
POINTING = frozenset({"the", "this", "that", "these", "those", "both", "all"})
SUBORDINATE = re.compile(r"\b(?:after|when|as|in which|where|of)\b", re.IGNORECASE)


def survivors(event: Event, annotated: Annotated) -> Event:
    """The event, with those counted as shot less those of them counted as dead."""
    dead, shot = _counts(event)
    killed = sum(c.value.best for c in dead)
    if not killed or not shot:
        return event
    told = sum(c.value.best for c in shot)
    if told <= killed:
        again = [c for c in shot if any(_same(c, d, annotated) for d in dead)]
        return replace(event, tolls=tuple(c for c in event.tolls if c not in again))
    apart = any(_beside(shot[0], d, annotated) or _assailant(d, annotated) for d in dead)
    if len(shot) > 1 or DOUBTFUL not in shot[0].note or apart:
        return event
    return replace(event, tolls=tuple(_less(c, dead, killed) if c is shot[0] else c for c in event.tolls))


def elsewhere(event: Event, events: Sequence[Event], annotated: Annotated) -> Event:
    """The event, with those counted as shot as dead where the report tells the same people dead of the same deed."""
    dead, shot = _counts(event)
    if dead or not shot:
        return event
    for other in events:
        theirs, _ = _counts(other)
        if other.id == event.id or other.kind.value.path[0] not in ACTS or not one_time_and_place(event, other):
            continue
        if len(shot) != 1 or len(theirs) != 1 or shot[0].value.best != theirs[0].value.best:
            continue
        if _same(shot[0], theirs[0], annotated):
            return replace(event, tolls=tuple(_died(c, theirs[0]) if c is shot[0] else c for c in event.tolls))
    return event


def _counts(event: Event) -> tuple[list[Claim[Toll]], list[Claim[Toll]]]:
    """The dead, and those of whom the words do not tell whether they lived."""
    dead = [c for c in event.tolls if c.value.harm is Harm.KILLED and c.value.best]
    shot = [c for c in event.tolls if c.value.harm is Harm.INJURED and c.value.best and OPEN.search(c.note)]
    return dead, shot


def _same(shot: Claim[Toll], dead: Claim[Toll], annotated: Annotated) -> bool:
    """Whether those shot are those told dead: pointed at, told by the same noun, or one of them by a bare name."""
    if besides(shot, (dead,), annotated) or "another" in dead.note:
        return False
    words, theirs = shot.evidence[0].exact.casefold().split(), dead.evidence[0].exact.casefold().split()
    first, after = shot.evidence[0], dead.evidence[0]
    pronoun = len(theirs) == 1 and theirs[0] in PRONOUNS and first.end <= after.start
    if (pronoun and shot.value.best == dead.value.best) or _pointing(words) or words[-1] == theirs[-1]:
        return True
    apart = annotated.sentence_at(shot.evidence[0].start) != annotated.sentence_at(dead.evidence[0].start)
    return apart and ("named" in shot.note) != ("named" in dead.note)


def besides(shot: Claim[Toll], dead: Sequence[Claim[Toll]], annotated: Annotated) -> bool:
    """Whether those shot are others than the dead: "another man"; "her brother", where she is the one who died."""
    if "another" in shot.note:
        return True
    first, *more = annotated.words(shot.evidence[0].span)
    if not more or first.text.casefold() not in OWNED:
        return False
    own = [c for c in annotated.chains if any(m.overlaps(first.span) and m.end <= first.end for m in c.mentions)]
    return any(m.overlaps(q.span) for c in own for m in c.mentions for d in dead for q in d.evidence)


def _pointing(words: Sequence[str]) -> bool:
    """Whether words point back at people: "he", "the victims"; not "her brother"."""
    return words[0] in POINTING or (len(words) == 1 and words[0] in PRONOUNS)


def _beside(shot: Claim[Toll], dead: Claim[Toll], annotated: Annotated) -> bool:
    """Whether those shot are told beside the dead, not as all: "killed one and shot three", "two others were shot"."""
    if "another" in shot.note:
        return True
    first, last = dead.evidence[0], shot.evidence[0]
    if annotated.sentence_at(first.start) != annotated.sentence_at(last.start):
        return False
    if last.start < first.start:  # "shot six, one of them fatally"; "stabbed two before he was shot dead"
        return _pointing(first.exact.casefold().split())
    return SUBORDINATE.search(annotated.document.text[first.end : last.start]) is None


def _assailant(dead: Claim[Toll], annotated: Annotated) -> bool:
    """Whether the dead is one of those who attacked."""
    if dead.value.of is Of.INITIATOR:
        return True
    inside = annotated.words(dead.evidence[0].span)
    return any(t.lemma.casefold() in classes()["assailants"] for t in inside)


def _less(shot: Claim[Toll], dead: Sequence[Claim[Toll]], killed: int) -> Claim[Toll]:
    low, best = max(0, shot.value.low - killed), shot.value.best - killed
    return replace(
        shot,
        value=replace(shot.value, low=low, best=best),
        basis=Basis.INFERRED,
        evidence=(*shot.evidence, *(q for c in dead for q in c.evidence)),
        coder=CODER,
        note=f"{shot.note}; less the dead among them",
    )


def _died(shot: Claim[Toll], dead: Claim[Toll]) -> Claim[Toll]:
    return replace(
        shot,
        value=replace(shot.value, harm=Harm.KILLED),
        basis=Basis.INFERRED,
        evidence=(*shot.evidence, *dead.evidence),
        coder=CODER,
        note=f"{shot.note}; told dead elsewhere",
    )
