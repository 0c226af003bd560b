"""PLOVER's gold standard records: category, the countries of both sides, and the killed.

Each record is one sentence with one event; it is compared with the event told first as real that has a PLOVER type,
or with the first of any factuality, since a threat is an event there. The records' categories of 2016 are brought to
those of today.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from casus.evaluate.case21 import NONE, by_class, whole
from casus.evaluate.result import Result, answers, share
from casus.evaluate.told import Events, told_first
from casus.export.countries import table
from casus.records.wire import EventRecord, PartyRecord
from casus.values.toll import Harm

OF_TODAY = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "YIELD": "CONCEDE",
    "REDUCE": "SANCTION",
}
CONFLICT = ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "THREATEN", "SANCTION", "RETREAT")


@cache
def _alpha2() -> dict[str, str]:
    return {codes.alpha3: code for code, codes in table().items()}


def category(event: EventRecord) -> str | None:
    """PLOVER's event type."""
    return event.plover.event_type if event.plover else None


def chosen(events: Events, document: str) -> EventRecord | None:
    """The event that the record is compared with."""
    typed = [e for e in events.get(document, ()) if category(e)]
    return told_first(typed) or told_first(typed, real=False)


def countries(record: Mapping[str, Any], side: str) -> set[str]:
    """The countries of a side of a gold record, alpha-2; codes of alliances and bodies are none."""
    sides = record.get(f"{side}s") or [record.get(side)]
    codes = {s.get("country") for s in sides if isinstance(s, dict)}
    return {_alpha2()[c] for c in codes if c in _alpha2()} | {c for c in codes if c in table()}


def score(gold: Sequence[Mapping[str, Any]], events: Events, texts: Mapping[str, str]) -> Result:
    """The score over the records: {"id", "event_type", "actor", "recipient", "killed"}."""
    pairs, faults = [], []
    sides: dict[str, list[tuple[bool, bool]]] = {"actor": [], "recipient": []}
    either = []
    killed = []
    for record in gold:
        event = chosen(events, record["id"])
        want = record.get("event_type_2021") or OF_TODAY.get(record["event_type"], record["event_type"])
        got = (category(event) if event else None) or NONE
        pairs.append((want, got))
        doer, sufferer = (event.initiator, event.target) if event else (None, None)
        have = {"actor": _country(doer), "recipient": _country(sufferer)}
        wrong = [f"{want} -> {got}"] if want != got else []
        for side, found in have.items():
            asked = countries(record, side)
            if asked:
                sides[side].append((found in asked, found is not None))
                either.append(not asked.isdisjoint(have.values()))
                wrong += [] if either[-1] else [f"{side} {'/'.join(sorted(asked))} -> {found or '-'}"]
        if record.get("killed") not in (None, ""):
            total = sum(t.best for t in event.tolls if t.harm is Harm.KILLED) if event else -1
            killed.append(total == int(record["killed"]))
        if wrong:
            faults.append(f"{record['id']} | {'; '.join(wrong)} | {texts.get(record['id'], '')}")
    classes = by_class(pairs)
    return Result(
        rows={
            "records": {"all": len(gold), "without_event": sum(p == NONE for _, p in pairs)},
            "category": whole(classes),
            "conflict": whole({c: row for c, row in classes.items() if c in CONFLICT}),
            **{name: answers(sum(r for r, _ in x), sum(a for _, a in x), len(x)) for name, x in sides.items()},
            "either side": {"of_all": share(sum(either), len(either)), "asked": len(either)},
            "killed": {"share": share(sum(killed), len(killed)), "of": len(killed)},
            **classes,
        },
        faults=tuple(faults),
    )


def _country(side: PartyRecord | None) -> str | None:
    return side.country if side else None
