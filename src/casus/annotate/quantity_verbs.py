"""Who was harmed, by verbs: their objects, the subjects of the passive, the nouns of participles and clauses."""

from __future__ import annotations

from collections.abc import Iterator

from casus.annotate.quantity_lexicon import Entry, by_word, cues
from casus.annotate.quantity_tree import PRONOUNS, Patient, Tree
from casus.records.annotated import Token

Way = tuple[Token, str]  # the head of the people's phrase, and how it stands to the verb


def of_verb(tree: Tree, verb: Token, entry: Entry) -> Iterator[Patient]:
    """The people of a verb such as "kill": the first way in which the sentence has any."""
    gerund = verb.tag == "NN" and verb.text.lower().endswith("ing")
    if verb.pos not in ("VERB", "AUX", "ADJ") and not verb.tag.startswith("VB") and not gerund:
        return
    no = tree.negated(verb)
    objects = tree.below(verb, "obj", "iobj") or second_subjects(tree, verb)
    if objects and (not tree.passive(verb) or not tree.below(verb, "aux:pass")):  # the tree may take a doer for passive
        ways: list[Way] = [(t, "object") for t in objects]
    else:
        ways = by_passive(tree, verb) or ([] if objects else by_participle(tree, verb) or by_other_verb(tree, verb))
        if not ways and not objects and not entry.companions:
            ways = by_order(tree, verb) or by_second_verb(tree, verb)
    until = companion(tree, verb, entry)
    for head, how in ways:
        for patient in tree.spread(head, verb, entry, how, no):
            if not head.index < until < patient.head:  # "left one dead and three in hospital": the three live
                yield patient


def companion(tree: Tree, verb: Token, entry: Entry) -> int:
    """Where the companion of a verb of harm begins ("left ... dead"); the verb's own place where it needs none."""
    firsts = {c[0] for c in entry.companions}
    return next((t.index for t in tree.tokens if t.index > verb.index and t.text.lower() in firsts), verb.index)


def second_subjects(tree: Tree, verb: Token) -> list[Token]:
    """Objects that the parse takes for a second subject: "the crowd beat to death a man"."""
    subjects = tree.below(verb, "nsubj")
    return [t for t in subjects if t.index > verb.index] if any(t.index < verb.index for t in subjects) else []


def by_passive(tree: Tree, verb: Token) -> list[Way]:
    """Subjects of the passive, or what a relative clause in the passive hangs on."""
    boss, subjects = tree.boss(verb), tree.subjects(verb)
    bare = bool(subjects) and not tree.below(verb, "obj", "iobj", "aux")
    elided = verb.tag == "VBD" and verb.relation == "conj" and tree.passive(boss)  # "two were killed and a guard hurt"
    if not tree.passive(verb) and not (bare and (verb.tag == "VBN" or elided)):
        return []
    if not subjects and verb.relation in ("conj", "xcomp") and boss.index != verb.index:
        subjects = tree.subjects(boss)
        if not subjects and boss.lemma in cues("reported"):
            subjects = tree.below(boss, "obj")
        if not subjects and boss.relation.startswith("acl"):
            return [(tree.boss(boss), "relative")]
    ways = [(t, "along; and") for t in along_with(tree, verb)]
    for subject in subjects:
        if subject.text.lower() not in PRONOUNS:
            ways.append((subject, "passive"))
        elif verb.relation.startswith("acl"):
            ways.append((boss, "relative"))
        elif boss.relation.startswith("acl"):
            ways.append((tree.boss(boss), "relative"))
    if not subjects and verb.relation.startswith("acl"):
        ways.append((boss, "relative"))
    return ways


def by_participle(tree: Tree, verb: Token) -> list[Way]:
    """The noun that a participle follows: "two guards killed in the raid"."""
    boss = tree.boss(verb)
    if verb.relation.startswith("acl") and verb.tag in ("VBN", "VBD") and boss.index < verb.index:
        return [(boss, "participle")]
    return []


def by_other_verb(tree: Tree, verb: Token) -> list[Way]:
    """People who stand with the verb that this one is joined to: "shot and killed two guards"."""
    boss = tree.boss(verb)
    if verb.relation != "conj":
        return []
    shared = [t for t in tree.below(boss, "obj") if t.index > verb.index]
    if shared and not tree.passive(boss):
        return [(t, "shared") for t in shared]
    if tree.plain_between(boss, verb) and (tree.passive(boss) or boss.relation.startswith("acl")):
        people = [t for t in tree.subjects(boss) if t.text.lower() not in PRONOUNS]
        if not people and boss.relation.startswith("acl"):
            people = [tree.boss(boss)]
        return [(t, "shared") for t in people]
    return []


def by_order(tree: Tree, verb: Token) -> list[Way]:
    """People right after an active verb that the parse left without an object, or a participle it took for a verb."""
    if tree.passive(verb) or verb.tag not in ("VBD", "VBG", "VB", "VBZ", "VBP"):
        return []
    following = tree.noun_after(verb.index + 1)
    if following is not None:
        return [(following, "right")]
    beyond = tree.core.tokens[verb.index + 1] if verb.index + 1 < tree.sentence.last else verb
    after = beyond.tag
    if aimed(tree, verb, beyond):
        return []
    if verb.tag == "VBD" and after in ("IN", "RB") and verb.relation in ("ccomp", "root", "parataxis", "dep"):
        return [(t, "participle misread") for t in tree.subjects(verb)]
    return []


def aimed(tree: Tree, verb: Token, after: Token) -> bool:
    """Whether a verb is of those who fired: "police shot into a crowd", "gunmen shot at the town"."""
    lower = after.text.lower()
    uncounted = not any(c.tag == "CD" for t in tree.subjects(verb) for c in (t, *tree.of(t)))
    return lower in ("into", "toward", "towards", "back", "upon") or (lower == "at" and uncounted)


def by_second_verb(tree: Tree, verb: Token) -> list[Way]:
    """The object of a second verb of harm: "killed and buried three men"."""
    others = [t for t in tree.below(verb, "conj") if t.pos == "VERB" and t.text.lower() in by_word()]
    return [(t, "shared") for other in others for t in tree.below(other, "obj")]


def along_with(tree: Tree, verb: Token) -> Iterator[Token]:
    """People who share a fate: "was killed along with two of his guards"."""
    for child in tree.below(verb, "obl"):
        before = [t.text.lower() for t in tree.core.tokens[max(verb.index + 1, child.index - 6) : child.index]]
        if "with" in before and ("along" in before or "together" in before):
            yield child


def figure_before(tree: Tree, verb: Token) -> list[Token]:
    """A bare figure before a verb, where the parse has lost it: "two were stabbed; one later died"."""
    at = verb.index - 1
    while at > tree.sentence.first and tree.core.tokens[at].pos in ("ADV", "AUX"):
        at -= 1
    number = tree.core.tokens[at]
    opens = at > tree.sentence.first and tree.core.tokens[at - 1].text in (",", ";", "and", "but")
    return [number] if number.tag == "CD" and opens else []


def of_subject(tree: Tree, verb: Token, entry: Entry) -> Iterator[Patient]:
    """The people who do what the verb says: died, fled, surrendered, lost their lives."""
    subjects, boss = tree.subjects(verb), tree.boss(verb)
    if not subjects and verb.relation == "conj":
        subjects = figure_before(tree, verb) or tree.subjects(boss)
    if not subjects and verb.relation in ("xcomp", "ccomp") and boss.lemma in cues("reported") and tree.passive(boss):
        subjects = tree.subjects(boss)
    if not subjects and verb.relation.startswith("acl") and boss.index < verb.index:
        subjects = [boss]
    for subject in subjects:
        clause = subject.text.lower() in PRONOUNS and verb.relation.startswith("acl")
        no = tree.negated(verb)
        if entry.denied and not no:
            continue  # "three survived"
        yield from tree.spread(boss if clause else subject, verb, entry, "subject", no and not entry.denied)
