"""Counts that the parse misses: a figure right beside a word of harm, and death tolls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from casus.annotate.quantity_harm import anchors, shares_count
from casus.annotate.quantity_lexicon import OWNERS, class_of, cues, not_people, read
from casus.annotate.quantity_phrases import figure_pattern, qualified
from casus.annotate.quantity_tree import Tree
from casus.lexicon import numbers
from casus.records.annotated import QuantityMention, Token
from casus.records.span import Span
from casus.values.toll import Harm, Of, Toll

PEOPLE = r"(?:[\w-]+\s+){0,3}?"  # "(people)" of the lexicon: three words or fewer
REACH = 120  # characters after "the death toll" within which its figure moves
CLOSE = re.compile(r"[^.;,]{0,60}")  # what may stand between "the death toll" and a figure that it merely has
GAP = re.compile(
    r"\s*(?:were|was|are|have\s+been|had\s+been|being|reported|seriously|severely|critically|badly|slightly|also|confirmed|feared|\s|others?|more|people|persons)*\s*",
    re.IGNORECASE,
)


def tolls(tree: Tree) -> Iterator[QuantityMention]:
    """The sums that death tolls, and numbers of the injured, give: the last one of each."""
    text = tree.core.document.text
    start, end = tree.sentence.start, tree.sentence.end
    both = (Harm.KILLED, Harm.INJURED)
    starts = [m.start() for harm in both for m in sums(harm).finditer(text, start, end)]
    for harm in both:
        for found in sums(harm).finditer(text, start, end):
            until = min([end, found.end() + REACH, *(s for s in starts if s >= found.end())])
            number = summed(text, found.end(), until, end) or given_as(text, found.start(), start)
            if number is not None:
                yield made(tree, number, harm, found.start(), "toll; total")


def summed(text: str, start: int, until: int, end: int) -> re.Match[str] | None:
    """The figure of a sum whose name ends at `start`: the last to which it moved, else the one that it has."""
    figures = figure_pattern()
    moved = [n for m in moves("moves").finditer(text, start, until) if (n := figures.match(text, m.end(), end))]
    moved = [n for n in moved if plausible(text, n.end())]
    if moved:
        return moved[-1]
    gap = CLOSE.match(text, start, until)
    has = moves("settles").finditer(text, start, gap.end()) if gap else ()
    return next((n for m in has if (n := figures.match(text, m.end(), end)) and plausible(text, n.end())), None)


def given_as(text: str, at: int, start: int) -> re.Match[str] | None:
    """The figure that is told as the sum named at a place: "gave 138 as the number of dead"."""
    given = [n for n in figure_pattern().finditer(text, max(start, at - 40), at) if AS_THE.fullmatch(text, n.end(), at)]
    return given[-1] if given else None


@cache
def sums(harm: Harm) -> re.Pattern[str]:
    """The phrases for the sum of all who came to a harm, with the people's words that may stand in them."""
    phrases = (p.replace(" ", r"\s+").replace(r"(people)\s+", PEOPLE) for p in read("harms")["toll"][harm.value])
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


@cache
def moves(name: str) -> re.Pattern[str]:
    """The words after which the figure of such a sum stands."""
    return re.compile(rf"\b(?:{'|'.join(read('harms')['toll'][name])})\s+", re.IGNORECASE)


def beside(tree: Tree) -> Iterator[QuantityMention]:
    """Figures right before or after words of harm: "three others wounded", "killing at least five security guards"."""
    text = tree.core.document.text
    start, end = tree.sentence.start, tree.sentence.end
    for token, entry in anchors(tree):
        if entry.take not in ("object", "state") or entry.companions or (entry.doubtful and not headline(tree, token)):
            continue
        if entry.harm not in (Harm.KILLED, Harm.INJURED, Harm.MISSING) or shares_count(tree, token):
            continue
        after = figure_pattern().match(text, token.end + 1, end) if token.end + 1 < end else None
        if after and entry.take == "object" and not entry.doubtful and plausible(text, after.end()):
            yield made(tree, after, entry.harm, token.start, "beside", token.index)
            continue
        if token.tag in ("VBG", "VB", "VBZ", "VBP"):
            continue
        last = None
        for number in figure_pattern().finditer(text, max(start, token.start - 70), token.start):
            last = number
        if last is not None:
            between = text[last.end() : token.start]
            if GAP.fullmatch(between) or people_between(between):
                found = made(tree, last, entry.harm, token.start, "beside", token.index)
                yield replace(found, rule=found.rule + entry.marks)
                continue
        lone = None if entry.doubtful else LONE.search(text, max(start, token.start - 40), token.start)
        if lone:
            span = Span(start=lone.start(1), end=lone.end(1))
            toll = Toll(harm=entry.harm, low=1, best=1, high=1)
            head = tree.core.words(span)[-1].index
            yield QuantityMention(span=span, toll=toll, head=head, verb=token.index, rule="beside: one; another")


def headline(tree: Tree, token: Token) -> bool:
    """Whether a word stands as in headlines, without a verb to lean on and with nobody after it: "4 shot in Vesk"."""
    bare = token.tag in ("VBN", "VBD", "NN") and not tree.below(token, "obj", "iobj", "aux")
    return bare and not any(t.relation == "det" for t in tree.of(token))


def fatally(tree: Tree) -> Iterator[QuantityMention]:
    """Those of the people just told whom it killed: "six were shot, one fatally", "two of them fatally"."""
    text = tree.core.document.text
    start, end = tree.sentence.start, tree.sentence.end
    for token in tree.tokens:
        found = FATALLY.match(text, token.start, end) if token.text.lower() in ("fatally", "mortally") else None
        for number in figure_pattern().finditer(text, max(start, token.start - 30), token.start) if found else ():
            if OF_THEM.fullmatch(text, number.end(), token.start):
                yield made(tree, number, Harm.KILLED, token.start, "fatally", token.index)


def coordinated(tree: Tree, told: QuantityMention) -> Iterator[QuantityMention]:
    """The next of two counts of one harm where the parse has lost the "and": "six priests and two cooks"."""
    text = tree.core.document.text
    end = tree.sentence.end
    lead = AND.match(text, told.span.end, end)
    number = figure_pattern().match(text, lead.end(), end) if lead else None
    if number is None or not plausible(text, number.end()):
        return
    people, _ = people_after(text, number.end())
    if people is None or THEIRS.match(text, people.end, end):
        return
    yield made(tree, number, told.toll.harm, told.span.start, "beside; and", told.verb)


AS_THE = re.compile(r"\s+as\s+the\s+(?:total\s+|latest\s+|provisional\s+)?", re.IGNORECASE)
AND = re.compile(r"\s*,?\s*(?:and|as well as|plus)\s+", re.IGNORECASE)
THEIRS = re.compile(
    r"\s+(?:\w+\s+)?(?:were|was|are|have|had|wounded|injured|killed|hurt|missing|arrested|detained|dead|died)\b",
    re.IGNORECASE,
)
FATALLY = re.compile(r"\w+\s*(?:[.,;:)!?]|(?:in|at|on|by|during|near|outside|inside|and)\b|$)", re.IGNORECASE)
OF_THEM = re.compile(r"\s+(?:of\s+(?:them|whom)\s+)?", re.IGNORECASE)
LONE = re.compile(r"\b(another|the other|one other)\s+(?:was\s+|seriously\s+|critically\s+|is\s+)*$", re.IGNORECASE)


def people_between(between: str) -> bool:
    """Whether the words between a figure and its word of harm are people, and no verb of their own."""
    words = re.findall(r"[A-Za-z'’-]+", between)
    if not 1 <= len(words) <= 5 or re.search(r"[.;:,()]", between):
        return False
    while words and words[-1].lower() in cues("verbs_between"):
        words.pop()
    return bool(words) and class_of(words) is not None


def plausible(text: str, at: int) -> bool:
    """Whether what follows a figure can be people, or nothing: no unit, no date, no share."""
    words = re.match(r"(?:\s+[A-Za-z'’-]+){0,5}", text[at : at + 80])
    said = words[0].split() if words else []
    if not said:
        return re.match(r"\s*[.,;)]|\s*$", text[at : at + 3]) is not None
    if said[0].lower() in cues("open_after"):
        return True
    for n, word in enumerate(said):
        if word.lower() in not_people() or word.lower() in cues("stops"):
            return word.lower() == "of" and n == 0
        if class_of([word]) is not None:
            return True
    return False


def made(
    tree: Tree, number: re.Match[str], harm: Harm, verb_at: int, how: str, verb: int | None = None
) -> QuantityMention:
    """The mention of a figure that stands beside its word of harm."""
    count = numbers.count(number["a"])
    assert count is not None, number[0]
    count, at, read = qualified(number, count)
    core = tree.core
    text = core.document.text
    start = at + (len(number[0]) - len(number[0].lstrip()))
    people, owner = people_after(text, number.end())
    end = people.end if people else number.end()
    span = Span(start=start, end=end)
    head = core.words(span)[-1].index
    told = core.words(Span(start=verb_at, end=verb_at + 1))
    index = verb if verb is not None else (told[0].index if told else head)
    if (
        re.search(r"\b(?:another|others?|more|additional)\b", text[start:end], re.IGNORECASE)
        and "least" not in text[start:end]
    ):
        read += "; another"
    toll = Toll(harm=harm, low=count.low, best=count.best, high=count.high, of=owner)
    return QuantityMention(span=span, toll=toll, head=head, verb=index, people=people, rule=f"{how}: {read}")


def people_after(text: str, at: int) -> tuple[Span | None, Of]:
    """The people's words that follow a figure, and whose they are."""
    for found in re.finditer(r"[ \n]+([A-Za-z'’-]+)", text[at : at + 60]):
        if found.start() and text[at + found.start() - 1] in ".,;:":
            return None, Of.UNKNOWN
        kind = class_of([found[1]])
        if kind is not None or found[1].lower() in ("others", "persons"):
            start = at + len(text[at : at + 60]) - len(text[at : at + 60].lstrip())
            return Span(start=start, end=at + found.end()), OWNERS.get(kind[0], Of.UNKNOWN) if kind else Of.UNKNOWN
        if found[1].lower() in cues("stops"):
            return None, Of.UNKNOWN
    return None, Of.UNKNOWN
