"""Coded events against gold events, field by field.

Events are paired one to one inside each document: a pair needs shared words (trigger or sentence) or the same kind,
place and one side; of the possible pairs the most alike win. Detection is counted over all events; each field over the
pairs, and over all events, where a missed or a spurious event counts as an error. "whole" is an event with every
scored field right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casus.evaluate.forms import Side, Spans, Told
from casus.evaluate.names import same_name

ROLES = ("initiator", "target")
HARMS = ("killed", "injured")
WHOLE = ("kind", "factuality", "initiator", "target", "place", "killed", "injured")
# Factualities that count as one another.
SAME_FACT = {
    "occurred": "real",
    "ongoing": "real",
    "alleged": "alleged",
    "attempted": "attempted",
    "planned": "unreal",
    "threatened": "unreal",
    "denied": "unreal",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A gold event that was coded wrongly or missed (`predicted` None), with the wrong fields."""

    document: str
    gold: Told
    predicted: Told | None
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts over a corpus: `asked` and `right` of each field over the pairs, `confused` kinds (gold, predicted)."""

    documents: int
    gold: int
    predicted: int
    paired: int
    quiet: int
    kept_quiet: int
    asked: Mapping[str, int]
    right: Mapping[str, int]
    confused: Mapping[tuple[str | None, str | None], int]
    faults: tuple[Fault, ...]

    @property
    def precision(self) -> float:
        """Share of the predicted events that are paired."""
        return self.paired / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold events that are paired."""
        return self.paired / self.gold if self.gold else 0.0

    def f1(self, right: int) -> float:
        """F1 over all events of so many right ones."""
        total = self.gold + self.predicted
        return 2 * right / total if total else 0.0

    def fields(self) -> Iterator[str]:
        """The scored fields, "whole" last."""
        return iter(sorted(self.asked, key=lambda name: (name == "whole", name)))


def overlap(a: Spans, b: Spans) -> bool:
    """Whether some character lies in both."""
    return any(s < v and u < e for s, e in a for u, v in b)


def agreement(gold: Told, predicted: Told) -> dict[str, bool]:
    """Which fields of a predicted event agree with those of a gold event."""
    out = {
        "kind": gold.kind == predicted.kind,
        "factuality": SAME_FACT[gold.factuality] == SAME_FACT.get(predicted.factuality),
    }
    for role in ROLES:
        a, b = gold.sides[role], predicted.sides[role]
        out[role] = _same_side(a, b)
        out[f"{role}_category"] = out[role] and (a is None or b is None or a.category == b.category)
    out["place"] = _same_place(gold, predicted)
    out["when"] = _same_day(gold, predicted)
    for harm in HARMS:
        out[harm] = gold.tolls[harm] == predicted.tolls[harm]
    if gold.operation or predicted.operation:
        out["operation"] = same_name(gold.operation, predicted.operation)
    return out


def _same_side(a: Side | None, b: Side | None) -> bool:
    if a is None or b is None:
        return a is b
    return same_name(a.name, b.name) or overlap(a.spans, b.spans)


def _same_place(gold: Told, predicted: Told) -> bool:
    a, b = gold.place, predicted.place
    if a is None or b is None:
        return a is b
    named = same_name(a.name, b.name) or overlap(a.spans, b.spans)
    return named and (not a.country or not b.country or a.country == b.country)


def _same_day(gold: Told, predicted: Told) -> bool:
    a, b = gold.when, predicted.when
    if a is None:
        # A day that no words tell is not held against a coder where the gold is silent.
        return b is None or not b.spans
    if b is None:
        return False
    if a.start:
        return b.start == a.start and (b.end or b.start) == (a.end or a.start)
    return overlap(a.spans, b.spans)


def likeness(gold: Told, predicted: Told) -> float:
    """How alike two events are; 0 where they cannot be a pair."""
    same = agreement(gold, predicted)
    trigger, sentence = overlap(gold.trigger, predicted.trigger), overlap(gold.sentence, predicted.sentence)
    side = any(same[role] and gold.sides[role] for role in ROLES)
    if not (trigger or sentence or (same["kind"] and same["place"] and gold.place and side)):
        return 0.0
    halves = same["initiator"] + same["target"] + same["killed"] + same["factuality"]
    return 2 * trigger + sentence + 1.5 * same["kind"] + same["place"] + 0.5 * halves


def pairs(gold: Sequence[Told], predicted: Sequence[Told]) -> list[tuple[int, int]]:
    """Indices of the pairs, the most alike first; of equally alike ones the earlier."""
    candidates = sorted(
        ((-likeness(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted)),
    )
    left, right = set(range(len(gold))), set(range(len(predicted)))
    out = []
    for score, i, j in candidates:
        if score < 0 and i in left and j in right:
            left.remove(i)
            right.remove(j)
            out.append((i, j))
    return out


def score(gold: Mapping[str, Sequence[Told]], predicted: Mapping[str, Sequence[Told]]) -> Score:
    """The score over the documents of the gold."""
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    confused: Counter[tuple[str | None, str | None]] = Counter()
    faults: list[Fault] = []
    paired = 0
    for document, own in gold.items():
        found = predicted.get(document, ())
        joined = pairs(own, found)
        paired += len(joined)
        for i, j in joined:
            same = agreement(own[i], found[j])
            same["whole"] = all(same[name] for name in WHOLE)
            asked.update(same.keys())
            right.update(name for name, agrees in same.items() if agrees)
            if not same["kind"]:
                confused[own[i].kind, found[j].kind] += 1
            if not same["whole"]:
                wrong = tuple(name for name in WHOLE if not same[name])
                faults.append(Fault(document=document, gold=own[i], predicted=found[j], wrong=wrong))
        missed = sorted(set(range(len(own))) - {i for i, _ in joined})
        faults += [Fault(document=document, gold=own[i], predicted=None) for i in missed]
    quiet = [document for document, own in gold.items() if not own]
    return Score(
        documents=len(gold),
        gold=_total(gold.values()),
        predicted=_total(predicted.get(document, ()) for document in gold),
        paired=paired,
        quiet=len(quiet),
        kept_quiet=sum(not predicted.get(document) for document in quiet),
        asked=asked,
        right=right,
        confused=confused,
        faults=tuple(faults),
    )


def _total(events: Iterable[Sequence[Told]]) -> int:
    return sum(map(len, events))
