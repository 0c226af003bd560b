"""Incidents keep their ids; what people decided survives merging, coding anew, and a restore."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from casus.errors import InputError, StaleError, UsageError
from casus.merging.incidents import merge
from casus.merging.operations import operations
from casus.merging.tellings import tellings
from casus.merging.written import incident_record, operation_record
from casus.records.judgement import Action
from casus.records.wire_incident import IncidentRecord
from casus.store import putting
from casus.store.base import Filter, Status, Store

from .conftest import LATER, VERSION, report, told


def coded(store: Store, *names: str, **more: object) -> None:
    for name in names:
        d = report(name, source=name)
        store.keep(d, [told(d, f"{name}1", killed=(1, 1, 1), **more)], provenance=VERSION)


def incident(store: Store, id: str, *events: str) -> IncidentRecord:
    """An incident of these events, by the real rules' own summary of one of them."""
    records = [e.record for e in store.of_ids(events)]
    made = incident_record(merge(tellings(records[:1]))[0])
    fields = {f: getattr(made, f) for f in made.__struct_fields__}
    documents = tuple(sorted({r.document.id for r in records}))
    return IncidentRecord(**{**fields, "id": id, "events": tuple(events), "documents": documents})


def test_incidents_are_kept_and_chosen_like_events(store: Store) -> None:
    coded(store, "a", "b", "c")
    assert [e.id for e in store.unmerged()] == ["a1", "b1", "c1"]
    store.put_incidents([incident(store, "i1", "a1", "b1"), incident(store, "i2", "c1")], whole=True)
    assert store.unmerged() == ()
    assert store.incidents_of(["a1", "b1", "c1", "x"]) == {"a1": "i1", "b1": "i1", "c1": "i2"}
    assert store.fellows(["b1", "x"]) == {"a1": "i1", "b1": "i1"}
    assert store.fellows([]) == {}
    for words in ({"country": "NL"}, {"kind": "violence"}, {"killed": "1"}, {"since": "2031-05-09"}):
        assert len(store.incidents(Filter.parse(words)).items) == 2
    assert [i.id for i in store.incidents(Filter(source="b")).items] == ["i1"]
    assert [i.id for i in store.incidents(Filter(text="report c")).items] == ["i2"]
    assert store.incidents(Filter(actor="nobody")).items == ()
    assert dict(store.facets(of="incidents").by["source"]) == {"a": 1, "b": 1, "c": 1}
    assert store.totals(of="incidents").count == 2
    assert store.check() == ()


def test_joining_redirects_and_splitting_keeps_the_rest(store: Store) -> None:
    coded(store, "a", "b", "c")
    store.put_incidents([incident(store, f"i{n}", f"{d}1") for n, d in enumerate("abc")], whole=True)
    store.judge(Action.ACCEPT, ["i1"], by="ana")
    store.put_incidents([incident(store, "i0", "a1", "b1")], redirects={"i1": "i0"})
    assert store.incident("i1").id == "i0"
    assert store.incident("i1").status is Status.ACCEPTED
    assert store.redirects() == {"i1": "i0"}
    assert [i.id for i in store.all_incidents()] == ["i2", "i0"]
    store.put_incidents([incident(store, "i0", "a1", "b1", "c1")], redirects={"i2": "i0"})
    store.put_incidents([incident(store, "i0", "a1", "c1"), incident(store, "i9", "b1")])
    assert store.incidents_of(["b1", "c1"]) == {"b1": "i9", "c1": "i0"}
    assert store.founded()["i0"] < store.founded()["i9"]
    assert store.check() == ()
    with pytest.raises(UsageError):
        store.incident("nothing")


@pytest.mark.parametrize("few", [putting.FEW, 0])
def test_what_was_said_of_an_incident_holds_for_the_one_that_takes_it_in(
    store: Store, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(putting, "FEW", few)
    coded(store, "a", "b", "c", "d")
    store.put_incidents([incident(store, f"i{n}", f"{d}1") for n, d in enumerate("abcd")], whole=True)
    store.judge(Action.REJECT, ["i1"], by="ana")
    store.put_incidents(
        [incident(store, "i0", "a1", "b1"), incident(store, "i2", "c1", "d1")], redirects={"i1": "i0", "i3": "i2"}
    )
    assert [store.incident(i).status for i in ("i1", "i0", "i3")] == [
        Status.REJECTED,
        Status.REJECTED,
        Status.UNREVIEWED,
    ]


def test_two_mergings_at_once_do_not_overwrite_each_other(store: Store) -> None:
    coded(store, "a")
    before = store.revision()
    store.put_incidents([incident(store, "i1", "a1")], revision=before)
    with pytest.raises(StaleError):
        store.put_incidents([incident(store, "i2", "a1")], revision=before)
    assert store.incidents_of(["a1"]) == {"a1": "i1"}


def test_one_state_is_seen_until_the_end_whoever_writes(store: Store, where: str) -> None:
    coded(store, "a")
    with store.still():
        assert store.incidents_of(["a1"]) == {}
        with Store.open(where) as other:
            other.put_incidents([incident(other, "i1", "a1")], whole=True)
            assert other.revision() == 1
        assert store.incidents_of(["a1"]) == {}
        assert store.revision() == 0
    assert store.incidents_of(["a1"]) == {"a1": "i1"}


def test_counts_of_words_add_up(store: Store) -> None:
    store.put_incidents([], read=(3, {"vesk": 2, "tarn": 1}))
    store.put_incidents([], read=(2, {"vesk": 1, "orm's \"gate": 1}))
    assert store.weighed(["vesk", "tarn", "orm's \"gate", "never"]) == (5, {"vesk": 3, "tarn": 1, "orm's \"gate": 1})
    store.put_incidents([], read=(1, {"vesk": 1}), whole=True)
    assert store.weighed(["vesk", "tarn"]) == (1, {"vesk": 1})


def test_pairs_that_people_judged_follow_incidents_and_recoding(store: Store) -> None:
    coded(store, "a", "b", "c")
    store.put_incidents([incident(store, "i1", "a1", "b1"), incident(store, "i2", "c1")], whole=True)
    said = store.judge(Action.SAME, ["i1", "i2"], by="ana")
    store.judge(Action.DIFFERENT, ["a1", "b1"], by="ben")
    assert store.pairs() == {("a1", "c1"): True, ("b1", "c1"): True, ("a1", "b1"): False}
    d = report("a", source="a")
    store.keep(d, [told(d, "z1")], provenance=LATER)
    assert store.pairs() == {("c1", "z1"): True, ("b1", "c1"): True, ("b1", "z1"): False}
    assert store.incidents_of(["z1"]) == {"z1": "i1"}
    store.undo(said.id, by="ana")
    assert store.pairs() == {("b1", "z1"): False}


def test_operations_are_kept_and_chosen_by_any_name(store: Store) -> None:
    coded(store, "a", operation="Victory Will")
    coded(store, "b", operation="Will of Victory")
    records = {e.id: e.record for e in store.all_events()}
    store.put_operations(operation_record(o, records) for o in operations(tellings(records.values())))
    (one,) = store.operations()
    assert store.operation(one.id) == one
    for name in ("victory will", "Will of Victory"):
        assert len(store.events(Filter(operation=name)).items) == 2


def test_all_that_people_decided_survives_a_restore(store: Store, tmp_path: Path) -> None:
    coded(store, "a", "b", "c")
    store.put_incidents([incident(store, f"i{n}", f"{d}1") for n, d in enumerate("abc")], whole=True)
    store.put_incidents([incident(store, "i0", "a1", "b1")], redirects={"i1": "i0"})
    store.judge(Action.ACCEPT, ["a1"], by="ana")
    store.judge(Action.CORRECT, ["b1"], by="ben", field="place", value="Orm", reason="the mayor said so")
    store.undo(store.judge(Action.REJECT, ["c1"], by="ben").id, by="ana")
    store.judge(Action.DIFFERENT, ["a1", "c1"], by="ana")
    store.judge(Action.REJECT, ["i2"], by="ana")
    d = report("a", source="a")
    store.keep(d, [told(d, "z1")], provenance=LATER)
    store.delete(["c"], by="ana")
    written = io.BytesIO()
    store.export(written)
    with Store.open(tmp_path / "again.store", create=True) as again:
        assert again.restore(io.BytesIO(written.getvalue())) == written.getvalue().count(b"\n")
        assert again.judgements() == store.judgements()
        assert list(again.all_events()) == list(store.all_events())
        assert list(again.all_incidents()) == list(store.all_incidents())
        assert again.incident("i1") == store.incident("i1")
        assert again.pairs() == store.pairs()
        assert again.tombstones() == store.tombstones()
        assert again.search("shells") != ()
        assert again.event("a1") == store.event("a1")
        assert again.check() == ()
        twice = io.BytesIO()
        again.export(twice)
        assert twice.getvalue() == written.getvalue()
        again.judge(Action.ACCEPT, ["b1"], by="ana")  # numbers go on after those restored
        with pytest.raises(InputError, match="not empty"):
            again.restore(io.BytesIO(written.getvalue()))


@pytest.mark.parametrize(
    "wrong", [b"", b"{}\n", b"no json\n", b'{"schema": "casus.store/1", "form": "0001"}\n{"table": "x"}\n']
)
def test_what_is_no_export_is_not_restored(store: Store, wrong: bytes) -> None:
    with pytest.raises(InputError):
        store.restore(io.BytesIO(wrong))
    assert store.check() == ()
