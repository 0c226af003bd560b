"""What a document's words say about its places: what contains what, of what sort each is, which countries are told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from casus.gazetteer import Gazetteer
from casus.gazetteer.resolve import Named
from casus.records.annotated import Annotated
from casus.records.span import Span

SORTS = {
    "province": "1", "governorate": "1", "state": "1", "oblast": "1", "region": "1", "department": "1", "wilaya": "1",
    "krai": "1", "district": "2", "county": "2", "parish": "2", "sub-district": "2", "subdistrict": "2", "raion": "2",
    "city": "P", "town": "P", "village": "P", "neighborhood": "P", "neighbourhood": "P", "suburb": "P", "mayor": "P",
}  # fmt: skip
# The words between a place and what contains it.
CONTAINER = re.compile(
    r"\s*,\s*(?:in\s+)?(?:the\s+)?|\s*\(\s*|\s+in\s+(?:the\s+)?(?:\w+\s+){0,3}(?:of\s+)?(?:the\s+)?"
    r"|,?\s+(?:an?|the)\s+(?:\w+[\s-]+){0,3}(?:in|of)\s+(?:the\s+)?"
    r"|\s+(?:province|district|sub-district|region|governorate|city|town|area|county)(?:\s+of|,|\s+in)\s+(?:the\s+)?"
)
GAP = 40  # characters between a place and what contains it
# ", Ky." or ", N.Y." behind a town, where nobody marked it as a name of its own.
TRAILING = re.compile(r"\s*,\s*((?:[A-Z]\.\s?){2,3}|[A-Z][a-z]{1,4}\.|[A-Z]{2}\b)")
SHORT = re.compile(r"[A-Z][a-z]{1,4}\.|(?:[A-Z]\.\s?){2,3}")
CAPPED = 3  # a demonym's votes for its country count no more than so many


def named(core: Annotated, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Named]:
    """The names at some spans, in order, then further names that only tell what contains them."""
    text = core.document.text
    out: list[Named] = []
    more: list[Named] = []
    for n, span in enumerate(spans):
        words = " ".join(text[span.start : span.end].split())
        container = _next(text, spans, n)
        extra = None
        if container is None:
            trailing = TRAILING.match(text, span.end)
            if trailing and any(p.kind == "1" for p in gazetteer.candidates(trailing[1].strip())):
                extra = trailing[1].strip()
        if container is None and extra is None and ", " in words and not gazetteer.candidates(words):
            words, _, extra = words.partition(", ")
        if extra is not None:
            container = len(spans) + len(more)
            more.append(Named(words=extra))
        level = "1" if SHORT.fullmatch(words) and len(words) <= 6 else _level(text, span)
        out.append(Named(words=words, container=container, level=level))
    return out + more


def _next(text: str, spans: Sequence[Span], n: int) -> int | None:
    """The number of the name that directly follows as what contains this one."""
    if n + 1 >= len(spans) or spans[n + 1].start < spans[n].end:
        return None
    gap = text[spans[n].end : spans[n + 1].start]
    return n + 1 if len(gap) <= GAP and CONTAINER.fullmatch(gap) else None


def _level(text: str, span: Span) -> str | None:
    """The sort that the words in or beside a name tell: "Anbar province", "the province of Anbar"."""
    last = text[span.start : span.end].split()[-1].casefold()
    if last in SORTS:
        return SORTS[last]
    after = re.match(r"\s+([A-Za-z-]+)", text[span.end : span.end + 20])
    if after and after[1].casefold() in SORTS:
        return SORTS[after[1].casefold()]
    before = re.search(r"([A-Za-z-]+)\s+of\s+(?:the\s+)?$", text[max(0, span.start - 24) : span.start])
    if before and before[1].casefold() in SORTS:
        return SORTS[before[1].casefold()]
    return None


def votes(core: Annotated, spans: Iterable[Span], gazetteer: Gazetteer) -> dict[str, float]:
    """Countries told by demonyms outside the names: evidence, not mentions. One or two words, capped."""
    taken = {t.index for s in spans for t in core.words(s)}
    found: Counter[str] = Counter()
    skip = -1
    for t in core.tokens:
        if t.index <= skip or t.index in taken or not t.text[:1].isupper():
            continue
        follower = core.tokens[t.index + 1].text if t.index + 1 < len(core.tokens) else ""
        code = gazetteer.demonym(f"{t.text} {follower}") if follower[:1].isupper() else None
        if code:
            skip = t.index + 1
        code = code or gazetteer.demonym(t.text)
        if code:
            found[code] += 1
    return {code: float(min(CAPPED, n)) for code, n in found.items()}
