"""When it happened: the expression of time that hangs on the trigger, else one that frames its sentence."""

from __future__ import annotations

from casus.coding.dateline import in_dateline
from casus.coding.hinted import chance
from casus.coding.nearness import steps
from casus.coding.roles import Roles
from casus.coding.sources import words
from casus.coding.tree import Tree
from casus.records.annotated import Annotated, TimeMention, TimeType
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
from casus.values.when import When

CODER = "casus.coding.times@1"
SEEN = 8.0  # what the model's certainty that this is the time takes off
FAR = 6.0  # a time further than this from the trigger tells of something else
NEIGHBOURS = {-1: 18, 1: 88.5}  # what a time in the sentence before or after costs


def when(frame: Frame, annotated: Annotated, roles: Roles) -> Claim[When] | None:
    """The time of a frame; None where the words do not settle it. Unresolved words are kept as words."""
    tree = Tree(annotated=annotated)
    ranked: list[tuple[float, int, TimeMention]] = []
    for mention in annotated.times:
        if mention.type not in (TimeType.DATE, TimeType.TIME):
            continue
        token = annotated.head_of(mention.span)
        if token is None:
            continue
        cost = _cost(frame, annotated, roles, tree, token.index) - SEEN * chance(frame, "when", mention.span)
        if cost <= FAR:
            ranked.append((cost, mention.span.start, mention))
    if not ranked:
        return None
    cost, _, mention = min(ranked, key=lambda r: r[:2])
    text = annotated.document.text[mention.span.start : mention.span.end]
    value = mention.when or When(start=None, end=None, precision=None, text=text)
    here = annotated.sentences[frame.sentence].span.overlaps(mention.span)
    return Claim(
        value=value,
        basis=Basis.STATED if here else Basis.INFERRED,
        evidence=(annotated.document.quote(mention.span),),
        coder=CODER,
        note=f"cost {cost:.1f}",
    )


def _cost(frame: Frame, annotated: Annotated, roles: Roles, tree: Tree, index: int) -> float:
    token = annotated.tokens[index]
    if in_dateline(annotated, token.span) or _telling(tree, frame, roles, index):
        return FAR + 1
    gap = token.sentence - frame.sentence
    if gap == 0:
        return steps(tree, (frame.head, roles.carrier), index)
    if gap not in NEIGHBOURS:
        return FAR + 1
    root = next(t.index for t in tree.sentence(index) if t.head == t.index)
    return NEIGHBOURS[gap] + min(1.0, steps(tree, (root,), index) / 10)


def _telling(tree: Tree, frame: Frame, roles: Roles, index: int) -> bool:
    """Whether a time tells when it was said, not when it happened."""
    for step in list(tree.path(index))[1:]:
        if tree.verbal(step):
            return step not in (frame.head, roles.carrier) and tree.lemma(step) in words("saying")
    return False
