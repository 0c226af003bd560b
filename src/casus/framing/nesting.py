"""Triggers inside one another: "the bombing killed nine" is one happening, and its means names the kind."""

from __future__ import annotations

from collections.abc import Sequence

from casus.framing.matches import Match
from casus.records.annotated import Annotated

# How much an act says of the kind: of two that tell one happening the more telling keeps the frame.
TELLING = {
    "suicide": 9, "chemical": 9, "airstrike": 8, "shell": 8, "grenade": 8, "bomb": 7, "ground": 7,
    "abduct": 7, "rape": 7, "clash": 6, "raid": 6, "mob": 6, "disperse": 6, "riot": 6, "find": 6,
    "defuse": 6, "border": 6, "base": 6, "agree": 6, "coup": 6, "shoot": 5, "loot": 5, "transfer": 5,
    "withdraw": 5, "repel": 5, "arrest": 5, "protest": 4, "attack": 4, "operate": 4, "deploy": 4,
    "destroy": 4, "kill": 3, "release": 3, "flee": 3, "move": 3, "hit": 2, "lose": 2, "react": 2, "wound": 1,
}  # fmt: skip
HARM = {"kill", "wound", "hit", "shoot", "attack", "destroy"}
MEANS = {
    "suicide",
    "chemical",
    "airstrike",
    "shell",
    "grenade",
    "bomb",
    "clash",
    "raid",
    "attack",
    "shoot",
    "mob",
    "disperse",
}
OUTCOMES = {"flee", "loot"}  # what a deed told as the subject comes to
CROWD = {"protest", "riot", "disperse", "mob", "arrest"}
GROUND = {"ground", "operate", "raid", "clash", "deploy"}
CAMPAIGN = {"operate", "deploy", "move"}
DEVICES = {"bomb", "grenade", "shell", "suicide"}
DEEDS = {"mob": {"loot", "kill", "attack", "destroy", "wound"}, "bomb": {"suicide"}}  # what mobs and bombers do
NEAR = 4  # steps in the tree within which two triggers can tell one happening


def swallowed(annotated: Annotated, found: Sequence[Match]) -> set[int]:
    """Heads of matches that tell the same happening as a more telling match of their sentence."""
    out: set[int] = set()
    for i, a in enumerate(found):
        for b in found[i + 1 :]:
            if annotated.tokens[a.head].sentence != annotated.tokens[b.head].sentence:
                break
            if a.head in out or b.head in out:
                continue
            if (part := _part(annotated, a, b)) is not None:
                out.add(part)
                continue
            if not _one(annotated, a, b):
                continue
            pair = ((a, b), (b, a))
            worth = [(TELLING.get(m.entry.act, 0), above(annotated, m.head, o.head), -m.head, m.head) for m, o in pair]
            out.add(min(worth)[-1])
    return out


def _one(annotated: Annotated, a: Match, b: Match) -> bool:
    steps = distance(annotated, a.head, b.head)
    if steps is None:
        return False
    acts = {a.entry.act, b.entry.act}
    if len(acts) == 1:
        return steps <= 2 and not coordinated(annotated, a.head, b.head) and not _two_objects(annotated, a, b)
    one, two = a.entry.act, b.entry.act
    if (one in HARM and two in MEANS) or (two in HARM and one in MEANS):
        return steps <= NEAR and not coordinated(annotated, a.head, b.head)
    if acts <= CROWD:
        return steps <= NEAR
    if acts & OUTCOMES and acts & MEANS:
        deed, other = (b, a) if one in OUTCOMES else (a, b)
        return _drives_out(annotated, deed, other) or _sets_off(annotated, deed, other)
    if acts == {"release", "agree"}:  # "freed twelve hostages in exchange for thirty prisoners" is one swap
        return steps <= 2
    if acts <= GROUND and "operate" not in acts:
        return steps <= 2 and not _aim(annotated, a, b)
    return False


def _part(annotated: Annotated, a: Match, b: Match) -> int | None:
    """The head of the match that only names a part of the other's deed: the bomb defused, the mob that looted, the
    bomber who blew himself up, what came of an operation.
    """
    for noun, verb in ((a, b), (b, a)):
        if _outcome(annotated, verb, noun):
            return noun.head
        token = annotated.tokens[noun.head]
        if token.pos == "VERB" or token.head != verb.head:
            continue
        if verb.entry.act == "defuse" and noun.entry.act in DEVICES and token.relation in ("obj", "nsubj:pass"):
            return noun.head
        if token.relation == "nsubj" and verb.entry.act in DEEDS.get(noun.entry.act, ()):
            return noun.head
    return None


def _aim(annotated: Annotated, a: Match, b: Match) -> bool:
    """Whether one tells what the other is for: "mobilized reservists for a war"."""
    first, later = sorted((a.head, b.head))
    below = annotated.tokens[first + 1 : later]
    return any(t.head == later and t.relation == "case" and t.text.casefold() == "for" for t in below)


def _outcome(annotated: Annotated, operation: Match, deed: Match) -> bool:
    """A bare participle under an operation or a move only tells what came of it: "a push, razed in hours"."""
    if operation.entry.act not in CAMPAIGN or deed.entry.act in CAMPAIGN:
        return False
    token = annotated.tokens[deed.head]
    before = annotated.tokens[annotated.sentences[token.sentence].first : deed.head]
    aim = before and before[-1].text.casefold() == "to"  # "an operation to recover rifles", also where the tag errs
    bare = not aim and not any(t.head == deed.head and t.relation.startswith(("nsubj", "aux")) for t in before)
    hangs = token.relation in ("xcomp", "acl", "advcl")
    head = annotated.tokens[operation.head]
    tops = (head.index, head.head) if head.relation == "obj" else (head.index,)  # "launched a sweep ..., razing"
    return token.tag == "VBN" and bare and hangs and any(above(annotated, top, deed.head) for top in tops)


def _drives_out(annotated: Annotated, deed: Match, flight: Match) -> bool:
    """Whether a deed told as the subject is what people flee: "fighting displaced thousands", "forced them to flee"."""
    head, verb = annotated.tokens[deed.head], annotated.tokens[flight.head]
    if verb.relation == "parataxis":  # as a reader may take "clashes between the army and rebels displaced hundreds"
        return verb.head == head.index and verb.lemma != "flee"
    moved = verb.head if verb.relation in ("xcomp", "conj") else verb.index
    return head.relation == "nsubj" and head.head == moved


def _sets_off(annotated: Annotated, deed: Match, fire: Match) -> bool:
    """Whether a fire only tells what a deed came to: "fired rockets at Vesk, setting off fires"."""
    verb = annotated.tokens[fire.head]
    return fire.entry.act == "loot" and verb.tag == "VBG" and verb.relation == "advcl" and verb.head == deed.head


def _two_objects(annotated: Annotated, a: Match, b: Match) -> bool:
    """Two verbs with objects of their own: "took the bridge after recapturing the oilfields"."""
    s = annotated.sentences[annotated.tokens[a.head].sentence]
    objects = [t for t in annotated.tokens[s.first : s.last] if t.relation == "obj" and t.pos in ("NOUN", "PROPN")]
    ends = [[t for t in objects if t.head == m.head] for m in (a, b) if annotated.tokens[m.head].pos == "VERB"]
    return len(ends) == 2 and all(ends) and ends[0][0].lemma != ends[1][0].lemma


def coordinated(annotated: Annotated, a: int, b: int) -> bool:
    """Two clauses of which the second has a subject of its own: "troops shelled Vesk and rebels fired back"."""
    first, last = min(a, b), max(a, b)
    above_first = path(annotated, first)
    for index in path(annotated, last):
        if index in above_first:
            return False
        verb = annotated.tokens[index]
        if verb.relation in ("conj", "parataxis") and any(
            t.head == index and t.relation.startswith("nsubj") for t in annotated.tokens[first:index]
        ):
            return True
    return False


def distance(annotated: Annotated, a: int, b: int) -> int | None:
    """Steps between two tokens, where one governs the other or both hang near one word; None where far apart."""
    up_a, up_b = path(annotated, a), path(annotated, b)
    for n, x in enumerate(up_a):
        if x in up_b:
            return n + up_b.index(x)
    return None


def above(annotated: Annotated, a: int, b: int) -> bool:
    """Whether one token stands above another: "marched to protest" is told by the march."""
    return a in path(annotated, b)


def path(annotated: Annotated, index: int, limit: int = NEAR) -> list[int]:
    """A token and those above it, at most so many."""
    out = [index]
    while len(out) <= limit:
        head = annotated.tokens[out[-1]].head
        if head == out[-1]:
            break
        out.append(head)
    return out
