"""Places that are told without their name: "the capital", "the country", "French cities", "the neighbouring country".

They are no toponyms, so that recognition does not count them, but a happening's place may be told by them alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.gazetteer import Gazetteer
from casus.gazetteer.place import Place
from casus.gazetteer.tables import countries
from casus.records.annotated import Annotated, PlaceMention, Token
from casus.records.span import Span

LANDS = frozenset({"country", "nation", "kingdom"})
BESIDE = frozenset({"neighboring", "neighbouring", "adjacent"})
POINTING = frozenset({"the", "this", "that", "our", "its", "their"})
SURE = 0.9  # the chance that a demonym's country is the right one


def pointers(core: Annotated, named: Sequence[PlaceMention], gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """Mentions in order. A country is the one told last before, by name, by a place in it, or by a demonym."""
    taken = {t.index for m in named for t in core.words(m.anchor or m.span)}
    told = {words[-1].index: m.where.country for m in named if m.where.country and (words := core.words(m.span))}
    demonyms = {last.index: (first, code) for first, last, code in _demonyms(core, taken, gazetteer)}
    out: list[PlaceMention] = []
    recent: list[str] = []
    for token in core.tokens:
        if token.index in told:
            recent.append(told[token.index])
            continue
        if token.index in demonyms:
            first, code = demonyms[token.index]
            recent.append(code)
            country = gazetteer.country(code)
            if country:
                out.append(_mention(Span(start=first.start, end=token.end), country, "demonym"))
            continue
        place = _pointed(core, token, recent, gazetteer)
        if place is not None:
            out.append(_mention(_phrase(core, token), place, "pointing"))
    return tuple(out)


def _demonyms(core: Annotated, taken: set[int], gazetteer: Gazetteer) -> Iterator[tuple[Token, Token, str]]:
    """First and last token of each demonym outside the place names, with its country."""
    skip = -1
    for t in core.tokens:
        if t.index <= skip or t.index in taken or not t.text[:1].isupper():
            continue
        follower = core.tokens[t.index + 1] if t.index + 1 < len(core.tokens) else None
        if follower is not None and follower.text[:1].isupper() and follower.sentence == t.sentence:
            code = gazetteer.demonym(f"{t.text} {follower.text}")
            if code:
                skip = follower.index
                yield t, follower, code
                continue
        code = gazetteer.demonym(t.text)
        if code:
            yield t, t, code


def _pointed(core: Annotated, token: Token, recent: Sequence[str], gazetteer: Gazetteer) -> Place | None:
    word = token.lemma.casefold()
    if (word not in LANDS and word != "capital") or token.tag in ("NNS", "NNPS") or not recent:
        return None
    before = [t.text.casefold() for t in core.tokens[max(0, token.index - 4) : token.index]]
    if not POINTING & set(before) and not any(t in ("'s", "’s") for t in before):
        return None
    if word == "capital":
        return None if _named_next(core, token) else _capital(recent[-1], gazetteer)
    if BESIDE & set(before):
        near = [c for c in dict.fromkeys(reversed(recent)) if c in gazetteer.neighbours(recent[0])]
        return gazetteer.country(near[0]) if near else None
    return gazetteer.country(recent[-1])


def _named_next(core: Annotated, token: Token) -> bool:
    """Whether the name itself follows: "the capital, Vesk"."""
    after = [t for t in core.tokens[token.index + 1 : token.index + 3] if t.sentence == token.sentence]
    if after and after[0].text == ",":
        after = after[1:]
    return bool(after) and after[0].text[:1].isupper() and not core.document.text.isupper()


def _capital(code: str, gazetteer: Gazetteer) -> Place | None:
    country = countries().get(code)
    if country is None or not country.capital:
        return None
    return next(
        (p for p in gazetteer.candidates(country.capital) if p.geonameid == country.seat and p.kind == "P"), None
    )


def _phrase(core: Annotated, token: Token) -> Span:
    first = token.index
    while first and core.tokens[first - 1].sentence == token.sentence and token.index - first < 4:
        first -= 1
        if core.tokens[first].text.casefold() in POINTING:
            return Span(start=core.tokens[first].start, end=token.end)
    return token.span


def _mention(span: Span, place: Place, note: str) -> PlaceMention:
    return PlaceMention(span=span, where=place.where, score=SURE, note=note)
