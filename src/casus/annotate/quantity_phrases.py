"""How many people a noun phrase counts, by the contract of casus's record: low, best, high."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from casus.annotate.quantity_lexicon import OWNERS, class_of, cues, not_people
from casus.annotate.quantity_nouns import bounds, carried, kind_of, named_person, of_people, people_start
from casus.lexicon import numbers
from casus.lexicon.numbers import Count
from casus.records.annotated import Annotated, Token
from casus.records.span import Span
from casus.values.toll import Of

ANOTHER = re.compile(r"\b(?:another|additional|further|others?|more(?!\s+than))\b", re.IGNORECASE)
PART = re.compile(r"(?:including|among them|among whom|among those|of whom|of them)[\s,:]*$")
AGE = re.compile(
    r"(?:\s*(?:or|to)\s+\d+)?[\s-]*(?:years?[\s-]old|-year|months?[\s-]old|-month|-day|-man|-member|-strong)"
)
CUT = re.compile(r"[.,;:\n()\"“”](?!\d)")  # no figure of a phrase stands before one of these
REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
UNCOUNTED = frozenset({"they", "them", "we", "us", "who"})
YEARS = range(1900, 2100)
LOOK_BACK = 28  # characters before a phrase in which its figure may stand ("at least", "between 15 and 20")

NUMBER_OF = re.compile(r"\b(?:the|total|final|exact|actual)\s+number\s+of\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count of people: span of figure and people, the people's own span, head token, whose, and how it was read."""

    count: Count
    span: Span
    head: int
    people: Span | None
    of: Of
    how: str


def either(words: Iterable[str]) -> str:
    """A regular expression for any of the phrases, the longest first."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def figure_pattern() -> re.Pattern[str]:
    """A number or vague word with what qualifies it."""
    qualifiers = numbers.table()["qualifiers"]
    floor, ceiling, about = (either(qualifiers[k]) for k in ("floor", "ceiling", "about"))
    vague = either(p for p in numbers.phrases() if p != "both")
    no_count = r"(?![\w]|-(?:\w+-)?(?:year|month)|-\s?year|\s*%|\s+percent|\s+per\s+cent|-odd|th\b|st\b|nd\b|rd\b)"
    number = rf"(?<![\w.,])(?:{vague}|{numbers.pattern()})(?:-thousand|\s+thousand)?{no_count}"
    return re.compile(
        rf"(?:(?P<between>between)\s+)?(?:(?P<floor>{floor})\s+|(?P<ceiling>{ceiling})\s+|(?P<about>{about})\s+)*"
        rf"(?P<a>{number})(?:(?P<join>\s*(?:-|–|to|and|or)\s*)(?P<b>{number}))?(?:\s+or\s+(?P<more>more))?",
        re.IGNORECASE,
    )


def figure(core: Annotated, head: Token) -> Figure | None:
    """The count that a noun phrase makes; None where it names no people, or settles no number of them."""
    head = carried(core, qualified_by(core, head))
    people = of_people(core, head)
    first, last = bounds(core, head)
    end = max(last, bounds(core, people)[1])
    tokens = core.tokens[first:end]
    said = [t.text.lower() for t in tokens]
    words = [t.text for t in core.tokens[max(first, people.index - 3) : people.index + 1]]
    span = Span(start=tokens[0].start, end=tokens[-1].end)
    if (said[0] == "no" and "one" in said) or head.text.lower() in cues("nobody"):
        return Figure(count=exactly(0), span=span, head=head.index, people=None, of=Of.UNKNOWN, how="none")
    kind = kind_of(core, people, words)
    if kind is None or words[-1].lower() in not_people() or head.text.lower() in REFLEXIVE:
        return None
    if "suicide" in said and kind[0] == "armed":
        return None  # those who kill themselves are not counted with those they kill
    told = count_of(core, tokens, span, head, people, many=kind[1])
    if told is None:
        return None
    count, start, how = told
    if people.text.lower() in ("bomber", "bombers"):
        how += "; bomber"
    counts_only = people.tag == "CD" or people.pos == "NUM"
    span = Span(start=min(start, span.start), end=span.end)
    return Figure(
        count=count,
        span=span,
        head=people.index,
        people=None if counts_only else Span(start=people_start(core, first, people), end=span.end),
        of=owner_of(kind[0], tokens),
        how=marks(how, span, core.document.text),
    )


def qualified_by(core: Annotated, head: Token) -> Token:
    """For "at least 23 guards", with "least" taken for the noun, the noun that follows; else the head itself."""
    if head.text.lower() not in ("at", "least", "most"):
        return head
    last = core.sentences[head.sentence].last
    following = core.tokens[head.index + 1 : min(head.index + 6, last)]
    for n, token in enumerate(following):
        nominal = token.pos in ("NOUN", "PROPN") or token.tag == "CD"
        if nominal and (n + 1 == len(following) or following[n + 1].pos not in ("NOUN", "PROPN", "NUM")):
            return token
    return head


def owner_of(kind: str, tokens: tuple[Token, ...]) -> Of:
    """Whose the people are, where the noun alone tells it; "rebel soldiers" are not a state's."""
    owner = OWNERS.get(kind, Of.UNKNOWN)
    armed = any((class_of([t.text]) or ("",))[0] == "armed" for t in tokens[:-1])
    return Of.UNKNOWN if owner is Of.STATE_FORCES and armed else owner


def exactly(number: int) -> Count:
    """A count that is known."""
    return Count(low=number, best=number, high=number)


def count_of(
    core: Annotated, tokens: tuple[Token, ...], span: Span, head: Token, people: Token, *, many: bool
) -> tuple[Count, int, str] | None:
    """The count that a phrase for people makes, where its figure begins, and how it was read."""
    said = [t.text.lower() for t in tokens]
    lower = head.text.lower()
    if said[0] in ("no", "zero"):
        return exactly(0), span.start, "none"
    read = read_figure(core.document.text, span, (head if head is not people else people).end)
    if read is not None:
        return read
    if "couple of" in " ".join(said) or lower in ("couple", "pair") or "both" in said:
        return exactly(2), span.start, "pair"
    if people.pos == "PROPN" and not many and named_person(core, people):
        return exactly(1), span.start, "named"
    if lower == "number":
        return None  # "the number of those who died"
    if not many or lower in ("one", "another"):
        return exactly(1), span.start, "one"
    unsaid = lower in UNCOUNTED or NUMBER_OF.search(core.document.text, max(0, people.start - 40), people.start)
    return None if unsaid else (Count(low=3, best=3, high=None), span.start, "plural")


def marks(how: str, span: Span, text: str) -> str:
    """How a figure was read, with "another" where it adds to what was told before, "part" where it is of a sum."""
    words = text[span.start : span.end]
    before = text[max(0, span.start - 20) : span.start].lower()
    if ANOTHER.search(words):
        how += "; another"
    if PART.search(before):
        how += "; part"
    if re.search(r"\b(?:total|toll)\b", before) or re.match(r"(?:a|the) total", words.lower()):
        how += "; total"
    return how


def read_figure(text: str, whole: Span, until: int) -> tuple[Count, int, str] | None:
    """The figure in or just before a phrase: what it counts, where it begins, and how it is qualified."""
    reach = max(0, whole.start - LOOK_BACK)
    cut = max((m.end() for m in CUT.finditer(text, reach, whole.start + 1) if m.end() <= whole.start), default=reach)
    best: re.Match[str] | None = None
    second: re.Match[str] | None = None
    for found in figure_pattern().finditer(text, cut, until):
        between = text[found.end() : whole.start].strip().lower() if found.end() < whole.start else ""
        if found.end() < whole.start and (between not in ("", "of", "more") or numbers.whole(found["a"]) in YEARS):
            continue
        found = longest(text, found)
        if best is not None:
            second = found if re.search(r"\w\s*,?\s+and\s+$", text[best.end() : found.start()]) else None
            break
        best = found
    if best is None:
        return None
    count = numbers.count(best["a"])
    if count is None:
        return None
    if AGE.match(text[best.end("a") : best.end("a") + 24].lower()):
        return None
    more = numbers.count(second["a"]) if second else None
    if (
        more is not None
        and second is not None
        and more.high is not None
        and count.high is not None
        and best["a"].lower() != "the"
    ):
        total = Count(low=count.low + more.low, best=count.best + more.best, high=count.high + more.high)
        return total, best.start(), "sum"  # "one American and one British soldier"
    return qualified(best, count)


def longest(text: str, found: re.Match[str]) -> re.Match[str]:
    """A figure to its end, where a phrase was cut inside it: "tens" of "tens of thousands"."""
    whole = figure_pattern().match(text, found.start())
    return whole if whole is not None and whole.end() > found.end() and not found["join"] else found


def qualified(found: re.Match[str], count: Count) -> tuple[Count, int, str]:
    """A figure with the words before it: at least n, up to n, between a and b."""
    second = numbers.count(found["b"]) if found["b"] else None
    joined = (found["join"] or "").strip().lower()
    if second is not None and (joined in ("-", "–", "to", "or") or found["between"]) and second.best > count.best:
        if found["ceiling"]:
            return Count(low=0, best=second.best, high=second.best), found.start(), "up_to"
        return Count(low=count.best, best=(count.best + second.best) // 2, high=second.best), found.start(), "range"
    if found["ceiling"]:
        return Count(low=0, best=count.best, high=count.best), found.start(), "up_to"
    if found["floor"] or found["more"]:
        return replace(count, high=None), found.start(), "at_least"
    return count, found.start(), "figure" if count.high is not None else "vague"
