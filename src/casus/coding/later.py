"""Counts that no event tells, given to the deed before them: "Four were killed ... The toll later rose to nine".

A report comes back to the dead and hurt of its deed sentences after it, where no word of the deed stands. A sum told
later takes the place of the figure that it goes on from; a count of a harm that the nearest deed before has none of is
its own, where the sentence tells no other deed, no other place and no other time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from casus.coding.tolls import GROUND, fits, own_place, vague
from casus.records.annotated import Annotated, QuantityMention
from casus.records.claim import Basis, Claim
from casus.records.event import Event
from casus.values.factuality import Factuality
from casus.values.toll import Harm

CODER = "casus.coding.later@1"
HURT = (Harm.KILLED, Harm.INJURED)
DONE = frozenset({Factuality.OCCURRED, Factuality.ALLEGED, Factuality.ONGOING})
REACH = 3  # sentences between a deed and a count of its own
SUM_REACH = 6  # sentences between a figure and the sum that it becomes
GROWTH = 4  # how many times a figure may grow
UNREAL = ("to", "modal", "negated", "denied", "part", "bomber")
SPANS = frozenset({"year", "years", "month", "months", "decade", "decades", "war"})  # a sum over these is of many deeds


def later(events: Iterable[Event], annotated: Annotated) -> Iterator[Event]:
    """The events, with the sums and counts that the report tells of them later."""
    known = list(events)
    for m in annotated.quantities:
        if m.toll.harm in HURT and m.toll.best and not _unreal(m) and not _claimed(known, m) and not vague(m):
            known = _given(known, m, annotated)
    yield from known


def _given(events: Sequence[Event], m: QuantityMention, annotated: Annotated) -> list[Event]:
    sum_ = "total" in m.rule
    event = _grown(events, m, annotated) if sum_ else _before(events, m, annotated)
    if event is None:
        return list(events)
    kept = tuple(t for t in event.tolls if not sum_ or t.value.harm is not m.toll.harm)
    claim = Claim(
        value=m.toll,
        basis=Basis.INFERRED,
        evidence=(annotated.document.quote(m.span),),
        coder=CODER,
        note=f"{'the sum so far' if sum_ else 'told later'}; {m.rule}",
    )
    return [replace(e, tolls=(*kept, claim)) if e is event else e for e in events]


def _grown(events: Sequence[Event], m: QuantityMention, annotated: Annotated) -> Event | None:
    """The first deed told before whose figure a later sum goes on from."""
    sentence = annotated.tokens[m.verb].sentence
    inside = annotated.sentences[sentence]
    if any(t.text.casefold() in SPANS for t in annotated.tokens[inside.first : inside.last]):
        return None
    found = []
    for event in events:
        told = [t for t in event.tolls if t.value.harm is m.toll.harm and t.value.best]
        if not told or not _violent(event, m.toll.harm):
            continue
        at = annotated.sentence_at(told[0].evidence[0].start)
        number = sum(t.value.best for t in told)
        if at is not None and 0 < sentence - at.index <= SUM_REACH and number < m.toll.best <= GROWTH * number:
            found.append((told[0].evidence[0].start, event))
    return min(found, key=lambda f: f[0])[1] if found else None


def _before(events: Sequence[Event], m: QuantityMention, annotated: Annotated) -> Event | None:
    """The deed of the nearest sentence before, where it has none of the harm and the count's sentence no other deed."""
    sentence = annotated.tokens[m.verb].sentence
    at = {e.id: [_sentence(annotated, t.start) for t in e.trigger] for e in events}
    if sentence == 0 or own_place(annotated, m):
        return None
    if any(sentence in at[e.id] and e.kind.value.path[0] != "strategic" for e in events):
        return None
    near = [(max(s for s in at[e.id] if s < sentence), e) for e in events if any(s < sentence for s in at[e.id])]
    near = [
        (s, e) for s, e in near if _violent(e, m.toll.harm) and (m.toll.best > 1 or str(e.kind.value) not in GROUND)
    ]
    if not near:
        return None
    last = max(s for s, _ in near)
    deeds = [e for s, e in near if s == last]
    told = any(t.value.harm is m.toll.harm for e in deeds for t in e.tolls)
    if told or len(deeds) != 1 or sentence - last > REACH or _other_time(annotated, sentence, deeds[0]):
        return None
    return deeds[0]


def _violent(event: Event, harm: Harm) -> bool:
    return event.factuality.value in DONE and event.kind.value.path[0] != "strategic" and fits(harm, event.kind.value)


def _other_time(annotated: Annotated, sentence: int, event: Event) -> bool:
    """Whether a sentence tells of a day that is not the deed's."""
    span = annotated.sentences[sentence].span
    whens = [t.when for t in annotated.times if t.span.overlaps(span) and t.when is not None and t.when.start]
    own = None if event.when is None else event.when.value
    if own is None or own.start is None:
        return any(w.days is None or w.days > 1 for w in whens)
    return any(w.start is not None and (w.start < own.start or (w.days or 99) > 7) for w in whens)


def _claimed(events: Sequence[Event], m: QuantityMention) -> bool:
    return any(
        t.value.harm is m.toll.harm and q.span.overlaps(m.span) for e in events for t in e.tolls for q in t.evidence
    )


def _unreal(m: QuantityMention) -> bool:
    marks = m.rule.partition(":")[0].split("; ") + m.rule.partition(":")[2].split("; ")
    return any(mark.strip() in UNREAL for mark in marks)


def _sentence(annotated: Annotated, at: int) -> int:
    found = annotated.sentence_at(at)
    return 0 if found is None else found.index
