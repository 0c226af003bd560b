"""The words by which records are chosen: the same in the store, the commands, Python, the API and on the web."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from casus.errors import UsageError
from casus.store.status import Status

Box = tuple[float, float, float, float]
MANY = ("country", "kind")  # words that may be said several times


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which records: all words must hold; of a word said several times, one.

    `country`: ISO alpha-2 codes or English names. `admin1`: a division's name. `kind`: prefixes of kinds
    ("violence/explosive") or ACLED's event or sub-event names. `since`, `until`: days, inclusive; a record is chosen
    where its span of days overlaps, and one without days never. `box`: west, south, east, north in degrees; west may
    be greater than east (over the 180th meridian). `actor`: id or canonical name, on either side. `operation`: a
    campaign's name or one of its aliases. `factuality`: a value of casus.event/1. `source`: the documents' source.
    `killed`: at least so many, by the best figure. `status`: what people said. `text`: words that the document holds;
    "words in quotes" stand together, -word is absent. Comparisons of names ignore case.
    """

    country: tuple[str, ...] = ()
    admin1: str | None = None
    kind: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    box: Box | None = None
    actor: str | None = None
    operation: str | None = None
    factuality: str | None = None
    source: str | None = None
    killed: int | None = None
    status: Status | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.since > self.until:
            raise UsageError(f"since {self.since} is after until {self.until}")
        if self.box is not None:
            west, south, east, north = self.box
            if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
                raise UsageError(f"box {self.box}: west, south, east, north in degrees, south below north")
        if self.killed is not None and self.killed < 0:
            raise UsageError(f"killed {self.killed}: at least 0")

    @classmethod
    def parse(cls, words: Mapping[str, str | Iterable[str]]) -> Filter:
        """The filter of words as texts, such as a URL's query. Empty texts count as not said.

        Raises UsageError for an unknown word, a word said twice that may be said once, or a value that cannot be read.
        """
        known = {f.name for f in fields(cls)}
        made: dict[str, Any] = {}
        for name, said in words.items():
            if name not in known:
                raise UsageError(f"no filter word {name!r}; there are: {', '.join(sorted(known))}")
            values = tuple(v.strip() for v in ((said,) if isinstance(said, str) else said) if v.strip())
            if not values:
                continue
            if name in MANY:
                made[name] = values
            elif len(values) > 1:
                raise UsageError(f"{name} is said {len(values)} times; it may be said once")
            else:
                made[name] = _read(name, values[0])
        return cls(**made)

    def words(self) -> dict[str, list[str]]:
        """The filter as texts: what `parse` reads."""
        out: dict[str, list[str]] = {}
        for f in fields(self):
            value = getattr(self, f.name)
            if f.name in MANY:
                said = list(value)
            elif value is None:
                said = []
            elif f.name == "box":
                said = [",".join(f"{x:g}" for x in value)]
            else:
                said = [value.value if isinstance(value, Status) else str(value)]
            if said:
                out[f.name] = said
        return out


def _read(name: str, text: str) -> Any:
    try:
        if name in ("since", "until"):
            return date.fromisoformat(text)
        if name == "killed":
            return int(text)
        if name == "status":
            return Status(text)
        if name == "box":
            west, south, east, north = (float(part) for part in text.split(","))
            return west, south, east, north
    except ValueError as fault:
        what = {
            "box": "four numbers: west,south,east,north",
            "killed": "a whole number",
            "status": ", ".join(s.value for s in Status),
        }
        raise UsageError(f"{name} {text!r} is not {what.get(name, 'an ISO date such as 2024-03-06')}") from fault
    return text
