"""Things destroyed, damaged, seized, found, captured, used or lost in the happening, with their count."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from casus.coding.arguments import deed
from casus.coding.hinted import best
from casus.coding.roles import Roles
from casus.coding.things import entries, found
from casus.coding.tree import Tree
from casus.lexicon.numbers import count
from casus.records.annotated import Annotated, Token
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
from casus.records.span import Span
from casus.values.kind import Kind
from casus.values.thing import Effect, Thing

CODER = "casus.coding.objects@1"


def objects(frame: Frame, annotated: Annotated, roles: Roles, kind: Kind) -> tuple[Claim[Thing], ...]:
    """The objects of a frame: what its verbs did things to, and without an effect what it was aimed at."""
    tree = Tree(annotated=annotated)
    claims: list[Claim[Thing]] = []
    taken: list[Span] = []
    for index, effect in (*_fates(frame, tree, roles), *_aimed(frame, tree, roles, kind)):
        phrase = _whole(tree, index, _bare(tree, tree.phrase(index)))
        if any(phrase.overlaps(t) for t in taken):
            continue
        named = _named(annotated, phrase, index)
        if named is None:
            continue
        span, what = named
        if effect is None and what not in aims():
            continue
        taken.append(phrase)
        claims.append(
            Claim(
                value=Thing(what=what, count=_count(tree, index), effect=effect),
                basis=Basis.STATED,
                evidence=(annotated.document.quote(phrase if phrase.covers(span) else phrase.join(span)),),
                coder=CODER,
            )
        )
    return tuple(claims)


def _effect(lemma: str) -> Effect | None:
    for entry in entries("objects", "effect"):
        if lemma in entry.words:
            return Effect(entry.what)
    return None


def _fates(frame: Frame, tree: Tree, roles: Roles) -> Iterator[tuple[int, Effect | None]]:
    """Words that a verb does something to, with what it does: of the trigger, and of verbs beside it."""
    verbs = [deed(tree, frame.head), frame.head, roles.carrier]
    verbs += [t.index for v in list(verbs) for t in tree.children(v, "conj", "advcl", "acl", "parataxis", "xcomp")]
    for verb in dict.fromkeys(verbs):
        effect = _effect(tree.lemma(verb)) if tree.verbal(verb) else NOUNS.get(tree.lemma(verb))
        if effect is None:
            continue
        for index in _held(tree, verb, roles):
            for member in tree.conjuncts(index):
                yield member, effect


@cache
def aims() -> frozenset[str]:
    """Sorts of things that violence is aimed at: `aimed` of the lexicon of objects."""
    return frozenset(entries("objects", "aimed")[0].words)


def _aimed(frame: Frame, tree: Tree, roles: Roles, kind: Kind) -> Iterator[tuple[int, None]]:
    """Words that violence was aimed at, whatever became of them: sufferers, and where a bomb went off."""
    if kind.path[0] != "violence" or "abduction" in kind.path:
        return
    heads = list(roles.patients)
    hint = best(frame, "target")
    seen = tree.annotated.head_of(hint.span) if hint is not None and hint.score >= SEEN else None
    heads += [] if seen is None else [seen.index]
    for verb in dict.fromkeys((frame.head, roles.carrier)):
        heads += [
            t.index for t in tree.children(verb, "obl", "nmod") if tree.case(t.index) in STRUCK or _front(tree, t.index)
        ]
    for index in heads:
        for member in tree.conjuncts(index):
            yield member, None


def _front(tree: Tree, index: int) -> bool:
    """A bomb went off in front of an office."""
    return tree.case(index) == "in" and tree.lemma(index) == "front"


def _bare(tree: Tree, phrase: Span) -> Span:
    """A phrase without what only points or counts before its noun: "their two houses" is "houses"."""
    inside = tree.annotated.words(phrase)
    keep = [t for n, t in enumerate(inside) if not all(_points(x) for x in inside[: n + 1])]
    return Span(start=keep[0].start, end=phrase.end) if keep else phrase


def _points(token: Token) -> bool:
    return token.pos in ("DET", "NUM") or token.tag in ("PRP$", "CD") or token.text.casefold() in VAGUE


def _whole(tree: Tree, index: int, phrase: Span) -> Span:
    """A thing with whose it is, where that stands next: "the offices of the Norland Bank"."""
    end = phrase.end
    for child in tree.children(index, "nmod"):
        first = tree.subtree(child.index)[0]
        if tree.case(child.index) != "of" or tree.token(first).start > end + 2:
            continue
        owner = tree.phrase(child.index)
        if len(tree.annotated.words(Span(start=phrase.start, end=owner.end))) <= LONG:
            end = max(end, owner.end)
    return Span(start=phrase.start, end=end)


LONG = 8  # words of a thing with whose it is
SEEN = 0.4  # the model's chance from which its words for the target are looked at
STRUCK = frozenset({"at", "against", "on", "in", "inside", "outside", "near", "into", "through"})
VAGUE = frozenset(
    {"several", "some", "many", "other", "another", "various", "few", "at", "least", "more", "than", "about", "nearly"}
)


def _held(tree: Tree, verb: int, roles: Roles) -> tuple[int, ...]:
    """The objects of a verb, the subject of a passive, what stands after a noun's "of"; "this" as told before."""
    if not tree.verbal(verb):
        return tuple(t.index for t in tree.children(verb, "nmod") if tree.case(t.index) in ("of", "on", "against"))
    if not tree.passive(verb):
        return tuple(t.index for t in tree.children(verb, "obj"))
    held = tuple(t.index for t in tree.children(verb, "nsubj:pass"))
    if not held and tree.token(verb).relation == "acl":
        held = (tree.token(verb).head,)
    if held and tree.token(held[0]).pos not in ("PRON", "DET"):
        return held
    return roles.patients


NOUNS = {
    "destruction": Effect.DESTROYED,
    "demolition": Effect.DESTROYED,
    "seizure": Effect.SEIZED,
    "discovery": Effect.FOUND,
    "loss": Effect.LOST,
    "bombing": Effect.DAMAGED,
    "shelling": Effect.DAMAGED,
    "attack": Effect.DAMAGED,
    "capture": Effect.CAPTURED,
    "looting": Effect.SEIZED,
    "burning": Effect.DESTROYED,
}


def _named(annotated: Annotated, phrase: Span, index: int) -> tuple[Span, str] | None:
    """The object that the phrase names: its head word must lie in the words found, or hold them by "of"."""
    head: Token = annotated.tokens[index]
    tail = Span(start=phrase.start, end=max(phrase.end, head.end))
    reach = min(len(annotated.document.text), tail.end + 30)
    hits = list(found("objects", "object", annotated.document.text, tail.start, reach))
    for span, what in hits:
        if span.overlaps(head.span):
            return span, what
    return None


def _count(tree: Tree, index: int) -> int | None:
    """How many: the number before the word, one after an article in the singular; None where it is open."""
    for child in tree.children(index, "nummod"):
        told = count(tree.token(child.index).text)
        before = tree.word(child.index - 1) if child.index > 0 else ""
        if told is not None and told.high == told.best and before not in ("than", "least"):
            return told.best
        return None
    token = tree.token(index)
    if token.tag in ("NNS", "NNPS"):
        return None
    if any(tree.word(t.index) in ("a", "an", "one", "the", "another") for t in tree.children(index, "det")):
        return 1
    return 1 if any(True for _ in tree.children(index, "nmod:poss")) else None
