"""How many were harmed: the counts that belong to this happening, each once, and whose people they were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casus.coding.arguments import deed
from casus.coding.nearness import steps
from casus.coding.roles import Roles
from casus.coding.sources import words as telling
from casus.coding.syntax import words
from casus.coding.tree import Tree
from casus.records.annotated import Annotated, NameType, PartyMention, QuantityMention
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
from casus.records.span import Span
from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.party import STATE, UNARMED, Party
from casus.values.toll import Harm, Of, Toll

CODER = "casus.coding.tolls@1"
FAR = 8.0  # steps in the tree beyond which a count tells of another happening
DEADLY = frozenset({"battle/clash", "strategic/other"})
GROUND = frozenset({"battle/regained", "battle/overtaken"})  # only with the dead of their own sentence
BLOODLESS = frozenset({"violence/civilians/abduction", "demonstration/protest/peaceful"})
ATTACK = "violence/civilians/attack"  # a raid in which some are killed and others taken
AMONG = re.compile(r"\b(?:was|were|is|are)\s+among\b", re.IGNORECASE)  # "a nurse was among seven people killed"
SEEN = 0.5  # what a count costs that no word of harm tells
LATER = 6.0  # what a count in a later sentence of the scope costs


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A count, and how far it stands from the trigger."""

    mention: QuantityMention
    cost: float
    sentence: int


def tolls(
    frame: Frame, annotated: Annotated, roles: Roles, kind: Kind, factuality: Factuality
) -> tuple[Claim[Toll], ...]:
    """The tolls of a frame. Counts of the nearest sentence that has any of a harm; a total stands for its parts."""
    if not factuality.real:
        return ()
    tree = Tree(annotated=annotated)
    near = [c for m in annotated.quantities if (c := _counted(frame, annotated, roles, tree, m)) is not None]
    claims: list[Claim[Toll]] = []
    for harm in Harm:
        some = [c for c in near if c.mention.toll.harm is harm and fits(harm, kind)]
        if harm is Harm.KILLED and factuality is Factuality.ATTEMPTED:
            some = [c for c in some if not _meant(tree, frame, c)]
        if str(kind) in GROUND:
            some = [c for c in some if c.sentence == frame.sentence]
        some = [c for c in some if not _wanted(frame, annotated, c) and not _beside(frame, annotated, kind, c)]
        if not some:
            claims += _singly(frame, annotated, roles, tree, kind, factuality) if harm is Harm.KILLED else ()
            continue
        best = _best(annotated, some)
        same = [c for c in some if c.sentence == best.sentence]
        claims += [_claim(frame, annotated, roles, c) for c in _apart(annotated, tree, best, same)]
        claims += [_claim(frame, annotated, roles, c) for c in _added(frame, annotated, tree, best, some)]
    return tuple(claims)


def _best(annotated: Annotated, some: Sequence[Counted]) -> Counted:
    """The count to begin with: the nearest, a sum before its parts, and a sum so far before "many"."""
    summed = any(_total(c.mention) for c in some)
    return min(
        some,
        key=lambda c: (_part(annotated, c.mention), summed and _less(c.mention), _worth(c), c.mention.span.start),
    )


def _worth(c: Counted) -> float:
    """How far a count stands; further where only the reading model sees harm in it."""
    return c.cost if c.mention.told else c.cost + SEEN


def _total(mention: QuantityMention) -> bool:
    """Whether a figure is the sum of all so far: "the death toll has risen to 50"."""
    return "total" in mention.rule and not vague(mention)


def _less(mention: QuantityMention) -> bool:
    """Whether a count gives way to a sum: no figure, or that of the latest dead only ("three more have died")."""
    return vague(mention) or ("another" in mention.rule and not _total(mention))


def vague(mention: QuantityMention) -> bool:
    """Whether no figure is told: "many people", "villagers"."""
    return mention.rule.rpartition(": ")[2].partition(";")[0] in ("vague", "plural")


def fits(harm: Harm, kind: Kind) -> bool:
    """Whether a kind of happening does such harm: ground taken, arrests and moves have their dead told elsewhere."""
    if harm in (Harm.KILLED, Harm.INJURED):
        violent = kind.path[0] in ("violence", "demonstration") and str(kind) not in BLOODLESS
        return violent or str(kind) in DEADLY | GROUND
    if harm is Harm.ABDUCTED:
        return str(kind) in ("violence/civilians/abduction", ATTACK, "battle/clash", "strategic/other")
    if harm is Harm.DISPLACED:
        return str(kind) != "strategic/agreement"
    if harm is Harm.DETAINED:
        return str(kind) == "strategic/arrests" or kind.path[0] in ("demonstration", "battle")
    return True


def _counted(frame: Frame, annotated: Annotated, roles: Roles, tree: Tree, mention: QuantityMention) -> Counted | None:
    verb = annotated.tokens[mention.verb]
    if verb.sentence == frame.sentence:
        anchors = (frame.head, roles.carrier)
        cost = min(steps(tree, anchors, mention.verb), steps(tree, anchors, mention.head))
        return Counted(mention=mention, cost=cost, sentence=verb.sentence) if cost <= FAR else None
    if any(s.overlaps(mention.span) for s in frame.scope) and _continues(frame, annotated, tree, mention):
        gap = abs(verb.sentence - frame.sentence)
        return Counted(mention=mention, cost=LATER + gap, sentence=verb.sentence)
    return None


def _wanted(frame: Frame, annotated: Annotated, c: Counted) -> bool:
    """Whether a count is of those whom somebody only wants to harm: "went on to threaten to kill officials"."""
    marks = c.mention.rule.partition(":")[0].split("; ")
    return "to" in marks and not annotated.tokens[c.mention.verb].span.overlaps(frame.trigger)


def _beside(frame: Frame, annotated: Annotated, kind: Kind, c: Counted) -> bool:
    """Whether people fled or were driven out beside the dead of another happening."""
    return str(kind) == "strategic/other" and not annotated.tokens[c.mention.verb].span.overlaps(frame.trigger)


def _meant(tree: Tree, frame: Frame, c: Counted) -> bool:
    """Whether a count is of those whom an attempt was meant to harm."""
    return c.mention.verb in tree.subtree(frame.head) or c.mention.verb in (frame.head, deed(tree, frame.head))


def _continues(frame: Frame, annotated: Annotated, tree: Tree, mention: QuantityMention) -> bool:
    """Whether a count in a later sentence still tells of the trigger: no place, doer or device of its own."""
    sentence = annotated.sentences[annotated.tokens[mention.verb].sentence]
    if mention.toll.high == 0:
        # "Nobody was hurt" needs no word of what did not hurt them; "fired rockets at Vesk, hurting nobody" has it.
        beside = annotated.tokens[mention.verb].relation in ("advcl", "conj")
        return not (beside and _anew(annotated, tree, mention))
    if any(
        q.span.start < sentence.start and q.toll.harm is mention.toll.harm and q.span.start > frame.trigger.start
        for q in annotated.quantities
        if not (vague(q) and _total(mention))
    ):
        return False
    return not _anew(annotated, tree, mention)


def _anew(annotated: Annotated, tree: Tree, mention: QuantityMention) -> bool:
    """Whether the sentence of a count has a place, doer or device of its own."""
    if own_place(annotated, mention):
        return True
    clause = tree.clause(mention.verb)
    return any(
        annotated.tokens[i].relation == "obl:agent" or (tree.lemma(i) in words("device") and not _definite(tree, i))
        for i in clause
    )


def own_place(annotated: Annotated, mention: QuantityMention) -> bool:
    """Whether the sentence of a count has a place of its own, not only that of who speaks."""
    tree = Tree(annotated=annotated)
    sentence = annotated.sentences[annotated.tokens[mention.verb].sentence]
    return any(p.span.overlaps(sentence.span) and not _of_speaker(annotated, tree, p.span) for p in annotated.places)


def _of_speaker(annotated: Annotated, tree: Tree, place: Span) -> bool:
    """Whether a place only tells who speaks: "said Pavlo Orm, the governor of Vesk"; "hospitals in Vesk said"."""
    head = annotated.head_of(place)
    return head is not None and any(
        annotated.tokens[i].relation == "nsubj" and tree.lemma(annotated.tokens[i].head) in telling("saying")
        for i in tree.path(head.index)
    )


def _definite(tree: Tree, index: int) -> bool:
    return any(t.text.casefold() in ("the", "this", "that", "both") for t in tree.children(index, "det"))


def _apart(annotated: Annotated, tree: Tree, best: Counted, same: Sequence[Counted]) -> Iterator[Counted]:
    """Of the counts of one harm in one sentence, those that add up: joined by "and", not parts of another."""
    yield best
    joined = set(tree.conjuncts(best.mention.head))
    for step in tree.path(best.mention.head):
        if annotated.tokens[step].relation != "conj":
            joined |= set(tree.conjuncts(step))
            break
    for c in same:
        if c is best or c.mention.span.overlaps(best.mention.span):
            continue
        together = c.mention.verb == best.mention.verb and (_joined(c) or _joined(best) or _adjoins(annotated, best, c))
        if (c.mention.head in joined or together) and not _part(annotated, c.mention):
            yield c


def _added(frame: Frame, annotated: Annotated, tree: Tree, best: Counted, some: Sequence[Counted]) -> Iterator[Counted]:
    """The next sentence's count of others besides: "Another soldier died later"; "two guards were also killed"."""
    for m in annotated.quantities:
        sentence = annotated.tokens[m.verb].sentence
        if m.toll.harm is not best.mention.toll.harm or sentence != best.sentence + 1 or not best.mention.toll.best:
            continue
        if not any(s.overlaps(m.span) for s in frame.scope) or any(c.mention is m for c in some):
            continue
        again = "another" in m.rule or any(t.text.casefold() == "also" for t in tree.children(m.verb, "advmod"))
        if again and m.toll.best and not _anew(annotated, tree, m):
            yield Counted(mention=m, cost=LATER, sentence=sentence)


def _joined(c: Counted) -> bool:
    """Whether a count was found as joined to others of the same word of harm."""
    return "; and" in c.mention.rule


def _adjoins(annotated: Annotated, one: Counted, other: Counted) -> bool:
    """Whether only "and" or a comma stands between two counts: "30 rebels and six soldiers"."""
    first, second = sorted((one.mention.span, other.mention.span), key=lambda s: s.start)
    between = annotated.document.text[first.end : second.start].casefold().replace(",", " ").split()
    return between in (["and"], ["as", "well", "as"])


def _part(annotated: Annotated, mention: QuantityMention) -> bool:
    """Whether a count is told as part of another: "including two children"."""
    before = annotated.document.text[max(0, mention.span.start - 14) : mention.span.start].casefold()
    after = annotated.document.text[mention.span.end : annotated.tokens[mention.verb].start]
    return before.rstrip().endswith(("including", "among them", "of whom", "of them")) or bool(AMONG.search(after))


def _singly(
    frame: Frame, annotated: Annotated, roles: Roles, tree: Tree, kind: Kind, factuality: Factuality
) -> Iterator[Claim[Toll]]:
    """One dead for each person told one by one in the sufferer's place of a fatal deed ("the murder of the mayor")."""
    core = deed(tree, frame.head)
    fatal = any(tree.lemma(i) in words("fatal") for i in (core, frame.head, roles.carrier)) or any(
        t.text.casefold() in ("death", "dead") for t in annotated.words(frame.trigger)[1:]
    )
    if not fatal or not fits(Harm.KILLED, kind) or factuality is Factuality.ATTEMPTED:
        return
    people_ = [i for i in roles.patients if _one_person(annotated, tree, i)]
    if not people_ or len(people_) != len(roles.patients):
        return
    span = tree.phrase(people_[0])
    for i in people_[1:]:
        span = span.join(tree.phrase(i))
    number = len(people_)
    yield Claim(
        value=Toll(harm=Harm.KILLED, low=number, best=number, high=number, of=Of.TARGET),
        basis=Basis.STATED,
        evidence=(annotated.document.quote(span),),
        coder=CODER,
        note="told one by one",
    )


def _one_person(annotated: Annotated, tree: Tree, index: int) -> bool:
    """Whether a word names one human being: a person's name, or a noun for people in the singular."""
    token = annotated.tokens[index]
    if any(n.type is NameType.PERSON and n.span.overlaps(tree.phrase(index)) for n in annotated.names):
        return True
    if token.tag not in ("NN", "NNP"):
        return False
    return any(m.head == index and not m.plural for m in annotated.parties) and any(
        t.relation in ("det", "nmod:poss") for t in tree.children(index)
    )


def _claim(frame: Frame, annotated: Annotated, roles: Roles, c: Counted) -> Claim[Toll]:
    here = c.sentence == frame.sentence
    return Claim(
        value=replace(c.mention.toll, of=_of(annotated, roles, c.mention)),
        basis=Basis.STATED if here else Basis.INFERRED,
        evidence=(annotated.document.quote(c.mention.span),),
        coder=CODER,
        note=f"cost {c.cost:.1f}; {c.mention.rule}".rstrip("; "),
    )


def people(annotated: Annotated, mention: QuantityMention) -> int | None:
    """The party mention (index) of the people counted."""
    span = mention.people or mention.span
    at = [n for n, m in enumerate(annotated.parties) if m.span.overlaps(span)]
    headed = [n for n in at if annotated.parties[n].head == mention.head]
    return next(iter(headed or at), None)


def _of(annotated: Annotated, roles: Roles, mention: QuantityMention) -> Of:
    """Whose people: a side of the event, else civilians or state forces, else unknown."""
    number = people(annotated, mention)
    if number is None:
        return Of.UNKNOWN
    who: PartyMention = annotated.parties[number]
    if number == roles.patient or _same(roles.target, who.party):
        return Of.TARGET
    if number == roles.agent or _same(roles.initiator, who.party):
        return Of.INITIATOR
    if who.party.category in UNARMED:
        return Of.CIVILIANS
    return Of.STATE_FORCES if who.party.category in STATE else Of.UNKNOWN


def _same(side: Claim[Party] | None, other: Party) -> bool:
    return side is not None and bool(side.value.same(other))
