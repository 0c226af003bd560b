"""Where a sentence tells of harm, and who was harmed: by verbs, by nouns, and by words such as dead and missing."""

from __future__ import annotations

from collections.abc import Iterator

from casus.annotate.quantity_bearing import of_bearing
from casus.annotate.quantity_lexicon import Entry, by_word, cues
from casus.annotate.quantity_tree import PRONOUNS, SUBJECT, Patient, Tree
from casus.annotate.quantity_verbs import of_subject, of_verb
from casus.lexicon import numbers
from casus.records.annotated import Token
from casus.values.toll import Harm

JOINS = frozenset({"and", "or", ",", "and/or", "/"})
CLAUSES = frozenset({"before", "after", "when", "while", "until"})
ANY = "..."  # in a companion: up to FEW words ("to ... hospital")
FEW = 4
REACH = 12  # tokens after a word of harm within which its companion must stand ("shot ... dead")


def anchors(tree: Tree) -> Iterator[tuple[Token, Entry]]:
    """Words of harm in a sentence, with each entry whose companions are there too."""
    table = by_word()
    lower = [t.text.lower() for t in tree.tokens]
    for at, token in enumerate(tree.tokens):
        for entry in table.get(lower[at], ()):
            if not entry.companions or any(accompanied(lower, at, c) for c in entry.companions):
                yield token, entry


def accompanied(words: list[str], at: int, companion: tuple[str, ...]) -> bool:
    """Whether a companion stands beside (adverbs), or follows with no full stop between."""
    if companion[0] in ("fatally", "mortally"):
        return companion[0] in words[max(0, at - 1) : at + 2]
    for k in range(at + 1, min(len(words), at + 1 + REACH)):
        if words[k] in (".", ";", "(") or words[k] in CLAUSES:  # "stabbed two men before he was shot dead"
            return False
        if words[k] == "," and k + 1 < len(words) and numbers.whole(words[k + 1]) is not None:
            return False  # "of the six who were shot, one was found dead"
        if follows(words, k, companion):
            return True
    return False


def follows(words: list[str], at: int, companion: tuple[str, ...]) -> bool:
    """Whether a companion stands right at a place, with few words where it leaves them open."""
    if ANY not in companion:
        end = at + len(companion)
        other = companion[-1] == "life" and words[end : end + 1] and words[end] in cues("other_life")
        return tuple(words[at:end]) == companion and not other
    gap = companion.index(ANY)
    if tuple(words[at : at + gap]) != companion[:gap]:
        return False
    for start in range(at + gap, min(at + gap + FEW + 1, len(words))):
        if follows(words, start, companion[gap + 1 :]):
            return True
        if not words[start][0].isalnum():
            return False
    return False


def patients(tree: Tree) -> Iterator[Patient]:
    """Every phrase of a sentence for people harmed. One phrase may come twice; the caller keeps the first."""
    for token, entry in anchors(tree):
        verbal = token.pos in ("VERB", "AUX") or token.tag.startswith("VB")
        if entry.take == "object":
            if entry.companions or not fatally(tree, token):
                yield from of_verb(tree, token, entry)
        elif entry.take == "subject":
            gives_up = entry.harm is Harm.SURRENDERED and not entry.companions and bool(tree.below(token, "obj"))
            if verbal and not gives_up:  # "surrendered the town" is no surrender of people
                yield from of_subject(tree, token, entry)
        elif entry.take in ("lose", "suffer"):
            yield from of_subject(tree, token, entry)
        elif entry.take == "of":
            yield from of_noun(tree, token, entry)
        elif entry.take == "bearing":
            yield from of_bearing(tree, token, entry)
        else:
            yield from of_state(tree, token, entry)


def fatally(tree: Tree, verb: Token) -> bool:
    """Whether a wound is told as a death ("fatally wounded"): then another entry takes it."""
    around = tree.core.tokens[max(tree.sentence.first, verb.index - 1) : verb.index + 2]
    return any(t.text.lower() in ("fatally", "mortally") for t in around)


def shares_count(tree: Tree, word: Token) -> bool:
    """Whether a word of harm is joined to one of the other harm ("killed or wounded"): neither has its own count."""
    tokens = tree.core.tokens
    own = plain_harms(word)
    for step in (1, -1):
        at = word.index + step
        while tree.sentence.first <= at < tree.sentence.last and tokens[at].text.lower() in JOINS:
            at += step
        if at == word.index + step or not tree.sentence.first <= at < tree.sentence.last:
            continue
        harms = plain_harms(tokens[at])
        if harms & {Harm.KILLED, Harm.INJURED} and not harms & own:
            return True
    return False


def plain_harms(word: Token) -> set[Harm]:
    """The harms that a word tells by itself."""
    return {e.harm for e in by_word().get(word.text.lower(), ()) if not e.companions}


def of_noun(tree: Tree, noun: Token, entry: Entry) -> Iterator[Patient]:
    """The people of a noun: "the death of three people", "seven deaths", "the mayor's murder"."""
    if not (noun.pos in ("NOUN", "PROPN") or noun.tag.startswith("NN") or noun.tag == "VBG"):
        return
    lower = noun.text.lower()
    found = False
    if lower not in ("body", "corpse"):  # a body alone does not tell how its owner died
        for child in tree.below(noun, "nmod"):
            if child.index > noun.index and tree.has_of(child):
                found = True
                yield from tree.spread(child, noun, entry, "noun_of")
            elif child.relation == "nmod:poss" and child.tag != "PRP$" and entry.harm is not Harm.INJURED:
                yield from tree.spread(child, noun, entry, "noun_possessive")
        following = tree.core.tokens[noun.index + 1].text.lower() if noun.index + 1 < tree.sentence.last else ""
        people = tree.noun_after(noun.index + 2) if not found and following == "of" else None
        if people is not None:
            found = True
            yield from tree.spread(people, noun, entry, "noun_of right")
    if lower in cues("casualty_nouns") and not (found and lower in ("death", "injury")):
        below = tree.of(noun)
        owned = any(t.tag in ("DT", "PRP$") and t.text.lower() not in ("some", "no") for t in below)
        figures = any(t.relation == "nummod" or t.tag == "CD" or t.text.lower() in cues("counters") for t in below)
        figures = figures or shares_vague(tree, noun)
        if figures or (noun.tag == "NNS" and not owned and not found and lower in ("deaths", "fatalities")):
            yield Patient(head=noun.index, verb=noun.index, entry=entry, how="counted_noun")


def shares_vague(tree: Tree, noun: Token) -> bool:
    """Whether a noun of harm shares the vague word of the one it is joined to: "several deaths and injuries"."""
    boss = tree.boss(noun)
    if noun.relation != "conj" or boss.text.lower() not in cues("casualty_nouns"):
        return False
    return any(t.text.lower() in cues("counters") for t in tree.of(boss))


def of_state(tree: Tree, word: Token, entry: Entry) -> Iterator[Patient]:
    """People said to be dead, wounded or missing: "left five dead", "two were missing", "12 wounded"."""
    boss, subjects = tree.boss(word), tree.subjects(word)
    adjective = word.pos in ("ADJ", "NOUN") or word.tag == "JJ" or bool(tree.below(word, "cop"))
    adjective = adjective or entry.harm is Harm.MISSING
    if subjects and adjective and not tree.below(word, "obj"):
        for subject in subjects:
            clause = subject.text.lower() in PRONOUNS and word.relation.startswith("acl")
            yield from tree.spread(boss if clause else subject, word, entry, "state", tree.negated(word))
        return
    people = left_so(tree, word)
    if people:
        for person in people:
            for patient in tree.spread(person, word, entry, "left"):
                if not person.index < word.index < patient.head:  # "left one dead and three in hospital"
                    yield patient
        return
    after = boss.index < word.index
    nominal = boss.pos == "NOUN" or (after and boss.pos in ("NUM", "PROPN"))
    if word.relation in ("amod", "acl") and nominal and (after or entry.harm is Harm.MISSING):
        yield from tree.spread(boss, word, entry, "participle" if after else "attribute")
        return
    if counts_itself(tree, word):
        yield Patient(head=word.index, verb=word.index, entry=entry, how="counted_state")
        return
    for head in among_the(tree, word):
        yield from tree.spread(head, word, entry, "among; part")


def left_so(tree: Tree, word: Token) -> list[Token]:
    """The people whom something left, or somebody found, dead or wounded."""
    boss = tree.boss(word)
    loose = ("xcomp", "obl", "advcl", "amod", "acl", "dep", "conj")
    if word.relation not in loose or boss.index == word.index or boss.text.lower() not in cues("left"):
        return []
    own = tree.subjects(word)
    if own and word.relation == "conj":
        return own  # "left a woman dead and five others injured"
    people = tree.below(boss, "obj") or [t for t in tree.of(boss) if t.relation == "nsubj:pass"]
    states = [t.index for t in tree.tokens if boss.index < t.index < word.index and plain_harms(t)]
    for last in states[-1:]:  # "left five dead and three hurt": the three stand behind the word before
        nearer = [t for p in people for t in tree.together(p) if last < t.index < word.index]
        people = nearer or people
    if not people and boss.lemma in ("go", "report"):
        people = tree.subjects(boss)
    return people


def counts_itself(tree: Tree, word: Token) -> bool:
    """Whether a figure counts the word of harm itself: "12 wounded"."""
    if tree.passive(word):
        return False
    loose = [t for t in tree.of(word) if t.tag == "CD" and t.index < word.index and t.relation not in SUBJECT]
    if loose or tree.below(word, "nummod"):
        return True
    before = tree.core.tokens[word.index - 1].tag if word.index > tree.sentence.first else ""
    return before == "CD" and word.pos in ("NOUN", "ADJ", "VERB")


def among_the(tree: Tree, word: Token) -> Iterator[Token]:
    """ "Among the dead were a student and a teacher": they are some of those counted elsewhere."""
    tokens = tree.core.tokens
    before = [t.text.lower() for t in tokens[max(tree.sentence.first, word.index - 2) : word.index]]
    if before != ["among", "the"]:
        return
    for token in tokens[word.index + 1 : min(word.index + 4, tree.sentence.last)]:
        if token.lemma == "be" or token.text.lower() in ("was", "were", "is", "are"):
            root = tree.boss(token) if token.relation == "cop" else token
            heads = [root] if root.pos in ("NOUN", "PROPN", "NUM") else tree.subjects(root)
            yield from (h for h in heads if h.index > token.index)
            return
