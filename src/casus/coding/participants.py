"""Third parties: who backs a side, fights beside it, or steps in, where the words of the sentence say so."""

from __future__ import annotations

from collections.abc import Iterator

from casus.coding.barred import supported
from casus.coding.parties import claim, mention_of
from casus.coding.roles import Roles
from casus.coding.syntax import words
from casus.coding.tree import Tree
from casus.records.annotated import Annotated
from casus.records.event import Participant
from casus.records.frame import Frame

ALLY, SUPPORTER, INTERVENER = "ally", "supporter", "intervener"


def participants(frame: Frame, annotated: Annotated, told: Roles) -> tuple[Participant, ...]:
    """Each third party once, in order of position; never one that is a side of the happening."""
    tree = Tree(annotated=annotated)
    sides = [s.value for s in (told.initiator, told.target) if s is not None]
    seen: list[Participant] = []
    for role, number in sorted(_found(frame, annotated, tree), key=lambda r: annotated.parties[r[1]].span):
        party = annotated.parties[number].party
        held = [*sides, *(p.party.value for p in seen)]
        if any(party.same(s) or party.name == s.name for s in held) or number in (told.agent, told.patient):
            continue
        seen.append(Participant(role=role, party=claim(annotated, number, frame.sentence, role)))
    return tuple(seen)


def _found(frame: Frame, annotated: Annotated, tree: Tree) -> Iterator[tuple[str, int]]:
    s = annotated.sentences[frame.sentence]
    for token in annotated.tokens[s.first : s.last]:
        lemma = token.lemma.casefold()
        role = ""
        who: list[int] = []
        if lemma in words("backing") and token.tag in ("VBN", "VBD", "JJ"):  # "backed by Sorland", "Sorland-backed"
            role = SUPPORTER
            who = [t.index for t in tree.children(token.index, "obl", "nmod") if tree.case(t.index) == "by"]
            who += [t.index for t in tree.children(token.index, "compound", "npadvmod", "obl") if t.index < token.index]
        elif lemma in words("help") and tree.case(token.index) in ("with", "under"):  # "with the help of Sorland"
            role = SUPPORTER
            who = [t.index for t in tree.children(token.index, "nmod") if tree.case(t.index) in ("of", "from", "by")]
            who += [t.index for t in tree.children(token.index, "nmod:poss", "compound", "amod")]
        elif tree.case(token.index) in words("beside") and token.relation.startswith(("obl", "nmod")):
            role, who = ALLY, list(tree.conjuncts(token.index))
        elif lemma in words("intervening") and tree.verbal(token.index):
            role, who = INTERVENER, [t.index for t in tree.children(token.index, "nsubj")]
        elif token.relation in ("nmod", "obj") and supported(frame, tree, token.index):
            role, who = ALLY, [token.index]
        for index in who:
            number = mention_of(annotated, tree, index, owner=tree.token(index).pos == "PROPN")
            if number is not None:
                yield role, number
