"""One happening told more than once in a document (headline, lead, body) is one event with all its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from casus.lexicon.words import classes
from casus.records.annotated import Annotated, Token
from casus.records.claim import Basis, Claim
from casus.records.event import Event, Participant
from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.party import STATE, Category, Party
from casus.values.thing import Weapon
from casus.values.toll import Harm, Of, Toll
from casus.values.where import Level, Where

V = TypeVar("V")
RANK = {
    Level.SEA: 0,
    Level.COUNTRY: 0,
    Level.AREA: 1,
    Level.ADMIN1: 2,
    Level.DISTRICT: 3,
    Level.TOWN: 4,
    Level.POINT: 5,
}
POINTING = frozenset({"the", "this", "that", "these", "those", "its", "their"})
BAGS = frozenset({"change", "other"})  # kinds that hold many sorts of deeds: only the same deed is one happening
HURT = frozenset({Harm.KILLED, Harm.INJURED})
COUNTRY = "a country as government"  # a claim's note where only the country's name stands for its forces
LOOK_BACK = 4  # sentences
NEAR, FAR = 1, 2  # facets that must agree: in neighbouring sentences, further apart
RELATED, VIOLENT = 2, 3  # facets that must agree in neighbouring sentences of two kinds of explosion, of violence
EXPLOSION = ("violence", "explosive")
MEANS = ("violence/civilians/attack", "battle/clash")
GROUPS = (
    frozenset({Factuality.OCCURRED, Factuality.ONGOING, Factuality.ALLEGED}),
    frozenset({Factuality.ATTEMPTED}),
    frozenset({Factuality.PLANNED, Factuality.THREATENED}),
    frozenset({Factuality.DENIED}),
)


def fold(events: Iterable[Event], annotated: Annotated) -> list[Event]:
    """The events in order of their triggers, those that tell one happening made one. Two places or days never meet."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: (e.trigger[0].start, e.trigger[0].end, e.id)):
        at = next((i for i in reversed(range(len(kept))) if one(kept[i], event, annotated)), None)
        if at is None:
            kept.append(event)
        else:
            kept[at] = join(kept[at], event)
    return [_tidy(e) for e in kept]


def one(a: Event, b: Event, annotated: Annotated) -> bool:
    """Whether two events of a document tell one happening: nothing speaks against it, and enough speaks for it."""
    if _same_victim(a, b) and _facts(a, b) and (a.kind.value == b.kind.value or _general(a, b)):
        return True
    gap = abs(sentence_of(a, annotated) - sentence_of(b, annotated))
    kinds = _kinds(a, b)
    pointed = kinds is True and 0 < gap <= LOOK_BACK and _again(b, annotated)
    if kinds and _aim(a, b, annotated) and _places(a, b, gap) is not False and _facts(a, b):
        return True
    told = [_sides(a, b), None if pointed else _places(a, b, gap), _days(a, b), _counts(a, b, gap)]
    if any(v is False for v in told) or not _facts(a, b):
        return False
    if _same_dead(a, b) and (kinds or _general(a, b)):
        return True
    bag = BAGS & {a.kind.value.path[-1], b.kind.value.path[-1]}
    if bag and not _one_deed(a, b, annotated):
        return False
    back = _again(b, annotated) and (gap <= LOOK_BACK or _bare(b))
    if pointed or (back and (kinds or _general(a, b))):
        return True
    votes = sum(v is True for v in told) + bool(_things(a) & _things(b))
    if a.trigger[0].exact.casefold() == b.trigger[0].exact.casefold():
        votes += 1
    if kinds is False:
        return 0 < gap <= NEAR and _means(a) and _means(b) and votes >= (RELATED if _exploding(a, b) else VIOLENT)
    return votes >= (NEAR if gap <= 1 else FAR)


def _bare(event: Event) -> bool:
    """Whether an event tells nothing that would set it apart: no place or day of its own, no figures."""
    own = (event.place, event.when)
    return not event.tolls and all(c is None or c.basis is Basis.INFERRED for c in own)


def _means(event: Event) -> bool:
    """Whether a kind only says by what means violence was done, or to whom: each may be told by another's word."""
    return event.kind.value.path[:2] == EXPLOSION or str(event.kind.value) in MEANS


def _exploding(a: Event, b: Event) -> bool:
    return a.kind.value.path[:2] == EXPLOSION == b.kind.value.path[:2]


def one_time_and_place(a: Event, b: Event) -> bool:
    """Whether nothing that two events tell of day and place speaks against their being one."""
    return _places(a, b, NEAR) is not False and _days(a, b) is not False and _facts(a, b)


def _aim(a: Event, b: Event, annotated: Annotated) -> bool:
    """Whether one tells what the other is for: "conduct raids to detain preachers" is one deed, whoever is named."""
    head, aim = (annotated.head_of(e.trigger[0].span) for e in (a, b))
    if head is None or aim is None or aim.tag != "VB" or aim.relation not in ("xcomp", "advcl", "acl"):
        return False
    before = annotated.tokens[max(0, aim.index - 2) : aim.index]
    return any(t.head == aim.index and t.text.casefold() == "to" for t in before) and aim.head in (
        head.index,
        head.head,
    )


def _same_dead(a: Event, b: Event) -> bool:
    """Whether the very words of one toll are coded for both: nobody is killed twice."""
    words = [{t.evidence[0] for t in e.tolls if t.value.best and t.value.harm in HURT} for e in (a, b)]
    return bool(words[0] & words[1])


def _one_deed(a: Event, b: Event, annotated: Annotated) -> bool:
    """Whether the words name one deed: the same word, or two for pulling out."""
    words = {_lemma(a, annotated), _lemma(b, annotated)}
    return len(words) == 1 or words <= classes()["withdrawing"]


def _lemma(event: Event, annotated: Annotated) -> str:
    head = annotated.head_of(event.trigger[0].span)
    return "" if head is None else head.lemma.casefold()


def _again(event: Event, annotated: Annotated) -> bool:
    """Whether the trigger points back: "the attack", "this raid", "their advance"."""
    head = annotated.head_of(event.trigger[0].span)
    if head is None:
        return False
    if head.index > 0:  # "the fighting", "called the strike a crime": often read as a verb, or "the" with another word
        before = annotated.tokens[head.index - 1]
        if before.sentence == head.sentence and before.text.casefold() in POINTING - {"that"}:
            return True
    s = annotated.sentences[head.sentence]
    inside = annotated.tokens[s.first : s.last]
    if head.tag.startswith("V"):  # "the blast went off", "the attack took place"
        deeds = [t for t in inside if t.head == head.index and t.relation.startswith("nsubj") and _deed(t)]
        return any(_pointed(t, inside) for t in deeds)
    return head.pos in ("NOUN", "PROPN") and _pointed(head, inside)


def _deed(token: Token) -> bool:
    return token.lemma.casefold() in classes()["deeds"]


def _pointed(noun: Token, inside: Sequence[Token]) -> bool:
    return any(
        t.head == noun.index and t.relation in ("det", "nmod:poss") and t.text.casefold() in POINTING for t in inside
    )


def _general(a: Event, b: Event) -> bool:
    """Whether both are told violence, of whatever sort: "the attack" may be the bombing told before."""
    return {a.kind.value.path[0], b.kind.value.path[0]} <= {"battle", "violence"}


def sentence_of(event: Event, annotated: Annotated) -> int:
    """The index of the sentence that tells an event first."""
    found = annotated.sentence_at(event.sentence.start)
    return 0 if found is None else found.index


def _kinds(a: Event, b: Event) -> bool | None:
    if a.kind.value == b.kind.value:
        return True
    if {a.kind.value.path[:2], b.kind.value.path[:2]} == {("violence", "explosive")} and _weapons(a) & _weapons(b):
        return None  # a "missile strike" may be the missile that was fired
    return None if a.kind.value.covers(b.kind.value) or b.kind.value.covers(a.kind.value) else False


def _weapons(event: Event) -> set[Weapon]:
    return {w.value for w in event.weapons}


def _things(event: Event) -> set[str]:
    """The things hit or held, by their sort."""
    return {o.value.what for o in event.objects}


def _sides(a: Event, b: Event) -> bool | None:
    """Whether the sides agree; in a fight the two may be told in either order."""
    told = _paired(a, b.initiator, b.target)
    fight = {a.kind.value.path[0], b.kind.value.path[0]} == {"battle"}
    return _paired(a, b.target, b.initiator) if told is False and fight else told


def _paired(a: Event, initiator: Claim[Party] | None, target: Claim[Party] | None) -> bool | None:
    seen: bool | None = None
    for one_, other in ((a.initiator, initiator), (a.target, target)):
        if one_ is None or other is None:
            continue
        same = same_party(one_.value, other.value)
        if same is False:
            return False
        seen = seen or same
    return seen


def same_party(a: Party, b: Party) -> bool | None:
    """Whether two names are one actor's; None where one of them is general ("gunmen", "three people")."""
    if a.same(b) or a.name.casefold() == b.name.casefold():
        return True
    if a.category in STATE and b.category in STATE and a.country is not None and a.country == b.country:
        return None  # the army, the navy, the government of one country
    if a.id is not None and b.id is not None:
        return False
    if {a.category, b.category} & {Category.UNKNOWN, Category.CIVILIANS} or a.category is b.category:
        return None
    return False


def _places(a: Event, b: Event, gap: int) -> bool | None:
    if a.place is None or b.place is None:
        return None
    one_, other = a.place.value, b.place.value
    if one_.name == other.name or (one_.geonameid is not None and one_.geonameid == other.geonameid):
        return True
    if Basis.INFERRED in (a.place.basis, b.place.basis):  # two countries, sentences apart, are two places
        abroad = gap > NEAR and one_.country and other.country and one_.country != other.country
        return False if abroad else None
    if set(one_.name.split()) < set(other.name.split()) or set(other.name.split()) < set(one_.name.split()):
        return None  # "Vesk", "Vesk District"
    broad = {one_.level, other.level} & {Level.COUNTRY, Level.ADMIN1, Level.AREA, Level.DISTRICT}
    inside = one_.name in (other.admin1, other.admin2) or other.name in (one_.admin1, one_.admin2)
    unknown = gap == 0 and None in (one_.country, other.country)  # a town of no table may lie in the country told
    if inside or (Level.COUNTRY in broad and (unknown or one_.country == other.country)):
        return None
    return False


def _days(a: Event, b: Event) -> bool | None:
    if a.when is None or b.when is None:
        return None
    meet = a.when.value.overlaps(b.when.value)
    if meet is None:
        return True if a.when.value.text.casefold() == b.when.value.text.casefold() else None
    return meet


def _counts(a: Event, b: Event, gap: int) -> bool | None:
    """Whether the same figures are told; in one sentence two words of a harm count two sorts of people."""
    seen: bool | None = None
    for harm in {t.value.harm for t in a.tolls} & {t.value.harm for t in b.tolls}:
        one_ = [t for t in a.tolls if t.value.harm is harm]
        other = [t for t in b.tolls if t.value.harm is harm]
        if sum(t.value.best for t in one_) != sum(t.value.best for t in other):
            return False
        if gap > 0 or {e for t in one_ for e in t.evidence} & {e for t in other for e in t.evidence}:
            seen = True
    return seen


def _facts(a: Event, b: Event) -> bool:
    return any(a.factuality.value in g and b.factuality.value in g for g in GROUPS)


def join(a: Event, b: Event) -> Event:
    """One event of two: the first's claims with the second's words, and the second's where the first is silent."""
    initiator, target = _nearer(a.initiator, b.initiator), _nearer(a.target, b.target)
    harms = {t.value.harm for t in a.tolls}
    tolls = tuple(_whose(t, a, initiator, target) for t in a.tolls)
    tolls += tuple(_whose(t, b, initiator, target) for t in b.tolls if t.value.harm not in harms)
    return replace(
        a,
        kind=_telling(a.kind, b.kind),
        trigger=a.trigger + tuple(e for e in b.trigger if e not in a.trigger),
        initiator=initiator,
        target=target,
        participants=_all(a, b),
        place=_finer(a.place, b.place),
        when=_firmer(a.when, b.when),
        tolls=tolls,
        objects=a.objects + tuple(o for o in b.objects if o.value.what not in {x.value.what for x in a.objects}),
        weapons=a.weapons + tuple(w for w in b.weapons if w.value not in {x.value for x in a.weapons}),
        operation=a.operation or b.operation,
        source=a.source or b.source,
    )


def _whose(toll: Claim[Toll], told: Event, initiator: Claim[Party] | None, target: Claim[Party] | None) -> Claim[Toll]:
    """A toll whose people stay the same where the joined event has the sides the other way round."""
    of = toll.value.of
    side = told.initiator if of is Of.INITIATOR else told.target if of is Of.TARGET else None
    if side is None:
        return toll
    for role, now in (
        (of, initiator if of is Of.INITIATOR else target),
        (Of.INITIATOR, initiator),
        (Of.TARGET, target),
    ):
        if now is not None and (now.value.same(side.value) or now.value.name == side.value.name):
            return replace(toll, value=replace(toll.value, of=role))
    return replace(toll, value=replace(toll.value, of=Of.UNKNOWN))


def _all(a: Event, b: Event) -> tuple[Participant, ...]:
    """The participants of both, each name once."""
    seen = {p.party.value.name.casefold() for p in a.participants}
    return a.participants + tuple(p for p in b.participants if p.party.value.name.casefold() not in seen)


def _tidy(event: Event) -> Event:
    """The event without participants who are its target already."""
    if event.target is None or not event.participants:
        return event
    words = [e.span for e in event.target.evidence]
    others = tuple(
        p for p in event.participants if not any(e.span.overlaps(w) for e in p.party.evidence for w in words)
    )
    return replace(event, participants=others)


def _same_victim(a: Event, b: Event) -> bool:
    """Whether one person by name suffers in both: nobody is murdered twice, wherever the words put it."""
    ways = [{p.party.value.name.casefold() for p in e.participants if p.role == "victim"} for e in (a, b)]
    return bool(ways[0] & ways[1])


def _nearer(a: Claim[Party] | None, b: Claim[Party] | None) -> Claim[Party] | None:
    """The first side, unless it is a country at large and the other tells which of its forces."""
    if a is None or b is None:
        return a or b
    forces = b.value.category in STATE and b.value.country == a.value.country and COUNTRY not in b.note
    return b if COUNTRY in a.note and forces else a


def _telling(a: Claim[Kind], b: Claim[Kind]) -> Claim[Kind]:
    """The first kind, unless it is violence at large and the other says with what it was done."""
    plain = str(a.value) == "violence/civilians/attack"
    return b if plain and b.value.path[:2] == EXPLOSION else a


def _finer(a: Claim[Where] | None, b: Claim[Where] | None) -> Claim[Where] | None:
    """The place that lies in the other, where one is told more finely; else the firmer claim."""
    if a is not None and b is not None and RANK[b.value.level] > RANK[a.value.level] and b.basis is Basis.STATED:
        inside = a.value.name in (b.value.admin1, b.value.admin2)
        if inside or (a.value.level is Level.COUNTRY and a.value.country == b.value.country):
            return b
    return _firmer(a, b)


def _firmer(a: Claim[V] | None, b: Claim[V] | None) -> Claim[V] | None:
    """The claim that the words state, else the first there is."""
    if a is None or (b is not None and a.basis is Basis.INFERRED and b.basis is Basis.STATED):
        return b
    return a
