"""What it was done with: weapons named in the clause that tells the happening."""

from __future__ import annotations

from casus.coding.arguments import Arguments
from casus.coding.syntax import words
from casus.coding.things import found
from casus.coding.tree import Tree
from casus.records.annotated import Annotated
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
from casus.records.span import Span
from casus.values.thing import Weapon

CODER = "casus.coding.weapons@1"


def weapons(frame: Frame, annotated: Annotated, tree: Tree, told: Arguments) -> tuple[Claim[Weapon], ...]:
    """The weapons of a frame, each sort once: those in its clause, and in the phrase of the trigger."""
    inside = set(tree.clause(told.carrier)) | set(tree.subtree(frame.head))
    sentence = annotated.sentences[frame.sentence]
    claims: dict[str, Claim[Weapon]] = {}
    for span, what in found("weapons", "weapon", annotated.document.text, sentence.start, sentence.end):
        if what in claims or not any(t.index in inside for t in annotated.words(span)):
            continue
        claims[what] = Claim(
            value=Weapon(what=what),
            basis=Basis.STATED,
            evidence=(annotated.document.quote(_whole(annotated, tree, span)),),
            coder=CODER,
        )
    return tuple(claims.values())


def _whole(annotated: Annotated, tree: Tree, span: Span) -> Span:
    """The weapon with the noun that it stands before: "dynamite charges"."""
    head = annotated.head_of(span)
    above = None if head is None else tree.head(head.index)
    if head is None or above is None or head.relation not in ("compound", "amod"):
        return span
    carrier = tree.token(above)
    return span.join(carrier.span) if tree.lemma(above) in words("charges") and carrier.start > span.start else span
