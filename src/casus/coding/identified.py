"""Who the victims were, where a sentence after the deed names them: "The dead man was identified as Ada Lund"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casus.actors.tables import words as party_words
from casus.coding.named import ROLE, beside, fullest, placed, suffers
from casus.coding.syntax import words
from casus.coding.tree import Tree
from casus.records.annotated import Annotated, NameType, Token
from casus.records.event import Event, Participant
from casus.records.span import Span
from casus.values.factuality import Factuality

CODER = "casus.coding.identified@1"
AFTER = 4  # sentences after a telling of the deed
NEAR, AHEAD = 2, 8  # words before "were" with the victims, after it with the first name
NAMING = frozenset({"identify", "name"})
REAL = frozenset({Factuality.OCCURRED, Factuality.ALLEGED, Factuality.ATTEMPTED, Factuality.ONGOING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A sentence that tells names of victims, and where the names stand."""

    sentence: int
    names: tuple[Span, ...]


def identified(events: Sequence[Event], annotated: Annotated) -> list[Event]:
    """The events, the last violence told before each naming with the victims named as participants."""
    out = list(events)
    for told in namings(annotated):
        near = [n for n, e in enumerate(out) if _meant(annotated, e, told.sentence)]
        if not near:
            continue
        last = max(near, key=lambda n: (_last(annotated, out[n], told.sentence), n))
        out[last] = _with(annotated, out[last], told)
    return out


def namings(annotated: Annotated) -> Iterator[Naming]:
    """The sentences that say who the victims were, in order."""
    tree = Tree(annotated=annotated)
    persons = [n.span for n in annotated.names if n.type is NameType.PERSON and not placed(annotated, n.span)]
    for token in annotated.tokens:
        heads = [*_named(tree, token), *_listed(tree, token, persons)]
        words_ = [annotated.tokens[i].span for i in beside(tree, heads)] if heads else []
        names = [p for p in persons if any(p.overlaps(w) for w in words_)]
        if names:
            yield Naming(sentence=token.sentence, names=tuple(names))


def _named(tree: Tree, token: Token) -> Iterator[int]:
    """The words for who the victims were, where a word tells it: a verb of naming, or a name told of "the victims"."""
    if token.lemma.casefold() in NAMING and tree.verbal(token.index):
        whom = tuple(tree.children(token.index, "nsubj:pass" if tree.passive(token.index) else "obj"))
        if any(_victims(tree, t.index) for t in whom):
            told = [*tree.children(token.index, "obl", "xcomp")]
            told += [below for t in whom for below in tree.children(t.index, "nmod")]
            yield from (t.index for t in told if tree.case(t.index) in ("as", "") and t.index > token.index)
    elif token.pos in ("PROPN", "NOUN") and any(tree.children(token.index, "cop")):
        yield from (token.index for t in tree.children(token.index, "nsubj") if _victims(tree, t.index))


def _listed(tree: Tree, token: Token, persons: Sequence[Span]) -> Iterator[int]:
    """The first name after "the injured were", "among the dead are", however the tree reads the list."""
    if token.lemma.casefold() != "be" or token.pos != "AUX":
        return
    before = [t for t in tree.sentence(token.index) if token.index - NEAR <= t.index < token.index]
    if not any(t.text.casefold() in words("victim") for t in before):
        return
    after = [t for t in tree.sentence(token.index) if token.index < t.index <= token.index + AHEAD]
    first = next((t for t in after if any(p.start == t.start for p in persons)), None)
    if first is not None:
        yield first.index


def _victims(tree: Tree, index: int) -> bool:
    """Whether a noun is told of those who suffered: the victim, the wounded man, the students who disappeared."""
    among = [t.index for t in tree.children(index, "nmod") if tree.case(t.index) in ("of", "among")]
    if tree.lemma(index) in words("victim") or any(_victims(tree, i) for i in among):
        return True  # "the victim", "one of the dead"
    harm = party_words("hurt") | words("fatal") | words("harm") | words("suffer") | party_words("violent")
    below = tree.children(index, "amod", "acl", "acl:relcl")
    return any(tree.word(t.index) in party_words("hurt") or (_clause(t) and tree.lemma(t.index) in harm) for t in below)


def _clause(token: Token) -> bool:
    """Whether a word is the verb of a clause told of a noun, done to it or undergone by it."""
    return token.relation.startswith("acl") and token.tag in ("VBN", "VBD", "VBG")


def _meant(annotated: Annotated, event: Event, sentence: int) -> bool:
    """Whether a naming may be of an event's victims: violence that happened, told shortly before."""
    if event.kind.value.path[0] not in ("violence", "battle") or event.factuality.value not in REAL:
        return False
    return _last(annotated, event, sentence) >= sentence - AFTER


def _last(annotated: Annotated, event: Event, before: int) -> int:
    """The last sentence up to another that tells an event; -9 where none does."""
    told = (annotated.sentence_at(e.span.start) for e in event.trigger)
    return max((s.index for s in told if s is not None and s.index <= before), default=-AFTER - before - 9)


def _with(annotated: Annotated, event: Event, told: Naming) -> Event:
    sides = [c for c in (event.initiator, event.target, *(p.party for p in event.participants)) if c is not None]
    taken = [e.span for c in sides for e in c.evidence]
    new = []
    for here in told.names:
        full = fullest(annotated, here)
        if not any(s.overlaps(here) or s.overlaps(full) for s in taken):
            claim = replace(suffers(annotated, told.sentence, full, here), coder=CODER, note="named as a victim")
            new.append(Participant(role=ROLE, party=claim))
    return replace(event, participants=(*event.participants, *new)) if new else event
