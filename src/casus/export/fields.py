"""What the schemes share: whether a happening is coded at all, on which days it falls, how its parties are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from casus.export.countries import name as country_name
from casus.export.happening import Happening
from casus.export.profile import Profile
from casus.export.rows import clean
from casus.values.party import Category, Party
from casus.values.toll import Harm, Toll
from casus.values.when import Precision, When


class AsideError(Exception):
    """A happening that a scheme does not code; the message tells why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a happening as a row tells it: its number among `of` rows."""

    date: date
    number: int = 1
    of: int = 1


@cache
def layout(name: str) -> dict[str, Any]:
    """A scheme's columns and codes, from data/exports."""
    return loads(files("casus").joinpath(f"data/exports/{name}.toml").read_text("utf-8"))


def columns(name: str) -> tuple[str, ...]:
    """A scheme's columns in their order."""
    return tuple(layout(name)["columns"])


def coded(h: Happening, profile: Profile, *, dated: bool = True) -> None:
    """Raise AsideError where the profile does not code this happening."""
    if h.status == "rejected":
        raise AsideError("a person rejected it")
    if h.factuality.value not in profile.factuality:
        raise AsideError(f"{h.factuality.value}: not coded by {profile.name}")
    if dated and (h.when is None or h.when.start is None or h.when.end is None):
        raise AsideError("no day is known")
    precision = h.when.precision if h.when else None
    if dated and precision is not None and precision.value not in profile.times:
        raise AsideError(f"its time is only known to the {precision.value}")


def placed(h: Happening, profile: Profile) -> None:
    """Raise AsideError where the place is unknown, or coarser than the profile codes for its type."""
    if h.place is None or h.place.latitude is None or h.place.country is None:
        raise AsideError("no place is known")
    kind = h.acled.event_type if h.acled else ""
    if h.place.geo_precision is None and kind not in profile.countrywide:
        raise AsideError("only its country is known")


def days(w: When, profile: Profile) -> Iterator[Day]:
    """The days on which rows fall: the middle of a week or month told as such, else the first day, or each day."""
    if w.start is None or w.end is None:
        return
    length = (w.end - w.start).days + 1
    if w.precision is not Precision.DAY or length == 1:
        yield Day(date=w.start + timedelta(days=(length - 1) // 2))
    elif profile.spread == "one":
        yield Day(date=w.start)
    else:
        for n in range(length):
            yield Day(date=w.start + timedelta(days=n), number=n + 1, of=length)


def share(total: int, day: Day) -> int:
    """A day's part of a number: evenly, the remainder to the first day."""
    each, rest = divmod(total, day.of)
    return each + (rest if day.number == 1 else 0)


def called(p: Party | None, h: Happening, profile: Profile) -> str | None:
    """A party's name in the scheme."""
    if p is None:
        return None
    unnamed = p.name in profile.unnamed
    form = profile.actors.get("unknown" if unnamed else p.category.value)
    if p.category is Category.UNKNOWN and not unnamed:
        form = None
    if form is None or (p.category in (Category.STATE_FORCES, Category.EXTERNAL_FORCES) and p.country is None):
        return clean(p.name)
    where = p.country if p.category in (Category.STATE_FORCES, Category.EXTERNAL_FORCES) else home(h) or p.country
    country = country_name(where)
    return form.format(name=p.name, country=country) if country else form.replace(" ({country})", "")


def home(h: Happening) -> str | None:
    """The country of the event."""
    return h.place.country if h.place else None


def joined(texts: Iterator[str | None]) -> str | None:
    """Texts joined by ;, each once; None for none."""
    return "; ".join(dict.fromkeys(clean(t).replace(";", ",") for t in texts if t)) or None


def ranged(h: Happening, harm: Harm) -> tuple[int | None, int | None, int | None]:
    """All of one harm added up as low, best and high; None where nothing is told, or the high is open."""
    own: list[Toll] = [c.toll for c in h.tolls if c.toll.harm is harm]
    if not own:
        return None, None, None
    highs = [t.high for t in own if t.high is not None]
    return sum(t.low for t in own), sum(t.best for t in own), sum(highs) if len(highs) == len(own) else None
