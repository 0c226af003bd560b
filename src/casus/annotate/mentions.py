"""What in a document can be mentioned again: names, definite nouns, pronouns, with their number and sort."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files

from casus.records.annotated import Annotated, Name, NameType, Token
from casus.records.span import Span


class Form(Enum):
    """How something is mentioned."""

    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A mention: its words, head token, form, what it can stand for (person, people, group, place, thing), number.

    `plural` is None where both can be meant ("the police"). `words` are the content words, folded; `definite` tells
    whether it may point back.
    """

    span: Span
    head: Token
    form: Form
    sorts: frozenset[str]
    plural: bool | None
    words: tuple[str, ...]
    definite: bool
    name: NameType | None = None


PRONOUNS: dict[str, tuple[frozenset[str], bool | None]] = {
    **dict.fromkeys(("he", "him", "his", "she", "her", "hers", "himself", "herself"), (frozenset({"person"}), False)),
    **dict.fromkeys(("it", "its", "itself"), (frozenset({"group", "place", "thing"}), False)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), (frozenset({"people", "group", "thing"}), True)),
}
_NAMED = {
    NameType.PERSON: "person",
    NameType.ORGANISATION: "group",
    NameType.PLACE: "place",
    NameType.FACILITY: "place",
    NameType.NATIONALITY: "people",
}
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_BEFORE = frozenset(
    {"det", "amod", "compound", "nummod", "nmod:poss", "case", "punct", "advmod", "nmod", "flat", "nmod:desc"}
)


@cache
def nouns(name: str) -> frozenset[str]:
    """A word list of data/reading/chains.toml."""
    table = tomllib.loads(files("casus").joinpath("data/reading/chains.toml").read_text("utf-8"))
    return frozenset(table[name])


def mentions(core: Annotated) -> list[Mention]:
    """All mentions in order of their heads."""
    found: list[Mention] = []
    named: set[int] = set()
    for name in core.names:
        m = _named(core, name)
        if m:
            found.append(m)
            named.update(t.index for t in core.words(name.span))
    for token in core.tokens:
        if token.index in named:
            continue
        if token.pos == "PRON" and token.relation != "expl" and (told := PRONOUNS.get(token.text.casefold())):
            found.append(_pronoun(token, *told))
        elif token.pos in ("NOUN", "PROPN") and token.relation not in ("compound", "flat", "fixed"):
            found.append(_noun(core, token))
    return sorted(found, key=lambda m: (m.head.index, m.span.start))


def _pronoun(token: Token, sorts: frozenset[str], plural: bool | None) -> Mention:
    return Mention(span=token.span, head=token, form=Form.PRONOUN, sorts=sorts, plural=plural, words=(), definite=True)


def _named(core: Annotated, name: Name) -> Mention | None:
    head = core.head_of(name.span)
    if head is None:
        return None
    sort = _NAMED.get(name.type, "thing")
    words = tuple(t.text.casefold() for t in core.words(name.span) if t.text[0].isalnum())
    plural = None if sort in ("group", "people") else False
    return Mention(
        span=name.span,
        head=head,
        form=Form.NAME,
        sorts=frozenset({sort}),
        plural=plural,
        words=words,
        definite=False,
        name=name.type,
    )


def _noun(core: Annotated, head: Token) -> Mention:
    first = head.index
    while first and _inside(core.tokens[first - 1], head, core):
        first -= 1
    inside = core.tokens[first : head.index + 1]
    while inside[0].pos in ("PUNCT", "ADP") and len(inside) > 1:
        inside = inside[1:]
    lemma = head.lemma.casefold()
    many = head.tag in ("NNS", "NNPS")
    sorts = {s for s in ("group", "place") if lemma in nouns(s)} if not many else set()
    if lemma in nouns("person") and not many:
        sorts.add("person")
    if (lemma in nouns("people") and (many or lemma in nouns("group"))) or (many and lemma in nouns("person")):
        sorts.add("people")
    return Mention(
        span=Span(start=inside[0].start, end=head.end),
        head=head,
        form=Form.NOUN,
        sorts=frozenset(sorts or {"thing"}),
        plural=None if lemma in ("police", "army", "military", "militia") else many,
        words=tuple(t.lemma.casefold() for t in inside if t.pos in ("NOUN", "PROPN", "ADJ", "NUM")),
        definite=inside[0].text.casefold() in _DEFINITE or any(t.relation == "nmod:poss" for t in inside),
    )


def _inside(token: Token, head: Token, core: Annotated) -> bool:
    """Whether a token before a noun belongs to its phrase."""
    if token.sentence != head.sentence or token.relation not in _BEFORE:
        return False
    steps = 0
    while token.index != head.index and token.head != token.index and steps < 5:
        token, steps = core.tokens[token.head], steps + 1
    return token.index == head.index


def sentences_between(earlier: Mention, later: Mention) -> int:
    """How many sentences later the second stands."""
    return later.head.sentence - earlier.head.sentence


def before(found: list[Mention], at: int) -> Iterator[Mention]:
    """The mentions before one, nearest first."""
    yield from reversed(found[:at])
