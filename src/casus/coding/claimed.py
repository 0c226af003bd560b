"""Who says they did it, or is said to have: a sentence elsewhere in the report that claims or lays the blame.

"The Orm Front claimed responsibility." "It said it was behind the attack." "The attack was attributed to the rebels."
The happening meant is the one that the claim itself tells again, else one told before, else the next one; its
doer must not be named yet. Of several told before it is the one told most often. "Both attacks" are two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casus.coding.parties import claim, gunmen, mention_of, pick
from casus.coding.tree import Tree
from casus.lexicon.triggers import by_lemma
from casus.records.annotated import Annotated
from casus.records.claim import Basis
from casus.records.event import Event
from casus.values.party import UNARMED, Category

CODER = "casus.coding.claimed@1"
CLAIMING = frozenset({"claim", "assume", "take", "accept", "admit", "acknowledge"})
NOUNS = frozenset({"responsibility", "credit", "authorship"})
LAYING = frozenset({"attribute", "blame", "ascribe", "pin", "accuse"})
NEGATIONS = frozenset({"not", "no", "n't", "nobody", "none", "never", "nor", "neither"})
MEANS = frozenset({"suicide", "airstrike", "shell", "grenade", "bomb", "raid", "attack", "kill", "abduct", "shoot"})
TWO = frozenset({"both", "two"})
CARRYING = frozenset({"carry", "stage", "commit", "perpetrate", "conduct", "mount", "execute", "order", "launch"})
BEFORE = 12  # sentences back to the happening meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A party (index in Annotated.parties), the sentence that claims for it or blames it, and for how many deeds."""

    party: int
    sentence: int
    deeds: int = 1


def attributed(events: Sequence[Event], annotated: Annotated) -> list[Event]:
    """The events, those of violence without a doer with the one who claims them or is blamed."""
    out = list(events)
    for told in claims(annotated):
        chosen = _meant(out, annotated, told)
        for n in chosen:
            doer = claim(annotated, told.party, told.sentence, "claims it or is blamed")
            out[n] = replace(out[n], initiator=replace(doer, basis=Basis.INFERRED, coder=CODER))
    return out


def _meant(events: Sequence[Event], annotated: Annotated, told: Claimed) -> list[int]:
    """The indices of the events that a claim is about."""
    places = [_tellings(e, annotated) for e in events]
    fit = [n for n, e in enumerate(events) if _open(e) and not _suffers(annotated, e, told.party)]
    theirs = [n for n, e in enumerate(events) if _violent(e) and _does(annotated, e, told.party)]
    if told.deeds == 1 and any(told.sentence - BEFORE <= s <= told.sentence for n in theirs for s in places[n]):
        return []  # known already
    again = [n for n in fit if told.sentence in places[n]]
    if again and told.deeds == 1:
        return again[-1:]
    before = {n: sorted(s for s in places[n] if s <= told.sentence) for n in fit}
    near = [n for n in fit if before[n] and before[n][-1] >= told.sentence - BEFORE]
    near.sort(key=lambda n: (len(before[n]), before[n][-1], n))
    return near[-told.deeds :] or [n for n in fit if min(places[n]) > told.sentence][:1]


def _tellings(event: Event, annotated: Annotated) -> set[int]:
    """The sentences that tell an event."""
    return {s.index for e in event.trigger if (s := annotated.sentence_at(e.start)) is not None}


def _violent(event: Event) -> bool:
    return event.kind.value.path[0] in ("violence", "battle")


def _does(annotated: Annotated, event: Event, party: int) -> bool:
    return event.initiator is not None and bool(event.initiator.value.same(annotated.parties[party].party))


def _open(event: Event) -> bool:
    """Whether a deed of violence has no doer, or only gunmen, a man or a woman whom nobody knows."""
    doer = event.initiator
    if not _violent(event):
        return False
    return doer is None or gunmen(doer.value) or doer.value.category is Category.CIVILIANS


def claims(annotated: Annotated) -> Iterator[Claimed]:
    """The parties that claim or are blamed, in order."""
    tree = Tree(annotated=annotated)
    for token in annotated.tokens:
        lemma = token.lemma.casefold()
        deeds = 1
        if lemma in NOUNS and tree.lemma(token.head) in CLAIMING and not _denied(tree, token.head):
            verb = token.head
            doers = [t.index for t in tree.children(verb, "nsubj")]
            doers += [t.index for t in tree.children(verb, "obl", "obl:agent") if tree.case(t.index) == "by"]
            number = pick(annotated, tree, doers, owner=True)
            deeds = _deeds(tree, [t.index for t in tree.children(token.index, "nmod")])
        elif lemma in LAYING and token.pos == "VERB" and not _denied(tree, token.index):
            number = _blamed(annotated, tree, token.index)
        elif lemma == "responsible" and tree.lemma(token.head) == "hold" and not _denied(tree, token.head):
            verb = token.head
            held = tree.children(verb, "nsubj:pass" if tree.passive(verb) else "obj")
            number = pick(annotated, tree, [t.index for t in held], owner=True)
        elif _owned(tree, token.index) or _carried(tree, token.index):
            number = _owner(annotated, tree, token.index)
            deeds = _deeds(tree, [token.index, *(t.index for t in tree.children(token.index, "obl", "nmod"))])
        else:
            continue
        if number is not None and annotated.parties[number].party.category not in UNARMED:
            yield Claimed(party=number, sentence=token.sentence, deeds=deeds)


def _deeds(tree: Tree, nouns: Sequence[int]) -> int:
    """How many deeds are meant: "both attacks" are two."""
    return 2 if any(_pointing(tree, n) & TWO for n in nouns) else 1


def _pointing(tree: Tree, noun: int) -> set[str]:
    """The words that point or count before a noun, however the tree hangs them."""
    return {t.text.casefold() for t in tree.children(noun)} | ({tree.word(noun - 1)} if noun > 0 else set())


def _owned(tree: Tree, index: int) -> bool:
    """Whether a word tells that somebody did it: "claimed the attack", "was behind the attack", "was responsible"."""
    if tree.lemma(index) == "responsible":
        return any(tree.case(t.index) == "for" and _told(tree, t.index) for t in tree.children(index, "obl"))
    if not _told(tree, index):
        return False
    top = tree.head(index)
    if tree.case(index) == "behind":
        return any(True for _ in tree.children(index, "cop", "nsubj"))
    return top is not None and tree.token(index).relation == "obj" and tree.lemma(top) == "claim"


def _carried(tree: Tree, index: int) -> bool:
    """Whether a verb tells that somebody carried out the deed told before: "said it had carried out the attack"."""
    if tree.lemma(index) not in CARRYING or not any(tree.children(index, "nsubj")):
        return False
    return any(_told(tree, t.index) for t in tree.children(index, "obj"))


def _told(tree: Tree, index: int) -> bool:
    """Whether a noun names a deed of violence told before: "the attack", "both bombings"."""
    entries = by_lemma().get(tree.lemma(index), ())
    known = any(e.pos == "NOUN" and e.act in MEANS for e in entries)
    return known and bool(_pointing(tree, index) & {"the", "this", *TWO})


def _owner(annotated: Annotated, tree: Tree, index: int) -> int | None:
    """Who says so of themselves: the subject, or for "it" and "they" that of the verb of saying above."""
    top = tree.head(index)
    verb = top if top is not None and tree.token(index).relation == "obj" else index
    if _denied(tree, verb):
        return None
    for at in tree.path(verb):
        doers = [t.index for t in tree.children(at, "nsubj")]
        number = pick(annotated, tree, doers, owner=True)
        if number is not None:
            return number
        if doers and not any(_themselves(tree, d) for d in doers):
            return None
    return None


def _themselves(tree: Tree, doer: int) -> bool:
    """Whether a subject stands for those who speak: "it", "its fighters", "one of its members"."""
    if tree.word(doer) in ("it", "they", "we"):
        return True
    return bool({tree.word(i) for i in tree.subtree(doer)} & {"its", "their", "our"})


def _blamed(annotated: Annotated, tree: Tree, verb: int) -> int | None:
    for child in tree.children(verb, "obl", "nmod"):
        if tree.case(child.index) in ("to", "on"):
            found = mention_of(annotated, tree, child.index)
            if found is not None:
                return found
    if tree.lemma(verb) == "accuse":
        charged = [t.index for t in tree.children(verb, "obl", "nmod") if tree.case(t.index) in ("of", "over")]
        charged += [t.index for o in tree.children(verb, "obj") for t in tree.children(o.index, "nmod")]
        if not any(_told(tree, i) for i in charged):
            return None
    elif tree.lemma(verb) != "blame":
        return None
    sort = "nsubj:pass" if tree.passive(verb) else "obj"
    return pick(annotated, tree, [t.index for t in tree.children(verb, sort)], owner=True)


def _denied(tree: Tree, verb: int) -> bool:
    """Nobody claimed it; it was not blamed on them; they deny that they did."""
    below = [w for t in tree.children(verb) for w in (t, *tree.children(t.index, "det"))]
    if any(w.text.casefold() in NEGATIONS for w in below):
        return True
    return any(tree.lemma(step) == "deny" or _nobody(tree, step) for step in tree.path(verb))


def _nobody(tree: Tree, verb: int) -> bool:
    """Whether a verb's subject is nobody, or one who is asked for ("which group")."""
    subjects = [t.index for t in tree.children(verb, "nsubj")]
    said = {tree.word(s) for s in subjects} | {tree.word(t.index) for s in subjects for t in tree.children(s, "det")}
    return bool(said & (NEGATIONS | {"which", "what", "who"})) and tree.token(verb).relation != "acl:relcl"


def _suffers(annotated: Annotated, event: Event, party: int) -> bool:
    return event.target is not None and bool(event.target.value.same(annotated.parties[party].party))
