"""Expressions of time in a document, each with its TIMEX3 value and the days it stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from casus.annotate import timex_dates as dates
from casus.annotate import timex_relative as relative
from casus.annotate import timex_spans as spans
from casus.annotate.dateline import document_date
from casus.annotate.timex_course import Course, Told, is_narrative
from casus.annotate.timex_filters import keeps
from casus.annotate.timex_join import joined, parts, year_from_next
from casus.annotate.timex_patterns import Match, candidates, lexicon, longest
from casus.annotate.timex_tense import ahead
from casus.records.annotated import Annotated, TimeMention, TimeType
from casus.records.document import Document
from casus.records.span import Span
from casus.values.when import When

Rule = Callable[[Match, Course], Told]
RULES: dict[str, Rule] = {
    "date": dates.of_date,
    "week_of": dates.of_week,
    "year": dates.of_year,
    "short_year": dates.of_short_year,
    "year_bc": dates.of_year_bc,
    "fiscal": dates.of_fiscal,
    "quarter": dates.of_quarter,
    "season": dates.of_season,
    "century": dates.of_century,
    "decade": dates.of_decade,
    "bare_day": dates.of_bare_day,
    "feast": dates.of_feast,
    "military": dates.of_military,
    "deictic": relative.of_deictic,
    "weekday": relative.of_weekday,
    "weekend": relative.of_weekend,
    "relative": relative.of_relative,
    "past_span": relative.of_past_span,
    "duration": spans.of_duration,
    "nth_unit": spans.of_nth_unit,
    "set": spans.of_set,
    "reference": spans.of_reference,
}


def times(core: Annotated) -> tuple[TimeMention, ...]:
    """The times of a document, in order of position. What the words do not settle has no days."""
    text = core.document.text
    found = [m for m in candidates(text) if keeps(core, m)]
    matches = year_from_next([p for m in longest(found) for p in parts(m)], text)
    written = document_date(core.document)
    day = written.day if written else None
    course = Course(written=day, narrative=is_narrative(matches, day))
    first = order_of_days(core.document, matches)
    told = resolve(core, matches, course, first)
    mentions = [mention(text, m, t) for m, t in zip(matches, told, strict=True)]
    return tuple(joined(mentions, text, None if course.narrative else course.written))


def resolve(core: Annotated, matches: Sequence[Match], course: Course, first: str | None) -> list[Told]:
    """What each match says, dates first, then the times of day that lean on them."""
    text = core.document.text
    told: list[Told] = []
    for match in matches:
        sentence = core.sentence_at(match.start)
        course.here = sentence.index if sentence else course.here
        course.future = ahead(core, match)
        after = text[match.end : match.end + 30]
        if match.rule == "slashes":
            said = dates.of_slashes(match, course, first)
        elif match.rule == "offset":
            said = relative.of_offset(match, course, after)
        elif match.rule == "day_after":
            said = relative.of_day_after(match, course, after)
        elif match.rule == "part_of_date":
            said = part_of_date(match, course)
        elif match.rule in RULES:
            said = RULES[match.rule](match, course)
        else:
            said = hour(core, match, course, None)
        stated = said.note == "stated"
        if match.rule not in ("reference", "feast") and said.type is not TimeType.DURATION:
            course.note(said, stated=stated)
        told.append(said)
    return [
        hour(core, m, course, nearest_day(core, matches, told, n)) if m.rule in HOURS else t
        for n, (m, t) in enumerate(zip(matches, told, strict=True))
    ]


HOURS = frozenset({"clock", "point_of_day", "part_of_day", "that_time", "moon"})


def nearest_day(core: Annotated, matches: Sequence[Match], told: Sequence[Told], n: int) -> Told | None:
    """The day that a time of day belongs to: one beside it in its sentence, else in a narrative the last one told."""
    here = core.sentence_at(matches[n].start)
    best: tuple[int, Told] | None = None
    for k, (match, said) in enumerate(zip(matches, told, strict=True)):
        unknown = said.days is None and match.rule in ("deictic", "weekday", "date")
        if k == n or match.rule in HOURS or not (unknown or (said.grain == "D" and said.days)):
            continue
        gap = match.start - matches[n].end if match.start >= matches[n].end else matches[n].start - match.end
        if core.sentence_at(match.start) == here and (best is None or gap < best[0]):
            best = (gap, said)
    if best is not None:
        return best[1]  # "tomorrow at noon" without a day of writing has none, whatever else the sentence tells
    index = here.index if here else 0
    only = {s.days for s in told[:n] if s.grain == "D" and s.days and s.type is TimeType.DATE}
    if len(only) == 1 and matches[n].rule == "part_of_day":
        return next(s for s in told[:n] if s.days in only and s.grain == "D")  # "at night", in a report of one day
    for k in range(n - 1, -1, -1):
        sentence = core.sentence_at(matches[k].start)
        if sentence is not None and index - sentence.index > 2:
            return None
        if told[k].type is TimeType.DATE and told[k].days:
            return told[k] if told[k].grain == "D" else None
    return None


def hour(core: Annotated, match: Match, course: Course, near: Told | None) -> Told:
    """A time of day, on the day it belongs to."""
    day = near.days[0] if near and near.days else None
    if match.rule == "point_of_day" and "day" in match.groups:
        told = relative.of_deictic(replace(match, groups={"day": match.groups["day"]}), course)
        day = told.days[0] if told.days else None
    if match.rule == "clock":
        clock = dates.read_clock(match.text if match.name == "clock" else re.sub(r"\D", "", match.text))
        return spans.at_hour(day, clock, "day_told") if clock else Told(type=TimeType.TIME)
    if match.rule == "point_of_day":
        return spans.of_point(match, day)
    if match.rule == "part_of_day":
        return spans.of_part(match, day)
    if match.rule == "that_time":
        here = match.text.lower() == "this time" or (
            match.groups.get("tt") == "time"
            and not re.match(r"\s*[\w\"“]", core.document.text[match.end : match.end + 9])
        )
        return Told(type=TimeType.DATE, value="PRESENT_REF" if here else None)
    return Told(type=TimeType.DATE)


def part_of_date(match: Match, course: Course) -> Told:
    """ "the night of April 18": the date, with the part of its day."""
    g = match.groups
    day = next((g[k] for k in ("d", "d2", "d3", "d4") if k in g), "")
    month = next((g[k] for k in ("m", "m2", "m3", "m4") if k in g), "")
    year = g.get("y") or g.get("y2")
    groups = {"d": day, "m": month} | ({"y": year} if year else {})
    said = dates.of_date(replace(match, groups=groups), course)
    part = lexicon()["parts"].get((g.get("p") or g["p2"]).lower(), "MO")
    return replace(said, type=TimeType.TIME, value=f"{said.value}T{part}" if said.value else None)


def mention(text: str, match: Match, told: Told) -> TimeMention:
    """The record of a match and what it says."""
    span = Span(start=match.start, end=match.end)
    when = None
    if told.days is not None and told.type is not TimeType.SET:
        words = " ".join(text[span.start : span.end].split())
        when = When(start=told.days[0], end=told.days[1], precision=told.precision, text=words)
    return TimeMention(
        span=span, type=told.type, value=told.value, when=when, note=f"{match.name}: {told.note}".rstrip(": ")
    )


def order_of_days(document: Document, matches: Sequence[Match]) -> str | None:
    """Whether dates in three numbers put the day or the month first: as others in the text, or by its web address."""
    votes: Counter[str] = Counter()
    for match in matches:
        if match.rule == "slashes":
            a, b = int(match.groups["a"]), int(match.groups["b"])
            votes["day"] += a > 12
            votes["month"] += b > 12
        elif match.rule == "date" and "d" in match.at and "m" in match.at and "y" in match.at:
            votes["day"] += match.at["d"][0] < match.at["m"][0]
    if votes:
        (order, count), *rest = votes.most_common()
        if count and not (rest and rest[0][1] == count):
            return order
    host = re.match(r"https?://([^/:]+)", document.url or "")
    if host and host[1].endswith((".gov", ".mil", ".us")):
        return "month"
    if host and re.search(r"\.(?:uk|au|nz|in|pk|ng|ke|za|fr|de|es|it|ru|ua|br|mx|co|ar|iq|ir|sy|tr|eg|ie)$", host[1]):
        return "day"
    return None
