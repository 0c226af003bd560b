"""Times told relative to the day of writing ("yesterday", "last week") or to the last one told ("two days later")."""

from __future__ import annotations

import re
from datetime import date, timedelta

from casus.annotate import calendar_days as days
from casus.annotate.timex_course import Course, Told, day_told, part_of, unit_told, week_told
from casus.annotate.timex_patterns import Match, lexicon
from casus.annotate.timex_spans import amount, iso_amount
from casus.records.annotated import TimeType
from casus.values.when import Precision

DATE, TIME, DURATION = TimeType.DATE, TimeType.TIME, TimeType.DURATION
CLAUSE = re.compile(r"\s*(?:[A-Za-z0-9\"“'‘(])")
STEPS = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
STEPS |= {"today": 0, "tonight": 0, "overnight": 0, "the night before last": -2}
BACK = ("last", "past", "this past", "previous", "preceding")
ON = ("next", "following", "coming", "upcoming")
GRAINS = {"D": "D", "W": "W", "M": "M", "Q": "S", "Y": "Y"}


def writing(course: Course) -> date | None:
    """The day of writing where "today" means it; None in a narrative, whose date says nothing of its days."""
    return None if course.narrative else course.written


def at_part(day: date | None, part: str, note: str = "") -> Told:
    """A part of a day, such as TMO for its morning."""
    if day is None:
        return Told(type=TIME, value=f"XXXX-XX-XXT{part}")
    return day_told(day, type=TIME, tail=f"T{part}", note=note)


def of_deictic(match: Match, course: Course) -> Told:
    """ "today", "last night", "that afternoon"."""
    g = match.groups
    part = str(lexicon()["parts"].get(g.get("p", "").lower(), "")) or {"noon": "MI", "midday": "MI"}.get(
        g.get("p", "").lower(), ""
    )
    written = writing(course)
    if "dir" in g:
        word = g["dir"].lower()
        if word in ("this", "last"):
            base = written
            step = -1 if word == "last" else 0
        else:
            base = course.day
            step = 1 if "following" in word or "next" in word else -1 if "previous" in word else 0
        return at_part(base + timedelta(days=step) if base else None, part)
    word = g["day"].lower()
    if word == "overnight":
        if written is None:
            return Told(type=TIME, value="XXXX-XX-XXTNI")
        night = (written - timedelta(days=1), written)
        value = f"{night[0].isoformat()}TNI"
        return Told(type=TIME, value=value, days=night, precision=Precision.DAY, grain="", note="overnight")
    if written is None:
        return Told(type=TIME if part else DATE, value="XXXX-XX-XX" + (f"T{part}" if part else ""), note="no_date")
    day = written + timedelta(days=STEPS[word])
    if part or word in ("tonight", "the night before last"):
        return at_part(day, part or "NI")
    return day_told(day, note="written")


def of_weekday(match: Match, course: Course) -> Told:
    """A day of the week: in the past the last one up to the day of writing, with a future verb the next one."""
    g = match.groups
    number = int(lexicon()["weekdays"][g["w"].lower()])
    hours = g.get("hours", "").lower()
    part = str(lexicon()["parts"].get(g.get("p", "").lower(), "")) or {"noon": "MI", "midday": "MI"}.get(
        g.get("p", "").lower(), ""
    )
    for word, sign in (("night of", "NI"), ("morning", "MO"), ("evening of", "EV"), ("afternoon", "AF")):
        part = part or (sign if word in hours else "")
    part = part or ("MO" if "hours of" in hours else "")
    if "midday" in g.get("mod", "").lower() or "mid-day" in g.get("mod", "").lower():
        part = "MI"
    day = weekday_of(number, g.get("dir", "").lower(), g.get("dir2", "").lower(), course)
    if day is not None and hours.startswith("eve of"):
        return day_told(day - timedelta(days=1), note="eve")
    if part:
        told = at_part(day, part)
        return told if day else Told(type=TIME, value=f"XXXX-WXX-{number}T{part}", note="no_date")
    return day_told(day, note="weekday") if day else Told(type=DATE, value=f"XXXX-WXX-{number}", note="no_date")


def weekday_of(number: int, word: str, week: str, course: Course) -> date | None:
    """The day with a number in the week (Monday 1), by the words around it and the tense of its verb."""
    if word in ("following", "previous", "same") or course.narrative:
        base = course.day
        if base is None:
            return None
        back = (base.isoweekday() - number) % 7
        if word == "same":
            return base - timedelta(days=back) if back == 0 else None
        if word in ("previous", "last"):
            return base - timedelta(days=back or 7)
        ahead = (number - base.isoweekday()) % 7
        return base + timedelta(days=ahead or (7 if word else 0))
    written = course.written
    if written is None:
        return None
    back = (written.isoweekday() - number) % 7
    ahead = (number - written.isoweekday()) % 7
    if week:
        monday = written - timedelta(days=written.weekday())
        step = {"last week": -7, "next week": 7}.get(week, 0)
        return monday + timedelta(days=step + number - 1)
    if word in ("last", "past", "this past"):
        return written - timedelta(days=back or 7)
    if word in ("next", "coming"):
        return written + timedelta(days=ahead or 7)
    if course.future or (word == "this" and ahead and course.future):
        return written + timedelta(days=ahead)
    return written - timedelta(days=back)


def of_weekend(match: Match, course: Course) -> Told:
    """Saturday and Sunday: "the weekend" is the last one begun, unless the verb looks ahead."""
    word = match.groups["dir"].lower()
    base = course.day if "following" in word or "previous" in word or word == "that" else writing(course)
    if base is None:
        return Told(type=DATE, value="XXXX-WXX-WE", note="no_date")
    saturday = base - timedelta(days=(base.isoweekday() - 6) % 7)
    ahead = "next" in word or "coming" in word or "following" in word or course.future
    if ahead or (word == "this" and base.isoweekday() < 6 and course.future):
        saturday += timedelta(days=7)
    elif ("last" in word or "past" in word or "previous" in word) and base.isoweekday() >= 6:
        saturday -= timedelta(days=7)
    year, week, _ = saturday.isocalendar()
    span = (saturday, saturday + timedelta(days=1))
    value = f"{year:04d}-W{week:02d}-WE"
    return Told(type=DATE, value=value, days=span, precision=Precision.DAY, note="weekend")


def of_relative(match: Match, course: Course) -> Told:
    """ "last week", "the same day", "earlier this month", "the end of the year"."""
    g = match.groups
    unit = str(lexicon()["units"][(g.get("u") or g.get("u2") or g["u3"]).lower()])
    word = g.get("dir", "the").lower()
    mod = g.get("mod", "").lower()
    deictic = word in ("this", "last", "current", "coming", "past", "this past") or (
        word == "next" and unit != "D" and not match.text_the
    )
    if word == "the":
        deictic = not course.narrative
    base = writing(course) if deictic and not course.narrative else None
    if base is None and (not deictic or (course.narrative and word == "this")):
        base = leaning(course, unit)
    if word in ("past", "this past") or (word == "last" and match.text_the):
        return past_unit(unit, writing(course))
    if base is None:
        return Told(type=DATE, value=blank(unit), note="no_date")
    step = -1 if word in BACK else 1 if word in ON else 0
    moved = days.shift(base, step, unit)
    if moved is None:
        return Told(type=DATE)
    told = unit_told(moved, unit, part_of(g), note="written" if deictic else "last_told")
    now = writing(course)
    if mod in ("earlier", "so far", "later") and now and told.days and told.days[0] <= now <= told.days[1]:
        span = (now, told.days[1]) if mod == "later" else (told.days[0], now)
        return Told(type=DATE, value=told.value, days=span, precision=told.precision, note=mod)
    return told


def blank(unit: str) -> str:
    """The TIMEX3 value of a day, week, month or year that is not known."""
    return {"D": "XXXX-XX-XX", "NI": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")


def leaning(course: Course, unit: str) -> date | None:
    """The last time told, if it is fine enough to count this unit from."""
    if course.year is None or course.era:
        return None
    if unit in ("D", "NI", "W", "2W", "WE"):
        return course.day
    if unit in ("M", "Q"):
        return course.day or (date(course.year, course.month, 1) if course.month else None)
    return course.day or date(course.year, course.month or 1, 1)


def past_unit(unit: str, written: date | None) -> Told:
    """ "the past week": up to the day of writing."""
    start = days.shift(written, -1, unit) if written else None
    span = (start, written) if start and written else None
    value = iso_amount("1", unit)
    return Told(type=DURATION, value=value, days=span, precision=fineness(unit) if span else None, note="up_to_writing")


def fineness(unit: str) -> Precision:
    """How finely a span counted in a unit tells the time."""
    if unit.startswith("T") or unit in ("D", "NI"):
        return Precision.DAY
    return {"W": Precision.WEEK, "2W": Precision.WEEK, "M": Precision.MONTH, "Q": Precision.SEASON}.get(
        unit, Precision.YEAR
    )


def of_day_after(match: Match, course: Course, after: str) -> Told:
    """ "the day after", "a year later": from the last time told, unless words that follow name another event."""
    g = match.groups
    unit = str(lexicon()["units"][g["u"].lower()])
    word = g["dir"].lower()
    if word in ("after", "before") and CLAUSE.match(after) and not just_told(course):
        return Told(type=DATE, note="after_event")
    return moved_from(course, 1, unit, -1 if word in ("before", "earlier") else 1)


def just_told(course: Course) -> bool:
    """Whether a narrative told a day in this sentence or the last: then "two days after" an event counts from it."""
    return course.narrative and course.day is not None and course.here - course.sentence <= 1


def moved_from(course: Course, number: int, unit: str, sign: int) -> Told:
    """So many units before or after the last time told."""
    base = leaning(course, unit)
    if base is None or unit.startswith("T"):
        year = f"{course.year:04d}-" if course.year and course.narrative and not course.era else "XXXX-"
        if unit == "D":
            return Told(type=DATE, value=f"{year}XX-XX", note="no_anchor")
        if unit.startswith("T"):
            value = f"{course.day.isoformat()}TXX" if course.day else None
            span = days.one(course.day) if course.day and number <= 3 else None
            return Told(type=TIME, value=value, days=span, precision=span and Precision.DAY, note="hours")
        return Told(type=DATE, value=blank(unit), note="no_anchor")
    moved = days.shift(base, sign * number, unit)
    if moved is None:
        return Told(type=DATE)
    if unit in ("W", "2W"):
        return week_told(moved, note="last_told")
    return unit_told(moved, "Y" if unit in ("10Y", "100Y") else unit, note="last_told")


def of_offset(match: Match, course: Course, after: str) -> Told:
    """ "two days ago", "three weeks later", "years before"."""
    g = match.groups
    unit = str(lexicon()["units"][g["u"].lower()])
    word = g["dir"].lower()
    number = amount(g.get("n", "X"))
    back = word in ("ago", "earlier", "before", "previously", "prior", "beforehand")
    if word in ("after", "before", "prior") and CLAUSE.match(after) and not just_told(course):
        return Told(type=DATE, note="after_event")
    if word in ("ago", "from now", "hence"):
        written = writing(course)
        hours = unit.startswith("T")
        if written is not None and hours:
            span = days.one(written)
            value = f"{written.isoformat()}TXX"
            small = number is None or number <= 12
            return Told(
                type=TIME, value=value, days=span if small else None, precision=Precision.DAY if small else None
            )
        if number is None or number != int(number):
            return Told(type=DATE, value="PAST_REF" if back else "FUTURE_REF", note="vague")
        if g.get("mod", "").lower() in ("more than", "over", "at least", "less than", "fewer than", "up to"):
            return Told(type=DATE, value="PAST_REF" if back else "FUTURE_REF", note="bound")
        if written is None:
            return Told(type=DATE, value=blank(unit), note="no_date")
        moved = days.shift(written, -int(number) if back else int(number), unit)
        if moved is None:
            return Told(type=DATE)
        return (
            week_told(moved, "written")
            if unit in ("W", "2W")
            else unit_told(moved, "Y" if unit in ("10Y", "100Y") else unit, note="written")
        )
    if number is None or number != int(number):
        if unit == "D" or unit.startswith("T"):
            return Told(type=DATE, value="XXXX-XX-XX" if unit == "D" else None, note="vague")
        return Told(type=DATE, value="PAST_REF" if back else "FUTURE_REF", note="vague")
    return moved_from(course, int(number), unit, -1 if back else 1)


def of_past_span(match: Match, course: Course) -> Told:
    """ "the past two weeks", "in the last 48 hours", "the next six months", "recent days"."""
    g = match.groups
    unit = str(lexicon()["units"][g["u"].lower()])
    word = g["dir"].lower()
    number = amount(g.get("n", "1" if not g["u"].lower().endswith("s") else "X"))
    value = iso_amount(g.get("n", "1" if not g["u"].lower().endswith("s") else "X"), unit)
    written = writing(course)
    span = None
    if written and word in ("past", "last", "recent", "next", "coming"):
        if unit.startswith("T"):
            back = -(-int(number) // 24) if unit == "TH" and number is not None and number > 12 else 0
            start: date | None = written - timedelta(days=back)
        elif number is not None and number == int(number):
            sign = 1 if word in ("next", "coming") else -1
            start = days.shift(written, sign * int(number), unit)
        else:
            start = None
        span = (min(start, written), max(start, written)) if start else None
    return Told(type=DURATION, value=value, days=span, precision=fineness(unit) if span else None, note=word)
