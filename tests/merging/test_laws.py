"""The laws of merging: order, cuts, idempotence, nothing lost, nothing merged without a stated place or time."""

from __future__ import annotations

from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casus.merging.incidents import merge
from casus.merging.tellings import tellings
from casus.merging.written import incident_record
from casus.records.codec import encode
from casus.records.incident import Incident
from casus.records.wire import EventRecord

from .conftest import event

KINDS = (
    "violence/civilians/attack",
    "violence/explosive/bomb",
    "battle/clash",
    "demonstration/protest/peaceful",
    "strategic/arrests",
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def events(draw: st.DrawFn) -> list[EventRecord]:
    """Some reports with one to three events each; much is left untold."""
    out = []
    for d in range(draw(st.integers(1, 6))):
        published = draw(st.sampled_from([None, "2031-05-10", "2031-05-11", "2031-07-01"]))
        title = draw(st.sampled_from([None, "Lanterns burn at Vesk market", "Harbour bridge falls"]))
        for n in range(draw(st.integers(1, 3))):
            best = draw(st.integers(0, 9))
            out.append(
                event(
                    f"e{d}{n}",
                    f"d{d}",
                    kind=draw(st.sampled_from(KINDS)),
                    at=draw(st.sampled_from([None, "Vesk", "Tarn", "Ormsgate", "Nowhere"])),
                    on=draw(st.sampled_from([None, "2031-05-09", "2031-05-10", "2031-05-01/2031-05-31"])),
                    basis=draw(st.sampled_from(["stated", "inferred"])),
                    published=published,
                    title=title,
                    factuality=draw(st.sampled_from(["occurred", "planned", "denied", "alleged", "threatened"])),
                    killed=draw(st.sampled_from([None, (best, best, best), (best, best, None)])),
                    by=draw(st.sampled_from([None, "Orm Front", "Norland Army"])),
                    start=10 + 20 * n,
                )
            )
    return out


def merged(records: list[EventRecord]) -> list[Incident]:
    return merge(tellings(records))


def written(records: list[EventRecord]) -> list[bytes]:
    return [encode(incident_record(i)) for i in merged(records)]


@quick
@given(events(), st.randoms())
def test_order_never_matters(records: list[EventRecord], random: object) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert written(shuffled) == written(records)


@quick
@given(events())
def test_told_twice_is_told_once(records: list[EventRecord]) -> None:
    assert written(records + records) == written(records)


@quick
@given(events(), st.integers(0, 20))
def test_adding_a_report_loses_no_claim(records: list[EventRecord], cut: int) -> None:
    for some in (records[:cut], records):
        incidents = merged(some)
        assert sorted(t.event for i in incidents for t in i.tellings) == sorted(e.id for e in some)
        for i in incidents:
            said = {v: d for x in i.disagreements for v, d in x.values}
            for t in i.tellings:
                for toll in t.tolls:
                    whole = next(x.value for x in i.tolls if x.value.harm is toll.harm)
                    assert whole.low <= toll.low
                    assert whole.high is None or (toll.high is not None and toll.high <= whole.high)
                if len({x.factuality for x in i.tellings}) > 1 and len({x.document for x in i.tellings}) > 1:
                    assert t.document in said[t.factuality.value]


@quick
@given(events())
def test_reports_in_one_incident_are_joined_by_a_place_or_time_that_both_state(records: list[EventRecord]) -> None:
    of = {e.id: e.document.id for e in records}
    stated: dict[str, set[str]] = {d: set() for d in of.values()}
    for e in records:
        if e.place and e.place.basis.value == "stated":
            # Ormsgate and Vesk lie within their radius of each other.
            stated[e.document.id].add("Vesk" if e.place.name == "Ormsgate" else e.place.name)
        if e.when and e.when.basis.value == "stated":
            stated[e.document.id] |= {"May"}  # all days of these events lie in one month that some tell
    for i in merged(records):
        documents = sorted({t.document for t in i.tellings})
        reached, todo = {documents[0]}, [documents[0]]
        while todo:
            here = todo.pop()
            for there in documents:
                if there not in reached and stated[here] & stated[there]:
                    reached.add(there)
                    todo.append(there)
        assert reached == set(documents)


@quick
@given(events())
def test_what_is_planned_and_what_happened_are_never_one(records: list[EventRecord]) -> None:
    for i in merged(records):
        assert len({t.factuality.value in ("planned", "threatened") for t in i.tellings}) == 1


@quick
@given(events())
def test_silence_never_votes(records: list[EventRecord]) -> None:
    silent = [
        event(f"s{n}", f"q{n}", published="2031-05-10", killed=(3, 3, 3), by="Orm Front", title="Ambush in the hills")
        for n in range(2)
    ]
    incidents = merged(records + silent)
    for a, b in combinations(("s0", "s1"), 2):
        assert not any({a, b} <= {t.event for t in i.tellings} for i in incidents)
