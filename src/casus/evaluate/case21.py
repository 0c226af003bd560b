"""CASE 2021, task 2: one of ACLED's 25 sub-events for each snippet.

The event that is told first names the snippet. Weighted F1 is the shared task's measure: the mean over the classes of
the gold, weighted by their size. Snippets of the five classes that ACLED does not have should stay without an event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from casus.evaluate.result import Result, share
from casus.evaluate.told import Events, sub_event, told_first

NONE = "none"


def label(events: Events, document: str) -> str:
    """The sub-event of the event told first, or "none"."""
    first = told_first(e for e in events.get(document, ()) if sub_event(e))
    return (sub_event(first) if first else None) or NONE


def by_class(pairs: Sequence[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """F1 and counts of each class of the gold, from pairs of gold and predicted."""
    gold, predicted = Counter(g for g, _ in pairs), Counter(p for _, p in pairs)
    right = Counter(g for g, p in pairs if g == p)
    return {
        c: {
            "f1": share(2 * right[c], gold[c] + predicted[c]),
            "gold": gold[c],
            "predicted": predicted[c],
            "right": right[c],
        }
        for c in sorted(gold)
    }


def whole(classes: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Accuracy, macro and weighted F1 over some classes."""
    total = sum(row["gold"] for row in classes.values())
    return {
        "accuracy": share(sum(row["right"] for row in classes.values()), total),
        "macro_f1": share(sum(row["f1"] for row in classes.values()), len(classes)),
        "weighted_f1": share(sum(row["f1"] * row["gold"] for row in classes.values()), total),
    }


def score(gold: Sequence[Mapping[str, Any]], events: Events, _texts: Mapping[str, str]) -> Result:
    """The score over the labelled snippets: {"id", "label", "sub_event_type"}."""
    coded = {told["id"]: label(events, told["id"]) for told in gold}
    acled = [told for told in gold if told["sub_event_type"]]
    classes = by_class([(told["sub_event_type"], coded[told["id"]]) for told in acled])
    all_of_them = by_class([(told["sub_event_type"] or NONE, coded[told["id"]]) for told in gold])
    among = sum(
        any(sub_event(e) == told["sub_event_type"] and e.factuality.value.real for e in events.get(told["id"], ()))
        for told in acled
    )
    others = sorted({told["label"] for told in gold if not told["sub_event_type"]})
    quiet = {c: [coded[told["id"]] == NONE for told in gold if told["label"] == c] for c in others}
    flat = [calm for row in quiet.values() for calm in row]
    return Result(
        rows={
            "snippets": {"all": len(gold), "of ACLED's kinds": len(acled)},
            "ACLED's kinds": {**whole(classes), "among_all_events": share(among, len(acled))},
            "with none": whole(all_of_them),
            "quiet": {"share": share(sum(flat), len(flat)), "of": len(flat)},
            **{f"quiet: {c}": {"share": share(sum(row), len(row)), "of": len(row)} for c, row in quiet.items()},
            **classes,
        },
        faults=tuple(
            f"{told['id']} | {told['sub_event_type'] or 'quiet'} -> {coded[told['id']]}"
            for told in gold
            if coded[told["id"]] != (told["sub_event_type"] or NONE)
        ),
    )
