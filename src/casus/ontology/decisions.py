"""The rules that decide a kind from an act and facts about it, read from data/ontologies/decisions.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from casus.errors import DataError
from casus.ontology.kinds import kinds
from casus.values.kind import Kind

FILE = "data/ontologies/decisions.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A kind, the acts that it is for, the facts that must all hold, those of which none may; `weak`: by default."""

    number: int
    acts: frozenset[str]
    all: frozenset[str]
    none: frozenset[str]
    kind: Kind
    weak: bool = False

    def fits(self, act: str, facts: frozenset[str]) -> bool:
        """Whether this rule decides."""
        return act in self.acts and self.all <= facts and not self.none & facts

    @property
    def name(self) -> str:
        """How the rule is called in explanations."""
        return f"decisions:{self.number}"


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in order. Raises DataError listing every fault."""
    raw = tomllib.loads(files("casus").joinpath(FILE).read_text("utf-8"))
    found, faults = [], []
    for number, row in enumerate(raw["rule"], 1):
        unknown = sorted(set(row) - {"act", "all", "none", "kind", "weak"})
        if unknown or row.get("kind") not in kinds() or not row.get("act"):
            faults.append(f"rule {number}: unknown {unknown}, kind {row.get('kind')!r}, act {row.get('act')!r}")
            continue
        found.append(
            Rule(
                number=number,
                acts=frozenset(row["act"]),
                all=frozenset(row.get("all", ())),
                none=frozenset(row.get("none", ())),
                kind=Kind.parse(row["kind"]),
                weak=row.get("weak", False),
            )
        )
    if faults:
        raise DataError(FILE, faults)
    return tuple(found)


def decide(act: str, facts: frozenset[str]) -> Rule | None:
    """The first rule that fits; None where none does."""
    return next((rule for rule in rules() if rule.fits(act, facts)), None)
