"""Things destroyed, damaged, seized, found, captured, used or lost in the happening, with their count."""

from __future__ import annotations

from collections.abc import Iterator

from casus.coding.arguments import deed
from casus.coding.roles import Construction, Roles
from casus.coding.things import entries, found
from casus.coding.tree import Tree
from casus.lexicon.numbers import count
from casus.records.annotated import Annotated, Token
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
from casus.records.span import Span
from casus.values.thing import Effect, Thing

CODER = "casus.coding.objects@1"


def objects(frame: Frame, annotated: Annotated, roles: Roles) -> tuple[Claim[Thing], ...]:
    """The objects of a frame: things in the sufferer's place of its verbs whose fate the verb tells."""
    tree = Tree(annotated=annotated)
    claims: list[Claim[Thing]] = []
    taken: list[Span] = []
    for index, effect in _fates(frame, tree, roles):
        phrase = tree.phrase(index)
        if any(phrase.overlaps(t) for t in taken):
            continue
        named = _named(annotated, phrase, index)
        if named is None:
            continue
        span, what = named
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


def _fates(frame: Frame, tree: Tree, roles: Roles) -> Iterator[tuple[int, Effect]]:
    """Words in the sufferer's place, with what the verb does to them: of the trigger, and of verbs beside it."""
    verbs = [deed(tree, frame.head), frame.head, roles.carrier]
    verbs += [t.index for v in list(verbs) for t in tree.children(v, "conj", "advcl", "acl", "parataxis")]
    for verb in dict.fromkeys(verbs):
        effect = _effect(tree.lemma(verb)) or _nominal(tree, verb)
        if effect is None:
            continue
        if verb in verbs[:3]:
            held = roles.patients
        elif tree.passive(verb):
            held = tuple(t.index for t in tree.children(verb, "nsubj:pass"))
        else:
            held = tuple(t.index for t in tree.children(verb, "obj"))
        if roles.construction is Construction.PASSIVE and not held and tree.token(verb).relation == "acl":
            held = (tree.token(verb).head,)
        for index in held:
            for member in tree.conjuncts(index):
                yield member, effect


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


def _nominal(tree: Tree, index: int) -> Effect | None:
    return None if tree.verbal(index) else NOUNS.get(tree.lemma(index))


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
