"""Places in a document: which words name one, and which place of the gazetteer each is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from casus.actors import load_actors
from casus.annotate.spatial import Relation, moved, relation
from casus.gazetteer import Gazetteer
from casus.gazetteer.place import Place
from casus.gazetteer.resolve import Named, Resolved, resolve
from casus.records.annotated import Annotated, NameType, PlaceMention
from casus.records.span import Span
from casus.values.where import Level, Where

DEFAULT_SCORE = 0.3  # chosen on development data, see docs/scores.md
PREPOSITIONS = frozenset({"in", "near", "at", "from", "into", "to", "around", "outside", "through", "of", "across"})
SORTS = {
    "province": "1", "governorate": "1", "state": "1", "oblast": "1", "region": "1", "department": "1", "wilaya": "1",
    "district": "2", "county": "2", "sub-district": "2", "subdistrict": "2", "city": "P", "town": "P", "village": "P",
}  # fmt: skip
CONTAINER = re.compile(
    r"\s*,\s*(?:in\s+)?(?:the\s+)?|\s*\(\s*|\s+in\s+(?:the\s+)?(?:\w+\s+){0,3}(?:of\s+)?(?:the\s+)?"
    r"|,?\s+(?:an?|the)\s+(?:\w+[\s-]+){0,3}(?:in|of)\s+(?:the\s+)?"
    r"|\s+(?:province|district|sub-district|region|governorate|city|town|area)(?:\s+of|,|\s+in)\s+(?:the\s+)?"
)
TYPES = (NameType.PLACE, NameType.FACILITY)


def places(
    core: Annotated, gazetteer: Gazetteer, *, min_score: float | None = None, given: tuple[Span, ...] | None = None
) -> tuple[PlaceMention, ...]:
    """Mentions in order; under `min_score` a place is named but not resolved. `given` spans replace recognition."""
    least = DEFAULT_SCORE if min_score is None else min_score
    spans = sorted(given) if given is not None else recognised(core, gazetteer)
    text = core.document.text
    named = [_named(core, spans, n) for n in range(len(spans))]
    found = resolve(gazetteer, named, _votes(core))
    out = []
    for span, name, answer in zip(spans, named, found, strict=True):
        told = relation(core, span) if given is None else None
        out.append(_mention(text, span, name, answer, told, least))
    return tuple(out)


def recognised(core: Annotated, gazetteer: Gazetteer) -> list[Span]:
    """Spans of place names: the reader's, and names of other sorts that only make sense as places."""
    text = core.document.text
    spans: list[Span] = []
    for name in core.names:
        words = text[name.span.start : name.span.end]
        if name.type in TYPES:
            spans.append(name.span)
        elif name.type in (NameType.ORGANISATION, NameType.PERSON, NameType.OTHER):
            before = _before(core, name.span)
            if before in PREPOSITIONS and before != "of" and any(p.kind in "C1P" for p in gazetteer.candidates(words)):
                spans.append(name.span)
    return sorted(spans)


def _before(core: Annotated, span: Span) -> str:
    inside = core.words(span)
    if not inside or inside[0].index == 0:
        return ""
    at = inside[0].index - 1
    word = core.tokens[at].text.casefold()
    return core.tokens[at - 1].text.casefold() if word == "the" and at else word


def _named(core: Annotated, spans: Sequence[Span], n: int) -> Named:
    text = core.document.text
    span = spans[n]
    words = " ".join(text[span.start : span.end].split())
    container = None
    if n + 1 < len(spans) and spans[n + 1].start >= span.end:
        gap = text[span.end : spans[n + 1].start]
        if len(gap) <= 40 and CONTAINER.fullmatch(gap):
            container = n + 1
    return Named(words=words, container=container, level=_level(core, span))


def _level(core: Annotated, span: Span) -> str | None:
    """The sort that the words beside a name tell: "Anbar province", "the province of Anbar"."""
    text = core.document.text
    after = re.match(r"\s+([A-Za-z-]+)", text[span.end : span.end + 20])
    if after and after.group(1).casefold() in SORTS:
        return SORTS[after.group(1).casefold()]
    before = re.search(r"([A-Za-z-]+)\s+of\s+(?:the\s+)?$", text[max(0, span.start - 24) : span.start])
    if before and before.group(1).casefold() in SORTS:
        return SORTS[before.group(1).casefold()]
    last = text[span.start : span.end].split()[-1].casefold()
    return SORTS.get(last)


def _votes(core: Annotated) -> Counter[str]:
    """Countries told by demonyms and seats of government: evidence, not mentions."""
    actors = load_actors()
    votes: Counter[str] = Counter()
    for name in core.names:
        if name.type is NameType.NATIONALITY:
            code = actors.country(core.document.text[name.span.start : name.span.end])
            if code:
                votes[code] += 1
    for token in core.tokens:
        if token.pos == "ADJ" and token.text[:1].isupper():
            code = actors.country(token.text)
            if code:
                votes[code] += 1
    return Counter({code: min(3, n) for code, n in votes.items()})


def _mention(
    text: str, span: Span, named: Named, answer: Resolved | None, told: Relation | None, least: float
) -> PlaceMention:
    whole = told.span if told else span
    if answer is None:
        where = Where(name=named.words, level=_LEVELS.get(named.level or "", Level.TOWN), relation=told.words if told else None)
        return PlaceMention(span=whole, where=where, score=0.0, anchor=span, note="not in the gazetteer")
    score = calibrated(answer.share)
    p = answer.place
    other = f"; runner-up {answer.second.name}, {answer.second.country}" if answer.second else ""
    note = f"{p.name}, {p.admin1 or '-'}, {p.country or '-'} ({p.kind}) share {answer.share:.2f}{other}"
    if score < least:
        where = Where(name=named.words, level=p.level, relation=told.words if told else None)
        return PlaceMention(span=whole, where=where, score=score, anchor=span, note=f"below {least}: {note}")
    return PlaceMention(span=whole, where=where_of(p, named.words, told), score=score, anchor=span, note=note)


_LEVELS = {"1": Level.ADMIN1, "2": Level.DISTRICT, "P": Level.TOWN}


def where_of(p: Place, words: str, told: Relation | None) -> Where:
    """The place as a value; with a relation the point is moved and the radius widened (point-radius method)."""
    lat, lon, radius = (p.latitude, p.longitude, p.radius) if told is None else moved(p, told)
    return Where(
        name=p.name or words,
        level=p.level,
        geonameid=p.geonameid,
        admin1=p.admin1,
        admin2=p.admin2,
        country=p.country,
        latitude=round(lat, 5),
        longitude=round(lon, 5),
        radius_km=round(radius, 1),
        relation=told.words if told else None,
    )


# Chance of lying within 161 km by share of belief, measured on the development parts of LGL, TR-News, GeoWebNews and
# GeoVirus (gold mentions). Between the points: straight lines.
CALIBRATION = ((0.0, 0.2), (0.3, 0.4), (0.5, 0.6), (0.7, 0.75), (0.9, 0.88), (0.99, 0.95), (1.0, 0.98))


def calibrated(share: float) -> float:
    """The calibrated chance that an answer of such a share is right."""
    for (x0, y0), (x1, y1) in zip(CALIBRATION, CALIBRATION[1:], strict=False):
        if share <= x1:
            return round(y0 + (y1 - y0) * (share - x0) / (x1 - x0), 4)
    return CALIBRATION[-1][1]
