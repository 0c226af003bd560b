"""People said to bear wounds, or to lie in hospital: "two men with wounds", "a man is in critical condition"."""

from __future__ import annotations

from collections.abc import Iterator

from casus.annotate.quantity_lexicon import Entry, cues
from casus.annotate.quantity_tree import PRONOUNS, Patient, Tree
from casus.records.annotated import Token

BY_NOUN = {"condition": frozenset({"in"}), "hospital": frozenset({"in"}), "hospitals": frozenset({"in"})}
BEARING = frozenset({"with", "from", "for"})


def of_bearing(tree: Tree, noun: Token, entry: Entry) -> Iterator[Patient]:
    """The people of a noun for wounds or for a state of health, by its preposition."""
    if not noun.tag.startswith("NN") or not _led(tree, noun):
        return
    lower = noun.text.lower()
    if lower == "condition" and not any(t.text.lower() in cues("conditions") for t in tree.of(noun)):
        return
    for head in _people(tree, noun, within=lower.startswith("hospital")):
        if lower == "condition" and (head.tag == "CD" or head.pos in ("NUM", "PRON")):
            continue  # "two are in critical condition": some of those told before
        yield from tree.spread(head, noun, entry, "bearing")


def _led(tree: Tree, noun: Token) -> bool:
    """Whether a preposition leads to the noun that says where its people are or what they bear."""
    allowed = BY_NOUN.get(noun.text.lower(), BEARING)
    return any(t.relation == "case" and t.text.lower() in allowed for t in tree.of(noun))


def _people(tree: Tree, noun: Token, *, within: bool) -> list[Token]:
    """Who bears wounds: the subject of "is in critical condition", the noun before "with", the one found or treated."""
    subjects, boss = tree.subjects(noun), tree.boss(noun)
    if subjects:
        clause = noun.relation.startswith("acl")
        return [boss if clause and t.text.lower() in PRONOUNS else t for t in subjects]
    if boss.index == noun.index:
        return []
    if noun.relation == "conj":  # "left one dead and three others in the hospital", with the hospital joined to them
        return [t for t in tree.together(boss) if boss.index < t.index < noun.index][-1:]
    if boss.pos in ("NOUN", "PROPN", "NUM", "PRON"):
        beside = boss.relation == "conj" or noun.relation == "orphan"  # "one dead and three others in the hospital"
        return [boss] if boss.index < noun.index and (beside or not within) else []
    if within and boss.lemma not in cues("staying"):
        return []
    found = [t for t in tree.below(boss, "obj") if t.index < noun.index]
    if found:
        last = max((t for f in found for t in tree.together(f) if t.index < noun.index), key=lambda t: t.index)
        return [last] if boss.text.lower() in cues("left") else found
    return _subjects(tree, boss)


def _subjects(tree: Tree, verb: Token) -> list[Token]:
    """The subjects of a verb, or the noun that its clause follows: "a man suffering from a wound"."""
    boss = tree.boss(verb)
    if verb.lemma not in cues("enduring") | cues("staying") and verb.tag != "VBN":
        return []  # "nurses work with wounds"
    subjects = tree.subjects(verb)
    if verb.relation.startswith("acl") and boss.index < verb.index:
        return [boss if t.text.lower() in PRONOUNS else t for t in subjects] or [boss]
    if not subjects and verb.relation in ("conj", "xcomp", "advcl") and boss.index != verb.index:
        subjects = [t for t in tree.subjects(boss) if t.index < verb.index]
    return subjects
