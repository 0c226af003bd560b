"""The words that may tell a happening's place: names, demonyms, "the capital", and the country of a side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from casus.actors.tables import countries
from casus.coding.roles import Roles
from casus.gazetteer.tables import words as listed
from casus.records.annotated import Annotated, PlaceMention
from casus.records.claim import Claim
from casus.records.frame import Frame
from casus.records.span import Span
from casus.values.party import Category, Party
from casus.values.where import Level, Where

BACK, ON = 12, 3  # sentences before and after the trigger's in which a place may stand
SLACK = 1.0  # degrees by which a place may lie on the other side of the middle of its part of a country


class Sort(Enum):
    """How the words tell a place."""

    NAME = "name"
    POINTER = "pointer"
    SIDE = "side"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A place that a happening may have: the head token of its words (None for a side's country), their spans.

    `side` is the role whose country it is; `mention` the place mention it comes from.
    """

    sort: Sort
    where: Where
    spans: tuple[Span, ...]
    head: int | None = None
    mention: PlaceMention | None = None
    side: str = ""

    @property
    def place(self) -> tuple[str, str | None]:
        """What makes two options the same place."""
        return self.where.name, self.where.country


def options(frame: Frame, annotated: Annotated, roles: Roles) -> list[Option]:
    """All options in order: names, pointers, sides."""
    out: list[Option] = []
    for sort, mentions in ((Sort.NAME, annotated.places), (Sort.POINTER, annotated.pointers)):
        for mention in mentions:
            token = annotated.head_of(mention.anchor or mention.span) or annotated.head_of(mention.span)
            if token is None or not _near(frame, token.sentence):
                continue
            if sort is Sort.NAME and _letters(annotated, mention.span):
                continue
            if sort is Sort.NAME and _of_a_body(annotated, mention, token.relation):
                continue
            if token.sentence != frame.sentence and _elsewhere(mention.where):
                continue
            out.append(Option(sort=sort, where=mention.where, spans=(mention.span,), head=token.index, mention=mention))
    out += _sides(roles)
    return out


def _near(frame: Frame, sentence: int) -> bool:
    return sentence <= 1 or -BACK <= sentence - frame.sentence <= ON


def _letters(annotated: Annotated, span: Span) -> bool:
    """Whether two bare letters of a text in capitals stand for no state: "300 AK-47'S", not "VESK, AK"."""
    text = annotated.document.text
    word, sentence = text[span.start : span.end], annotated.sentence_at(span.start)
    if len(word) != 2 or not word.isupper() or sentence is None:
        return False
    shouted = text[sentence.start : sentence.end].isupper()
    return shouted and not text[: span.start].rstrip().endswith(",")


def _elsewhere(where: Where) -> bool:
    """Whether it is a house by name in which the hurt are cared for or officials speak: "a source at Vesk Hospital"."""
    return where.latitude is None and where.name.split()[-1].casefold() in listed("caring")


def _of_a_body(annotated: Annotated, mention: PlaceMention, relation: str) -> bool:
    """Part of a name, as the "State" of the Islamic State, or of an area's demonym: "the Middle Eastern country"."""
    inside = (p for p in annotated.parties if p.span.covers(mention.span) and p.span != mention.span)
    return any(p.rule.startswith("actors:") for p in inside) or (mention.where.country is None and relation == "amod")


def _sides(roles: Roles) -> Iterator[Option]:
    for role, claim in (("target", roles.target), ("initiator", roles.initiator)):
        country = _country(claim)
        if claim is not None and country is not None:
            yield Option(sort=Sort.SIDE, where=country, spans=tuple(e.span for e in claim.evidence), side=role)


def _country(claim: Claim[Party] | None) -> Where | None:
    if claim is None or claim.value.country is None or claim.value.category is Category.EXTERNAL_FORCES:
        return None
    country = countries().get(claim.value.country)
    return None if country is None else Where(name=country.name, level=Level.COUNTRY, country=country.code)


def within(inner: Where, outer: Where) -> bool:
    """Whether a place lies in another by the names of its divisions or by its country."""
    if inner.name == outer.name:
        return False
    if outer.level is Level.COUNTRY:
        return inner.level is not Level.COUNTRY and inner.country == outer.country
    return outer.name in (inner.admin1, inner.admin2) or (outer.level is Level.AREA and _around(outer, inner))


def _around(area: Where, inner: Where) -> bool:
    """Whether a part of a country holds a place, as far as its words tell: "northern Norland" what lies north."""
    if inner.level in (Level.COUNTRY, Level.AREA) or area.country is None or inner.country != area.country:
        return False
    if area.latitude is None or area.longitude is None or inner.latitude is None or inner.longitude is None:
        return True
    word = area.name.split()[0].casefold().removesuffix("ern")
    north, east = inner.latitude - area.latitude, inner.longitude - area.longitude
    astray = (
        (word.startswith("north") and north < -SLACK)
        or (word.startswith("south") and north > SLACK)
        or (word.endswith("east") and east < -SLACK)
        or (word.endswith("west") and east > SLACK)
    )
    return not astray and area.covers(replace(inner, radius_km=0.0)) is not False
