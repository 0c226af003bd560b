"""To whom the report attributes what it tells: according to X; X said; reported by X."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise

from casus.coding.tree import Tree
from casus.records.annotated import Annotated
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
from casus.records.span import Span
from casus.values.thing import Voice

CODER = "casus.coding.sources@1"
PRONOUNS = frozenset({"it", "he", "she", "they", "who", "which", "that", "i", "we", "this", "you", "what", "one"})


@cache
def words(table: str) -> frozenset[str]:
    """The words of one table of the lexicon of sources."""
    raw = tomllib.loads(files("casus").joinpath("data/lexicons/en/sources.toml").read_text("utf-8"))
    return frozenset(w for row in raw[table] for w in row["words"])


def source(frame: Frame, annotated: Annotated) -> Claim[Voice] | None:
    """The voice of a frame, in its exact words; None where the report speaks for itself."""
    tree = Tree(annotated=annotated)
    index = _speaker(tree, frame.head)
    if index is None:
        index = _according(annotated, tree, frame.sentence)
    if index is None:
        index = _aside(tree, frame)
    if index is None:
        return None
    span = _words(annotated, tree, index)
    return Claim(
        value=Voice(name=" ".join(annotated.document.text[span.start : span.end].split())),
        basis=Basis.STATED,
        evidence=(annotated.document.quote(span),),
        coder=CODER,
    )


def _speaker(tree: Tree, head: int) -> int | None:
    """Up the tree to a verb of saying whose clause the trigger stands in."""
    for below, step in pairwise(tree.path(head)):
        if tree.lemma(step) not in words("saying") or not tree.verbal(step):
            continue
        relation = tree.token(below).relation
        if relation not in ("ccomp", "parataxis", "xcomp", "advcl", "conj", "acl", "obl"):
            continue
        if relation in ("advcl", "conj", "obl", "acl") and tree.lemma(step) not in ("accuse", "blame", "suspect"):
            continue
        subject = next((t.index for t in tree.children(step, "nsubj")), None)
        if subject is not None and tree.word(subject) not in PRONOUNS:
            return subject
    return None


def _according(annotated: Annotated, tree: Tree, sentence: int) -> int | None:
    s = annotated.sentences[sentence]
    for token in annotated.tokens[s.first : s.last]:
        if tree.case(token.index) in words("according"):
            return token.index
    for token in annotated.tokens[s.first : s.last]:
        if token.text.casefold() == "according" and token.index + 2 < s.last:
            for step in annotated.tokens[token.index + 2 : s.last]:
                if step.pos in ("NOUN", "PROPN") and annotated.tokens[step.head].pos not in ("NOUN", "PROPN"):
                    return step.index
            return None
    return None


def _aside(tree: Tree, frame: Frame) -> int | None:
    """..., police said: the saying hangs below the telling."""
    for step in tree.path(frame.head):
        for child in tree.children(step, "parataxis", "ccomp"):
            if tree.lemma(child.index) in words("saying") and child.index > step:
                subject = next((t.index for t in tree.children(child.index, "nsubj")), None)
                if subject is not None and tree.word(subject) not in PRONOUNS:
                    return subject
    return None


def _words(annotated: Annotated, tree: Tree, index: int) -> Span:
    """The phrase of the voice, with what follows by "of", "in", "for" and with a name beside it; no clauses."""
    span = tree.phrase(index)
    for child in tree.children(index, "nmod", "flat", "appos"):
        if child.index > index and (child.relation != "appos" or child.index == index + 1):
            inside = tree.subtree(child.index)
            if not any(annotated.tokens[i].relation in ("acl:relcl", "advcl") for i in inside):
                span = span.join(annotated.tokens[inside[-1]].span)
    return span
