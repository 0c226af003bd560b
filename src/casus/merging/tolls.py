"""The tolls of an incident: the lowest and highest of all voices, and the best figure that two of them share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from casus.records.incident import Borne, Telling
from casus.values.toll import Harm, Of, Toll


def tolls(members: Iterable[Telling]) -> Iterator[Borne[Toll]]:
    """One toll a harm. Best is the latest figure that two voices tell, else the largest.

    Tolls rise as bodies are found, but a single late report may count other dead. Of one voice counts what it tells
    most often.
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
    by_voice: dict[str, Counter[int]] = defaultdict(Counter)
    day: dict[str, int] = {}
    for t in bearers:
        by_voice[t.voice][told[t.event].best] += 1
        day[t.voice] = max(day.get(t.voice, 0), t.published.toordinal() if t.published else 0)
    figures = {voice: _usual(own) for voice, own in by_voice.items()}
    count = Counter(figures.values())
    shared = [f for f in count if count[f] > 1]
    if not shared:
        return max(count)
    last = {f: max(day[v] for v, own in figures.items() if own == f) for f in shared}
    return max(shared, key=lambda f: (last[f], count[f], f))


def _usual(figures: Counter[int]) -> int:
    """The figure told most often; of those, the largest."""
    return max(figures, key=lambda figure: (figures[figure], figure))
