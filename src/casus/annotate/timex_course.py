"""How time runs through a text: its day of writing, whether it is a narrative, and the last time told so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from casus.annotate import calendar_days as days
from casus.annotate.calendar_days import Days
from casus.annotate.timex_patterns import Match, lexicon
from casus.lexicon import numbers
from casus.records.annotated import TimeType
from casus.values.when import Precision

FULL = frozenset(
    {"iso", "day_month_year", "month_day_year", "month_year", "year", "year_pair", "season_year", "year_bc"}
)
NEWS = frozenset({"today", "weekday", "this_part", "this_unit", "weekend"})
REMOTE = 10  # years between a text and what it tells that make it a history
AWAY = 5  # years between a narrative's time and a bare year that is not part of it
ANAPHORS = ("following", "previous", "same", "that", "next", "preceding", "very same")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an expression says: TIMEX3 type and value, the days (None if unresolved), how fine, and how it was got.

    `grain` is D, W, M, S, Y or empty: what a later "the same month" or "in March" can lean on.
    """

    type: TimeType
    value: str | None = None
    days: Days | None = None
    precision: Precision | None = None
    grain: str = ""
    note: str = ""


@dataclass(slots=True)
class Course:
    """The state of reading: `written` is the day of writing, `narrative` a text that tells its own years.

    `year`, `month`, `day` are the last told; `era` is BC where that year was one; `sentence` where it was told,
    `stated` whether that year stood in the words.
    """

    written: date | None
    narrative: bool
    year: int | None = None
    month: int | None = None
    day: date | None = None
    era: str = ""
    sentence: int = -9
    stated: bool = False
    here: int = 0
    future: bool = False
    seen: list[Told] = field(default_factory=list)

    def note(self, told: Told, *, stated: bool = False) -> None:
        """Remember what was told, for the expressions that lean on it."""
        self.seen.append(told)
        if told.type not in (TimeType.DATE, TimeType.TIME) or told.days is None or not told.grain:
            return
        first = told.days[0]
        if told.grain == "S" and not stated:
            return  # "that winter" counts from the last date told; it does not become one
        if told.grain == "Y" and self.narrative and self.month and self.year and abs(self.year - first.year) > AWAY:
            return  # an aside ("the largest since 1813"): the narrative's own time stays
        if told.note == "last_told" and self.year and (first.year, first.month) < (self.year, self.month or 1):
            return  # a look back ("the previous year"): the narrative goes on from where it was
        self.era = ""
        self.sentence, self.stated = self.here, stated
        self.year = told.days[1].year if told.grain == "S" and told.value and told.value.endswith("WI") else first.year
        self.month = first.month if told.grain in "DMWS" else None
        self.day = first if told.grain == "D" else None


def is_narrative(matches: Sequence[Match], written: date | None) -> bool:
    """Whether a text tells its own years: three at least, and many times as many as words like "yesterday".

    Three times as many will do where the years lie a decade from the day of writing, or that is not known; six times
    elsewhere. Without a day of writing, one dated month and no such word will do.
    """
    full = [m for m in matches if m.name in FULL]
    news = sum(m.name in NEWS and not m.groups.get("dir", "").lower().startswith(ANAPHORS) for m in matches)
    if written is None and news == 0 and any("m" in m.groups for m in full):
        return True
    years = [int(m.groups["y"]) for m in full if "y" in m.groups]
    remote = written is None or (bool(years) and abs(median(years) - written.year) >= REMOTE)
    return len(full) >= 3 and len(full) >= (3 if remote else 6) * news


def day_told(value: date, *, type: TimeType = TimeType.DATE, tail: str = "", note: str = "") -> Told:
    """One day."""
    return Told(
        type=type, value=value.isoformat() + tail, days=days.one(value), precision=Precision.DAY, grain="D", note=note
    )


def month_told(year: int, month: int, part: str = "", note: str = "") -> Told:
    """One month, or a part of it."""
    span = days.of_month(year, month, part)
    return Told(
        type=TimeType.DATE,
        value=f"{year:04d}-{month:02d}",
        days=span,
        precision=span and Precision.MONTH,
        grain="M",
        note=note,
    )


def year_told(year: int, part: str = "", note: str = "") -> Told:
    """One year, or a part of it."""
    span = days.of_year(year, part)
    precision = span and (Precision.SEASON if part else Precision.YEAR)
    return Told(type=TimeType.DATE, value=f"{year:04d}", days=span, precision=precision, grain="Y", note=note)


def week_told(day: date, note: str = "") -> Told:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    span = days.of_week(day)
    value = f"{year:04d}-W{week:02d}"
    return Told(type=TimeType.DATE, value=value, days=span, precision=Precision.WEEK, grain="W", note=note)


def unit_told(day: date, unit: str, part: str = "", note: str = "") -> Told:
    """The day, week, month, quarter, year, decade or century that holds a day."""
    if unit in ("D", "NI"):
        return day_told(day, note=note)
    if unit == "W":
        return week_told(day, note)
    if unit == "M":
        return month_told(day.year, day.month, part, note)
    if unit == "Q":
        first = 3 * ((day.month - 1) // 3) + 1
        begin, end = days.of_month(day.year, first), days.of_month(day.year, first + 2)
        span = (begin[0], end[1]) if begin and end else None
        value = f"{day.year:04d}-Q{(first + 2) // 3}"
        return Told(type=TimeType.DATE, value=value, days=span, precision=Precision.SEASON, grain="S", note=note)
    if unit == "10Y":
        first = day.year // 10 * 10
        span = days.of_years(first, first + 9)
        return Told(type=TimeType.DATE, value=f"{first // 10:03d}", days=span, precision=Precision.YEAR, note=note)
    if unit == "100Y":
        first = day.year // 100 * 100
        span = days.of_years(max(1, first), first + 99)
        return Told(type=TimeType.DATE, value=f"{first // 100:02d}", days=span, precision=Precision.YEAR, note=note)
    return year_told(day.year, part, note)


def part_of(groups: dict[str, str]) -> str:
    """START, MID, END or nothing: the part of a month or year that a match tells."""
    said = " ".join((groups.get("mod") or groups.get("mod2") or groups.get("part") or "").lower().split())
    said = said.removeprefix("the ").removeprefix("very ").removesuffix(" of").removesuffix(" in")
    for part, words in lexicon()["parts_of"].items():
        if said in words:
            return str(part)
    return ""


def day_number(text: str) -> int | None:
    """The day of a month that a figure or word tells."""
    found = numbers.ordinal(text)
    return found if found is not None else numbers.whole(text)


def month_number(text: str) -> int:
    """The month that a name or its short form tells."""
    return int(lexicon()["months"][text.lower()])


def full_year(text: str, course: Course) -> int:
    """A year of two or four figures: of two, the latest that is not more than ten years after the text."""
    number = int(text)
    if len(text) > 2:
        return number
    base = course.written.year if course.written else (course.year or 2025)
    century = base // 100 * 100
    found = century + number
    return found - 100 if found > base + 10 else found
