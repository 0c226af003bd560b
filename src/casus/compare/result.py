"""What comparing found: how many of each are in both, and how far apart these are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median

from casus.compare.matching import Rules, match
from casus.compare.point import Point

COLUMNS = ("id", "start", "end", "country", "type", "sub_type", "latitude", "longitude", "killed", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Ours and theirs, and the pairs of positions that are one."""

    ours: tuple[Point, ...]
    theirs: tuple[Point, ...]
    pairs: tuple[tuple[int, int], ...]

    @property
    def both(self) -> list[tuple[Point, Point]]:
        """The pairs."""
        return [(self.ours[i], self.theirs[j]) for i, j in self.pairs]

    def only_ours(self) -> list[Point]:
        """What the other list does not hold."""
        held = {i for i, _ in self.pairs}
        return [p for i, p in enumerate(self.ours) if i not in held]

    def only_theirs(self) -> list[Point]:
        """What we do not hold."""
        held = {j for _, j in self.pairs}
        return [p for j, p in enumerate(self.theirs) if j not in held]


def compare(ours: Sequence[Point], theirs: Sequence[Point], rules: Rules, *, everywhere: bool = False) -> Compared:
    """Compare within the days and countries that the other list holds, or `everywhere`."""
    kept = list(ours)
    if not everywhere and theirs:
        first, last = min(p.start for p in theirs), max(p.end for p in theirs)
        countries = {p.country.casefold() for p in theirs}
        kept = [p for p in ours if p.start <= last and first <= p.end and p.country.casefold() in countries]
    return Compared(ours=tuple(kept), theirs=tuple(theirs), pairs=tuple(match(kept, theirs, rules)))


def scores(c: Compared) -> dict[str, float | int | None]:
    """Precision, recall, F1; days, km and the dead of those in both. None where there is nothing to count."""
    both = c.both
    precision = len(both) / len(c.ours) if c.ours else None
    recall = len(both) / len(c.theirs) if c.theirs else None
    days, km = [a.days_from(b) for a, b in both], [a.km_from(b) for a, b in both]
    dead = [(a.killed, b.killed) for a, b in both if a.killed is not None and b.killed is not None]
    return {
        "ours": len(c.ours),
        "theirs": len(c.theirs),
        "both": len(both),
        "precision": precision,
        "recall": recall,
        "f1": 2 * len(both) / (len(c.ours) + len(c.theirs)) if c.ours or c.theirs else None,
        "same_day": mean(d == 0 for d in days) if days else None,
        "days_mean": mean(days) if days else None,
        "km_median": median(km) if km else None,
        "km_mean": mean(km) if km else None,
        "deaths_equal": mean(a == b for a, b in dead) if dead else None,
        "deaths_off_mean": mean(abs(a - b) for a, b in dead) if dead else None,
    }


def split(c: Compared, by: Callable[[Point], str]) -> Iterator[tuple[str, dict[str, float | int | None]]]:
    """The scores by type or country: a pair counts under ours for precision and under theirs for recall."""
    names = sorted({by(p) for p in (*c.ours, *c.theirs)})
    for name in names:
        mine, other = [p for p in c.ours if by(p) == name], [p for p in c.theirs if by(p) == name]
        found = sum(by(a) == name for a, _ in c.both)
        held = sum(by(b) == name for _, b in c.both)
        yield (
            name,
            {
                "ours": len(mine),
                "theirs": len(other),
                "both": found,
                "precision": found / len(mine) if mine else None,
                "recall": held / len(other) if other else None,
            },
        )


def row(p: Point, prefix: str = "") -> Mapping[str, object]:
    """A point as a row of the files beside."""
    values = (p.id, p.start, p.end, p.country, p.kind, p.sub, p.latitude, p.longitude, p.killed, p.text)
    return {f"{prefix}{name}": value for name, value in zip(COLUMNS, values, strict=True)}
