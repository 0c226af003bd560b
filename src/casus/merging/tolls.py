"""The tolls of an incident: the lowest and highest of all voices, and the best figure of the latest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from casus.records.incident import Borne, Telling
from casus.values.toll import Harm, Of, Toll


def tolls(members: Iterable[Telling]) -> Iterator[Borne[Toll]]:
    """One toll a harm. Tolls rise as bodies are found, so the latest report's figure is best: of one day's, the one
    that most voices tell, then the larger; of one report's, the one that it tells most often, then the larger.
    """
    members = tuple(members)
    for harm in Harm:
        told = {t.event: of_one(t, harm) for t in members}
        bearers = [t for t in members if told[t.event] is not None]
        figures = [x for x in told.values() if x is not None]
        if not figures:
            continue
        best = _best(bearers, {e: x for e, x in told.items() if x is not None})
        highs = [x.high for x in figures if x.high is not None]
        yield Borne(
            value=Toll(
                harm=harm,
                low=min(best, *(x.low for x in figures)),
                best=best,
                high=max(best, *highs) if len(highs) == len(figures) else None,
                of=figures[0].of if len({x.of for x in figures}) == 1 else Of.UNKNOWN,
            ),
            events=tuple(t.event for t in bearers),
        )


def of_one(t: Telling, harm: Harm) -> Toll | None:
    """All of one harm that a telling tells, added up over those harmed; None where it does not say."""
    parts = [x for x in t.tolls if x.harm is harm]
    if len(parts) < 2:
        return parts[0] if parts else None
    highs = [p.high for p in parts if p.high is not None]
    return Toll(
        harm=harm,
        low=sum(p.low for p in parts),
        best=sum(p.best for p in parts),
        high=sum(highs) if len(highs) == len(parts) else None,
    )


def _best(bearers: list[Telling], told: dict[str, Toll]) -> int:
    latest = max(t.published.toordinal() if t.published else 0 for t in bearers)
    fresh = [t for t in bearers if (t.published.toordinal() if t.published else 0) == latest]
    by_voice: dict[str, Counter[int]] = defaultdict(Counter)
    for t in fresh:
        by_voice[t.voice][told[t.event].best] += 1
    counts = Counter(_usual(figures) for figures in by_voice.values())
    return _usual(counts)


def _usual(figures: Counter[int]) -> int:
    """The figure told most often; of those, the largest."""
    return max(figures, key=lambda figure: (figures[figure], figure))
