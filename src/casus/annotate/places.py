"""Places in a document: which words name one, which place of the gazetteer each is, and how likely that is right."""

from __future__ import annotations

from dataclasses import replace

from casus.annotate.place_company import Company, companies
from casus.annotate.place_context import named, votes
from casus.annotate.place_names import recognised
from casus.annotate.place_pairs import at_borders, between
from casus.annotate.place_scores import chance, chance_in_company
from casus.annotate.spatial import Relation, moved, relation
from casus.gazetteer import Gazetteer, Match
from casus.gazetteer.place import Place
from casus.gazetteer.resolve import Named, Resolved, resolve
from casus.gazetteer.tables import words as listed
from casus.records.annotated import Annotated, PlaceMention
from casus.records.span import Span
from casus.values.where import Level, Where

DEFAULT_SCORE = 0.70  # over 93 of 100 answers above are right in each corpus, out of fold: docs/places-and-times.md
COMPANY_RADIUS = 50.0  # km around the town that a name without candidates is told with
SEAT_RADIUS = 20.0  # km around the town that a district is called after, where no table holds the district
_LEVELS = {"1": Level.ADMIN1, "2": Level.DISTRICT, "P": Level.TOWN}


def places(
    core: Annotated, gazetteer: Gazetteer, *, min_score: float | None = None, given: tuple[Span, ...] | None = None
) -> tuple[PlaceMention, ...]:
    """Mentions in order; under `min_score` a place is named but not resolved. `given` spans replace recognition."""
    least = DEFAULT_SCORE if min_score is None else min_score
    order = sorted(given, key=lambda s: (s.start, s.end)) if given is not None else recognised(core, gazetteer)
    nouns = [s for s in order if _noun(core.document.text, s)]
    order = [s for s in order if s not in set(nouns)]
    names = named(core, order, gazetteer)
    told_countries = votes(core, order, gazetteer)
    found = resolve(gazetteer, names, told_countries)
    sure = [(a, chance(a, n) if a else 0.0) for a, n in zip(found, names, strict=True)]
    beside = companies(core, order, sure)
    out = []
    for span, name, answer, company in zip(order, names, found, beside, strict=False):
        told = relation(core, span) if given is None else None
        if company is not None and chance_in_company(company) >= least:
            out.append(_accompanied(span, name, company, told))
        else:
            out.append(_mention(span, name, answer, told, least))
    if given is not None:
        out += [_mention(s, Named(words=core.document.text[s.start : s.end]), None, None, least) for s in nouns]
        return tuple(sorted(out, key=lambda m: (m.span.start, m.span.end)))
    return between(core, tuple(at_borders(out, gazetteer, told_countries)))


def _noun(text: str, span: Span) -> bool:
    """Whether given words are no name: without a capital where the text has some. They have no say about others."""
    return text[span.start : span.end].islower() and not text.islower()


def _mention(span: Span, name: Named, answer: Resolved | None, told: Relation | None, least: float) -> PlaceMention:
    whole = told.span if told else span
    words = told.words if told else None
    if answer is None:
        where = Where(name=name.words, level=_LEVELS.get(name.level or "", Level.TOWN), relation=words)
        return PlaceMention(span=whole, where=where, score=0.0, anchor=span, note="not in the gazetteer")
    score = chance(answer, name)
    note = _note(answer)
    if score < least:
        where = Where(name=name.words, level=answer.place.level, relation=words)
        return PlaceMention(span=whole, where=where, score=score, anchor=span, note=f"below {least}: {note}")
    where = _moved(answer.place, told)
    if answer.match is Match.PART and answer.place.kind in "C12":
        # "northern Mali": the point and name of the whole stand for its part.
        where = replace(where, name=name.words, level=Level.AREA, geonameid=None)
    elif answer.match is Match.HOST:
        where = replace(where, name=name.words, level=Level.POINT, geonameid=None)
    elif name.level == "2" and answer.place.kind == "P":
        # "the sub-district of Vesk": no table holds it, so that it stands at its seat.
        where = replace(where, level=Level.DISTRICT, geonameid=None, radius_km=max(where.radius_km or 0.0, SEAT_RADIUS))
    return PlaceMention(span=whole, where=where, score=score, anchor=span, note=note)


def _accompanied(span: Span, name: Named, company: Company, told: Relation | None) -> PlaceMention:
    """A street, school or hamlet that no table holds, put near the town that it is told with, and called after both."""
    p = company.place
    where = replace(
        p.where,
        name=f"{name.words}, {p.name}",
        level=Level.POINT,
        geonameid=None,
        radius_km=p.radius if _inside(name, company) else p.radius + COMPANY_RADIUS,
        relation=told.words if told else None,
    )
    how = "in its sentence" if company.beside else f"of which {company.focus:.0%} of the report's places tell"
    return PlaceMention(
        span=told.span if told else span,
        where=where,
        score=chance_in_company(company),
        anchor=span,
        note=f"not in the gazetteer; put by {p.name}, {p.admin1 or '-'}, {p.country or '-'}, {how}",
    )


def _inside(name: Named, company: Company) -> bool:
    """Whether a name is of a building or street, which the town of its sentence holds: "Orm Hotel in Vesk"."""
    return company.beside and any(w.casefold() in listed("sites") for w in name.words.split())


def _note(answer: Resolved) -> str:
    """One line that explains the decision."""
    p = answer.place
    parts = [f"{p.name}, {p.admin1 or '-'}, {p.country or '-'} ({p.level.value}) by {answer.match.value}"]
    parts.append(f"{answer.share:.0%} of the belief among {answer.rivals}")
    if answer.contained:
        parts.append("its container is named")
    if answer.support:
        parts.append(f"{answer.support:.0%} of the other votes go to {p.country}")
    if answer.second:
        parts.append(f"runner-up {answer.second.name}, {answer.second.admin1 or '-'}, {answer.second.country or '-'}")
    return "; ".join(parts)


def _moved(p: Place, told: Relation | None) -> Where:
    """The place as a value; with a relation the point is moved and the radius widened (point-radius method)."""
    if told is None:
        return p.where
    lat, lon, radius = moved(p, told)
    return replace(
        p.where, latitude=round(lat, 5), longitude=round(lon, 5), radius_km=round(radius, 1), relation=told.words
    )
