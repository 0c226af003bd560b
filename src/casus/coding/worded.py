"""Sides told by words that no table knows ("the throng", "a cattleman and his hand"): the whole phrase, as a claim."""

from __future__ import annotations

from casus.actors import load_actors
from casus.coding.syntax import words
from casus.coding.things import found
from casus.coding.tree import Tree
from casus.records.annotated import Annotated
from casus.records.claim import Basis, Claim
from casus.records.span import Span
from casus.values.party import Category, Party

CODER = "casus.coding.worded@1"
UNKNOWN_WORDS = "words that the tables do not know"
PRONOUNS = frozenset({"he", "she", "it", "they", "them", "him", "who", "which", "that", "his", "their", "its", "this"})
SMALL = frozenset({"det", "case", "cc", "punct", "nummod", "amod", "compound", "nmod:desc", "advmod", "nmod:poss"})
CLIMB = 3  # steps from a small word to its noun
MEMBERS = frozenset({"member", "people", "part", "group", "supporter", "follower", "veteran", "relative", "remnant"})
GROUND = frozenset({"village", "town", "area"})
HAD = GROUND | {"livestock", "drugs", "documents", "goods", "crops", "weapons", "explosives", "uniform", "flag"}


def noun_of(tree: Tree, span: Span) -> int | None:
    """The noun that words belong to: "hand" of "and his hand", "organisation" of "the"."""
    inside = tree.annotated.words(span)
    nouns = [t.index for t in inside if t.pos in ("NOUN", "PROPN")]
    head = tree.annotated.head_of(span)
    at = None if head is None else head.index
    for _ in range(CLIMB):
        if at is None or (at in nouns and tree.token(at).relation not in SMALL):
            break
        above = tree.head(at)
        if above is None or tree.token(at).relation not in SMALL or tree.token(above).pos not in ("NOUN", "PROPN"):
            break
        at = above
    return at if at is not None and tree.token(at).pos in ("NOUN", "PROPN") else None


def phrase_of(tree: Tree, index: int) -> Span:
    """A noun's phrase, with those whose members, veterans, people they are: "veterans of the Orm Front"."""
    span = tree.phrase(index)
    if tree.lemma(index) not in MEMBERS:
        return span
    after = next((t.index for t in tree.children(index, "nmod") if tree.case(t.index) == "of"), None)
    return span if after is None or after < index else span.join(tree.phrase(after))


def worded(tree: Tree, index: int, sentence: int, how: str, score: float | None = None) -> Claim[Party] | None:
    """The claim that a noun's phrase is a side; None for what is none: arms, cattle, places, hours, pronouns."""
    annotated, token = tree.annotated, tree.token(index)
    if token.pos not in ("NOUN", "PROPN") or token.text.casefold() in PRONOUNS or tree.lemma(index) in words("device"):
        return None
    above = tree.head(index)
    if token.relation == "compound" and above is not None and tree.lemma(above) in words("device"):
        return None  # "a hand grenade"
    spans = [*(p.span for p in annotated.places), *(t.span for t in annotated.times)]
    if any(s.overlaps(token.span) for s in spans) or had(tree, index):
        return None
    span = phrase_of(tree, index)
    here = annotated.sentences[sentence].span.overlaps(span)
    return Claim(
        value=Party(
            name=" ".join(annotated.document.text[span.start : span.end].split()),
            category=Category.UNKNOWN,
            country=land_of(annotated, span),
        ),
        basis=Basis.STATED if here else Basis.INFERRED,
        evidence=(annotated.document.quote(span),),
        coder=CODER,
        score=score,
        note=f"{how}; {UNKNOWN_WORDS}" if how else UNKNOWN_WORDS,
    )


def had(tree: Tree, index: int) -> bool:
    """Whether a noun names what people have and lose, and never fights or suffers for itself: cattle, arms, a town."""
    what = thing(tree, index)
    return what in HAD or tree.lemma(index) in words("nobody")


def thing(tree: Tree, index: int) -> str | None:
    """What a noun names, where it is a thing of the lexicon: a vehicle, a building."""
    span, own = tree.phrase(index), tree.token(index).span
    told = found("objects", "object", tree.annotated.document.text, span.start, span.end)
    return next((what for where, what in told if where.overlaps(own)), None)


def land_of(annotated: Annotated, span: Span) -> str | None:
    """The country that the words themselves tell: "Russian civilian advisers"."""
    told = (load_actors().country(t.text) for t in annotated.words(span) if t.text[:1].isupper())
    return next((c for c in told if c is not None), None)
