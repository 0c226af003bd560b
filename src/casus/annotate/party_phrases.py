"""The phrase around a noun that denotes people: its words before, what follows "of", and what its words say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casus.actors import Match
from casus.actors.aliases import fold
from casus.actors.tables import Group, peoples, sorts, words
from casus.annotate.party_context import HYPHENS, Context, Told
from casus.annotate.party_verbs import harmed
from casus.records.annotated import NameType, Token
from casus.records.span import Span

ANDS = ("and", "&", "/")
POSSESSIVES = ("'s", "’s", "'", "’")
INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "DET", "NUM", "PART", "X", "SYM"})
MEMBERS = frozenset({"of", "from", "in", "loyal to", "belonging to"})
OWN = frozenset({"its", "their"})
PERSONAL = ("man", "men", "woman", "women")  # ends of nouns for people
LONGEST = 9  # words before the noun
BELIEVED = 7  # words in which those whom people are believed to be are told
CLOSING = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase: its head, the sort of party that the noun names, first token, first token of the noun itself.

    `after` is the token that follows "of" or "from" in the tree ("members of the Orm Front"), `joint` the "and" of two
    qualifiers ("Norlandish and Vesker troops").
    """

    head: Token
    group: Group
    noun: str
    first: int
    own: int
    after: int | None
    joint: int | None = None

    @property
    def before(self) -> range:
        """The tokens before the noun."""
        return range(self.first, self.own)


def phrase_at(view: Context, token: Token) -> Phrase | None:
    """The phrase that a token heads; None where it is no noun for people."""
    if token.pos not in ("NOUN", "PROPN", "ADJ") and not token.tag.startswith("NN"):
        return None
    noun, own, group = _noun(view, token)
    if group is None or (token.pos == "ADJ" and group.sort == "collective"):
        return None
    first = _first(view, token, own)
    tokens = view.core.tokens
    joint = next((i for i in reversed(range(first, own)) if tokens[i].text.casefold() in ANDS), None)
    return Phrase(head=token, group=group, noun=noun, first=first, own=own, after=_after(view, token), joint=joint)


def forms(token: Token) -> Iterator[str]:
    """The word as written and in its singular, lower case."""
    low = fold(token.text)
    yield fold(token.lemma)
    yield low
    for ending, instead in (("ies", "y"), ("men", "man"), ("es", ""), ("s", "")):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            yield low[: -len(ending)] + instead


def _noun(view: Context, token: Token) -> tuple[str, int, Group | None]:
    """The noun that the table knows, of three, two or one words ("aid worker"), with its first token."""
    tokens, start = view.core.tokens, view.core.sentences[token.sentence].first
    for length in (3, 2, 1):
        first = token.index - length + 1
        if first < start:
            continue
        lead = [fold(t.text) for t in tokens[first : token.index]]
        for form in forms(token):
            noun = " ".join([*lead, form])
            group = view.actors.group(noun)
            if group is not None:
                return noun, first, group
    if token.pos == "NOUN" and fold(token.text).endswith(PERSONAL) and fold(token.lemma) not in words("impersonal"):
        return fold(token.lemma), token.index, view.actors.group("man")  # "herdswoman", "cattlemen"
    return "", token.index, None


def _first(view: Context, token: Token, own: int) -> int:
    """The first token of the phrase, in one stretch before the noun."""
    tokens, start = view.core.tokens, view.core.sentences[token.sentence].first
    index = own - 1
    while index >= start and own - index <= LONGEST:
        t = tokens[index]
        named = _named(view, index)
        if named is not None:
            index = named - 1
            continue
        joint = t.text in HYPHENS or t.text in POSSESSIVES or (t.text.casefold() in ANDS and _joins(tokens, index))
        taken = joint or t.pos in INSIDE or t.relation in ("amod", "nummod", "det", "nmod:poss", "compound")
        if not taken or (not joint and not _hangs(view, t, token)):
            break
        index -= 1
    first = index + 1
    for at in range(first, own):  # a known name that begins before the phrase
        held = view.known(at)
        if held is not None and held[0] < first:
            first = held[0]
            break
    while first < own and (
        tokens[first].text in HYPHENS or tokens[first].text in POSSESSIVES or tokens[first].pos == "CCONJ"
    ):
        first += 1
    counted = first > start and fold(tokens[first].text) in ("least", "most") and fold(tokens[first - 1].text) == "at"
    return first - 1 if counted else first


def _named(view: Context, index: int) -> int | None:
    """The first token of an actor's name before its other name in brackets: "the Orm Front (OF) fighters"."""
    tokens = view.core.tokens
    if tokens[index].text not in CLOSING:
        return None
    within = range(index - 1, max(0, index - LONGEST), -1)
    opening = next((i for i in within if tokens[i].text == CLOSING[tokens[index].text]), None)
    if opening is None or opening == 0 or tokens[opening].sentence != tokens[index].sentence:
        return None
    name, again = view.known(opening - 1), view.known(opening + 1)
    same = name is not None and again is not None and name[1].actor.id == again[1].actor.id
    return name[0] if name is not None and same else None


def _joins(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether "and" joins two qualifiers of one noun: "Norlandish and Vesker troops"."""
    if index < 1 or index + 1 >= len(tokens):
        return False
    left, right = tokens[index - 1], tokens[index + 1]
    return left.relation in ("amod", "compound", "nmod:poss") or (right.head == left.index and left.pos == "ADJ")


def _hangs(view: Context, t: Token, on: Token) -> bool:
    at = t
    beside = on.head if on.relation in ("compound", "amod", "nmod:poss", "nmod:desc") else on.index
    for _ in range(5):
        if at.head == on.index or (
            at.head == beside and at.relation in ("amod", "compound", "det", "nummod", "nmod:poss")
        ):
            return True
        if at.head == at.index:
            return False
        at = view.core.tokens[at.head]
    return False


def _after(view: Context, token: Token) -> int | None:
    tokens = view.core.tokens
    end = view.core.sentences[token.sentence].last
    for index in range(token.index + 1, min(token.index + 9, end)):
        t = tokens[index]
        if t.head == token.index and t.relation.startswith("nmod") and t.relation != "nmod:poss":
            case = next(
                (
                    tokens[i]
                    for i in range(token.index + 1, index)
                    if tokens[i].head == index and tokens[i].relation == "case"
                ),
                None,
            )
            if case is not None and fold(case.text) in MEMBERS:
                return index
    return None


def country_of(view: Context, phrase: Phrase) -> Told | None:
    """The country that the phrase's own words tell: "Norlandish troops", "Vesk's police", "troops from Norland"."""
    last = phrase.own if phrase.joint is None else phrase.joint
    for index in range(phrase.first, last):
        told = view.lands.get(index)
        if told is not None and told.last < phrase.own:
            return told
    if phrase.after is not None:
        return view.at(phrase.after)
    said = believed(view, phrase)
    if said is not None:
        return view.at(said)
    if phrase.noun in words("american"):
        return next((t for t in view.lands.values() if t.code == "US"), None)
    return None


def believed(view: Context, phrase: Phrase) -> int | None:
    """The token at which words after the noun say whose people they are: "gunmen believed to be from the Orm Front"."""
    tokens, end = view.core.tokens, view.core.sentences[phrase.head.sentence].last
    at = phrase.head.index + 1
    at += at < end and tokens[at].text == ","
    if at >= end or fold(tokens[at].text) not in words("believed"):
        return None
    for index in range(at + 1, min(end, at + BELIEVED)):
        if index in view.matches or view.at(index) is not None:
            return index
        if fold(tokens[index].text) not in words("believing"):
            return None
    return None


def clothed(view: Context, phrase: Phrase) -> int | None:
    """The token of a known actor's name whose uniform men wear: "men in Orm Front uniforms"."""
    tokens, worn = view.core.tokens, phrase.after
    if worn is None or not set(forms(tokens[worn])) & words("worn"):
        return None
    return next((i for i in range(phrase.head.index + 2, worn) if i in view.matches), None)


def owner(view: Context, phrase: Phrase) -> Told | None:
    """The country whose forces "its" tells: that of the subject above, as in "Norland said its jets struck"."""
    tokens = view.core.tokens
    if not any(fold(tokens[i].text) in OWN and tokens[i].head == phrase.head.index for i in phrase.before):
        return None
    at, start = phrase.head, view.core.sentences[phrase.head.sentence].first
    if at.relation == "obj" and harmed(view, at):
        at = tokens[at.head]  # whoever bombs "its troops" bombs another's
    while at.head != at.index:
        at = tokens[at.head]
        for told in tokens[start : phrase.first]:
            if told.head == at.index and told.relation.startswith("nsubj"):
                acting = phrase_at(view, told)
                return view.at(told.index) or (country_of(view, acting) if acting is not None else None)
    return None


def person_after(view: Context, phrase: Phrase) -> Span | None:
    """The person's name that follows a title at once: "General Orm Tallis"."""
    index = phrase.head.index + 1
    if index >= len(view.core.tokens) or view.core.tokens[index].sentence != phrase.head.sentence:
        return None
    start = view.core.tokens[index].start
    return next((n.span for n in view.core.names if n.type is NameType.PERSON and n.span.start == start), None)


def actor_after(view: Context, phrase: Phrase) -> tuple[int, Match] | None:
    """The known actor whose name follows at once: "the rebel group Orm Front"."""
    index = phrase.head.index + 1
    match = view.matches.get(index)
    same = match is not None and view.core.tokens[index].sentence == phrase.head.sentence
    return (index, match) if match is not None and same and view.supported(match) else None


def actor_in(view: Context, phrase: Phrase) -> tuple[int, Match] | None:
    """The known actor among the words before the noun, not one that it is against or backed by."""
    tokens = view.core.tokens
    for index in phrase.before:
        match = view.matches.get(index)
        if match is None or not view.supported(match) or index + match.size > phrase.head.index:
            continue
        behind = index + match.size
        if (
            behind + 1 < len(tokens)
            and tokens[behind].text in HYPHENS
            and fold(tokens[behind + 1].text) in words("backing")
        ):
            continue
        if (
            index > 1
            and tokens[index - 1].text in HYPHENS
            and fold(tokens[index - 2].text) in (*words("against"), "pro")
        ):
            continue
        return index, match
    return None


def sort_told(view: Context, phrase: Phrase) -> str | None:
    """The sort that the words before the noun tell, the nearest first; of two joined by "and", the first's words."""
    last = phrase.own if phrase.joint is None else phrase.joint
    for index in reversed(range(phrase.first, last)):
        for form in forms(view.core.tokens[index]):
            found = sorts("modifiers").get(form)
            if found is not None:
                return found
    return None


def people_told(view: Context, phrase: Phrase) -> tuple[str, str | None] | None:
    """A people or creed that qualifies the noun ("Tamil rebels"): the word, and its country where only one fits."""
    for index in phrase.before:
        word = view.core.tokens[index].text
        if fold(word) in peoples():
            return word, peoples()[fold(word)]
    return None


def vague(view: Context, phrase: Phrase) -> bool:
    """Whether the phrase says that nothing more is known of them, or counts them."""
    tokens = view.core.tokens
    return any(fold(tokens[i].text) in words("vague") or tokens[i].pos == "NUM" for i in phrase.before)
