"""Days of the Gregorian calendar: months, weeks, seasons, parts of them, and moving by units."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]


def one(day: date) -> Days:
    """A single day."""
    return day, day


def of_month(year: int, month: int, part: str = "") -> Days | None:
    """First and last day of a month, or of its START (1-10), MID (11-20) or END (21-). None for no such month."""
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return None
    first, last = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}.get(part, (1, 31))
    return date(year, month, first), date(year, month, min(last, monthrange(year, month)[1]))


def of_year(year: int, part: str = "") -> Days | None:
    """First and last day of a year, or of its START (January to March), MID (May to August), END (October on)."""
    if not 1 <= year <= 9999:
        return None
    first, last = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}.get(part, (1, 12))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def of_years(first: int, last: int) -> Days | None:
    """First and last day of several years."""
    if not 1 <= first <= last <= 9999:
        return None
    return date(first, 1, 1), date(last, 12, 31)


def of_week(day: date) -> Days:
    """Monday to Sunday of the day's week (ISO 8601)."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def of_season(year: int, season: str, *, ends: bool = False) -> Days | None:
    """Three months of the northern year: SP from March, SU June, FA September, WI December.

    A winter told by its year begins in that December; with `ends` it is the one that ends in that February.
    """
    if not 2 <= year <= 9998:
        return None
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    if season == "WI":
        first = year - 1 if ends else year
        return date(first, 12, 1), date(first + 1, 2, monthrange(first + 1, 2)[1])
    return date(year, start, 1), date(year, start + 2, monthrange(year, start + 2)[1])


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None if there is none such."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def add_months(when: date, months: int) -> date | None:
    """The same day so many months on, or the month's last."""
    count = when.year * 12 + when.month - 1 + months
    year, month = divmod(count, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(when.day, monthrange(year, month + 1)[1]))


def shift(when: date, number: int, unit: str) -> date | None:
    """The day so many units on: D days, W weeks, M months, Q quarters, Y years, 10Y decades, 100Y centuries."""
    try:
        if unit in ("D", "NI"):
            return when + timedelta(days=number)
        if unit in ("W", "WE"):
            return when + timedelta(weeks=number)
        if unit == "2W":
            return when + timedelta(weeks=2 * number)
    except OverflowError:
        return None
    months = {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200}.get(unit)
    return None if months is None else add_months(when, number * months)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, number + 1)
