"""WikiEvents: attacks, protests, arrests and casualties of modern news, with their arguments.

Its events are words: one attack told five times is five. So what is asked is whether our events cover them: a gold
trigger is found where some event has words in its sentence or line. The arguments of found triggers are right where
one of ours of the same sort covers them. Of our events, those count as borne out that lie on a line with a gold event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from casus.evaluate.result import Result, share
from casus.evaluate.told import Events
from casus.records.wire import EventRecord, QuoteRecord

CONFLICT = ("Conflict.", "Life.Die", "Life.Injure", "Justice.ArrestJailDetain", "ArtifactExistence.DamageDestroy")
DOERS = frozenset({"Attacker", "Killer", "Injurer", "Demonstrator", "Jailer", "DamagerDestroyer"})
SUFFERERS = frozenset({"Victim", "Target", "Detainee"})
SORTS = {
    **dict.fromkeys(DOERS, "initiator"),
    **dict.fromkeys(SUFFERERS, "target"),
    "Place": "place",
    "ExplosiveDevice": "weapon",
    "Instrument": "weapon",
}


def words(event: EventRecord, sort: str) -> list[QuoteRecord]:
    """The evidence of one facet of an event."""
    if sort == "weapon":
        return [quote for weapon in event.weapons for quote in weapon.evidence]
    if sort == "target":
        sides = (side.evidence for side in (event.target, *event.participants) if side)
        harms = (toll.evidence for toll in event.tolls)
        things = (thing.evidence for thing in event.objects)
        return [quote for own in (*sides, *harms, *things) for quote in own]
    claim = event.initiator if sort == "initiator" else event.place
    return list(claim.evidence) if claim else []


def line_of(text: str, at: int) -> int:
    """The number of the line on which an offset lies."""
    return text.count("\n", 0, at)


def near(event: EventRecord, line: int, text: str) -> bool:
    """Whether the event has words of its telling on the line."""
    return any(line_of(text, q.start) == line for q in event.trigger.evidence)


def covers(quotes: Iterable[QuoteRecord], argument: Mapping[str, Any]) -> bool:
    """Whether some words share a character with the argument."""
    return any(q.start < argument["end"] and argument["start"] < q.end for q in quotes)


def score(gold: Sequence[Mapping[str, Any]], events: Events, texts: Mapping[str, str]) -> Result:
    """The score over the documents: {"id", "events": [{"type", "trigger", "arguments"}]}."""
    found, exact, asked = 0, 0, 0
    sorts: dict[str, list[bool]] = {}
    borne, told_by_us = 0, 0
    faults = []
    for told in gold:
        text, own = texts[told["id"]], events.get(told["id"], [])
        wanted = [e for e in told["events"] if e["type"].startswith(CONFLICT)]
        lines = {line_of(text, e["trigger"]["start"]) for e in wanted}
        told_by_us += len(own)
        borne += sum(any(near(e, line, text) for line in lines) for e in own)
        for want in wanted:
            trigger = want["trigger"]
            line = line_of(text, trigger["start"])
            beside = [e for e in own if near(e, line, text)]
            asked += 1
            found += bool(beside)
            exact += any(covers(e.trigger.evidence, trigger) for e in beside)
            if not beside:
                faults.append(f"{told['id']} | missed {want['type']} | {trigger['text']}")
                continue
            for argument in want["arguments"]:
                sort = SORTS.get(argument["role"])
                if sort:
                    sorts.setdefault(sort, []).append(any(covers(words(e, sort), argument) for e in beside))
    return Result(
        rows={
            "events": {
                "found": share(found, asked),
                "trigger_found": share(exact, asked),
                "borne_out": share(borne, told_by_us),
                "asked": asked,
                "ours": told_by_us,
            },
            **{s: {"covered": share(sum(x), len(x)), "asked": len(x)} for s, x in sorted(sorts.items())},
        },
        faults=tuple(faults),
    )
