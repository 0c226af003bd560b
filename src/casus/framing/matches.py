"""Where the lexicon's words stand in a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casus.lexicon.triggers import Trigger, by_lemma
from casus.records.annotated import Annotated, Token
from casus.records.span import Span

NOUNS = ("NOUN", "PROPN")
NOMINAL = ("nsubj", "obj", "iobj", "obl", "nmod", "compound", "appos")
CLAUSAL = ("root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj")
REACH = 6  # words after a trigger within which its `then` words must stand
BESIDE = 5  # words on either side within which an `unless` word gives another sense
MONTHS = frozenset({"march", "may"})
ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ied", "y"))
ARTICLES = frozenset({"a", "an", "the", "this", "that", "these", "those", "its", "their", "his", "her", "several"})
PARTICLES = frozenset({"off", "up"})
APART = 3  # words between a trigger and its `then` word that still make one phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry at a token; `first` and `last` are the tokens that its words span."""

    entry: Trigger
    head: int
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many words it spans."""
        return self.last - self.first + 1


def matches(annotated: Annotated) -> list[Match]:
    """All matches in order of position; of those that overlap, the longer one, then the one with more conditions."""
    found: list[Match] = []
    for token in annotated.tokens:
        match = _at(annotated, token)
        if match is None:
            continue
        while found and found[-1].last >= match.first:
            if found[-1].size >= match.size:
                break
            found.pop()
        else:
            found.append(match)
    return found


def _at(annotated: Annotated, token: Token) -> Match | None:
    for form in forms(token):
        for entry in by_lemma().get(form, ()):
            if not _pos(entry, annotated, token) or _other_sense(annotated, token, entry):
                continue
            first = last = token.index
            if entry.before:
                before = _before(annotated, token, entry)
                if before is None:
                    continue
                first = before
            if entry.then:
                then = _then(annotated, token, entry)
                if then is None:
                    continue
                last = then if 0 < then - token.index <= APART else last
            return Match(entry=entry, head=token.index, first=first, last=last)
    return None


def forms(token: Token) -> Iterator[str]:
    """The lemma, and where the word was not brought to its lemma what it would be without its ending."""
    low = token.lemma.casefold()
    yield low
    if low != token.text.casefold() and token.pos != "PROPN":
        yield low + "e"
        if low[-1:] == low[-2:-1]:
            yield low[:-1]
        return
    for ending, instead in ENDINGS:
        if low.endswith(ending) and len(low) > len(ending) + 2:
            yield low[: -len(ending)] + instead


def _pos(entry: Trigger, annotated: Annotated, token: Token) -> bool:
    """Whether the word is of the entry's sort: tags and tree vote, for none of them is always right."""
    s = annotated.sentences[token.sentence]
    marked = any(
        t.head == token.index and t.relation in ("det", "amod", "nummod", "case", "compound", "nmod:poss")
        for t in annotated.tokens[s.first : token.index]
    )
    if token.index > s.first and annotated.tokens[token.index - 1].text.casefold() in ARTICLES:
        return entry.pos == "NOUN"
    if token.tag in ("VBN", "VBD") and token.text.casefold() == entry.lemma + "s":
        return entry.pos == "NOUN"  # no participle ends so: "precision airstrikes", whatever the tag
    noun = (token.pos in NOUNS) + token.tag.startswith("NN") + token.relation.startswith(NOMINAL) + marked
    verb = (token.pos == "VERB") + token.tag.startswith("VB") + token.relation.startswith(CLAUSAL)
    if entry.pos == "VERB":
        return verb > noun or (verb == noun and token.tag.startswith("VB"))
    return noun >= verb or token.tag == "VBG" == _ing(entry)


def _ing(entry: Trigger) -> str:
    return "VBG" if entry.lemma.endswith("ing") else ""


def other_senses(annotated: Annotated) -> set[int]:
    """Tokens that the lexicon knows to have another sense where they stand: the model is not asked about them."""
    return {
        token.index
        for token in annotated.tokens
        if any(_other_sense(annotated, token, e) for form in forms(token) for e in by_lemma().get(form, ()) if e.unless)
    }


def _other_sense(annotated: Annotated, token: Token, entry: Trigger) -> bool:
    """Whether words beside it give it another sense ("heart attack"), or it is the month ("27 MARCH")."""
    s = annotated.sentences[token.sentence]
    near = annotated.tokens[max(s.first, token.index - BESIDE) : min(s.last, token.index + BESIDE + 1)]
    if token.pos in NOUNS and token.lemma.casefold() in MONTHS:
        return any(t.pos == "NUM" and abs(t.index - token.index) == 1 for t in near)
    others = (t for t in near if t.index != token.index and not _of_object(annotated, token, t))
    return bool(entry.unless) and any(set(forms(t)) & entry.unless for t in others)


def _of_object(annotated: Annotated, verb: Token, word: Token) -> bool:
    """Whether a word only tells the sort of a verb's object: what struck an oil depot struck no oil."""
    thing = annotated.tokens[word.head]
    return word.relation == "compound" and thing.relation == "obj" and thing.head == verb.index


def _before(annotated: Annotated, token: Token, entry: Trigger) -> int | None:
    start = annotated.sentences[token.sentence].first
    for index in range(token.index - 1, max(start, token.index - 4) - 1, -1):
        other = annotated.tokens[index]
        if any(form in entry.before for form in forms(other)) or other.text.casefold() in entry.before:
            return index
        if other.pos in ("VERB", "ADP", "DET") or (other.pos == "PUNCT" and other.text not in "-–"):
            return None
    return None


def _then(annotated: Annotated, token: Token, entry: Trigger) -> int | None:
    sentence = annotated.sentences[token.sentence]
    for index in range(token.index + 1, min(sentence.last, token.index + 1 + REACH)):
        other = annotated.tokens[index]
        if other.text in ".;:":
            break
        if any(form in entry.then for form in forms(other)) or other.text.casefold() in entry.then:
            if other.relation == "case" and other.text.casefold() in PARTICLES:
                continue  # "went off the radar" is no bomb that went off
            if other.relation == "case" and _timed(annotated, other):
                continue  # "fired tear gas on Friday" tells of nobody fired on
            return index
    for other in annotated.tokens[sentence.first : sentence.last]:
        if other.head == token.index and other.relation.startswith("nsubj:pass") and set(forms(other)) & entry.then:
            return other.index
    return None


def _timed(annotated: Annotated, case: Token) -> bool:
    """Whether a preposition leads to a time."""
    return any(t.span.overlaps(annotated.tokens[case.head].span) for t in annotated.times)


def span_of(annotated: Annotated, first: int, last: int) -> Span:
    """The characters from one token to another."""
    return Span(start=annotated.tokens[first].start, end=annotated.tokens[last].end)
