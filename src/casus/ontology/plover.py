"""PLOVER's type and mode of an event: its kind's counterpart, refined by what is real, by its words and its doer."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from casus.errors import DataError
from casus.ontology.kinds import Plover, crosswalk_plover
from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.party import Category

FILE = "data/ontologies/plover.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When an event has another type than its kind, and which; None for no type at all. Empty conditions hold."""

    name: str
    kinds: tuple[str, ...]
    factuality: frozenset[Factuality]
    words: re.Pattern[str] | None
    cues: re.Pattern[str] | None
    doers: frozenset[Category]
    plover: Plover | None
    match: str
    refuse: str

    def fits(self, kind: Kind, factuality: Factuality, words: str, cues: str, doer: Category | None) -> bool:
        """Whether all conditions hold."""
        path = str(kind)
        return (
            any(path == k or path.startswith(f"{k}/") for k in self.kinds)
            and (not self.factuality or factuality in self.factuality)
            and (self.words is None or bool(self.words.search(words.casefold())))
            and (self.cues is None or bool(self.cues.search(cues.casefold())))
            and (not self.doers or doer in self.doers)
        )


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, in order. Raises DataError, telling every fault."""
    raw = tomllib.loads(files("casus").joinpath(FILE).read_text("utf-8"))["rule"]
    found, faults = [], []
    for row in raw:
        try:
            found.append(_rule(row))
        except (KeyError, ValueError, re.error) as fault:
            faults.append(f"{row.get('name', row)}: {fault!r}")
    if faults:
        raise DataError(FILE, faults)
    return tuple(found)


def _rule(row: dict[str, Any]) -> Rule:
    made = row["plover"]
    return Rule(
        name=row["name"],
        kinds=tuple(row["kinds"]),
        factuality=frozenset(map(Factuality, row.get("factuality", ()))),
        words=re.compile(row["words"]) if "words" in row else None,
        cues=re.compile(row["cues"]) if "cues" in row else None,
        doers=frozenset(map(Category, row.get("doers", ()))),
        plover=Plover(event_type=made[0], mode=made[1] if len(made) > 1 else None) if made else None,
        match=row["match"],
        refuse=row["not"],
    )


def plover_of(
    kind: Kind, *, factuality: Factuality, words: str = "", cues: str = "", doer: Category | None = None
) -> Plover | None:
    """PLOVER's names of an event; None where it has none. `words` are the trigger's, `cues` those of its reality."""
    for rule in rules():
        if rule.fits(kind, factuality, words, cues, doer):
            return rule.plover
    return crosswalk_plover(kind)
