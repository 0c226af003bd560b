"""Key figures: each with the period before and the means of 4 and 52 weeks, and the filter that makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from casus.export.happening import Happening
from casus.report.gather import Gathered, killed
from casus.report.links import Links
from casus.report.model import Figure
from casus.report.period import Period

Count = Callable[[Sequence[Happening]], int]


def of_kind(prefix: str) -> Count:
    """How many are of a kind or narrower."""
    return lambda found: sum(h.kind == prefix or h.kind.startswith(f"{prefix}/") for h in found)


# Name -> what is counted, and the words that its filter adds.
COUNTED: dict[str, tuple[Count, dict[str, Any]]] = {
    "incidents": (len, {}),
    "killed": (lambda found: killed(found)[1], {"killed": 1}),
    "deadly": (lambda found: sum(killed([h])[1] > 0 for h in found), {"killed": 1}),
    "battles": (of_kind("battle"), {"kind": ("battle",)}),
    "explosions": (of_kind("violence/explosive"), {"kind": ("violence/explosive",)}),
    "civilians": (of_kind("violence/civilians"), {"kind": ("violence/civilians",)}),
    "demonstrations": (of_kind("demonstration"), {"kind": ("demonstration",)}),
}


def figures(g: Gathered, links: Links, words: dict[str, Any]) -> Iterator[Figure]:
    """The key figures in order."""
    from casus.store.status import Status

    counted = dict(COUNTED)
    counted["accepted"] = (lambda found: sum(h.status == "accepted" for h in found), {"status": Status.ACCEPTED})
    before, four, year = g.period.before(), g.period.weeks_before(4), g.period.weeks_before(52)
    for name, (count, more) in counted.items():
        narrowed = _narrowed(links, more)
        if narrowed is None:
            continue
        value = count(g.now)
        means = [_mean(g, count, p) for p in (four, year)]
        then = count(g.within(before)) if g.holds(before) else None
        yield Figure(
            name=words["figure"][name],
            value=value,
            shown=spread(g.now) if name == "killed" else f"{value:,}",
            link=links.filtered(g.period, **narrowed),
            before=then,
            before_link=links.filtered(before, **narrowed),
            rate=value / g.period.weeks,
            four=means[0],
            four_link=links.filtered(four, **narrowed),
            year=means[1],
            year_link=links.filtered(year, **narrowed),
            trend=trend(value / g.period.weeks, next((m for m in means if m is not None), None), words),
        )


def _narrowed(links: Links, more: dict[str, Any]) -> dict[str, Any] | None:
    """The words that a figure adds, unless the report's own filter has them; None where that one says otherwise."""
    if "kind" in more and links.filter.kind:
        return None
    if "status" in more and links.filter.status is not None:
        return None
    if "killed" in more and links.filter.killed:
        return {}
    return more


def _mean(g: Gathered, count: Count, period: Period) -> float | None:
    return count(g.within(period)) / period.weeks if g.holds(period) else None


def trend(now: float, mean: float | None, words: dict[str, Any]) -> str:
    """A change against a mean week in words, by the bands of the words' file; "" where no mean is known."""
    bands = words["trend"]
    if mean is None:
        return ""
    if mean <= bands["few"] and now <= bands["little"]:
        return str(bands["low"])
    change = (now - mean) / mean * 100 if mean else float("inf")
    if change > bands["large"]:
        return str(bands["large_up"])
    if change >= bands["moderate"]:
        return str(bands["up"])
    if change < -bands["large"]:
        return str(bands["large_down"])
    return str(bands["down"] if change < -bands["moderate"] else bands["level"])


def spread(found: Sequence[Happening]) -> str:
    """The dead with their range: "27 (24-30)", "27 (24-27+)" where the highest is open."""
    low, best, high, open_end = killed(found)
    if low == best == high and not open_end:
        return f"{best:,}"
    if low == best == high:
        return f"{best:,}+"
    return f"{best:,} ({low:,}–{high:,}{'+' if open_end else ''})"
