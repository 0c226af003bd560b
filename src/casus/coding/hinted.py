"""What the reading model's roles add to the tree's: who acts, who suffers, where, when. A hint is never the last word.

Measured on the development gold (docs/scores.md): the tree is better where it finds an argument of a verb, the model
where the words stand apart or hang on a noun.
"""

from __future__ import annotations

from dataclasses import replace

from casus.coding.barred import barred
from casus.coding.operations import misread
from casus.coding.operations import told as operations
from casus.coding.parties import claim, mention_of
from casus.coding.roles import Roles
from casus.coding.tree import Tree
from casus.coding.worded import PRONOUNS, UNKNOWN_WORDS, land_of, noun_of, worded
from casus.records.annotated import Annotated, RoleHint
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
from casus.records.span import Span
from casus.values.party import Category, Party

CODER = "casus.coding.hinted@1"
FILL = 0.5  # the model's chance from which it fills an empty role
OVERRULE = 0.6  # from which it overrules the tree
OVERRULE_SUBJECT = 0.95  # the same against the subject of the trigger verb
QUALIFYING = ("compound", "amod", "nmod:desc")
CLIMB = 3  # steps from a qualifying word to its noun


def hinted(frame: Frame, annotated: Annotated, told: Roles) -> Roles:
    """The roles with what the model sees: empty ones filled, and corrected where it is very sure."""
    for role in ("initiator", "target"):
        hint = best(frame, role)
        held: Claim[Party] | None = getattr(told, role)
        if hint is None or hint.score < _needed(frame, annotated, told, role):
            continue
        if role == "initiator" and _barred(frame, annotated, hint):
            continue
        if held is not None and not annotated.sentences[frame.sentence].span.covers(hint.span):
            continue
        if held is not None and any(e.span.overlaps(hint.span) for e in held.evidence):
            continue
        other: Claim[Party] | None = told.target if role == "initiator" else told.initiator
        found, number = _claim(frame, annotated, hint)
        if found is None or (other is not None and any(e.span.overlaps(hint.span) for e in other.evidence)):
            continue
        if role == "initiator":
            told = replace(told, initiator=found, agent=number)
        else:
            told = replace(told, target=found, patient=number)
    return told


def _barred(frame: Frame, annotated: Annotated, hint: RoleHint) -> bool:
    """Whether the frame's own sentence tells that these words can not be the doer."""
    head = annotated.head_of(hint.span)
    return head is not None and head.sentence == frame.sentence and barred(frame, Tree(annotated=annotated), head.index)


def _needed(frame: Frame, annotated: Annotated, told: Roles, role: str) -> float:
    """The chance that a hint needs: more against the subject of the trigger verb itself."""
    if getattr(told, role) is None:
        return FILL
    if role == "initiator" and told.agent is not None:
        head = annotated.tokens[annotated.parties[told.agent].head]
        verb = annotated.tokens[frame.head]
        if head.head == verb.index and head.relation == "nsubj" and verb.pos == "VERB":
            return OVERRULE_SUBJECT
    return OVERRULE


def best(frame: Frame, role: str) -> RoleHint | None:
    """The model's likeliest words for a role; None where it sees none."""
    if frame.hint is None:
        return None
    return max((r for r in frame.hint.roles if r.role == role), key=lambda r: (r.score, -r.span.start), default=None)


def chance(frame: Frame, role: str, span: Span) -> float:
    """The model's chance that some words play a role; 0 where it does not say so."""
    if frame.hint is None:
        return 0.0
    return max((r.score for r in frame.hint.roles if r.role == role and r.span.overlaps(span)), default=0.0)


def _claim(frame: Frame, annotated: Annotated, hint: RoleHint) -> tuple[Claim[Party] | None, int | None]:
    """The claim that a hint's words play their role, and the party mention (index) that it comes from."""
    tree = Tree(annotated=annotated)
    if _nobody(annotated, tree, hint, frame.sentence):
        return None, None
    lost = misread(annotated)
    touching = [n for n, m in enumerate(annotated.parties) if m.span.overlaps(hint.span) and n not in lost]
    if not touching:
        top = _top(annotated, tree, hint)
        touching = [n for n, m in enumerate(annotated.parties) if m.head == top and n not in lost]
    if not touching and any(t.span.overlaps(hint.span) for t in operations(annotated)):
        return None, None  # an operation is nobody
    if touching:
        head = annotated.head_of(hint.span)
        number = max(touching, key=lambda n: (head is not None and annotated.parties[n].head == head.index, -n))
        found = claim(annotated, number, frame.sentence, f"model {hint.score:.2f}")
        return replace(found, coder=CODER, score=round(hint.score, 3)), number
    if any(p.span.covers(hint.span) and p.span != hint.span for p in annotated.places):
        return None, None  # the "State" of "Plateau State"
    span = _whole(annotated, hint.span)
    noun = noun_of(tree, span)
    if noun is None or span != hint.span:
        return _cut(frame, annotated, hint, span), None
    owner = mention_of(annotated, tree, noun)
    if owner is not None and owner not in lost:
        found = claim(annotated, owner, frame.sentence, f"model {hint.score:.2f}")
        return replace(found, coder=CODER, score=round(hint.score, 3)), owner
    made = worded(tree, noun, frame.sentence, "", round(hint.score, 3))
    return (None if made is None else replace(made, coder=CODER)), None


def _cut(frame: Frame, annotated: Annotated, hint: RoleHint, span: Span) -> Claim[Party] | None:
    """The claim of words as the model cut them: "tens of thousands"."""
    words = annotated.document.text[span.start : span.end]
    if words.casefold() in PRONOUNS or not any(t.pos in ("NOUN", "PROPN") for t in annotated.words(hint.span)):
        return None
    here = annotated.sentences[frame.sentence].span.overlaps(hint.span)
    return Claim(
        value=Party(name=" ".join(words.split()), category=Category.UNKNOWN, country=land_of(annotated, span)),
        basis=Basis.STATED if here else Basis.INFERRED,
        evidence=(annotated.document.quote(span),),
        coder=CODER,
        score=round(hint.score, 3),
        note=UNKNOWN_WORDS,
    )


def _top(annotated: Annotated, tree: Tree, hint: RoleHint) -> int | None:
    """The noun that the words only qualify: "Lund" of "Labour Party" in "the Labour Party lawmaker Ada Lund"."""
    head = annotated.head_of(hint.span)
    at = None if head is None else head.index
    for _ in range(CLIMB):
        if at is None or tree.token(at).relation not in QUALIFYING or tree.token(at).head <= at:
            break
        at = tree.token(at).head
    return None if head is None or at == head.index else at


def _whole(annotated: Annotated, span: Span) -> Span:
    """The words with the count that the model cut off before "of": "Tens of thousands"."""
    inside = annotated.words(span)
    if not inside or inside[0].text.casefold() != "of" or inside[0].index == 0:
        return span
    before = annotated.tokens[inside[0].index - 1]
    return Span(start=before.start, end=span.end) if before.sentence == inside[0].sentence else span


def _nobody(annotated: Annotated, tree: Tree, hint: RoleHint, sentence: int) -> bool:
    """Whether the words name nobody ("no group"), or one who, in another sentence, denies it."""
    head = annotated.head_of(hint.span)
    if head is None:
        return False
    if any(t.text.casefold() in ("no", "none", "neither") for t in (head, *tree.children(head.index, "det"))):
        return True
    return head.sentence != sentence and any(tree.lemma(step) == "deny" for step in tree.path(head.index))
