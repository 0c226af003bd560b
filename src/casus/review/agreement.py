"""How far people who decided about the same records agree: percent, Cohen's kappa, Krippendorff's alpha (nominal).

Cohen, J. (1960), "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20:37-46:
kappa = (p_o - p_e) / (1 - p_e). Krippendorff, K. (2011), "Computing Krippendorff's Alpha-Reliability": alpha =
1 - (n - 1) * (n - sum of the diagonal of coincidences) / (n^2 - sum of the squared margins), for nominal data with any
number of coders and gaps.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

import msgspec

from casus.review.verdicts import Verdicts

AS_CODED = "as coded"
Unit = Mapping[str, str]  # coder -> value


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Agreement on one field. None where a figure is not defined; kappa is for two coders only."""

    field: str
    coders: tuple[str, ...]
    units: int
    percent: float | None
    kappa: float | None
    alpha: float | None


def agreement(found: Verdicts) -> tuple[Agreement, ...]:
    """Agreement on whether records count, and on each field that somebody corrected, over doubly decided records."""
    double = [by for by in found.values() if len(by) > 1]
    rows = [_of("verdict", [{who: str(v.counts) for who, v in by.items()} for by in double])]
    fields = sorted({name for by in double for v in by.values() for name in v.values})
    for name in fields:
        # Who rejected the record said nothing of its fields.
        units = [{who: _said(v.values, name) for who, v in by.items() if v.counts} for by in double]
        rows.append(_of(name, [u for u in units if len(u) > 1]))
    return tuple(rows)


def _said(values: Mapping[str, object], name: str) -> str:
    return msgspec.json.encode(values[name], order="sorted").decode() if name in values else AS_CODED


def _of(name: str, units: Sequence[Unit]) -> Agreement:
    coders = tuple(sorted({who for u in units for who in u}))
    both = kappa([(u[coders[0]], u[coders[1]]) for u in units]) if len(coders) == 2 else None
    return Agreement(
        field=name, coders=coders, units=len(units), percent=percent(units), kappa=both, alpha=alpha(units)
    )


def percent(units: Iterable[Unit]) -> float | None:
    """The share of pairs of decisions about one record that are equal, in percent."""
    pairs = [a == b for u in units for a, b in combinations(u.values(), 2)]
    return 100 * sum(pairs) / len(pairs) if pairs else None


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two coders; None without units, or where both used one and the same value only."""
    if not pairs:
        return None
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(first[v] * second[v] for v in first) / n**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: Iterable[Unit]) -> float | None:
    """Krippendorff's alpha for nominal data; None where nobody or nothing varies."""
    coincidences: dict[tuple[str, str], float] = defaultdict(float)
    for u in units:
        values = tuple(u.values())
        for a, b in permutations(values, 2):
            coincidences[a, b] += 1 / (len(values) - 1)
    margins: dict[str, float] = defaultdict(float)
    for (a, _), share in coincidences.items():
        margins[a] += share
    n = sum(margins.values())
    expected = n**2 - sum(m**2 for m in margins.values())
    if n < 2 or expected == 0:
        return None
    apart = n - sum(share for (a, b), share in coincidences.items() if a == b)
    return 1 - (n - 1) * apart / expected
