"""Things destroyed, damaged, seized, found, captured, used or lost in the happening, with their count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from casus.coding.arguments import deed
from casus.coding.roles import Roles
from casus.coding.syntax import words
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
    for part, effect in (*_fates(frame, tree, roles, kind), *_aimed(frame, tree, roles, kind)):
        found_ = thing(tree, part, effect, [c.evidence[0].span for c in claims])
        claims += [] if found_ is None else [found_]
    return tuple(claims)


def thing(tree: Tree, part: int, effect: Effect | None, taken: Iterable[Span]) -> Claim[Thing] | None:
    """The thing that a word names, and what became of it; None where it names none, or its words are taken."""
    annotated = tree.annotated
    index = _meant(tree, part)
    phrase = _whole(tree, index, _bare(tree, tree.phrase(index)))
    named = None if any(phrase.overlaps(t) for t in taken) else _named(annotated, phrase, index)
    if named is None or (effect is None and named[1] not in aims()):
        return None
    span, what = named
    return Claim(
        value=Thing(what=what, count=_count(tree, index), effect=effect),
        basis=Basis.STATED,
        evidence=(annotated.document.quote(phrase if phrase.covers(span) else phrase.join(span)),),
        coder=CODER,
    )


def effect_of(lemma: str) -> Effect | None:
    """What a verb does to its object, by its dictionary form."""
    for entry in entries("objects", "effect"):
        if lemma in entry.words:
            return Effect(entry.what)
    return None


def _meant(tree: Tree, part: int) -> int:
    """The thing whose part is told: the house of "the windows of a house", the bank of "in front of a bank"."""
    if tree.lemma(part) not in words("parts"):
        return part
    return next((t.index for t in tree.children(part, "nmod") if tree.case(t.index) in ("of", "to")), part)


def _fates(frame: Frame, tree: Tree, roles: Roles, kind: Kind) -> Iterator[tuple[int, Effect | None]]:
    """Words that a verb does something to, with what it does: of the trigger, and of verbs beside it."""
    verbs = [*_before(tree, frame.head, kind), deed(tree, frame.head), frame.head, roles.carrier]
    verbs += [t.index for v in list(verbs) for t in tree.children(v, "conj", "advcl", "acl", "parataxis", "xcomp")]
    verbs += [v for v in (_by_device(tree, frame.head),) if v is not None]
    verbs += [t.index for w in _devices(tree, frame.head) for t in tree.children(w, "acl")]
    for verb in dict.fromkeys(verbs):
        effect = effect_of(tree.lemma(verb)) if tree.verbal(verb) else NOUNS.get(tree.lemma(verb))
        if effect is None:
            continue
        if _kindled(tree, verb):
            effect = Effect.DESTROYED
            yield from ((t.index, effect) for t in tree.children(verb, "obl") if tree.case(t.index) == "to")
        if kind.path[0] == "violence" and tree.lemma(verb) == "detonate":
            effect = Effect.USED  # who sets a bomb off uses it; sappers destroy it
        for index in _held(tree, verb, roles):
            for member in tree.conjuncts(index):
                yield member, effect
    for weapon in _devices(tree, frame.head):
        sent = _sent(tree, weapon)
        if sent is not None:
            yield weapon, sent


def _before(tree: Tree, head: int, kind: Kind) -> tuple[int, ...]:
    """The verbs that a riot's verb is joined to, all of one crowd: "burned tyres and looted a market"."""
    first = tree.head(head) if tree.token(head).relation == "conj" else None
    if first is None or kind.path[:2] != ("demonstration", "riot") or not tree.verbal(first):
        return ()
    joined = [i for i in tree.conjuncts(first) if i <= head]
    other = any(t.relation.startswith("nsubj") for i in joined[1:] for t in tree.children(i))
    return () if other else tuple(i for i in joined if i != head)


def _by_device(tree: Tree, head: int) -> int | None:
    """The verb whose doer is the weapon of a deed: "was hit by a rocket fired from a plane"."""
    weapon = tree.head(head) if tree.token(head).relation == "acl" else None
    if weapon is None or tree.lemma(weapon) not in words("device"):
        return None
    return tree.head(weapon) if tree.case(weapon) == "by" else None


def _devices(tree: Tree, head: int) -> Iterator[int]:
    """The weapons by which a verb says that it was done: "was hit by a rocket fired from a plane"."""
    for t in tree.children(head, "obl"):
        if tree.case(t.index) == "by" and tree.lemma(t.index) in words("device"):
            yield t.index


def _sent(tree: Tree, weapon: int) -> Effect | None:
    """What was done to a weapon by the participle right after it, wherever that hangs: "a rocket fired by rebels"."""
    after = weapon + 1
    if after >= len(tree.annotated.tokens) or tree.token(after).sentence != tree.token(weapon).sentence:
        return None
    return effect_of(tree.lemma(after)) if tree.token(after).tag == "VBN" else None


def _kindled(tree: Tree, verb: int) -> bool:
    """Whether a verb's words set something on fire: "set fire to a mill", "set a mill ablaze"."""
    below = {tree.lemma(t.index) for t in tree.children(verb)}
    return tree.lemma(verb) == "set" and bool(below & {"fire", "ablaze", "alight", "afire", "flame"})


@cache
def aims() -> frozenset[str]:
    """Sorts of things that violence is aimed at: `aimed` of the lexicon of objects."""
    return frozenset(entries("objects", "aimed")[0].words)


def _aimed(frame: Frame, tree: Tree, roles: Roles, kind: Kind) -> Iterator[tuple[int, None]]:
    """Words that violence was aimed at, whatever became of them: sufferers, and where a bomb was put or went off."""
    if str(kind) == "strategic/looting":
        yield from ((index, None) for index in _seen(frame, tree, ground=True))
    if kind.path[0] != "violence" or "abduction" in kind.path:
        return
    explosive = "explosive" in kind.path
    if not explosive and tree.lemma(deed(tree, frame.head)) in words("fatal"):
        return  # who was murdered at a school was aimed at, not the school
    heads = [*roles.patients, *_seen(frame, tree, ground=explosive)]
    verbs = [frame.head, roles.carrier]
    verbs += [t.index for v in verbs for t in tree.children(v, "acl") if tree.lemma(t.index) in words("planting")]
    for verb in dict.fromkeys(verbs) if explosive else ():
        heads += [t.index for t in tree.children(verb, "obl", "nmod") if _struck(tree, t.index)]
    for index in heads:
        for member in tree.conjuncts(index):
            yield member, None


def _seen(frame: Frame, tree: Tree, *, ground: bool) -> Iterator[int]:
    """The words that the model takes for what was hit, the whole noun where they are but a part of it.

    With `ground` also what it takes for the place, in the frame's own sentence: a bomb goes off at a bank. In a
    sentence that tells another happening things are that one's.
    """
    others = {tree.annotated.sentence_at(h.trigger.start) for h in tree.annotated.hints if h.score >= SURE}
    theirs = {s.index for s in others if s is not None} - {frame.sentence}
    for hint in () if frame.hint is None else frame.hint.roles:
        token = tree.annotated.head_of(hint.span) if hint.score >= SEEN else None
        if token is None or token.sentence in theirs:
            continue
        if hint.role not in HINTS and not (ground and hint.role == "place" and token.sentence == frame.sentence):
            continue
        while token.relation == "compound" and token.head > token.index:
            token = tree.token(token.head)
        yield token.index


def _struck(tree: Tree, index: int) -> bool:
    """Whether a word stands where a bomb goes off: at a bank, under a bridge, in front of an office."""
    case = tree.case(index)
    return case in words("struck") or (case == "in" and tree.lemma(index) == "front")


def _bare(tree: Tree, phrase: Span) -> Span:
    """A phrase without what only points or counts before its noun: "their two houses" is "houses"."""
    inside = tree.annotated.words(phrase)
    keep = [t for n, t in enumerate(inside) if not all(_points(x) for x in inside[: n + 1])]
    return Span(start=keep[0].start, end=phrase.end) if keep else phrase


def _points(token: Token) -> bool:
    if token.tag == "VBN" and effect_of(token.lemma.casefold()) is not None:
        return True  # "the destroyed bridge"
    return token.pos in ("DET", "NUM") or token.tag in ("PRP$", "CD") or token.text.casefold() in VAGUE


def _whole(tree: Tree, index: int, phrase: Span) -> Span:
    """A thing with whose it is, where that stands next: "the offices of the Norland Bank"."""
    end = phrase.end
    for child in tree.children(index, "nmod"):
        first = tree.subtree(child.index)[0]
        if tree.case(child.index) != "of" or tree.token(first).start > end + 2:
            continue
        owner = _whole(tree, child.index, tree.phrase(child.index))
        if len(tree.annotated.words(Span(start=phrase.start, end=owner.end))) <= LONG:
            end = max(end, owner.end)
    return Span(start=phrase.start, end=end)


LONG = 12  # words of a thing with whose it is
HINTS = ("target", "object")  # roles of the model that may tell a thing
SURE = 0.5  # the model's chance from which a sentence tells a happening of its own
SEEN = 0.4  # the model's chance from which its words for the target are looked at
VAGUE = frozenset(
    {
        *("several", "some", "many", "other", "another", "various", "few", "at", "least", "more", "than", "about"),
        *("nearly", "over", "around", "approximately", "almost", "up", "to", "dozens", "of"),
    }
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
    if index > 0 and tree.word(index - 1) in ("a", "an", "another"):
        return 1  # the noun's own article, wherever it hangs
    return 1 if any(True for _ in tree.children(index, "nmod:poss")) else None
