"""Who may be a side of a happening: parties named around it, whoever the rules found, and nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casus.coding.nearness import steps
from casus.coding.parties import claim, mention_of
from casus.coding.roles import Roles
from casus.coding.tree import Tree
from casus.coding.worded import noun_of, worded
from casus.records.annotated import Annotated, PartyMention
from casus.records.claim import Claim
from casus.records.frame import Frame
from casus.values.party import Category, Party

BACK, ON = 8, 3  # sentences before and after the trigger's in which a side may be named
FAR = 40.0  # the cost of the way to words of another sentence, before that of each sentence between
MOST = 9  # options besides nobody; the nearest ones
SEEN = 0.3  # the model's chance from which words that no table knows may be a side
SIDES = ("initiator", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Somebody who may be a side. `mentions` are indices in Annotated.parties, nearest first; `claims` those of rules.

    `words` is the claim of words that neither a mention nor a rule has, with the index of their noun in `noun`.
    `cost` is the way in the tree from the trigger to the nearest mention (see `nearness`); None for nobody's party.
    """

    party: Party | None
    mentions: tuple[int, ...] = ()
    claims: tuple[tuple[str, Claim[Party]], ...] = ()
    cost: float = FAR
    words: Claim[Party] | None = None
    noun: int = -1

    def said(self, role: str) -> Claim[Party] | None:
        """What rules claim of this party in a role."""
        return next((c for r, c in self.claims if r == role), None)


def options(frame: Frame, annotated: Annotated, told: Roles) -> list[Option]:
    """All options, the rules' own first, then by nearness; nobody is not among them."""
    tree = Tree(annotated=annotated)
    anchors = tuple(dict.fromkeys((frame.head, told.carrier)))
    groups: dict[str, list[tuple[float, int]]] = {}
    for number, mention in enumerate(annotated.parties):
        gap = annotated.tokens[mention.head].sentence - frame.sentence
        if not (-BACK <= gap <= ON or gap + frame.sentence <= 1):
            continue
        cost = steps(tree, anchors, mention.head)
        cost = FAR + (abs(gap) if gap <= 0 else 2 * gap) if cost == float("inf") else cost
        groups.setdefault(_key(mention, number), []).append((cost, number))
    ruled = [(role, c) for role in SIDES if (c := getattr(told, role)) is not None]
    out: list[Option] = []
    for members in groups.values():
        members.sort()
        numbers = tuple(n for _, n in members)
        own = tuple((r, c) for r, c in ruled if _theirs(annotated, numbers, c))
        party = annotated.parties[numbers[0]].party
        out.append(Option(party=party, mentions=numbers, claims=own, cost=members[0][0]))
    out += list(_loose(ruled, out))
    out += list(_bare(frame, tree, told, out))
    out.sort(key=lambda o: (not o.claims, o.cost, o.mentions))
    return out[:MOST]


def _key(mention: PartyMention, number: int) -> str:
    """One key for one actor; people at large are told apart by their words."""
    party = mention.party
    if party.id is not None:
        return party.id
    if party.category in (Category.CIVILIANS, Category.UNKNOWN):
        return f"{number} {party.name.casefold()}"
    return party.name.casefold()


def _theirs(annotated: Annotated, numbers: Sequence[int], told: Claim[Party]) -> bool:
    """Whether a claim is of a party's mentions: by its words, else by the actor."""
    for number in numbers:
        mention = annotated.parties[number]
        if told.value.id is not None and told.value.id == mention.party.id:
            return True
        if told.evidence and mention.span.overlaps(told.evidence[0].span):
            return True
    return False


def _loose(ruled: Sequence[tuple[str, Claim[Party]]], out: Sequence[Option]) -> Iterator[Option]:
    """Whom the rules found where no party is mentioned: a person, people of a place struck."""
    kept = [c for o in out for c in o.claims]
    for role, told in ruled:
        if (role, told) not in kept:
            yield Option(party=told.value, claims=((role, told),), cost=FAR / 2)


def _bare(frame: Frame, tree: Tree, told: Roles, out: Sequence[Option]) -> Iterator[Option]:
    """Words in a side's place, by grammar or as the model sees it, that no table knows."""
    annotated = tree.annotated
    anchors = tuple(dict.fromkeys((frame.head, told.carrier)))
    nouns = [i for i in (*told.agents[:2], *told.patients[:3]) if tree.token(i).sentence == frame.sentence]
    for hint in () if frame.hint is None else frame.hint.roles:
        if hint.role in SIDES and hint.score >= SEEN:
            noun = noun_of(tree, hint.span)
            nouns += [] if noun is None else [noun]
    taken = [annotated.parties[n].span for o in out for n in o.mentions]
    taken += [e.span for o in out for _, c in o.claims for e in c.evidence]
    for noun in dict.fromkeys(nouns):
        if mention_of(annotated, tree, noun) is not None:
            continue
        made = worded(tree, noun, frame.sentence, "")
        if made is None or any(made.evidence[0].span.overlaps(s) for s in taken):
            continue
        taken.append(made.evidence[0].span)
        cost = steps(tree, anchors, noun)
        cost = FAR + abs(tree.token(noun).sentence - frame.sentence) if cost == float("inf") else cost
        yield Option(party=made.value, words=made, noun=noun, cost=cost)


def claimed(annotated: Annotated, frame: Frame, option: Option, role: str, how: str) -> Claim[Party]:
    """The claim that an option is a side: the rules' own where they say so, else by its nearest words."""
    told = option.said(role)
    if told is not None:
        return told
    if option.words is not None:
        return replace(option.words, note=f"{how}; {option.words.note}")
    if option.mentions:
        return claim(annotated, option.mentions[0], frame.sentence, how)
    return option.claims[0][1]
