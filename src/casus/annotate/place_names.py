"""Which words of a document name places: the reader's names, set right by the gazetteer where it errs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casus.actors import load_actors
from casus.gazetteer import Gazetteer, Match
from casus.gazetteer.keys import folded, plain
from casus.gazetteer.place import Place
from casus.gazetteer.tables import acronyms, words
from casus.records.annotated import Annotated, Name, NameType, Sentence, Token
from casus.records.span import Span

TYPES = (NameType.PLACE, NameType.FACILITY)
MISTYPED = (NameType.ORGANISATION, NameType.PERSON, NameType.OTHER)
KNOWN_SIZE = 1000  # people; smaller towns must be called a place by the reader
LARGE = 100_000  # people; larger towns are taken for the place inside a body's name, and where the reader says "body"
SHORTEST = 4  # letters of a name that is no acronym
ARTICLE = re.compile(r"(?:[AaEe][lszrdnth]|[AaEe]sh|[Uu][lm]|[Tt]all?|[Dd]e[iy]r|Tel+|Khan|Abu|Umm|Beit|Ain)")
CODE = re.compile(r"[A-Z]{3,6}|(?:[A-Z]\.){2,6}[A-Z]?")
ARTICLE_BEFORE = re.compile(r"\b[AaEe](?:[lszrdnt]|sh)[-‐–]$")
AFTER_ARTICLE = re.compile(r"[-‐–' ’][A-Z][\w’']+(?:[-‐–][A-Z][\w’']+)*")
SIZE_OF_WHOLE = 10_000  # people of a town whose name two words make, of which the reader saw one
LONGEST = 4  # words of a name that is looked up without the reader's word


def recognised(core: Annotated, gazetteer: Gazetteer) -> list[Span]:
    """Spans of place names in order, without overlaps. Demonyms ("Iraqi") are none: they are evidence only."""
    text = core.document.text
    people = {text[n.span.start : n.span.end].split()[-1] for n in core.names if n.type is NameType.PERSON}
    said = {text[n.span.start : n.span.end] for n in core.names if n.type is NameType.PLACE}
    spans: list[Span] = []
    for name in core.names:
        spans += _of_name(core, gazetteer, name, people, said)
    taken = [*spans, *(n.span for n in core.names)]
    for sentence in core.sentences:
        spans += _missed(core, gazetteer, sentence, taken)
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not out or out[-1].end <= span.start:
            out.append(span)
    return out


def _of_name(core: Annotated, gazetteer: Gazetteer, name: Name, people: set[str], said: set[str]) -> Iterator[Span]:
    text = core.document.text
    told = text[name.span.start : name.span.end]
    if _code(core, gazetteer, told) or _common(core, name) or _armed(core, gazetteer, name):
        return
    if name.type in TYPES:
        span = _whole(core, gazetteer, _widened(text, name.span))
        yield from _said(core, gazetteer, _with_compass(core, gazetteer, span), people)
    elif name.type is NameType.NATIONALITY:
        found = gazetteer.find(told)
        if found.match is Match.NAME and any(p.kind in "C1A" for p in found.places):
            yield name.span
    elif name.type in MISTYPED:
        span = _widened(text, name.span)
        told = text[span.start : span.end]
        before, after = _beside(core, span)
        sure = before in words("introduce") or after in words("sorts") or told in said
        large = name.type is NameType.ORGANISATION and _known(gazetteer, told, LARGE)
        if (sure and _known(gazetteer, told)) or large:
            yield span
        elif name.type is NameType.ORGANISATION:
            yield from _inside(core, gazetteer, name.span, said)


def _code(core: Annotated, gazetteer: Gazetteer, told: str) -> bool:
    """Whether a word in capitals only is a body's letters ("the IRA"), though some place has them for a code.

    Airports, provinces and other tongues lend such letters to many towns. Where all is in capitals none can be told.
    """
    if not CODE.fullmatch(told) or told in acronyms() or core.document.text.isupper():
        return False
    return not any(folded(p.name) == folded(told) for p in gazetteer.find(told).places)


def _common(core: Annotated, name: Name) -> bool:
    """Whether a word in a text of capitals is a common noun by what stands before it: "their cook", "the cook"."""
    inside = core.words(name.span)
    if len(inside) != 1 or inside[0].index == 0 or not core.document.text.isupper():
        return False
    before = core.tokens[inside[0].index - 1]
    return before.tag == "PRP$" or (before.text == "THE" and name.type not in (*TYPES, NameType.NATIONALITY))


def _armed(core: Annotated, gazetteer: Gazetteer, name: Name) -> bool:
    """Whether a name is an armed actor's and no place's: "a Hamas compound", "the Boko Haram camp"."""
    inside = [t.text for t in core.words(name.span)]
    found = load_actors().find(inside)
    whole = found is not None and found.size == len(inside) and not found.guarded
    return whole and not _exactly(gazetteer, core.document.text[name.span.start : name.span.end])


def _widened(text: str, span: Span) -> Span:
    """A name with the Arabic article that the reader cut from it: "Bab" of "Al-Bab", or the article alone."""
    before = ARTICLE_BEFORE.search(text[max(0, span.start - 6) : span.start])
    start = span.start - len(before[0]) if before else span.start
    after = AFTER_ARTICLE.match(text, span.end) if ARTICLE.fullmatch(text[start : span.end]) else None
    return Span(start=start, end=after.end() if after else span.end)


def _whole(core: Annotated, gazetteer: Gazetteer, span: Span) -> Span:
    """A name with a capital word beside it that the reader cut off, where both are a known name: "Zealand" of "New
    Zealand", "Mexico" of "Mexico City", "Va." of "W. Va."."""
    inside = core.words(span)
    if not inside or core.document.text[span.start : span.end].islower():
        return span
    first, last = inside[0], inside[-1]
    for start, end in ((first.index - 1, last.index), (first.index, last.index + 1)):
        if start < 0 or end >= len(core.tokens):
            continue
        added = core.tokens[start if start < first.index else end]
        if added.sentence != first.sentence or not added.text[:1].isupper():
            continue
        wide = Span(start=core.tokens[start].start, end=core.tokens[end].end)
        told = core.document.text[wide.start : wide.end]
        if "\n" in told or not _exactly(gazetteer, told):
            continue
        return wide
    return span


def _with_compass(core: Annotated, gazetteer: Gazetteer, span: Span) -> Span:
    """A country or division with the compass word before it: "northern Iraq" is a part, no whole country."""
    inside = core.words(span)
    if not inside or inside[0].index == 0:
        return span
    before = core.tokens[inside[0].index - 1]
    found = gazetteer.find(core.document.text[span.start : span.end])
    part = before.text in words("compass") and before.sentence == inside[0].sentence and before.end + 1 == span.start
    if part and found.match is Match.NAME and any(p.kind in "C1" for p in found.places[:1]):
        return Span(start=before.start, end=span.end)
    return span


def _exactly(gazetteer: Gazetteer, told: str) -> bool:
    """Whether some words, as they are, are the name of a country, a division or a larger town."""
    found = gazetteer.find(told)
    known = [p for p in found.places if p.kind in "C1A" or p.population >= SIZE_OF_WHOLE]
    return found.match is Match.NAME and any(len(plain(told).split()) == len(plain(p.name).split()) for p in known)


def _said(core: Annotated, gazetteer: Gazetteer, span: Span, people: Iterable[str]) -> Iterator[Span]:
    """A name that the reader calls a place: none of common words only, or of a person of the report; cut in two where
    it holds two places ("Mosul, Iraq")."""
    told = core.document.text[span.start : span.end]
    parts = told.casefold().split()
    if (ARTICLE.fullmatch(told) and len(told) < SHORTEST) or told.islower():
        return
    if all(p in words("generic") or p in words("dates") or not any(map(str.isalpha, p)) for p in parts):
        return
    found = gazetteer.find(told)
    if found.match is Match.DEMONYM:
        return
    if told in people and found.match in (Match.NONE, Match.FOLD) and _beside(core, span)[0] not in words("introduce"):
        return
    if ", " in told and found.match is Match.NONE:
        head, _, tail = told.partition(", ")
        if _known(gazetteer, head) and _known(gazetteer, tail):
            yield Span(start=span.start, end=span.start + len(head))
            yield Span(start=span.end - len(tail), end=span.end)
            return
    yield span


def _inside(core: Annotated, gazetteer: Gazetteer, span: Span, said: set[str]) -> Iterator[Span]:
    """The place in the name of a body: at its head ("Kentucky State Police") or behind "of" ("Bank of Canada")."""
    inside = core.words(span)
    if len(inside) < 2:
        return
    starts = [0] + [n + 1 for n, t in enumerate(inside[:-1]) if t.text in ("of", "in", "for")]
    for at in starts:
        for size in range(min(3, len(inside) - at), 0, -1):
            part = Span(start=inside[at].start, end=inside[at + size - 1].end)
            told = core.document.text[part.start : part.end]
            if ARTICLE.fullmatch(told) or told.casefold() in words("generic") or not told[:1].isupper() or part == span:
                continue
            if _known(gazetteer, told, LARGE) or (told in said and _known(gazetteer, told)):
                yield part
                break


def _known(gazetteer: Gazetteer, told: str, size: int = KNOWN_SIZE) -> bool:
    if told.casefold() in words("dates") or told.casefold() in words("generic"):
        return False
    if len(told) < SHORTEST and "." not in told and not told.isupper():
        return False  # "al", "La": half a name, not an abbreviated state
    found = gazetteer.find(told)
    return found.match is Match.NAME and any(_noted(p, size) for p in found.places)


def _noted(p: Place, size: int) -> bool:
    if p.kind == "2":
        return size < LARGE or p.name.endswith(("County", "District", "Parish"))
    return p.kind != "P" or p.population >= size


def _beside(core: Annotated, span: Span) -> tuple[str, str]:
    """The words before (without articles) and after a span."""
    inside = core.words(span)
    if not inside:
        return "", ""
    first, last = inside[0].index - 1, inside[-1].index + 1
    while first >= 0 and core.tokens[first].text.casefold() in ("the", "a"):
        first -= 1
    before = core.tokens[first].text.casefold() if first >= 0 else ""
    return before, core.tokens[last].text.casefold() if last < len(core.tokens) else ""


def _missed(core: Annotated, gazetteer: Gazetteer, sentence: Sentence, taken: list[Span]) -> Iterator[Span]:
    """Names that the reader gave no label, behind "in" and the like or before "province" and the like."""
    tokens = core.tokens[sentence.first : sentence.last]
    near = [s for s in taken if s.start < sentence.end and sentence.start < s.end]
    at = 0
    while at < len(tokens):
        run = _run(tokens, near, at)
        if run == at:
            at += 1
            continue
        before = tokens[at - 1].text.casefold() if at else ""
        if before == "the" and at > 1:
            before = tokens[at - 2].text.casefold()
        after = tokens[run].text.casefold() if run < len(tokens) else ""
        sure = before in words("introduce") or after in words("sorts")
        for end in range(run, at, -1):
            span = Span(start=tokens[at].start, end=tokens[end - 1].end)
            told = core.document.text[span.start : span.end]
            if not _code(core, gazetteer, told) and _known(gazetteer, told, KNOWN_SIZE if sure else 10 * LARGE):
                yield span
                break
        at = run


def _run(tokens: tuple[Token, ...], near: list[Span], at: int) -> int:
    """The end of the run of capitalised proper nouns that begins at a token; the token itself where it is none."""
    end = at
    while end < len(tokens) and end - at < LONGEST and tokens[end].pos == "PROPN":
        token = tokens[end]
        if not token.text[:1].isupper() or any(s.start < token.end and token.start < s.end for s in near):
            break
        end += 1
    return end
