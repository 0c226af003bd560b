"""Who says they did it, or is said to have: a sentence elsewhere in the report that claims or lays the blame.

"The Orm Front claimed responsibility." "The attack was attributed to the rebels." The happening meant is the last one
told before without a doer, else the first one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casus.coding.parties import claim, mention_of, pick
from casus.coding.tree import Tree
from casus.records.annotated import Annotated
from casus.records.claim import Basis
from casus.records.event import Event
from casus.values.party import UNARMED

CODER = "casus.coding.claimed@1"
CLAIMING = frozenset({"claim", "assume", "take", "accept", "admit", "acknowledge"})
NOUNS = frozenset({"responsibility", "credit", "authorship"})
LAYING = frozenset({"attribute", "blame", "ascribe", "pin"})
NEGATIONS = frozenset({"not", "no", "n't", "nobody", "none", "never", "nor", "neither"})
BEFORE = 6  # sentences back to the happening meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A party (index in Annotated.parties) and the sentence that claims for it or blames it."""

    party: int
    sentence: int


def attributed(events: Sequence[Event], annotated: Annotated) -> list[Event]:
    """The events, those of violence without a doer with the one who claims them or is blamed."""
    out = list(events)
    for told in claims(annotated):
        open_ = [
            (n, _sentence(annotated, e))
            for n, e in enumerate(out)
            if e.initiator is None and e.kind.value.path[0] == "violence" and not _suffers(annotated, e, told.party)
        ]
        near = [n for n, s in open_ if told.sentence - BEFORE <= s <= told.sentence]
        chosen = near[-1:] or [n for n, s in open_ if s > told.sentence][:1]
        for n in chosen:
            doer = claim(annotated, told.party, told.sentence, "claims it or is blamed")
            out[n] = replace(out[n], initiator=replace(doer, basis=Basis.INFERRED, coder=CODER))
    return out


def claims(annotated: Annotated) -> Iterator[Claimed]:
    """The parties that claim or are blamed, in order."""
    tree = Tree(annotated=annotated)
    for token in annotated.tokens:
        lemma = token.lemma.casefold()
        if lemma in NOUNS and tree.lemma(token.head) in CLAIMING and not _denied(tree, token.head):
            verb = token.head
            doers = [t.index for t in tree.children(verb, "nsubj")]
            doers += [t.index for t in tree.children(verb, "obl", "obl:agent") if tree.case(t.index) == "by"]
            number = pick(annotated, tree, doers, owner=True)
        elif lemma in LAYING and token.pos == "VERB" and not _denied(tree, token.index):
            number = _blamed(annotated, tree, token.index)
        elif lemma == "responsible" and tree.lemma(token.head) == "hold" and not _denied(tree, token.head):
            verb = token.head
            held = tree.children(verb, "nsubj:pass" if tree.passive(verb) else "obj")
            number = pick(annotated, tree, [t.index for t in held], owner=True)
        else:
            continue
        if number is not None and annotated.parties[number].party.category not in UNARMED:
            yield Claimed(party=number, sentence=token.sentence)


def _blamed(annotated: Annotated, tree: Tree, verb: int) -> int | None:
    for child in tree.children(verb, "obl", "nmod"):
        if tree.case(child.index) in ("to", "on"):
            found = mention_of(annotated, tree, child.index)
            if found is not None:
                return found
    if tree.lemma(verb) != "blame":
        return None
    sort = "nsubj:pass" if tree.passive(verb) else "obj"
    return pick(annotated, tree, [t.index for t in tree.children(verb, sort)], owner=True)


def _denied(tree: Tree, verb: int) -> bool:
    """Nobody claimed it; it was not blamed on them; they deny that they did."""
    below = [w for t in tree.children(verb) for w in (t, *tree.children(t.index, "det"))]
    if any(w.text.casefold() in NEGATIONS for w in below):
        return True
    return any(tree.lemma(step) == "deny" for step in tree.path(verb))


def _sentence(annotated: Annotated, event: Event) -> int:
    found = annotated.sentence_at(event.trigger[0].start)
    return 0 if found is None else found.index


def _suffers(annotated: Annotated, event: Event, party: int) -> bool:
    return event.target is not None and bool(event.target.value.same(annotated.parties[party].party))
