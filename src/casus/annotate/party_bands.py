"""Bands by a name that no table knows: "the 5 Segond gang", "the militia Orm Guard", "the Gak and Manuer clans"."""

from __future__ import annotations

from casus.actors.aliases import fold
from casus.actors.tables import peoples, words
from casus.annotate.party_context import HYPHENS, Context
from casus.annotate.party_phrases import Phrase, forms
from casus.records.annotated import Token
from casus.values.where import Level

CALLED = frozenset({"called", "named", "dubbed", "known", "calling", "itself", "themselves", "as", "the"})
LABELS = frozenset({"mr", "mrs", "general", "president", "islamist", "muslim", "christian", "jihadist"})
CALLS = 4  # words from the noun to the name: "a gang known as the Orm Boys"


def own_name(view: Context, phrase: Phrase) -> str | None:
    """The band's name with its noun as written, where proper words stand before the noun: "5 Segond gang"."""
    if phrase.noun not in words("bands"):
        return None
    first = _proper(view, phrase.own - 1, phrase.first)
    noun = phrase.head.index - phrase.noun.count(" ")
    return None if first is None else f"{_text(view, first, phrase.own - 1)} {_text(view, noun, phrase.head.index)}"


def called(view: Context, phrase: Phrase) -> tuple[int, int] | None:
    """First and last token of the name that follows the noun: "the militia Orm Guard", "a gang called Orm Boys"."""
    if phrase.noun not in words("bands"):
        return None
    tokens, end = view.core.tokens, view.core.sentences[phrase.head.sentence].last
    at = phrase.head.index + 1
    while at < min(end, phrase.head.index + CALLS) and fold(tokens[at].text) in CALLED:
        at += 1
    told = at > phrase.head.index + 1
    last = at - 1
    while last + 1 < end and _named(view, tokens[last + 1]):
        last += 1
    if last < at or (told and fold(tokens[at - 1].text) == "the" and at - 1 == phrase.head.index + 1):
        return None
    hung = any(tokens[i].head == phrase.head.index or told for i in range(at, last + 1))
    return (at, last) if hung and view.at(at) is None else None


def beside(view: Context, phrase: Phrase) -> tuple[int, int] | None:
    """First and last token of the other band's name in "the Gak and Manuer clans", "the Gak, Orm and Manuer clans"."""
    tokens, start = view.core.tokens, view.core.sentences[phrase.head.sentence].first
    if phrase.noun not in words("bands") or phrase.head.tag not in ("NNS", "NNPS"):
        return None
    joint = next((i for i in range(phrase.own - 1, max(start, phrase.own - 4), -1) if fold(tokens[i].text) == "and"), 0)
    if not joint or _proper(view, phrase.own - 1, joint + 1) != joint + 1:
        return None
    first = _proper(view, joint - 1, start)
    return None if first is None else (first, joint - 1)


def _proper(view: Context, last: int, floor: int) -> int | None:
    """The first of the proper words that end at a token; None where there are none, or they tell a country."""
    at = last
    while at >= floor and _named(view, view.core.tokens[at]):
        at -= 1
    if at == last:
        return None
    return at if at >= floor and view.core.tokens[at].text.isdigit() else at + 1


def _named(view: Context, token: Token) -> bool:
    """Whether a token is a word of a name: proper, no country's or people's, of no known actor."""
    if token.text in HYPHENS:
        return token.index > 0 and view.core.tokens[token.index - 1].pos == "PROPN"
    town = any(p.span.overlaps(token.span) and p.where.level is not Level.COUNTRY for p in view.core.places)
    known = (view.at(token.index) is not None and not town) or view.known(token.index) is not None
    common = view.capitals or known or fold(token.text) in peoples() or any(f in LABELS for f in forms(token))
    return token.text[:1].isupper() and token.pos == "PROPN" and not common


def _text(view: Context, first: int, last: int) -> str:
    tokens = view.core.tokens
    return " ".join(view.core.document.text[tokens[first].start : tokens[last].end].split())
