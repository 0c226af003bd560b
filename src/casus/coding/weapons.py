"""What it was done with: weapons named in the clause that tells the happening."""

from __future__ import annotations

from casus.coding.arguments import Arguments
from casus.coding.things import found
from casus.coding.tree import Tree
from casus.records.annotated import Annotated
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
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
            evidence=(annotated.document.quote(span),),
            coder=CODER,
        )
    return tuple(claims.values())
