"""Which event of ours is which of theirs: one to one, nearest first, as many as can be."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from casus.compare.point import Point

LONGEST = 400  # days of a span that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """When two may be one: so many days and km apart at most, and of the same `kind` (type, sub-type, or any)."""

    days: int = 2
    km: float = 50.0
    kind: str = "type"

    def fit(self, ours: Point, theirs: Point) -> bool:
        """Whether the two may be one."""
        if self.kind == "type" and ours.kind != theirs.kind:
            return False
        if self.kind == "sub-type" and ours.sub != theirs.sub:
            return False
        if ours.country.casefold() != theirs.country.casefold():
            return False
        return ours.days_from(theirs) <= self.days and ours.km_from(theirs) <= self.km

    def apart(self, ours: Point, theirs: Point) -> float:
        """How far the two are apart: days, km, type and the dead, each from 0 to 1 (the dead count half)."""
        days = ours.days_from(theirs) / (self.days or 1)
        km = ours.km_from(theirs) / (self.km or 1.0)
        dead = 0.0
        if ours.killed is not None and theirs.killed is not None and ours.killed != theirs.killed:
            dead = abs(ours.killed - theirs.killed) / max(ours.killed, theirs.killed)
        return days + km + (ours.sub != theirs.sub) + dead / 2


def match(ours: Sequence[Point], theirs: Sequence[Point], rules: Rules) -> list[tuple[int, int]]:
    """Pairs of positions, no event twice. Nearest first; then, where one is left that could be matched if others moved
    to their next, they move, so that no larger set of pairs exists. Equal lists in equal order give equal pairs.
    """
    fits: dict[int, list[int]] = defaultdict(list)
    pairs = []
    for i, j in candidates(ours, theirs, rules):
        pairs.append((rules.apart(ours[i], theirs[j]), i, j))
    pairs.sort()
    mine: dict[int, int] = {}
    other: dict[int, int] = {}
    for _, i, j in pairs:
        fits[i].append(j)
        if i not in mine and j not in other:
            mine[i], other[j] = j, i
    for i in sorted(set(fits) - set(mine)):
        _moved(i, fits, mine, other)
    return sorted(mine.items())


def candidates(ours: Sequence[Point], theirs: Sequence[Point], rules: Rules) -> Iterator[tuple[int, int]]:
    """Pairs that fit, looked for among those of near days and the same country."""
    by_day: dict[tuple[str, int], list[int]] = defaultdict(list)
    for j, point in enumerate(theirs):
        for day in _span(point):
            by_day[point.country.casefold(), day].append(j)
    for i, point in enumerate(ours):
        near: set[int] = set()
        for day in _span(point, rules.days):
            near.update(by_day.get((point.country.casefold(), day), ()))
        yield from ((i, j) for j in sorted(near) if rules.fit(point, theirs[j]))


def _span(point: Point, more: int = 0) -> Iterable[int]:
    first = (point.start - timedelta(days=more)).toordinal()
    last = min((point.end + timedelta(days=more)).toordinal(), first + LONGEST)
    return range(first, last + 1)


def _moved(start: int, fits: dict[int, list[int]], mine: dict[int, int], other: dict[int, int]) -> None:
    """Match one that is left over by moving others, along the shortest such chain (Kuhn's augmenting path)."""
    came: dict[int, int] = {}
    queue = deque([start])
    while queue:
        i = queue.popleft()
        for j in fits[i]:
            if j in came:
                continue
            came[j] = i
            if j in other:
                queue.append(other[j])
                continue
            step: int | None = j
            while step is not None:
                mover = came[step]
                before = mine.get(mover)
                mine[mover], other[step] = step, mover
                step = before
            return
