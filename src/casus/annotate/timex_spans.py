"""Durations, sets, times of day and vague references: how long, how often, at what hour."""

from __future__ import annotations

import re
from datetime import date

from casus.annotate import calendar_days as days
from casus.annotate.timex_course import Course, Told, day_told
from casus.annotate.timex_patterns import Match, lexicon
from casus.lexicon import numbers
from casus.records.annotated import TimeType
from casus.values.when import Precision

DATE, TIME, DURATION, SET = TimeType.DATE, TimeType.TIME, TimeType.DURATION, TimeType.SET
HALVES = {"half an": 0.5, "half a": 0.5, "one and a half": 1.5, "two and a half": 2.5, "two-and-a-half": 2.5}
HALVES |= {"three and a half": 3.5}
POINTS = {"noon": "12:00", "midday": "12:00", "mid-day": "12:00", "midnight": "00:00"}
HERE_AND_NOW = (
    "now",
    "right now",
    "currently",
    "at present",
    "at the moment",
    "at this moment",
    "presently",
    "to date",
)


def amount(text: str) -> float | None:
    """How many units a number tells; None for a vague one."""
    plain = " ".join(text.lower().split())
    if plain in ("a", "an"):
        return 1
    if plain in HALVES:
        return HALVES[plain]
    if re.fullmatch(r"\d+\.\d+", plain):
        return float(plain)
    if plain in ("a couple", "a couple of"):
        return 2
    return numbers.whole(plain)


def iso_amount(text: str, unit: str, half: bool = False) -> str:
    """A duration in ISO 8601, with X for a vague number; DE and CE are TIMEX3's decades and centuries."""
    number = amount(text)
    if number is not None and half:
        number += 0.5
    figure = "X" if number is None else f"{number:g}"
    if unit == "TX":
        return "PTXM"
    if unit.startswith("T"):
        if number == 0.5 and unit == "TH":
            return "PT30M"
        return f"PT{figure}{unit[1]}"
    if unit == "2W":
        return "PXW" if number is None else f"P{2 * number:g}W"
    letter = {"10Y": "DE", "100Y": "CE", "NI": "D", "WE": "WE"}.get(unit, unit)
    return f"P{figure}{letter}"


def unit_of(word: str) -> str:
    """The letter of a unit."""
    return str(lexicon()["units"][word.lower()])


def of_duration(match: Match, _: Course) -> Told:
    """A length of time."""
    g = match.groups
    if "u" not in g and "u2" in g:
        return Told(type=DURATION, value=iso_amount(g.get("n2", "1"), unit_of(g["u2"])))
    bare = match.name == "duration_bare"
    half = bool(re.search(r"and[ -]a[ -]half", match.text.lower())) and "half" not in g.get("n", "")
    value = iso_amount(g.get("n", "X" if bare else "1"), unit_of(g["u"]), half)
    if "n2" in g and "u2" in g:
        value += iso_amount(g["n2"], unit_of(g["u2"])).removeprefix("P")
    return Told(type=DURATION, value=value)


def of_nth_unit(match: Match, _: Course) -> Told:
    """ "the first day", "the second week": one unit, placed by something that is not said here."""
    unit = unit_of(match.groups["u"])
    if unit == "D":
        return Told(type=DATE, value="XXXX-XX-XX")
    return Told(type=DURATION, value=iso_amount("1", unit))


def of_set(match: Match, _: Course) -> Told:
    """Something that comes again: every day, daily, on Fridays."""
    g = match.groups
    if "freq" in g:
        return Told(type=SET, value=str(lexicon()["frequencies"][g["freq"].lower()]))
    if "w" in g or "ws" in g:
        word = (g.get("w") or g["ws"]).lower()
        number = lexicon()["weekdays"][word.removesuffix("s") if "ws" in g else word]
        part = lexicon()["parts"].get(g.get("p", "").lower())
        return Told(type=SET, value=f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))
    word = g["u"].lower()
    if word in lexicon()["seasons"]:
        return Told(type=SET, value=f"XXXX-{lexicon()['seasons'][word]}")
    if word in lexicon()["parts"]:
        return Told(type=SET, value=f"XXXX-XX-XXT{lexicon()['parts'][word]}")
    return Told(type=SET, value=iso_amount(g.get("n", "1"), unit_of(word)))


def at_hour(day: date | None, tail: str, note: str = "") -> Told:
    """A time of day on a day, or on none that is known."""
    if day is None:
        return Told(type=TIME, value=f"XXXX-XX-XXT{tail}", note="no_date")
    return day_told(day, type=TIME, tail=f"T{tail}", note=note)


def of_point(match: Match, day: date | None) -> Told:
    """Noon, midnight, dawn."""
    word = match.groups["pt"].lower()
    tail = POINTS.get(word) or str(lexicon()["parts"].get(word, "MO"))
    return at_hour(day, tail, "day_told")


def of_part(match: Match, day: date | None) -> Told:
    """The morning, at night, the early hours."""
    word = match.groups["p"].lower()
    tail = str(lexicon()["parts"].get(word, "MO"))
    if match.groups.get("det", "").lower() == "one":
        return at_hour(None, tail)
    return at_hour(day, tail, "day_told")


def of_reference(match: Match, course: Course) -> Told:
    """Now, recently, in future: a value without days, but for "now" in a dated report."""
    word = match.groups["ref"].lower()
    value = str(lexicon()["references"][word])
    if word in HERE_AND_NOW and course.written and not course.narrative:
        return Told(type=DATE, value=value, days=days.one(course.written), precision=Precision.DAY, note="now")
    return Told(type=DATE, value=value)
