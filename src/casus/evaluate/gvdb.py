"""Gun Violence Database: the killed, the hurt, the city and the day of one shooting for each article.

The articles have no date of their own, so a day is asked only where the text has its month, its number and its year.
A number of victims is asked where the article states it: one victim is told without a number, more need theirs in
digits or words. The article's event is the one told first as real among those with a toll, else the one told first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from casus.evaluate.muc import plain
from casus.evaluate.result import Result, answers
from casus.evaluate.told import Events, told_first
from casus.gazetteer import open_gazetteer
from casus.gazetteer.place import distance
from casus.records.wire import EventRecord, PlaceRecord, WhenRecord
from casus.values.toll import Harm
from casus.values.where import Level

WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
HARMS = (Harm.KILLED, Harm.INJURED)
NEAR_DAYS = 1
NEAR_KM = 25
COUNTRY = "US"


def main_event(events: Sequence[EventRecord]) -> EventRecord | None:
    """The event that the article is about."""
    hurt = [e for e in events if any(t.harm in HARMS and t.best for t in e.tolls)]
    return told_first(hurt) or told_first(events)


def states(text: str, number: int) -> bool:
    """Whether the text has the number; one person is told without it."""
    if number == 1:
        return True
    said = [str(number), *WORDS[number : number + 1]]
    return re.search(rf"(?<![\w.,])(?:{'|'.join(said)})(?![\w]|[.,]\d)", text, re.IGNORECASE) is not None


def dated(text: str, day: date) -> bool:
    """Whether the text has the day's month, number and year."""
    months = f"{day:%B}|{day:%b}\\.?|{day.month}/"
    number = rf"(?:{months})\s*{day.day}(?!\d)"
    return bool(re.search(number, text, re.IGNORECASE)) and str(day.year) in text


def same_city(place: PlaceRecord, told: Mapping[str, Any]) -> bool:
    """Whether the place has the city's name, or words where the city's stand, or lies in its reach by the gazetteer.

    A street or a quarter of the city is a better answer than the city, so what lies within 25 km is right. Towns are
    looked up by name in the state that the gold tells; without one, the largest of that name in the country.
    """
    city, name = told["city"], plain(told["city"]["text"])
    if name in {plain(part) for part in (place.name, *place.name.split(","))}:
        return True
    if city["start"] is not None and any(q.start < city["end"] and city["start"] < q.end for q in place.evidence):
        return True
    if place.latitude is None or place.longitude is None:
        return False
    state = (told.get("state") or "").rpartition(" - ")[2]
    towns = [p for p in open_gazetteer().candidates(city["text"]) if p.country == COUNTRY and p.level is Level.TOWN]
    there = [p for p in towns if p.admin1 == state] or towns[:1]
    return any(distance(place.latitude, place.longitude, p.latitude, p.longitude) <= NEAR_KM for p in there)


def same_day(when: WhenRecord | None, day: date) -> tuple[bool, bool]:
    """Whether the day is right within a day, and whether one was answered."""
    if when is None or when.start is None:
        return False, False
    end = when.end or when.start
    short = (end - when.start).days <= 2 * NEAR_DAYS
    return short and (day - when.start).days >= -NEAR_DAYS and (day - end).days <= NEAR_DAYS, True


def score(gold: Sequence[Mapping[str, Any]], events: Events, texts: Mapping[str, str]) -> Result:
    """The score over the articles: {"id", "city", "state", "date", "killed", "injured"}."""
    asked: dict[str, list[tuple[bool, bool]]] = {}
    faults = []
    for told in gold:
        text, own = texts[told["id"]], events.get(told["id"], [])
        event = main_event(own)
        wrong = []
        for harm in HARMS:
            want, got = told[harm.value], toll(event, harm)
            if want == 0:
                asked.setdefault(f"no {harm.value}", []).append((not got, event is not None))
            elif states(text, want):
                asked.setdefault(harm.value, []).append((got == want, got is not None))
                wrong += [] if got == want else [f"{harm.value} {want} -> {got}"]
        if told["city"]:
            place = event.place if event else None
            right = place is not None and same_city(place, told)
            asked.setdefault("city", []).append((right, place is not None))
            wrong += [] if right else [f"city {told['city']['text']} -> {place and place.name}"]
        day = date(*map(int, told["date"].split("-"))) if told["date"] else None  # its months may have one digit
        if day and dated(text, day):
            right, answered = same_day(event.when if event else None, day)
            asked.setdefault("date", []).append((right, answered))
            found = event.when.start if event and event.when else None
            wrong += [] if right else [f"date {day} -> {found}"]
        if wrong:
            faults.append(f"{told['id']} | {'; '.join(wrong)}")
    facts = {name: answers(sum(r for r, _ in x), sum(a for _, a in x), len(x)) for name, x in sorted(asked.items())}
    without = sum(not events.get(told["id"]) for told in gold)
    return Result(rows={"articles": {"all": len(gold), "without_event": without}, **facts}, faults=tuple(faults))


def toll(event: EventRecord | None, harm: Harm) -> int | None:
    """The sum of an event's tolls of one harm; None where it tells none."""
    found = [t.best for t in event.tolls if t.harm is harm] if event else []
    return sum(found) if found else None
