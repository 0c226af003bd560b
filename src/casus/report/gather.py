"""What a report is made of: the incidents of its period and of the year before, read once from a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casus.export.fields import ranged
from casus.export.happening import Happening
from casus.query.records import Records
from casus.records.operation import Status
from casus.records.wire_incident import OperationRecord
from casus.report.period import Period
from casus.store.base import Store
from casus.store.filter import Filter
from casus.values.factuality import Factuality
from casus.values.toll import Harm

YEAR = 52  # weeks before the period that are read
TOLD = Factuality.OCCURRED.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The happenings of a report: `all` of the period and of the 52 weeks before, without what a person rejected.

    `other` are those of the period that are not told as having occurred, `rejected` how many a person rejected.
    `first` is the first day of which the store holds anything in this area; None where it holds nothing.
    `of`: incidents, or events where the store holds no incident.
    """

    period: Period
    of: str
    all: tuple[Happening, ...]
    other: tuple[Happening, ...]
    rejected: int
    first: date | None
    revision: int
    operations: tuple[OperationRecord, ...]

    def within(self, period: Period) -> list[Happening]:
        """Those whose days overlap a period."""
        return [h for h in self.all if overlaps(h, period)]

    def holds(self, period: Period) -> bool:
        """Whether the store holds anything from before or at a period's first day: else a count would be a default."""
        return self.first is not None and self.first <= period.start

    @property
    def now(self) -> list[Happening]:
        """Those of the period, in order of days."""
        return sorted(self.within(self.period), key=lambda h: (str(h.when and h.when.start), h.id))


def gather(store: Store, filter: Filter, period: Period) -> Gathered:
    """Read what a report needs."""
    of = "incidents" if store.incidents(Filter(), limit=1).items else "events"
    first_day = min(period.weeks_before(YEAR).start, period.before().start)
    wide = replace(filter, since=first_day, until=period.end)
    found = list(Records(store, wide, of).happenings())
    kept = [h for h in found if h.status != "rejected"]
    whole = store.totals(replace(filter, since=None, until=None), of=of)
    return Gathered(
        period=period,
        of=of,
        all=tuple(h for h in kept if h.factuality.value == TOLD),
        other=tuple(h for h in kept if h.factuality.value != TOLD and overlaps(h, period)),
        rejected=sum(h.status == "rejected" and overlaps(h, period) for h in found),
        first=whole.first,
        revision=store.revision(),
        operations=tuple(o for o in store.operations() if o.status is not Status.PLANNED or o.events),
    )


def overlaps(h: Happening, period: Period) -> bool:
    """Whether some day of it lies in the period."""
    w = h.when
    return (
        w is not None and w.start is not None and w.end is not None and w.start <= period.end and period.start <= w.end
    )


def starts(h: Happening, first: date, last: date) -> bool:
    """Whether its first day lies between two days."""
    return h.when is not None and h.when.start is not None and first <= h.when.start <= last


def killed(happenings: Sequence[Happening]) -> tuple[int, int, int, bool]:
    """The dead in all: low, best, high, and whether the high is open. What tells no dead adds nothing."""
    low = best = high = 0
    open_end = False
    for h in happenings:
        a, b, c = ranged(h, Harm.KILLED)
        low, best, high = low + (a or 0), best + (b or 0), high + (c if c is not None else (b or 0))
        open_end = open_end or (b is not None and c is None)
    return low, best, high, open_end


def weeks(period: Period, count: int) -> list[Period]:
    """Weeks of seven days that end with the period's last day, oldest first."""
    ends = [period.end - timedelta(weeks=n) for n in range(count)]
    return [Period(start=end - timedelta(days=6), end=end) for end in reversed(ends)]
