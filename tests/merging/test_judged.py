"""What people say of pairs comes before any score; of words that contradict, the parting one prevails."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.merging.groups import SAID
from casus.merging.incidents import merge
from casus.merging.tellings import tellings
from casus.merging.written import incident_record
from casus.records.codec import encode
from casus.records.incident import Incident
from casus.records.wire import EventRecord

from .conftest import event
from .test_laws import events, quick

Pair = tuple[str, str]


def attack(name: str, at: str = "Vesk", on: str = "2031-05-09") -> EventRecord:
    return event(name, f"report {name}", at=at, on=on)


def groups(incidents: list[Incident]) -> set[tuple[str, ...]]:
    return {tuple(t.event for t in i.tellings) for i in incidents}


def test_what_people_hold_to_be_one_is_one_however_unlike() -> None:
    told = tellings([attack("a"), attack("b", "Tarn", "2031-08-01")])
    assert groups(merge(told)) == {("a",), ("b",)}
    (joined,) = merge(told, judged={("a", "b"): True})
    (why,) = joined.why
    assert (why.pair, why.evidence_for[0]) == (("a", "b"), SAID)
    assert any(x.startswith("when: far apart") for x in why.evidence_against)


def test_what_people_hold_to_be_two_is_two_however_alike() -> None:
    told = tellings([attack("a"), attack("b")])
    assert groups(merge(told)) == {("a", "b")}
    assert groups(merge(told, judged={("a", "b"): False})) == {("a",), ("b",)}


def test_a_third_report_does_not_join_the_two_that_people_parted() -> None:
    told = tellings([attack("a"), attack("b"), attack("c")])
    found = groups(merge(told, judged={("a", "b"): False}))
    assert len(found) == 2
    assert not any({"a", "b"} <= set(g) for g in found)


def test_a_link_of_a_judged_pair_is_told_once() -> None:
    (joined,) = merge(tellings([attack("a"), attack("b")]), judged={("b", "a"): True})
    assert [k.pair for k in joined.why] == [("a", "b")]


def test_of_three_words_that_cannot_all_hold_the_parting_one_prevails_and_is_told() -> None:
    told = tellings([attack("a"), attack("b", "Tarn"), attack("c", "Ormsgate", "2031-09-09")])
    judged = {("a", "b"): True, ("b", "c"): True, ("a", "c"): False}
    conflicts: list[tuple[Pair, Pair]] = []
    found = groups(merge(told, judged, lambda joined, parting: conflicts.append((joined, parting))))
    assert found == {("a", "b"), ("c",)}
    assert conflicts == [(("b", "c"), ("a", "c"))]


def test_words_that_agree_tell_no_conflict() -> None:
    told = tellings([attack("a"), attack("b"), attack("c", "Tarn")])

    def conflict(joined: Pair, parting: Pair) -> None:
        pytest.fail(f"{joined} against {parting}")

    found = groups(merge(told, {("a", "b"): True, ("a", "c"): False, ("b", "c"): False}, conflict))
    assert found == {("a", "b"), ("c",)}


def test_a_word_on_an_event_that_is_not_there_changes_nothing() -> None:
    told = tellings([attack("a"), attack("b")])
    assert merge(told, {("a", "gone"): True, ("b", "gone"): True}) == merge(told)


@quick
@given(events(), st.data())
def test_every_word_holds_or_is_told_to_conflict_and_order_never_matters(
    records: list[EventRecord], data: st.DataObject
) -> None:
    pairs = list(combinations(sorted(e.id for e in records), 2))
    judged: dict[Pair, bool] = (
        data.draw(st.dictionaries(st.sampled_from(pairs), st.booleans(), max_size=6)) if pairs else {}
    )
    conflicts: list[Pair] = []
    incidents = merge(tellings(records), judged, lambda joined, parting: conflicts.append(joined))
    of = {t.event: i.id for i in incidents for t in i.tellings}
    for (a, b), same in judged.items():
        assert (of[a] == of[b]) is same or (same and (a, b) in conflicts)
    again = merge(tellings(reversed(records)), dict(reversed(judged.items())))
    assert [encode(incident_record(i)) for i in again] == [encode(incident_record(i)) for i in incidents]
