"""The site of a happening, more exact than the town: "a checkpoint near Vesk", "outside the army's headquarters".

The reading model marks the words; the tree cuts them to a noun phrase. A site stands at the point of the town or
country that is chosen for the happening.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casus.coding.roles import Roles
from casus.coding.tree import Tree
from casus.gazetteer.tables import words as listed
from casus.records.annotated import Annotated, RoleHint, Token
from casus.records.frame import Frame
from casus.records.span import Span
from casus.values.where import Level, Where

SEEN = 0.6  # the model's chance from which its words tell a site
ALONE = 0.8  # the same where no place is told besides
STRUCK = 0.8  # what the words are worth that tell a building as the thing attacked
AIMED = frozenset({"", "on", "at", "against", "into"})
LONGEST = 12  # words of a site
BARE = frozenset({"there", "here", "where", "abroad", "elsewhere", "while"})
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "some"})
INSIDE = frozenset({"compound", "flat", "amod", "nmod:poss"})  # relations of words before the noun of a phrase
BEFORE = frozenset({"close", "just", "outside", "inside", "near", "around"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The words of a site without preposition, its noun phrase by name, and how sure the model is.

    `built` tells whether it is a building or ground of its own ("a market"), no part of a land; `named` whether it has
    a proper name besides the place chosen ("King's Bridge"), `aimed` whether it is what was attacked, by the tree.
    """

    span: Span
    name: str
    score: float
    built: bool
    named: bool
    aimed: bool = False


def site(frame: Frame, annotated: Annotated, host: Sequence[Span]) -> Site | None:
    """The likeliest site of a frame in its own sentence; None where the model sees none. `host` is the place chosen."""
    hints = () if frame.hint is None else frame.hint.roles
    tree = Tree(annotated=annotated)
    sentence = annotated.sentences[frame.sentence].span
    found = [
        made
        for h in hints
        if h.role == "place" and h.score >= SEEN and sentence.covers(h.span)
        if (made := _cut(tree, h, host)) is not None
    ]
    return max(found, key=lambda s: (s.named, any(s.span.overlaps(x) for x in host), s.score), default=None)


def struck(frame: Frame, annotated: Annotated, roles: Roles, host: Sequence[Span]) -> Site | None:
    """The building that is attacked, sacked or burned, which is where it happened: "sacked the embassy"."""
    tree = Tree(annotated=annotated)
    heads = dict.fromkeys((frame.head, roles.carrier))
    below = [t.index for h in heads for t in tree.children(h, "obj", "obl", "nmod", "nsubj:pass")]
    for index in dict.fromkeys((*roles.patients, *below)):
        token = tree.token(index)
        if token.sentence != frame.sentence or token.lemma.casefold() not in listed("sites"):
            continue
        if token.tag in ("NNS", "NNPS") or (index not in roles.patients and tree.case(index) not in AIMED):
            continue
        made = _cut(tree, RoleHint(role="place", span=token.span, score=STRUCK), host)
        return None if made is None else replace(made, aimed=True)
    return None


def _cut(tree: Tree, hint: RoleHint, host: Sequence[Span]) -> Site | None:
    """The noun phrase of some words; None where they are no more than a place's name, a side or a pointing word."""
    annotated = tree.annotated
    token = _noun(tree, hint)
    if token is None:
        return None
    built = token.lemma.casefold() in listed("sites")
    names = [m.anchor or m.span for m in (*annotated.places, *annotated.pointers)]
    if not built and (
        any(n.covers(token.span) for n in names) or any(p.head == token.index for p in annotated.parties)
    ):
        return None
    phrase = tree.phrase(token.index)
    inside = [t for t in annotated.words(phrase.join(hint.span)) if t.sentence == token.sentence]
    while inside and (inside[0].pos in ("ADP", "PUNCT") or inside[0].text.casefold() in BEFORE):
        inside = inside[1:]
    while inside and inside[-1].pos in ("ADP", "PUNCT", "DET"):
        inside = inside[:-1]
    if (
        not inside
        or len(inside) > LONGEST
        or any(t.pos in ("VERB", "AUX") and t.relation not in INSIDE for t in inside)
    ):
        return None
    own = [t for t in annotated.words(phrase) if not any(h.overlaps(t.span) for h in host)]
    while own and (own[0].text.casefold() in DETERMINERS or own[0].pos in ("ADP", "PUNCT", "PART")):
        own = own[1:]
    while own and own[-1].pos in ("ADP", "PUNCT", "PART"):
        own = own[:-1]
    others = [m.span for m in annotated.pointers] + [m.span for m in annotated.places if m.where.latitude is not None]
    others += [m.span for m in annotated.parties if m.head != token.index]
    named = any(t.pos == "PROPN" and not any(o.overlaps(t.span) for o in others) for t in own if t.index != token.index)
    return Site(
        span=Span(start=inside[0].start, end=inside[-1].end),
        name=" ".join(annotated.document.text[own[0].start : own[-1].end].split()) if own else "",
        score=hint.score,
        built=built,
        named=built and named,
    )


def _noun(tree: Tree, hint: RoleHint) -> Token | None:
    """The noun that some words hang on, up from its first parts: "base" of "the Vesk"."""
    token = tree.annotated.head_of(hint.span)
    if token is None or any(t.span.overlaps(token.span) for t in tree.annotated.times):
        return None
    while token.relation in INSIDE and tree.token(token.head).pos in ("NOUN", "PROPN"):
        token = tree.token(token.head)
    return token if token.pos in ("NOUN", "PROPN") and token.lemma.casefold() not in BARE else None


def sited(where: Where, found: Site) -> Where:
    """A place with the name of a site in it before its own: "King's Bridge, Vesk"; a site without a name leaves it."""
    known = found.name.casefold() in where.name.casefold() or where.name.casefold() in found.name.casefold()
    if not found.named or known or where.level in (Level.POINT, Level.SEA):
        return where
    return replace(where, name=f"{found.name}, {where.name}", level=Level.POINT, geonameid=None)
