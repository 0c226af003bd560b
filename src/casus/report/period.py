"""The days that a report is about, and those before them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from casus.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """First and last day, both within; `month` where it is a whole calendar month."""

    start: date
    end: date
    month: bool = False

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise UsageError(f"the period begins on {self.start} and ends before, on {self.end}")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    @property
    def weeks(self) -> float:
        """How many weeks it has."""
        return self.days / 7

    def before(self) -> Period:
        """The period before: the month before a month, else as many days."""
        last = self.start - timedelta(days=1)
        if self.month:
            return Period(start=last.replace(day=1), end=last, month=True)
        return Period(start=last - timedelta(days=self.days - 1), end=last)

    def weeks_before(self, weeks: int) -> Period:
        """So many weeks before the first day."""
        return Period(start=self.start - timedelta(weeks=weeks), end=self.start - timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.start:%Y-%m}" if self.month else f"{self.start}..{self.end}"


def period(text: str) -> Period:
    """The period of a text: 2019-08, 2019, 2019-W32, 2019-08-05, 2019-08-01..2019-08-31. Raises UsageError."""
    try:
        if ".." in text:
            first, _, last = text.partition("..")
            return Period(start=date.fromisoformat(first.strip()), end=date.fromisoformat(last.strip()))
        if re.fullmatch(r"\d{4}-\d{2}", text):
            year, month = int(text[:4]), int(text[5:])
            return Period(start=date(year, month, 1), end=date(year, month, monthrange(year, month)[1]), month=True)
        if re.fullmatch(r"\d{4}", text):
            return Period(start=date(int(text), 1, 1), end=date(int(text), 12, 31))
        if re.fullmatch(r"\d{4}-W\d{2}", text):
            first_day = date.fromisocalendar(int(text[:4]), int(text[6:]), 1)
            return Period(start=first_day, end=first_day + timedelta(days=6))
        return Period(start=date.fromisoformat(text), end=date.fromisoformat(text))
    except ValueError as fault:
        raise UsageError(
            f"no period {text!r}: give 2019-08, 2019, 2019-W32, 2019-08-05 or 2019-08-01..2019-08-31"
        ) from fault
