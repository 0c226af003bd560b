"""Who can not be the doer of a deed, by how its sentence tells of them: they are helped, attacked, or disown it."""

from __future__ import annotations

from casus.coding.syntax import words
from casus.coding.tree import Tree
from casus.lexicon.words import classes
from casus.records.frame import Frame

ACCUSING = frozenset({"accuse", "suspect", "blame", "charge"})
DENYING = frozenset({"deny", "reject", "dispute"})


def barred(frame: Frame, tree: Tree, head: int) -> bool:
    """Whether a party, by the head of its words in the frame's sentence, can not act in it."""
    return any(sign(frame, tree, head) for sign in (supported, finds, _undergoes, _disowns, _accuses))


def finds(frame: Frame, tree: Tree, head: int) -> bool:
    """Police found the bodies of the slain: who finds them neither killed them nor was killed."""
    verb = tree.head(head)
    if verb is None or tree.lemma(verb) not in classes()["finding"] or tree.token(head).relation != "nsubj":
        return False
    if verb == frame.head:
        return frame.act == "kill"
    return tree.head(frame.head) == verb and tree.token(frame.head).relation == "obj"


def supported(frame: Frame, tree: Tree, head: int) -> bool:
    """In support of the army, coalition aircraft struck; they support the army with air strikes."""
    top = tree.head(head)
    if top is None or top == frame.head:
        return False
    relation = tree.token(head).relation
    if tree.lemma(top) == "support" and tree.token(top).pos == "NOUN" and tree.case(top) == "in":
        return relation == "nmod" and tree.case(head) in ("of", "for") and tree.head(top) is not None
    helped = tree.lemma(top) in words("helping") and relation == "obj" and tree.verbal(top)
    means = [t.index for t in tree.children(top, "obl", "obj") if tree.case(t.index) in ("with", "by")]
    return helped and any(frame.head in tree.subtree(m) for m in means)


def _undergoes(frame: Frame, tree: Tree, head: int) -> bool:
    """The rebels came under attack: they suffer it."""
    if not under(tree, frame.head) or tree.lemma(tree.token(frame.head).head) not in words("undergoing"):
        return False
    return tree.token(head).relation.startswith("nsubj") and tree.head(head) == tree.head(frame.head)


def _disowns(frame: Frame, tree: Tree, head: int) -> bool:
    """The front denied that it had claimed responsibility for the bombing."""
    top = tree.head(head)
    if top is None or tree.lemma(top) not in DENYING or not tree.token(head).relation.startswith("nsubj"):
        return False
    said = tree.subtree(top)
    return frame.head in said and any(tree.lemma(i) in ("responsibility", "authorship", "claim") for i in said)


def _accuses(frame: Frame, tree: Tree, head: int) -> bool:
    """Traders accuse the militia of burning the market: they did not burn it."""
    top = tree.head(head)
    blames = top is not None and tree.lemma(top) in ACCUSING and not tree.passive(top)
    return blames and tree.token(head).relation == "nsubj" and _of_it(frame, tree, top)


def spared(frame: Frame, tree: Tree, head: int) -> bool:
    """Traders accuse the militia of burning the market: neither of the two suffers it."""
    return _accused(frame, tree, head) or (_accuses(frame, tree, head) and any(tree.children(frame.head, "obj")))


def _accused(frame: Frame, tree: Tree, head: int) -> bool:
    top = tree.head(head)
    if top is None or tree.lemma(top) not in ACCUSING:
        return False
    wanted = ("nsubj:pass", "nsubj") if tree.passive(top) else ("obj", "iobj")
    return tree.token(head).relation in wanted and _of_it(frame, tree, top)


def _of_it(frame: Frame, tree: Tree, verb: int | None) -> bool:
    """Whether a verb of accusing has the deed below it."""
    return verb is not None and frame.head != verb and frame.head in tree.subtree(verb)


def under(tree: Tree, noun: int) -> bool:
    """Whether a deed's noun stands after "under", however the tree reads it: "came under attack"."""
    return tree.case(noun) == "under" or (noun > 0 and tree.word(noun - 1) == "under")


def met(tree: Tree, verb: int) -> bool:
    """The convoy hit a mine, drove over a bomb: whoever runs into a device suffers what it does."""
    if tree.lemma(verb) not in words("meeting"):
        return False
    below = [t.index for t in tree.children(verb, "obj", "obl") if tree.lemma(t.index) in words("hidden")]
    return any(tree.case(i) in ("", "over", "on", "onto") for i in below)
