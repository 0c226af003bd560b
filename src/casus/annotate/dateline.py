"""When and where a report was written: by its metadata, its dateline, its address, or a line of its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from casus.annotate import calendar_days as days
from casus.annotate.text import glued
from casus.annotate.timex_patterns import either, lexicon
from casus.records.claim import Basis
from casus.records.document import Document
from casus.records.span import Span

HEAD = 600  # characters of a text in which its dateline or date line must begin
FIRST_LINES = 3  # lines in which a dateline without a day may stand
LATE = 10  # days by which a publication date may follow the dateline


class Dated(NamedTuple):
    """The day a report was written, the words that say so (None for metadata), and the way it was found."""

    day: date
    span: Span | None
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The line that opens an agency report: where it was written, and its day where it tells one.

    `place` is weak evidence of the events' place: the reporter's town. `day` is None where the line has no year.
    """

    span: Span
    place: Span
    day: date | None = None
    month: int | None = None
    number: int | None = None


MONTH = rf"(?i:{either(lexicon()['months'])})"
NO_TOWN = "In|On|At|The|By|From|Since|After|Before|Until|A|An|Update"
FIRST = rf"(?!(?:{NO_TOWN}|{NO_TOWN.upper()})\b)"
TOWN = r"[A-ZÀ-ÝĀ-Ž][A-ZÀ-ÝĀ-Ža-zà-ÿ'’.\-]*"
SMALL = r"(?:\((?:CITY|[A-Z][a-z]+)\)|(?:of|the|de|la|al|el|DE|LA|EL) )"
PLACE = rf"(?P<place>{FIRST}{TOWN}(?:[ ,]+{SMALL}?{TOWN}){{0,4}}(?: \([A-Z][A-Za-z ]{{1,25}}\))?)"
DAY = (
    rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ .]+(?P<m>{MONTH})\.?(?:,?[ ](?P<y>\d{{4}}|\d{{2}}(?!\d)))?"
    rf"|(?P<m2>{MONTH})\.?[ ](?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?[ ](?P<y2>\d{{4}}))?)"
)
AGENCY = r"(?:[ ]*[(\[][A-Z][^()\[\]\n]{1,60}[)\]])"
LINE = re.compile(rf"{PLACE}(?:,|[ ]\()?[ ]*{DAY}\)?{AGENCY}*[ ]*(?:--?|–|—|:|\[|\n|\()")
CAPITALS = r"[A-ZÀ-ÝĀ-Ž][A-ZÀ-ÝĀ-Ž'’.\-]*"
PLAIN = re.compile(
    rf"(?P<place>{FIRST}(?:{CAPITALS}[ ,]*){{1,4}}(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?\.?)?)"
    rf"(?P<agency>{AGENCY})?[ ]*(?:--|–|—|-[ ])"
)
URL = re.compile(r"[/\-_.](?P<y>(?:19|20)\d{2})[/\-_.]?(?P<m>0[1-9]|1[0-2])[/\-_.]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
LABEL = re.compile(
    r"(?:date|dated|published|publication date|posted|updated|released|release date|last updated|last modified|issued)"
    r"(?:\s*(?:on|:|-|at))*\s*",
    re.IGNORECASE,
)
FULL = (
    re.compile(
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ ](?:of )?(?P<m>{MONTH})\.?,?[ ](?P<y>\d{{4}})(?!\d)", re.IGNORECASE
    ),
    re.compile(rf"(?P<m>{MONTH})\.?[ ](?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?[ ](?P<y>\d{{4}})(?!\d)", re.IGNORECASE),
    re.compile(r"(?P<y>(?:19|20)\d{2})-(?P<mm>\d{2})-(?P<d>\d{2})(?!\d)"),
)


def document_date(document: Document) -> Dated | None:
    """The day a report was written; None where nothing tells it. A dateline just before publication goes first."""
    line = dateline(document)
    published = document.published or from_url(document.url)
    if line is not None:
        day = line.day
        if day is None and published is not None and line.month and line.number:
            near = [days.day(published.year + k, line.month, line.number) for k in (-1, 0)]
            day = max((d for d in near if d and d <= published), default=None)
        if day is not None and (published is None or 0 <= (published - day).days <= LATE):
            return Dated(day, line.span, Basis.STATED)
    if document.published is not None:
        return Dated(document.published, None, Basis.STATED)
    if published is not None:
        return Dated(published, None, Basis.INFERRED)
    return from_head(document)


def dateline(document: Document) -> Dateline | None:
    """The dateline of a text, among its first lines."""
    text = document.text[: HEAD + 200]
    capitals = text.isupper()
    opening = glued(document.text, document.title)
    for n, at in enumerate((opening, *lines(text)) if opening else lines(text)):
        found = LINE.match(text, at)
        if found and not re.match(MONTH, found["place"]):
            return dated_line(found, document)
        plain = PLAIN.match(text, at) if n < FIRST_LINES else None
        if plain and (plain["agency"] or not capitals) and len(plain["place"].strip(" ,")) > 2:
            place = Span(start=at, end=at + len(plain["place"].rstrip(" ,")))
            return Dateline(span=Span(start=at, end=plain.end()), place=place)
    return None


def lines(text: str) -> Iterator[int]:
    """Where the lines of a text's head that are not blank begin."""
    at = 0
    for line in text[:HEAD].splitlines(keepends=True):
        if line.strip():
            yield at + len(line) - len(line.lstrip())
        at += len(line)


def dated_line(found: re.Match[str], document: Document) -> Dateline | None:
    """A dateline with a day."""
    month = int(lexicon()["months"][(found["m"] or found["m2"]).lower()])
    number = int(found["d"] or found["d2"])
    year_text = found["y"] or found["y2"]
    start = found.start("place")
    place = Span(start=start, end=start + len(found["place"].rstrip(" ,(")))
    span = Span(start=found.start(), end=found.end())
    day = None
    if year_text:
        year = int(year_text)
        if year < 100:
            century = document.published.year // 100 * 100 if document.published else (2000 if year <= 40 else 1900)
            year += century
            if document.published and year > document.published.year + 1:
                year -= 100
        day = days.day(year, month, number)
    return Dateline(span=span, place=place, day=day, month=month, number=number)


def from_url(url: str | None) -> date | None:
    """The day in a web address such as /2019/08/14/."""
    found = URL.search(url or "")
    return days.day(int(found["y"]), int(found["m"]), int(found["d"])) if found else None


def from_head(document: Document) -> Dated | None:
    """A line among the first that is a date, or says that it is one; "Published" goes before "Updated"."""
    at = 0
    found: list[tuple[bool, Dated]] = []
    for line in document.text[:HEAD].split("\n")[:8]:
        body = line.strip()
        offset = at + line.find(body) if body else at
        at += len(line) + 1
        dated = date_line(body, offset)
        if dated is not None:
            found.append((body.lower().startswith(("updated", "last")), dated))
    return min(found, key=lambda f: f[0])[1] if found else None


def date_line(body: str, offset: int) -> Dated | None:
    """The day that a line tells, where it is little else than a date, or is labelled as one."""
    label = LABEL.match(body)
    for pattern in FULL:
        found = pattern.search(body)
        if found is None:
            continue
        most = len(found[0]) >= 0.5 * len(body) and len(body) <= 60
        if not (most or (label and found.start() <= label.end() + 12)):
            continue
        month = int(found["mm"]) if "mm" in found.groupdict() else int(lexicon()["months"][found["m"].lower()])
        day = days.day(int(found["y"]), month, int(found["d"]))
        if day:
            return Dated(day, Span(start=offset + found.start(), end=offset + found.end()), Basis.INFERRED)
    return None
