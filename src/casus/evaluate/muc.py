"""Template filling on MUC-3/4, in the manner of its modern scorers: incident type and five roles.

A predicted template may stand for one gold template of its document if the types agree; of all one-to-one mappings
the one with the highest F1 counts. A filler is right if all of its strings are among the gold's alternatives, in lower
case, without marks and articles. "loose" lets one string hold all words of the other: it shows what is lost by the
extent of a phrase alone.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casus.evaluate.result import Result, rates, share
from casus.evaluate.told import Events

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
Filler = tuple[str, ...]
Agrees = Callable[[Filler, Filler], bool]
MOST = 2_000
_MARKS = str.maketrans("", "", string.punctuation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """An incident's type, and the fillers of each role with their alternatives, as plain words."""

    incident: str
    roles: tuple[tuple[Filler, ...], ...]  # in the order of ROLES

    @property
    def size(self) -> int:
        """How many fillers it has; the type is one."""
        return 1 + sum(map(len, self.roles))

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Template:
        """From a record: {"incident_type", "PerpInd": [[strings], ...], ...}."""
        return cls.of(told.get("incident_type") or "attack", [told.get(role) or () for role in ROLES])

    @classmethod
    def of(cls, incident: str, roles: Sequence[Sequence[Sequence[str]]]) -> Template:
        """From an incident type and the fillers as written."""
        plains = [[tuple(p for p in map(plain, filler) if p) for filler in fillers] for fillers in roles]
        return cls(incident=incident.lower(), roles=tuple(tuple(f for f in fillers if f) for fillers in plains))


def plain(words: str | None) -> str:
    """Lower case, without marks and articles, single blanks."""
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", (words or "").lower().translate(_MARKS)).split())


def strict(predicted: Filler, gold: Filler) -> bool:
    """Every string is one of the gold's."""
    return all(words in gold for words in predicted)


def loose(predicted: Filler, gold: Filler) -> bool:
    """Some string holds all words of one of the other."""
    pairs = [(set(p.split()), set(g.split())) for p in predicted for g in gold]
    return any(p <= g or g <= p for p, g in pairs)


def agreement(predicted: Template, gold: Template, agrees: Agrees) -> list[tuple[int, int]]:
    """For type and each role of two templates: right predicted fillers, found gold fillers."""
    out = [(1, 1)]
    for mine, theirs in zip(predicted.roles, gold.roles, strict=True):
        right = sum(any(agrees(p, g) for g in theirs) for p in mine)
        found = sum(any(agrees(p, g) for p in mine) for g in theirs)
        out.append((right, found))
    return out


def mapping(predicted: Sequence[Template], gold: Sequence[Template], agrees: Agrees) -> tuple[int | None, ...]:
    """The gold template of each predicted one, so that F1 over the document is highest; ties: first in order.

    Exact up to MOST ways that stand open at once; beyond it, which dozens of templates need, the best of them.
    """
    gains: dict[tuple[int, int], tuple[int, int]] = {}
    for i, p in enumerate(predicted):
        for j, g in enumerate(gold):
            if p.incident in g.incident:
                same = agreement(p, g, agrees)
                gains[i, j] = sum(right for right, _ in same), sum(found for _, found in same)
    none = len(gold)
    # Gold templates that are taken (as bits), right, found -> the first mapping that leads there.
    ways: dict[tuple[int, int, int], tuple[int, ...]] = {(0, 0, 0): ()}
    for i in range(len(predicted)):
        grown: dict[tuple[int, int, int], tuple[int, ...]] = {}
        for (taken, right, found), way in ways.items():
            for j in (*(j for j in range(none) if (i, j) in gains and not taken >> j & 1), none):
                more, also = gains.get((i, j), (0, 0))
                state = (taken | (1 << j if j < none else 0), right + more, found + also)
                grown[state] = min(grown.get(state, (*way, j)), (*way, j))
        ways = {state: grown[state] for state in _kept(grown)}
    sizes = sum(p.size for p in predicted), sum(g.size for g in gold)
    best = max(_f1(state, sizes) for state in ways)
    chosen = min(way for state, way in ways.items() if _f1(state, sizes) == best)
    return tuple(None if j == none else j for j in chosen)


def _kept(states: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """The states that no other with the same gold taken beats in both counts; of very many, those with most right."""
    best: dict[int, int] = {}  # gold taken -> most found so far, in order of right
    kept = []
    for taken, right, found in sorted(states, key=lambda s: (-s[1], -s[2])):
        if found > best.get(taken, -1):
            best[taken] = found
            kept.append((taken, right, found))
    yield from kept if len(kept) <= MOST else sorted(kept, key=lambda s: -(s[1] + s[2]))[:MOST]


def _f1(state: tuple[int, int, int], sizes: tuple[int, int]) -> float:
    precision, recall = share(state[1], sizes[0]), share(state[2], sizes[1])
    return share(2 * precision * recall, precision + recall)


def once(templates: Sequence[Template]) -> list[Template]:
    """Equal templates once."""
    return list(dict.fromkeys(templates))


def counted(
    gold: Mapping[str, Sequence[Template]], predicted: Mapping[str, Sequence[Template]], agrees: Agrees
) -> dict[str, dict[str, float]]:
    """Rates of type, roles and all together over the documents of the gold."""
    names = ("incident_type", *ROLES)
    tally = {name: [0, 0, 0, 0] for name in names}  # right, predicted, found, gold
    for document, templates in gold.items():
        own, theirs = predicted.get(document, ()), once(templates)
        for side, at in ((own, 1), (theirs, 3)):
            for template in side:
                for name, n in zip(names, (1, *map(len, template.roles)), strict=True):
                    tally[name][at] += n
        for i, j in enumerate(mapping(own, theirs, agrees)):
            if j is not None:
                for name, (right, found) in zip(names, agreement(own[i], theirs[j], agrees), strict=True):
                    tally[name][0] += right
                    tally[name][2] += found
    tally["micro"] = [sum(row[k] for row in tally.values()) for k in range(4)]
    return {name: rates(right, n, asked, found) for name, (right, n, found, asked) in tally.items()}


def score(gold: Sequence[Mapping[str, Any]], events: Events, _texts: Mapping[str, str]) -> Result:
    """The score over the documents: {"id", "templates"}. `each event` reads every event as a template of its own."""
    from casus.evaluate.muc_incidents import incidents
    from casus.evaluate.muc_templates import templates

    wanted = {told["id"]: [Template.read(t) for t in told["templates"]] for told in gold}
    found = {document: incidents(events.get(document, ())) for document in wanted}
    alone = {document: templates(events.get(document, ())) for document in wanted}
    rows = counted(wanted, found, strict)
    return Result(
        rows={
            "documents": {"all": len(wanted), "with_prediction": sum(map(bool, found.values()))},
            **rows,
            "micro_loose": counted(wanted, found, loose)["micro"],
            "each event": counted(wanted, alone, strict)["micro"],
        },
        faults=tuple(fault for d in wanted for fault in _faults(d, found[d], once(wanted[d]))),
    )


def _faults(document: str, predicted: Sequence[Template], gold: Sequence[Template]) -> Iterator[str]:
    taken = mapping(predicted, gold, strict)
    for i, j in enumerate(taken):
        if j is None:
            yield f"{document} | SPURIOUS {predicted[i].incident}"
            continue
        for role, mine, theirs in zip(ROLES, predicted[i].roles, gold[j].roles, strict=True):
            missed = [g for g in theirs if not any(strict(p, g) for p in mine)]
            extra = [p for p in mine if not any(strict(p, g) for g in theirs)]
            if missed or extra:
                yield f"{document} | {gold[j].incident} | {role} | missed {missed} | spurious {extra}"
    yield from (f"{document} | MISSED {g.incident}" for j, g in enumerate(gold) if j not in taken)
