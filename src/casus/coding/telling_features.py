"""What speaks for and against a telling's being one with a happening told before, by name, as numbers of 0 to 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casus.coding.agreeing import (
    counts_agree,
    days_agree,
    exploding,
    is_aim,
    one,
    paired,
    places_agree,
    same_dead,
    same_victim,
    sides_agree,
    things,
    weapons,
)
from casus.coding.telling import Happening, Telling
from casus.lexicon.words import classes
from casus.records.claim import Claim
from casus.values.factuality import Factuality
from casus.values.where import Level, Where

VIOLENT = frozenset({"violence", "battle"})
GAPS = ((0, "0"), (1, "1"), (2, "2"), (4, "3-4"), (7, "5-7"))
NEAR_KM = 30.0  # within which two names may be a village and the town beside it
BROAD = frozenset({Level.COUNTRY, Level.ADMIN1, Level.AREA, Level.SEA})
MOST = 3  # from which counts are alike

Features = dict[str, float]


def features(happening: Happening, telling: Telling, *, first: bool, recency: int, told: int, here: int) -> Features:
    """The features of a pair.

    `first`: the happening is the report's first; `recency`: how many others were told since; `told`: how many
    happenings there are so far; `here`: how many events the telling's sentence tells.
    """
    rel = relation(happening, telling)
    out: Features = {"bias": 1.0, f"here {min(here, MOST)}": 1.0, f"recency {min(recency, MOST)}": 1.0}
    if first:
        out["first"] = 1.0
    if told == 1:
        out |= {"only": 1.0, f"only {rel}": 1.0}
    for name in _kinds(happening, telling, rel):
        out[name] = 1.0
    for name in (*_agreement(happening, telling, rel), *_way(happening, telling)):
        out[name] = 1.0
    for name in (*_words(happening, telling), *_new(happening, telling), *_tree(happening, telling)):
        out[name] = 1.0
        out[f"{name} {rel}"] = 1.0
    out["chance"] = out[f"chance {rel}"] = telling.chance
    return out


def relation(happening: Happening, telling: Telling) -> str:
    """How the kinds stand to each other: `same`, two explosions, two sorts of violence, one family, or `other`."""
    a, b = happening.event, telling.event
    if a.kind.value == b.kind.value:
        return "same"
    if exploding(a, b):
        return "explosions"
    roots = {a.kind.value.path[0], b.kind.value.path[0]}
    if roots <= VIOLENT:
        return "violence"
    return "family" if len(roots) == 1 else "other"


def _gap(sentences: int) -> str:
    return next((name for most, name in GAPS if sentences <= most), "8+")


def _kinds(happening: Happening, telling: Telling, rel: str) -> Iterator[str]:
    yield f"relation {rel}"
    kinds = ["/".join(e.kind.value.path[:2]) for e in (happening.event, telling.event)]
    yield f"kind {kinds[1]}"
    yield f"same {kinds[1]}" if rel == "same" else f"{kinds[0]} > {kinds[1]}"
    if telling.event.factuality.value is not Factuality.OCCURRED:
        yield f"factuality {telling.event.factuality.value.value}"


def _way(happening: Happening, telling: Telling) -> Iterator[str]:
    """How far back the happening was told last and first, how often, and in which paragraph."""
    last, start = happening.tellings[-1].sentence, happening.tellings[0].sentence
    yield f"gap {_gap(telling.sentence - last)}"
    yield f"first gap {_gap(telling.sentence - start)}"
    yield f"told {min(len(happening.tellings), MOST)}"
    if start == 0:
        yield "told at the head"
    paragraphs = telling.report.paragraphs
    apart = paragraphs[telling.sentence] - paragraphs[last]
    yield f"paragraph {('same', 'next')[apart] if 0 <= apart <= 1 else 'far'}"
    if telling.report.quoted[telling.sentence]:
        yield "quoted"
    if telling.head is not None:
        yield f"hangs {telling.head.relation.partition(':')[0]}"


def _agreement(happening: Happening, telling: Telling, rel: str) -> Iterator[str]:
    """What agrees, what differs, and what the telling's own sentence tells of it."""
    a, b, annotated = happening.event, telling.event, telling.report.annotated
    gap = max(0, telling.sentence - happening.tellings[-1].sentence)
    told = {
        "doer": paired(a, b.initiator, None),
        "target": paired(a, None, b.target),
        "place": places_agree(a, b, gap),
        "day": days_agree(a, b),
        "counts": counts_agree(a, b, gap),
    }
    claims: dict[str, Claim[Any] | None] = {"doer": b.initiator, "target": b.target, "place": b.place, "day": b.when}
    before = {"doer": a.initiator, "target": a.target, "place": a.place, "day": a.when}
    for name in claims:  # the very same words, told for both, say nothing
        told[name] = None if told[name] and _same_words(before[name], claims[name]) else told[name]
    if same_dead(a, b):
        told["counts"] = None
    for name, agrees in told.items():
        yield f"{name} {agrees}"
        if name in claims and telling.own(claims[name]):
            yield f"own {name}"
            yield f"own {name} {agrees}"
    yield f"sides {sides_agree(a, b)}"
    for_, against = (sum(v is way for v in told.values()) for way in (True, False))
    yield f"agree {for_}"
    yield f"differ {min(against, 2)}"
    yield f"agree {min(for_, MOST)} differ {min(against, 1)} {rel}"
    yield f"place {told['place']} day {told['day']}"
    if told["place"] is False:
        yield f"places {between(a.place, b.place)}"
        yield f"places {between(a.place, b.place)} {rel}"
    yield f"{rel} {_gap(gap)}"
    rule = one(a, b, annotated)
    yield f"rule {rule}"
    yield f"rule {rule} {rel}"
    yield f"rule {rule} {_gap(gap)}"
    for name, there in (
        ("told toll", b.tolls),
        ("no doer", b.initiator is None),
        ("no target", b.target is None),
        ("no doer before", a.initiator is None),
        ("same dead", same_dead(a, b)),
        ("same victim", same_victim(a, b)),
        ("aim", is_aim(a, b, annotated)),
        ("things", things(a) & things(b)),
        ("weapons", weapons(a) & weapons(b)),
    ):
        if there:
            yield name


def _same_words(a: Claim[Any] | None, b: Claim[Any] | None) -> bool:
    return a is not None and b is not None and bool(set(a.evidence) & set(b.evidence))


def between(a: Claim[Where] | None, b: Claim[Where] | None) -> str:
    """How two places lie to each other; `half known` where one of them is in no table, `unknown` where neither is."""
    if a is None or b is None:
        return "unknown"
    one_, other = a.value, b.value
    if one_.country and other.country and one_.country != other.country:
        return "far" if one_.level is other.level is Level.COUNTRY else "abroad"
    km = one_.distance_km(other)
    if km is None:
        return "half known" if one_.latitude is not None or other.latitude is not None else "unknown"
    broad = one_.level in BROAD or other.level in BROAD
    return "broad" if broad else "near" if km <= NEAR_KM else "far"


def _words(happening: Happening, telling: Telling) -> Iterator[str]:
    """What the trigger's own words say: articles, tense, the same word again, the same victims."""
    yield f"article {telling.article}"
    yield f"tense {telling.tense}"
    if telling.back:
        yield "back"
        yield f"back gap {_gap(telling.sentence - happening.tellings[-1].sentence)}"
    if telling.bare:
        yield "bare"
    if telling.lemma in {t.lemma for t in happening.tellings}:
        yield "same word"
    if telling.victim:
        before = {t.victim for t in happening.tellings} - {""}
        yield f"victim {'none' if not before else 'same' if telling.victim in before else 'other'}"


def _new(happening: Happening, telling: Telling) -> Iterator[str]:
    """What the sentence, or one since the happening was told last, brings that is new; and what it shares."""
    report, last = telling.report, happening.tellings[-1].sentence
    yield from (f"new {what}" for what in sorted(report.fresh[telling.sentence]))
    yield from (f"word {what}" for what in sorted(report.shifts[telling.sentence]))
    yield from report.between(last, telling.sentence)
    if telling.sentence == last:
        yield "shared here"
    else:
        mine = report.nouns[telling.sentence] - {telling.lemma}
        yield f"shared {min(MOST, max(len(mine & report.nouns[t.sentence]) for t in happening.tellings))}"


def _tree(happening: Happening, telling: Telling) -> Iterator[str]:
    """How the trigger hangs to the happening's in one sentence."""
    if telling.head is None:
        return
    tree = telling.report.tree
    for other in happening.tellings:
        if other.sentence != telling.sentence or other.head is None:
            continue
        up, down = list(tree.path(telling.head.index)), list(tree.path(other.head.index))
        below = other.head.index in up
        yield f"tree {'below' if below else 'above' if telling.head.index in down else 'apart'}"
        if below:
            yield f"tree below {telling.head.relation.partition(':')[0]}"
        if telling.head.relation == "conj" and telling.head.head == other.head.index:
            yield "tree joined"


def beside(other: Telling, telling: Telling) -> bool:
    """Whether two clauses of one sentence stand side by side, the second with a subject of its own."""
    if other.sentence != telling.sentence or other.clause is None or telling.clause is None:
        return False
    a, b = other.clause, telling.clause
    if a.index == b.index or b.relation not in ("conj", "parataxis") or b.head not in (a.index, a.head):
        return False
    tree = telling.report.tree
    subject = next(tree.children(b.index, "nsubj"), None)
    if subject is None:
        return False
    doer = telling.event.initiator
    told = doer is not None and any(e.start >= subject.start for e in doer.evidence)
    return told or any(tree.children(b.index, "cc"))


def within(other: Telling, telling: Telling) -> bool:
    """Whether one is an operation and the other what is found or destroyed in it, or one a flight and the other none.

    Both are told side by side with the same sides, places and days.
    """
    kinds = {str(t.event.kind.value) for t in (other, telling)}
    if kinds == {"strategic/change", "strategic/disrupted_weapons"}:
        return True
    flights = sum(t.lemma in classes()["running"] for t in (other, telling))
    return kinds == {"strategic/change"} and flights == 1
