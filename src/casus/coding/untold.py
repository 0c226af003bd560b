"""What no event tells, given to the one deed of a local report: "Police were called to a shooting ... Officers found
two men with gunshot wounds." A report of one deed in its own town counts those hurt where it comes to them, often
sentences later and beside other places (a hospital), and may tell the day only there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from casus.coding.agreeing import one_time_and_place
from casus.coding.dateline import zones
from casus.coding.home import home
from casus.coding.tolls import fits
from casus.lexicon.words import classes
from casus.records.annotated import Annotated, QuantityMention, TimeMention
from casus.records.claim import Basis, Claim
from casus.records.event import Event
from casus.values.factuality import Factuality
from casus.values.toll import Harm, Toll
from casus.values.when import When

CODER = "casus.coding.untold@1"
ACTS = ("battle", "violence")
REACH = 8  # sentences after the deed's in which its count may stand
SOON = 4  # sentences in which its day may stand
WEEK = timedelta(days=7)
NEAR = timedelta(days=3)  # between the deed and a day that the sentence of a count tells
UNREAL = ("to", "modal", "negated", "denied")
DONE = frozenset({Factuality.OCCURRED, Factuality.ALLEGED, Factuality.ONGOING})


def completed(events: Iterable[Event], annotated: Annotated) -> Iterator[Event]:
    """The events, the first deed of a local report with the counts that none has."""
    known = list(events)
    deeds = [e for e in known if e.kind.value.path[0] in ACTS and e.factuality.value in DONE]
    if not deeds or not all(one_time_and_place(deeds[0], d) for d in deeds[1:]) or home(annotated) is None:
        yield from known
        return
    for event in known:
        yield _completed(event, deeds, annotated) if event is deeds[0] else event


def _completed(event: Event, deeds: Sequence[Event], annotated: Annotated) -> Event:
    told = {t.value.harm for d in deeds for t in d.tolls}
    tolls = list(event.tolls)
    for harm in (Harm.KILLED, Harm.INJURED):
        if harm not in told and fits(harm, event.kind.value):
            found = _first(event, harm, annotated)
            tolls += [_claim(annotated, m) for m in found if not (Harm.KILLED in told and _perhaps(m))]
    return replace(event, tolls=tuple(tolls), when=_day(event, deeds, annotated))


def _day(event: Event, deeds: Sequence[Event], annotated: Annotated) -> Claim[When] | None:
    """The day of a deed: its own, else that of another telling of it, else the first told near it of the last week."""
    if event.when is not None and event.when.value.days is not None:
        return event.when
    other = next((d.when for d in deeds if d.when is not None and d.when.value.days == 1), None)
    if other is not None:
        return replace(
            other, basis=Basis.INFERRED, coder=CODER, note=f"of another telling of the one deed; {other.note}"
        )
    found = next(_days(event, annotated), None)
    if found is None or found.when is None:
        return event.when
    return Claim(
        value=found.when,
        basis=Basis.INFERRED,
        evidence=(annotated.document.quote(found.span),),
        coder=CODER,
        note="the first day that a local report tells of its one deed",
    )


def _days(event: Event, annotated: Annotated) -> Iterator[TimeMention]:
    """The days of the last week that a report tells in its deed's sentence or soon after."""
    published = annotated.document.published
    start = annotated.sentence_at(event.sentence.start)
    if published is None or start is None:
        return
    until = min(start.index + SOON, len(annotated.sentences) - 1)
    reach = annotated.sentences[until].end
    for time in annotated.times:
        when = time.when
        if when is None or when.start is None or when.days != 1 or not start.start <= time.span.start < reach:
            continue
        if published - WEEK < when.start <= published and _of_deed(time, annotated):
            yield time


def _of_deed(time: TimeMention, annotated: Annotated) -> bool:
    """Whether a day's sentence tells of a deed or of those whom it hurt, and the day is not that of the dateline."""
    sentence = annotated.sentence_at(time.span.start)
    if sentence is None or any(z.covers(time.span) for z in zones(annotated.document.text)):
        return False
    lemmas = {t.lemma.casefold() for t in annotated.tokens[sentence.first : sentence.last]}
    return not lemmas.isdisjoint(classes()["called"])


def _first(event: Event, harm: Harm, annotated: Annotated) -> list[QuantityMention]:
    """The counts of a harm in the first sentence that has any, each once."""
    start = annotated.sentence_at(event.sentence.start)
    first = 0 if start is None else start.index
    found: list[QuantityMention] = []
    for m in annotated.quantities:
        sentence = annotated.tokens[m.verb].sentence
        if m.toll.harm is not harm or not m.toll.best or not first <= sentence <= first + REACH or _unreal(m):
            continue
        if _other_day(event, sentence, annotated) or (found and not _joined(found, m)):
            continue
        found.append(m)
    return found


def _perhaps(m: QuantityMention) -> bool:
    """Whether one hurt may be the one told dead: "killed a woman ... found a woman with a wound"."""
    return m.toll.best == 1 and "another" not in m.rule


def _joined(found: Sequence[QuantityMention], m: QuantityMention) -> bool:
    """Whether a count adds to those found: of the same word, joined by "and"."""
    return any(f.verb == m.verb and not f.span.overlaps(m.span) for f in found) and "; and" in m.rule


def _unreal(mention: QuantityMention) -> bool:
    return any(mark in mention.rule.partition(":")[0].split("; ") for mark in UNREAL)


def _other_day(event: Event, sentence: int, annotated: Annotated) -> bool:
    """Whether a sentence tells of another time than the deed's."""
    span = annotated.sentences[sentence].span
    whens = [t.when for t in annotated.times if t.span.overlaps(span) and t.when is not None and t.when.start]
    own = None if event.when is None else event.when.value
    if not whens or own is None or own.start is None or own.end is None:
        return any(w.days is not None and w.days > 7 for w in whens)
    return not any(
        w.start is not None and w.end is not None and w.start - NEAR <= own.end and own.start - NEAR <= w.end
        for w in whens
    )


def _claim(annotated: Annotated, m: QuantityMention) -> Claim[Toll]:
    return Claim(
        value=m.toll,
        basis=Basis.INFERRED,
        evidence=(annotated.document.quote(m.span),),
        coder=CODER,
        note=f"the one deed of a local report; {m.rule}",
    )
