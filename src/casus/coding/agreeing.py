"""How far two events of a document agree, facet by facet, and the rule by which they tell one happening."""

from __future__ import annotations

from collections.abc import Sequence

from casus.lexicon.words import classes
from casus.records.annotated import Annotated, Token
from casus.records.claim import Basis, Claim
from casus.records.event import Event
from casus.values.factuality import Factuality
from casus.values.party import STATE, Category, Party
from casus.values.thing import Weapon
from casus.values.toll import Harm
from casus.values.where import Level

POINTING = frozenset({"the", "this", "that", "these", "those", "its", "their"})
BAGS = frozenset({"change", "other"})  # kinds that hold many sorts of deeds: only the same deed is one happening
HURT = frozenset({Harm.KILLED, Harm.INJURED})
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


def one(a: Event, b: Event, annotated: Annotated) -> bool:
    """Whether two events of a document tell one happening: nothing speaks against it, and enough speaks for it."""
    if same_victim(a, b) and facts_agree(a, b) and (a.kind.value == b.kind.value or _general(a, b)):
        return True
    gap = abs(sentence_of(a, annotated) - sentence_of(b, annotated))
    kinds = kinds_agree(a, b)
    pointed = kinds is True and 0 < gap <= LOOK_BACK and points_back(b, annotated)
    if kinds and is_aim(a, b, annotated) and places_agree(a, b, gap) is not False and facts_agree(a, b):
        return True
    told = [sides_agree(a, b), None if pointed else places_agree(a, b, gap), days_agree(a, b), counts_agree(a, b, gap)]
    if any(v is False for v in told) or not facts_agree(a, b):
        return False
    if same_dead(a, b) and (kinds or _general(a, b)):
        return True
    bag = BAGS & {a.kind.value.path[-1], b.kind.value.path[-1]}
    if bag and not _one_deed(a, b, annotated):
        return False
    back = points_back(b, annotated) and (gap <= LOOK_BACK or bare(b))
    if pointed or (back and (kinds or _general(a, b))):
        return True
    votes = sum(v is True for v in told) + bool(things(a) & things(b))
    if a.trigger[0].exact.casefold() == b.trigger[0].exact.casefold():
        votes += 1
    if kinds is False:
        return 0 < gap <= NEAR and _means(a) and _means(b) and votes >= (RELATED if exploding(a, b) else VIOLENT)
    return votes >= (NEAR if gap <= 1 else FAR)


def bare(event: Event) -> bool:
    """Whether an event tells nothing that would set it apart: no place or day of its own, no figures."""
    own = (event.place, event.when)
    return not event.tolls and all(c is None or c.basis is Basis.INFERRED for c in own)


def _means(event: Event) -> bool:
    """Whether a kind only says by what means violence was done, or to whom: each may be told by another's word."""
    return event.kind.value.path[:2] == EXPLOSION or str(event.kind.value) in MEANS


def exploding(a: Event, b: Event) -> bool:
    """Whether both are explosions or strikes from afar."""
    return a.kind.value.path[:2] == EXPLOSION == b.kind.value.path[:2]


def one_time_and_place(a: Event, b: Event) -> bool:
    """Whether nothing that two events tell of day and place speaks against their being one."""
    return places_agree(a, b, NEAR) is not False and days_agree(a, b) is not False and facts_agree(a, b)


def is_aim(a: Event, b: Event, annotated: Annotated) -> bool:
    """Whether one tells what the other is for: "conduct raids to detain preachers" is one deed, whoever is named."""
    head, aim = (annotated.head_of(e.trigger[0].span) for e in (a, b))
    if head is None or aim is None or aim.tag != "VB" or aim.relation not in ("xcomp", "advcl", "acl"):
        return False
    before = annotated.tokens[max(0, aim.index - 2) : aim.index]
    return any(t.head == aim.index and t.text.casefold() == "to" for t in before) and aim.head in (
        head.index,
        head.head,
    )


def same_dead(a: Event, b: Event) -> bool:
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


def points_back(event: Event, annotated: Annotated) -> bool:
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


def kinds_agree(a: Event, b: Event) -> bool | None:
    """Whether the kinds are one; None where one covers the other."""
    if a.kind.value == b.kind.value:
        return True
    if {a.kind.value.path[:2], b.kind.value.path[:2]} == {("violence", "explosive")} and weapons(a) & weapons(b):
        return None  # a "missile strike" may be the missile that was fired
    return None if a.kind.value.covers(b.kind.value) or b.kind.value.covers(a.kind.value) else False


def weapons(event: Event) -> set[Weapon]:
    """The weapons that an event was done with."""
    return {w.value for w in event.weapons}


def things(event: Event) -> set[str]:
    """The things hit or held, by their sort."""
    return {o.value.what for o in event.objects}


def sides_agree(a: Event, b: Event) -> bool | None:
    """Whether the sides agree; in a fight the two may be told in either order."""
    told = paired(a, b.initiator, b.target)
    fight = {a.kind.value.path[0], b.kind.value.path[0]} == {"battle"}
    return paired(a, b.target, b.initiator) if told is False and fight else told


def paired(a: Event, initiator: Claim[Party] | None, target: Claim[Party] | None) -> bool | None:
    """Whether the sides of an event are these two; None where too little is told."""
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


def places_agree(a: Event, b: Event, gap: int) -> bool | None:
    """Whether the places of two events, so many sentences apart, are one; None where one may lie in the other."""
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


def days_agree(a: Event, b: Event) -> bool | None:
    """Whether the days are one; None where one is not told or not resolved."""
    if a.when is None or b.when is None:
        return None
    meet = a.when.value.overlaps(b.when.value)
    if meet is None:
        return True if a.when.value.text.casefold() == b.when.value.text.casefold() else None
    return meet


def counts_agree(a: Event, b: Event, gap: int) -> bool | None:
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


def facts_agree(a: Event, b: Event) -> bool:
    """Whether both have happened, or were tried, or are to come, or are denied."""
    return any(a.factuality.value in g and b.factuality.value in g for g in GROUPS)


def same_victim(a: Event, b: Event) -> bool:
    """Whether one person by name suffers in both: nobody is murdered twice, wherever the words put it."""
    ways = [{p.party.value.name.casefold() for p in e.participants if p.role == "victim"} for e in (a, b)]
    return bool(ways[0] & ways[1])
