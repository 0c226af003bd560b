"""What a measure gives: rows of named figures, and what was wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Row = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Figures by row and column; shares lie between 0 and 1, counts are whole. `faults` tell each wrong document."""

    rows: Mapping[str, Row]
    faults: tuple[str, ...] = ()

    def flat(self) -> Iterator[tuple[str, float]]:
        """Each figure by the name that floors have for it: row and column, joined by a dot."""
        for name, row in self.rows.items():
            for column, figure in row.items():
                yield f"{name}.{column}", figure


def share(part: float, whole: float) -> float:
    """A part of a whole; 0 of nothing."""
    return part / whole if whole else 0.0


def rates(right: int, predicted: int, gold: int, found: int | None = None) -> dict[str, float]:
    """Precision, recall and F1. `found`: right ones as counted from the gold, where that is another number."""
    precision, recall = share(right, predicted), share(right if found is None else found, gold)
    f1 = share(2 * precision * recall, precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1, "predicted": predicted, "gold": gold}


def answers(right: int, answered: int, asked: int) -> dict[str, float]:
    """How often a facet is right: of all that were asked, and of those that were answered."""
    return {
        "of_all": share(right, asked),
        "of_answered": share(right, answered),
        "answered": answered,
        "asked": asked,
    }
