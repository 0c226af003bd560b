"""Places told without a name: "the capital", "the country", "French cities", "the neighbouring country", "the border".

They are no toponyms, so that recognition does not count them, but a happening's place may be told by them alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.annotate.place_pairs import border_with
from casus.gazetteer import Gazetteer
from casus.gazetteer.place import Place
from casus.gazetteer.tables import countries
from casus.records.annotated import Annotated, PlaceMention, Token
from casus.records.span import Span
from casus.values.where import Where

BORDERS = frozenset({"border", "frontier"})
AFTER_BORDER = frozenset({"with", "between", "of", "police", "guards", "guard"})
LANDS = frozenset({"country", "nation", "kingdom"})
BESIDE = frozenset({"neighboring", "neighbouring", "adjacent"})
POINTING = frozenset({"the", "this", "that", "our", "its", "their"})
OFTENER = 2  # times that a report tells another country, from which "the country" is that one
SURE = 0.9  # the chance that a demonym's country is the right one


def pointers(core: Annotated, named: Sequence[PlaceMention], gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """Mentions in order. A country is the one told last before, by name, by a place in it, or by a demonym, unless the
    report tells another one much oftener."""
    taken = {t.index for m in named for t in core.words(m.anchor or m.span)}
    told = {words[-1].index: m.where.country for m in named if m.where.country and (words := core.words(m.span))}
    demonyms = {last.index: (first, code) for first, last, code in _demonyms(core, taken, gazetteer)}
    lands = Counter([*told.values(), *(code for _, code in demonyms.values())])
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
                out.append(_of_land(core, first, token, country, lands, gazetteer))
            continue
        if token.lemma.casefold() in BORDERS:
            out += _the_border(core, token, recent, gazetteer)
            continue
        place = _pointed(core, token, recent, lands, gazetteer)
        if place is not None:
            out.append(_mention(_phrase(core, token), place.where, "pointing"))
    return tuple(out)


def _of_land(
    core: Annotated, first: Token, last: Token, country: Place, lands: Counter[str], gazetteer: Gazetteer
) -> PlaceMention:
    """A demonym's country; the border with it in "the Iraqi border"."""
    follower = core.tokens[last.index + 1] if last.index + 1 < len(core.tokens) else None
    if follower is not None and follower.lemma.casefold() in BORDERS and follower.sentence == last.sentence:
        met = border_with(country.where, lands, gazetteer)
        if met is not None:
            return _mention(Span(start=first.start, end=follower.end), met, "border")
    return _mention(Span(start=first.start, end=last.end), country.where, "demonym")


def _the_border(core: Annotated, token: Token, recent: Sequence[str], gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    """A border without a land: that of the two neighbours told last ("the border with Norland" is a relation)."""
    before = [t for t in core.tokens[max(0, token.index - 3) : token.index] if t.sentence == token.sentence]
    after = core.tokens[token.index + 1].text.casefold() if token.index + 1 < len(core.tokens) else ""
    if not before or after in AFTER_BORDER or not POINTING & {t.text.casefold() for t in before}:
        return
    if any(t.text[:1].isupper() and t.pos == "PROPN" for t in before):
        return
    last = list(dict.fromkeys(reversed(recent)))
    pairs = ((a, b) for n, a in enumerate(last) for b in last[n + 1 :] if b in gazetteer.neighbours(a))
    one, other = next(pairs, (None, None))
    if one is None or other is None:
        return
    land = gazetteer.country(other)
    met = None if land is None else border_with(land.where, {one: 1.0}, gazetteer)
    if met is not None:
        yield _mention(_phrase(core, token), replace(met, country=None), "border")


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


def _pointed(
    core: Annotated, token: Token, recent: Sequence[str], lands: Counter[str], gazetteer: Gazetteer
) -> Place | None:
    word = token.lemma.casefold()
    if (word not in LANDS and word != "capital") or token.tag in ("NNS", "NNPS") or not lands:
        return None
    before = [t.text.casefold() for t in core.tokens[max(0, token.index - 4) : token.index]]
    if not POINTING & set(before) and not any(t in ("'s", "’s") for t in before):
        return None
    if word == "capital":
        if _named_next(core, token):
            return None
        own = recent[-1] if recent and _whose(core, token, gazetteer) else _meant(recent, lands)
        return _capital(own, gazetteer)
    if BESIDE & set(before):
        if not recent:
            return None
        near = [c for c in dict.fromkeys(reversed(recent)) if c in gazetteer.neighbours(recent[0])]
        return gazetteer.country(near[0]) if near else None
    return gazetteer.country(_meant(recent, lands))


def _whose(core: Annotated, token: Token, gazetteer: Gazetteer) -> bool:
    """Whether the word right before says whose capital it is: "the Norland capital", "Norland's capital"."""
    before = core.tokens[token.index - 1] if token.index else token
    return before.text in ("'s", "’s") or gazetteer.demonym(before.text) is not None


def _meant(recent: Sequence[str], lands: Counter[str]) -> str:
    """The country told last before, where no other is told so much oftener in the whole report."""
    most = lands.most_common(1)[0][0]
    return recent[-1] if recent and OFTENER * lands[recent[-1]] > lands[most] else most


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


def _mention(span: Span, where: Where, note: str) -> PlaceMention:
    return PlaceMention(span=span, where=where, score=SURE, note=note)
