"""Whether those who were shot lived, where another telling of the deed says: "Man shot, killed ... He was hit twice".

The words for being shot or stabbed leave it open, and count as harm. Where any telling of the same deed says that it
was fatal, and nobody is counted as killed, the one counted so is dead; of several at least one. A "fatal shooting" that
counts nobody killed at least one. Where both are counted ("six were shot ... one died"), those who lived are the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casus.coding.survivors import besides, elsewhere, survivors
from casus.coding.syntax import words
from casus.records.annotated import Annotated, Token
from casus.records.claim import Basis, Claim
from casus.records.event import Event
from casus.values.factuality import Factuality
from casus.values.toll import Harm, Of, Toll

CODER = "casus.coding.fatal@2"
DOUBTFUL = "doubtful"  # the mark of a count whose word leaves open whether they lived
AFTER = 3  # words after a deed that may say how it ended: "shot, killed", "shot to death"
ACTS = ("battle", "violence")
JOINED = frozenset({",", "and", "&", "to"})


def settled(events: Iterable[Event], annotated: Annotated) -> Iterator[Event]:
    """The events, with the dead told as dead."""
    known = list(events)
    for event in known:
        mob = event.kind.value.path[:2] == ("demonstration", "riot")
        if not (mob or event.kind.value.path[0] in ACTS) or event.factuality.value is Factuality.ATTEMPTED:
            yield event
            continue
        said = next(_fatal(event, annotated), None)
        event = event if said is None else _dead(event, annotated, said)
        yield elsewhere(survivors(event, annotated), known, annotated)


def _fatal(event: Event, annotated: Annotated) -> Iterator[Token]:
    """The words of an event's tellings that say that it was fatal."""
    for telling in event.trigger:
        inside = annotated.words(telling.span)
        if not inside:
            continue
        s = annotated.sentences[inside[0].sentence]
        below = [
            t
            for t in annotated.tokens[s.first : s.last]
            if t.relation in ("advmod", "amod", "compound") and any(t.head == i.index for i in inside)
        ]
        after = annotated.tokens[inside[-1].index + 1 : min(s.last, inside[-1].index + 1 + AFTER)]
        figured = next((n for n, t in enumerate(after) if t.pos == "NUM"), len(after))
        yield from (t for t in (*inside, *below, *after[:figured]) if t.text.casefold() in words("deadly"))


def _dead(event: Event, annotated: Annotated, said: Token) -> Event:
    open_ = [c for c in event.tolls if c.value.harm is Harm.INJURED and DOUBTFUL in c.note]
    killed = [c for c in event.tolls if c.value.harm is Harm.KILLED]
    if killed:
        number = sum(c.value.best for c in killed)
        again = [c for c in open_ if c.value.best == number and not besides(c, killed, annotated)]
        return replace(event, tolls=tuple(c for c in event.tolls if c not in again))
    if len(open_) == 1 and open_[0].value.best == 1:
        one = open_[0]
        changed = replace(
            one,
            value=replace(one.value, harm=Harm.KILLED),
            basis=Basis.INFERRED,
            evidence=(*one.evidence, annotated.document.quote(said.span)),
            coder=CODER,
            note=f"{one.note}; another telling says that it was fatal",
        )
        return replace(event, tolls=tuple(changed if c is one else c for c in event.tolls))
    if not open_ and not _one_died(event, annotated, said):
        return event
    quotes = (annotated.document.quote(said.span),)
    toll = Toll(harm=Harm.KILLED, low=1, best=1, high=None, of=Of.UNKNOWN)
    least = Claim(value=toll, basis=Basis.STATED, evidence=quotes, coder=CODER, note="a fatal deed killed at least one")
    return replace(event, tolls=(least, *event.tolls))


def _one_died(event: Event, annotated: Annotated, said: Token) -> bool:
    """Whether the words tell one deed that was fatal: "a fatal shooting", "the shooting death", "shot and killed"."""
    head = annotated.tokens[said.head]
    low = said.text.casefold()
    if low == "deadly":
        return False  # often of attacks of which the toll stands elsewhere
    if low == "fatal":
        return said.relation == "amod" and head.tag == "NN"
    for telling in event.trigger:
        inside = annotated.words(telling.span)
        if not inside:
            continue
        if said in inside[1:] or (low == "fatally" and head in inside):
            return True  # "shot dead": the deed's own words
        if said.tag == "NN" and inside[-1].head == said.index and inside[-1].relation == "compound":
            return True  # "the shooting death"
        between = annotated.tokens[inside[-1].index + 1 : said.index]
        if inside[-1].index < said.index and all(t.text.casefold() in JOINED for t in between):
            return inside[-1].tag.startswith("VB")  # "shot, killed", "shot to death"
    return False
