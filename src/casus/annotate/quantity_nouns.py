"""Noun phrases for people: where they begin and end, which noun names the people, and whether it does."""

from __future__ import annotations

from casus.annotate.quantity_lexicon import class_of, cues, people, titles
from casus.records.annotated import Annotated, NameType, Token

LEADING = frozenset({"case", "cc", "punct", "mark", "cc:preconj", "fixed", "cop"})
TRAILING = frozenset({"flat", "compound", "goeswith", "fixed"})
BEFORE_PEOPLE = frozenset({"CD", "DT", "IN", "RB", "JJR", "JJS", "PRP$"})
SINGLE = frozenset({"one", "another", "other"})
ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth"})  # "a second was injured"
OLDEST = 110
UNITS = ("year", "years", "month", "months", "week", "weeks", "day", "days")
DEEPEST = 40  # steps up a parse before giving up; deeper than any real sentence


def inside(core: Annotated, token: Token, head: int) -> bool:
    """Whether a token hangs, over any number of steps, on another."""
    for _ in range(DEEPEST):
        if token.index == head:
            return True
        if token.head == token.index:
            return False
        token = core.tokens[token.head]
    return False


def bounds(core: Annotated, head: Token) -> tuple[int, int]:
    """First token of a noun phrase, and one past its last, without the clauses that follow its head."""
    sentence = core.sentences[head.sentence]
    first = head.index
    while first > sentence.first:
        token = core.tokens[first - 1]
        verbal = token.pos == "AUX" or (token.pos == "VERB" and token.tag != "VBN")
        if token.text in ",;:–—" or verbal or not inside(core, token, head.index):
            break
        first -= 1
    while first < head.index and (
        core.tokens[first].relation in LEADING or core.tokens[first].text.lower() in ("dead", "as", "well")
    ):
        first += 1
    last = head.index + 1
    while last < sentence.last:
        token = core.tokens[last]
        named = token.head == head.index and token.relation in TRAILING
        if not named and not (token.relation == "flat" and inside(core, token, head.index)):
            break
        last += 1
    return first, last


def carried(core: Annotated, head: Token) -> Token:
    """For "the lives of 54 people" the people; else the head itself."""
    sentence = core.sentences[head.sentence]
    following = core.tokens[head.index + 1 : min(head.index + 14, sentence.last)]
    if head.text.lower() in cues("carriers") and following and following[0].text.lower() == "of":
        for token in following:
            if token.head == head.index and token.relation.startswith("nmod"):
                return token
    return head


def of_people(core: Annotated, head: Token) -> Token:
    """For "dozens of villagers" or "seven of the guards" the noun after "of"; else the head itself."""
    if not (head.tag == "CD" or head.pos == "NUM" or head.text.lower() in cues("counting_heads")):
        return head
    sentence = core.sentences[head.sentence]
    following = core.tokens[head.index + 1 : min(head.index + 12, sentence.last)]
    for token in following:
        if token.head == head.index and token.relation.startswith("nmod") and token.pos in ("NOUN", "PROPN", "ADJ"):
            return token
    if following and head.text.lower() not in ("one", "some", "many"):
        token = following[0]
        if token.tag in ("NNS", "NNPS", "JJ") and class_of([token.text]):
            return token  # "1,200 Lebanese", hung upside down
    return head


def kind_of(core: Annotated, head: Token, words: list[str]) -> tuple[str, bool] | None:
    """Class of the people that a noun names, and whether it is a plural; None where it names no people."""
    lower = head.text.lower()
    if lower in cues("alone") or (lower == "old" and aged(core, head)):
        return "unknown", False
    if age(core, head):
        return None
    found = class_of(words)
    if found is not None:
        misread = lower in people() and not lower.endswith("s")  # "his stepson", which the tagger takes for a plural
        return found[0], found[1] or (head.tag in ("NNS", "NNPS") and not misread)
    if head.pos == "NUM" or head.tag == "CD" or lower in cues("vague_heads") or lower in cues("states"):
        return "unknown", lower not in SINGLE
    if lower in ORDINALS:
        return "unknown", False
    if (head.pos == "PROPN" or head.tag.startswith("NNP")) and named_person(core, head):
        return "unknown", False
    return None


def aged(core: Annotated, old: Token) -> bool:
    """Whether "old" tells a person by age: "an 18-month old", "the 3 year old"."""
    first = core.sentences[old.sentence].first
    before = core.tokens[old.index - 1].text.lower().rstrip("-") if old.index > first else ""
    return before.rpartition("-")[2] in UNITS


def age(core: Annotated, number: Token) -> bool:
    """Whether a figure is the age of the person named before it: "Orlo Tarn, 24, and Davin Brask, 23"."""
    sentence = core.sentences[number.sentence]
    if number.index - 2 < sentence.first or not number.text.isdigit() or int(number.text) > OLDEST:
        return False
    person, comma = core.tokens[number.index - 2 : number.index]
    after = core.tokens[number.index + 1].text.lower() if number.index + 1 < sentence.last else "."
    return comma.text == "," and person.tag in ("NNP", "NN") and after in (",", ".", ";", ":", ")", "and", "of", "was")


def named_person(core: Annotated, head: Token) -> bool:
    """Whether a proper noun is the name of a person: by the recogniser, or by a title before it."""
    for name in core.names:
        if name.span.overlaps(head.span):
            return name.type is NameType.PERSON
    sentence = core.sentences[head.sentence]
    before = {t.text.lower() for t in core.tokens[max(sentence.first, head.index - 5) : head.index + 1]}
    return not before.isdisjoint(titles()) and head.tag != "NNPS"


def people_start(core: Annotated, first: int, people: Token) -> int:
    """Where the people's own words begin, after the figure."""
    for token in core.tokens[first : people.index + 1]:
        if token.tag not in BEFORE_PEOPLE and token.pos not in ("NUM", "DET", "ADP", "ADV"):
            return token.start
    return people.start
