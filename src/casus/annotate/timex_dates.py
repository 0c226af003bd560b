"""Dates that name a day, month, season, year or more: what they stand for in the course of the text."""

from __future__ import annotations

import re
from datetime import date, timedelta

from casus.annotate import calendar_days as days
from casus.annotate.timex_course import (
    Course,
    Told,
    day_number,
    day_told,
    full_year,
    month_number,
    month_told,
    part_of,
    unit_told,
    year_told,
)
from casus.annotate.timex_patterns import Match, lexicon
from casus.lexicon import numbers
from casus.records.annotated import TimeType
from casus.values.when import Precision

DATE = TimeType.DATE
SOON = 10  # days after writing on which a day without a year is still taken to be coming, rather than a year ago
UNKNOWN = Told(type=DATE)


def that_year(said: str, course: Course) -> int | None:
    """The year of "of that year", "last year": by the last told, or by the day of writing."""
    said = said.lower()
    deictic = "this" in said or "last" in said
    base = course.written.year if deictic and course.written and not course.narrative else course.year
    if base is None:
        return None
    if "last" in said or "previous" in said:
        return base - 1
    return base + 1 if "following" in said or "next" in said else base


def year_of(month: int, number: int | None, course: Course) -> tuple[int | None, str]:
    """The year of a day or month that tells none, and the name of the way it was found."""
    near = course.here - course.sentence <= 1
    if course.year is not None and not course.era:
        if course.narrative:
            turned = course.month is not None and course.month >= 11 and month <= 2
            return course.year + turned, "narrative"
        same = course.here == course.sentence
        told_before = course.written is None or abs(course.written.year - course.year) > 1
        if course.stated and ((near and course.written is None) or (same and told_before)):
            return course.year, "sentence"
    if course.written is None:
        return None, "no_date"
    written = course.written
    if course.future:
        ahead = (month, number or 31) >= (written.month, written.day if number else 0)
        return written.year + (not ahead), "future"
    soon = written + timedelta(days=SOON)
    past = [y for y in (soon.year, soon.year - 1) if (y, month, number or 1) <= (soon.year, soon.month, soon.day)]
    return past[0], "past"


def dated(year: int | None, month: int, number: int | None, part: str, note: str) -> Told:
    """The day or month of a year; with its year unknown, a value with X for each figure and no days."""
    if year is None:
        tail = f"-{number:02d}" if number else ""
        return Told(type=DATE, value=f"XXXX-{month:02d}{tail}", note=note)
    if number is None:
        return month_told(year, month, part, note)
    found = days.day(year, month, number)
    return day_told(found, note=note) if found else UNKNOWN


def of_date(match: Match, course: Course) -> Told:
    """A day or month by name or figures."""
    g = match.groups
    month = int(g["mm"]) if "mm" in g else month_number(g["m"])
    number = day_number(g["d"]) if "d" in g else None
    part = part_of(g)
    if "y" in g:
        told = dated(int(g["y"]), month, number, part, "stated")
    elif "yy" in g:
        told = dated(full_year(g["yy"], course), month, number, part, "stated")
    elif "that" in g:
        told = dated(that_year(g["that"], course), month, number, part, "that_year")
    elif "dir" in g:
        told = dated(directed(g["dir"].lower(), month, course), month, number, part, "directed")
    else:
        year, how = year_of(month, number, course)
        told = dated(year, month, number, part, how)
    clock = f"{g['h']}:{g['mi']}" if "h" in g else read_clock(g["clock"]) if "clock" in g else None
    if clock and told.value:
        return Told(
            type=TimeType.TIME, value=f"{told.value}T{clock}", days=told.days, precision=told.precision, grain="D"
        )
    return told


def directed(word: str, month: int, course: Course) -> int | None:
    """The year of "last March", "the following March"."""
    anaphor = word.startswith(("following", "previous")) or course.narrative
    base = (course.year, course.month or 1) if anaphor and course.year else None
    if base is None and course.written:
        base = (course.written.year, course.written.month)
    if base is None or base[0] is None:
        return None
    year, now = base
    if word in ("last", "past", "this past", "previous"):
        return year if month < now else year - 1
    if word in ("next", "following", "coming"):
        return year if month > now else year + 1
    return year


def of_slashes(match: Match, course: Course, first: str | None) -> Told:
    """A date in three numbers. `first` is "day" or "month", the order of the document, or None if it does not tell."""
    a, b = int(match.groups["a"]), int(match.groups["b"])
    year = full_year(match.groups["yy"], course)
    order = "day" if a > 12 else "month" if b > 12 else "day" if match.groups["sep"] == "." else first
    if order is None and a == b:
        order = "day"
    if order is None:
        return Told(type=DATE, value=f"{year:04d}-XX-XX", note="order_unknown")
    number, month = (a, b) if order == "day" else (b, a)
    found = days.day(year, month, number)
    return day_told(found, note="stated") if found else UNKNOWN


def of_week(match: Match, course: Course) -> Told:
    """ "the second week of December": seven days of a month, counted from its first day or back from its last."""
    g = match.groups
    month = month_number(g["m"])
    year, how = (int(g["y"]), "stated") if "y" in g else year_of(month, None, course)
    place = numbers.ordinal(g["o"]) if g["o"].lower() not in ("last", "final") else -1
    unit = g["u"].lower().rstrip("s")
    span = days.of_month(year, month) if year else None
    if span is None or place is None:
        return Told(type=TimeType.DURATION if unit == "week" else DATE, value="P1W" if unit == "week" else None)
    size = {"week": 7, "day": 1, "weekend": 7}[unit]
    if "n" in g:
        size, place = size * (numbers.whole(g["n"]) or 2), (1 if place > 0 else -1)
    start = span[0] + timedelta(days=size * (place - 1)) if place > 0 else span[1] - timedelta(days=size - 1)
    if not span[0] <= start <= span[1]:
        return UNKNOWN
    end = min(span[1], start + timedelta(days=size - 1))
    if size == 1:
        return day_told(start, note=how)
    value = f"P{size // 7}W" if unit == "week" else f"P{size}D"
    return Told(type=TimeType.DURATION, value=value, days=(start, end), precision=Precision.WEEK, grain="W", note=how)


def of_year(match: Match, _: Course) -> Told:
    """A year, or the start, middle or end of one."""
    return year_told(int(match.groups["y"]), part_of(match.groups), "stated")


def of_short_year(match: Match, course: Course) -> Told:
    """ "'89": in the century of the year last told, or of the day of writing."""
    number = int(match.groups["yy"])
    base = course.year if course.narrative else course.written.year if course.written else course.year
    if base is None:
        return Told(type=DATE, value=f"XX{number:02d}")
    year = base // 100 * 100 + number
    return year_told(year - 100 if year > base + 10 else year, note="century")


def of_year_bc(match: Match, course: Course) -> Told:
    """A year before Christ: it has a value, but no day of the proleptic calendar that Python can hold."""
    course.era, course.year, course.month, course.day = "BC", int(match.groups["bcy"]), None, None
    return Told(type=DATE, value=f"BC{int(match.groups['bcy']):04d}", note="bc")


def of_fiscal(match: Match, course: Course) -> Told:
    """A fiscal year: recognised; its days differ by country, so none are given."""
    return Told(type=DATE, value=f"FY{full_year(match.groups['yy'], course):04d}", note="fiscal")


def of_quarter(match: Match, _: Course) -> Told:
    """A quarter or half of a year."""
    year, word = int(match.groups["y"]), match.groups["o"].lower()
    half = match.groups["u"].lower() == "half"
    count = 2 if half else 4
    number = count if word in ("last", "final") else numbers.ordinal(word) or 0
    if not 1 <= number <= count:
        return UNKNOWN
    size = 12 // count
    first, last = days.of_month(year, size * (number - 1) + 1), days.of_month(year, size * number)
    span = (first[0], last[1]) if first and last else None
    value = f"{year:04d}-{'H' if half else 'Q'}{number}"
    return Told(type=DATE, value=value, days=span, precision=Precision.SEASON, grain="S", note="stated")


def of_season(match: Match, course: Course) -> Told:
    """A season; one without a year takes that of the last time told, or of the day of writing."""
    g = match.groups
    season = str(lexicon()["seasons"][(g.get("s") or g["s2"]).lower()])
    stated = g.get("y") or g.get("y2")
    ends = False
    how = "stated"
    if stated:
        year: int | None = int(stated)
    elif "that" in g:
        year, how = that_year(g["that"], course), "that_year"
    else:
        year, ends, how = season_year(season, g.get("dir", "").lower(), course)
    if year is None:
        return Told(type=DATE, value=f"XXXX-{season}", note=how)
    span = days.of_season(year, season, ends=ends)
    return Told(type=DATE, value=f"{year:04d}-{season}", days=span, precision=Precision.SEASON, grain="S", note=how)


def season_year(season: str, word: str, course: Course) -> tuple[int | None, bool, str]:
    """Year of a season that tells none, whether a winter is told by the year it ends in, and how it was found."""
    base = date(course.year, course.month or 1, 1) if course.year and not course.era else None
    how = "narrative"
    if not course.narrative:
        base, how = course.written, "written"
    if base is None:
        return None, False, "no_date"
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    if how == "narrative":
        if season == "WI":
            return base.year + (course.month is not None and base.month >= 4), True, how
        later = word in ("next", "following", "coming") and course.month is not None and base.month > first
        later = later or (word in ("next", "following", "coming") and course.month is None)
        return base.year + later - (word in ("last", "previous", "past") and base.month <= first), False, how
    if season == "WI":
        ended = base.year if base.month >= 3 else base.year - 1
        ahead = word in ("next", "coming") or (course.future and not word)
        now = word in ("this", "current") or base.month in (12, 1, 2)
        return (
            (base.year + (base.month >= 3) if ahead or (now and base.month == 12) else base.year if now else ended),
            True,
            how,
        )
    if word in ("next", "coming") or course.future:
        return base.year + (base.month >= first), False, how
    if word in ("last", "past", "previous"):
        return base.year - (base.month <= first + 2), False, how
    return base.year - (base.month < first), False, how


def of_century(match: Match, _: Course) -> Told:
    """A century: its value counts full hundreds ("nineteenth": 18)."""
    number = numbers.ordinal(match.groups["o"])
    if not number:
        return UNKNOWN
    if "bc" in match.groups:
        return Told(type=DATE, value=f"BC{number - 1:02d}", note="bc")
    span = days.of_years(100 * (number - 1) + 1, 100 * number) if number <= 99 else None
    return Told(type=DATE, value=f"{number - 1:02d}", days=span, precision=span and Precision.YEAR, note="stated")


DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def of_decade(match: Match, course: Course) -> Told:
    """A decade: ten years, or the part of them that the words tell."""
    g = match.groups
    if "dec" in g:
        first = int(g["dec"]) * 10
    else:
        number = int(g["dec2"]) if "dec2" in g else DECADES.index(g["decw"].lower()) + 2
        base = course.year or (course.written.year if course.written else 2025)
        century = base // 100 * 100
        first = century + number * 10
        first = first - 100 if first > base else first
    part = part_of(g)
    a, b = {"START": (0, 3), "MID": (3, 6), "END": (6, 9)}.get(part, (0, 9))
    span = days.of_years(first + a, first + b)
    return Told(type=DATE, value=f"{first // 10:03d}", days=span, precision=Precision.YEAR, note="stated")


def of_bare_day(match: Match, course: Course) -> Told:
    """ "the 20th": of the month last told, or of the month of writing ("this month")."""
    number = day_number(match.groups["d"])
    said = match.groups.get("u", "")
    base: tuple[int, int] | None = (
        (course.year, course.month) if course.year and course.month and not course.era else None
    )
    if base is None or said.lower() in ("this", "last"):
        written = course.written
        if written is None or course.narrative or number is None:
            return Told(type=DATE, value=f"XXXX-XX-{number:02d}" if number else None)
        back = said.lower() == "last" or (not said and number > written.day)
        moved = days.add_months(written.replace(day=1), -1) if back else written
        base = (moved.year, moved.month) if moved else None
    if base is None or number is None:
        return UNKNOWN
    found = days.day(*base, number)
    return day_told(found, note="month_told") if found else UNKNOWN


def of_feast(match: Match, course: Course) -> Told:
    """A feast of the Gregorian year; one that moves with Easter needs a year."""
    month, number = lexicon()["calendars"][match.groups["feast"].lower().replace("’", "'")]
    year: int | None
    if "y" in match.groups:
        year = int(match.groups["y"])
    elif month:
        year, _ = year_of(month, number, course)
    else:
        year = course.year if course.narrative else course.written.year if course.written else None
    if year is None:
        return Told(type=DATE, value=f"XXXX-{month:02d}-{number:02d}" if month else None)
    if not month:
        return day_told(days.easter(year) + timedelta(days=number), note="easter")
    if match.groups["feast"].lower() == "christmas":
        # Alone it is a season as often as a day; the value keeps the day, the days are the week around it.
        span = (date(year, 12, 24), date(year, 12, 26))
        return Told(type=DATE, value=f"{year:04d}-12-25", days=span, precision=Precision.DAY, note="feast")
    found = days.day(year, month, number)
    return day_told(found, note="feast") if found else UNKNOWN


def of_military(match: Match, course: Course) -> Told:
    """A date-time group: day, hour, minute, zone letter, month, year."""
    g = match.groups
    found = days.day(full_year(g["yy"], course), month_number(g["m"]), int(g["d"]))
    if found is None:
        return UNKNOWN
    zone = "Z" if g["zone"].upper() == "Z" else ""
    return day_told(found, type=TimeType.TIME, tail=f"T{g['h']}:{g['mi']}{zone}", note="stated")


def read_clock(text: str) -> str | None:
    """The hour and minute of a time of day, as HH:MM on the clock of 24 hours."""
    plain = " ".join(text.lower().split())
    found = re.match(r"(\d{1,2})[:.h](\d{2})|(\d{2})(\d{2})|(\d{1,2})|([a-z]+)", plain)
    if found is None:
        return None
    a, b, c, d, e, word = found.groups()
    hour_text, minute = (a, b) if a else (c, d) if c else (e, "00")
    hour = int(hour_text) if hour_text else numbers.whole(word or "")
    if hour is None:
        return None
    rest = plain[found.end() :]
    if re.match(r" ?p\.? ?m", rest) or "afternoon" in rest or "evening" in rest or (" night" in rest and hour < 12):
        hour = hour % 12 + 12
    elif re.match(r" ?a\.? ?m", rest) and hour == 12:
        hour = 0
    if not (0 <= hour <= 24 and int(minute) < 60):
        return None
    return f"{hour:02d}:{int(minute):02d}"


def containing(day: date, unit: str) -> Told:
    """What holds a day, by unit."""
    return unit_told(day, unit)
