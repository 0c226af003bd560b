"""What every store promises, over SQLite and over PostgreSQL."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casus.errors import InputError, StoreError, UsageError
from casus.records.issue import Issue, Severity
from casus.records.judgement import Action
from casus.store.base import Filter, Status, Store

from .conftest import LATER, VERSION, report, told

PEACEFUL = "demonstration/protest/peaceful"


def ids(page: object) -> list[str]:
    return [item.id for item in page.items]


def filled(store: Store) -> None:
    a, b, c = (
        report("a", "Shells fell on Vesk. A drill was planned.", source="Courier", title="Vesk shelled"),
        report("b", "Gunmen raided Tarn market square.", source="Meridian", published=date(2031, 6, 1)),
        report("c", "Marchers filled the square of Tarn. No one was hurt.", source="Courier", published=None),
    )
    store.keep(
        a,
        [told(a, "a1", killed=(2, 3, 5), by=("Orm Front", "orm")), told(a, "a2", on=None, at=None, start=21)],
        provenance=VERSION,
    )
    store.keep(
        b,
        [
            told(
                b,
                "b1",
                kind="violence/civilians/attack",
                at="Tarn",
                country="SE",
                admin1="Tarnland",
                point=(60.0, 179.5),
                on="2031-05-25/2031-06-02",
                killed=(1, 1, None),
                by=("Vesk Guard", None),
                operation="Grey Rain",
            )
        ],
        provenance=VERSION,
    )
    store.keep(
        c,
        [told(c, "c1", kind=PEACEFUL, at="Tarn", country="SE", point=(60.0, -179.5), on="2031-06-20")],
        provenance=VERSION,
    )


def test_a_new_store_is_empty_and_whole(store: Store) -> None:
    assert store.check() == ()
    assert store.events().items == ()
    assert store.totals().count == 0
    assert store.facets().total == 0
    assert store.revision() == 0


def test_documents_come_back_as_they_were(store: Store) -> None:
    a = report("a", "Ψ shells 𝔳 fell\non Vesk.", url="u", title="T", source="S", language="en", derived_from="z")
    assert store.add_documents([a, a]) == 1
    assert store.document("a") == a
    assert store.texts(["x", "a"]) == {"a": a}
    assert store.add_documents([a]) == 0
    with pytest.raises(InputError, match="another text"):
        store.add_documents([report("a", "other words")])
    with pytest.raises(UsageError):
        store.document("x")
    with pytest.raises(InputError):
        store.add_documents([report("n", "a\x00b")])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({}, ["c1", "b1", "a1", "a2"]),
        ({"country": ["NL"]}, ["a1", "a2"]),
        ({"country": ["sweden"]}, ["c1", "b1"]),
        ({"country": ["NL", "SE"]}, ["c1", "b1", "a1"]),
        ({"admin1": "tarnland"}, ["b1"]),
        ({"kind": "violence"}, ["b1", "a1", "a2"]),
        ({"kind": "violence/explosive"}, ["a1", "a2"]),
        ({"kind": "Shelling/artillery/missile attack"}, ["a1", "a2"]),
        ({"kind": ["Protests", "violence/civilians"]}, ["c1", "b1"]),
        ({"since": "2031-06-01"}, ["c1", "b1"]),
        ({"since": "2031-06-03"}, ["c1"]),
        ({"until": "2031-05-25"}, ["b1", "a1"]),
        ({"since": "2031-05-26", "until": "2031-05-27"}, ["b1"]),
        ({"box": "19,9,21,11"}, ["a1"]),
        ({"box": "179,59,-179,61"}, ["c1", "b1"]),
        ({"actor": "orm front"}, ["a1"]),
        ({"actor": "orm"}, ["a1"]),
        ({"operation": "grey  rain"}, ["b1"]),
        ({"factuality": "planned"}, []),
        ({"source": "Courier"}, ["c1", "a1", "a2"]),
        ({"killed": "1"}, ["b1", "a1"]),
        ({"killed": "3"}, ["a1"]),
        ({"status": "accepted"}, []),
        ({"text": "square"}, ["c1", "b1"]),
        ({"text": '"market square"'}, ["b1"]),
        ({"text": "square -hurt"}, ["b1"]),
        ({"text": "square", "country": "SE", "since": "2031-06-10"}, ["c1"]),
    ],
)
def test_each_word_chooses(store: Store, words: dict[str, str], found: list[str]) -> None:
    filled(store)
    expected = [i for i in found if i != "a2" or "country" not in words]
    page = store.events(Filter.parse(words), counted=True)
    assert ids(page) == expected
    assert page.total == len(expected)
    assert store.totals(Filter.parse(words)).count == len(expected)


def test_unknown_values_are_told(store: Store) -> None:
    for wrong in ({"country": "Atlantis"}, {"kind": "rain"}, {"text": "..."}):
        with pytest.raises(UsageError):
            store.events(Filter.parse(wrong))
    with pytest.raises(UsageError, match="cursor"):
        store.events(after="here")
    with pytest.raises(UsageError):
        store.timeline(by="decade")
    with pytest.raises(UsageError):
        store.event("no")


def test_pages_hold_every_event_once_while_others_come_in(store: Store) -> None:
    for n in range(25):
        d = report(f"d{n}")
        day = None if n % 7 == 0 else str(date(2031, 1, 1) + timedelta(days=n // 3))
        store.keep(d, [told(d, f"e{n}", on=day)], provenance=VERSION)
    seen: list[str] = []
    after = None
    while True:
        page = store.events(limit=4, after=after)
        seen += ids(page)
        if len(seen) == 8:  # a later day than any: before the place where we are
            d = report("late")
            store.keep(d, [told(d, "late", on="2032-01-01")], provenance=VERSION)
        if page.next is None:
            break
        after = page.next
    assert sorted(seen) == sorted(f"e{n}" for n in range(25))
    assert len(list(store.all_events())) == 26


def test_what_is_coded_is_not_coded_again(store: Store) -> None:
    a = report("a")
    assert not store.coded("a", VERSION)
    assert store.keep(
        a, [], provenance=VERSION, issues=[Issue(where="a", reason="r", stage="coding", severity=Severity.WARNING)]
    )
    assert store.coded("a", VERSION)
    assert not store.coded("a", LATER)
    assert not store.keep(a, [told(a, "e")], provenance=VERSION)
    assert store.events().items == ()
    assert [i.reason for i in store.issues("a")] == ["r"]


def test_judgements_hold_and_are_undone_without_limit(store: Store) -> None:
    filled(store)
    yes = store.judge(Action.ACCEPT, ["a1"], by="ana")
    assert store.event("a1").status is Status.ACCEPTED
    no = store.judge(Action.REJECT, ["a1"], by="ben", reason="a film")
    assert store.event("a1").status is Status.REJECTED
    assert ids(store.events(Filter(status=Status.REJECTED))) == ["a1"]
    undone = store.undo(no.id, by="ben")
    assert store.event("a1").status is Status.ACCEPTED
    with pytest.raises(UsageError, match="undone already"):
        store.undo(no.id, by="ana")
    store.undo(undone.id, by="ana")
    assert store.event("a1").status is Status.REJECTED
    assert [j.id for j in store.judgements(subject="a1", standing=True)] == [yes.id, no.id]
    assert len(store.judgements()) == 4
    assert [j.by for j in store.judgements(by="ana")] == ["ana", "ana"]
    assert store.check() == ()
    with pytest.raises(UsageError):
        store.judge(Action.ACCEPT, ["nothing"], by="ana")
    with pytest.raises(UsageError):
        store.undo("nothing", by="ana")


def test_corrections_show_in_the_record_and_in_queries_and_leave_what_was_coded(store: Store) -> None:
    filled(store)
    before = store.event("a1")
    store.judge(Action.CORRECT, ["a1"], by="ana", field="kind", value="violence/explosive/air_strike")
    moved = store.judge(Action.CORRECT, ["a1"], by="ana", field="place", value={"country": "SE", "admin1": "Tarnland"})
    now = store.event("a1")
    assert now.coded == before.json
    assert now.record.kind == "violence/explosive/air_strike"
    assert now.record.acled is not None
    assert now.record.acled.sub_event_type == "Air/drone strike"
    assert now.record.place is not None
    assert (now.record.place.name, now.record.place.country) == ("Vesk", "SE")
    assert now.corrected == ("kind", "place")
    assert now.status is Status.ACCEPTED
    assert "a1" in ids(store.events(Filter(country=("SE",))))
    store.undo(moved.id, by="ana")
    assert "a1" not in ids(store.events(Filter(country=("SE",))))
    assert store.event("a1").corrected == ("kind",)
    assert store.check() == ()
    for field, value in (("kind", "rain"), ("id", "z"), ("tolls", 3), ("when", {"start": "soon"})):
        with pytest.raises(InputError):
            store.judge(Action.CORRECT, ["a1"], by="ana", field=field, value=value)
    assert store.event("a1").corrected == ("kind",)


def test_coding_anew_keeps_decisions_and_shows_the_difference(store: Store) -> None:
    a = report("a", "Shells fell on Vesk. Gunmen raided Tarn. A drill was held. Marchers filled Orm.")
    places = (0, 21, 41, 59)
    store.keep(a, [told(a, f"old{n}", start=p) for n, p in enumerate(places)], provenance=VERSION)
    store.judge(Action.ACCEPT, ["old0"], by="ana")
    store.judge(Action.CORRECT, ["old1"], by="ana", field="place", value="Tarn")
    store.judge(Action.REJECT, ["old2"], by="ana")
    store.judge(Action.ACCEPT, ["old3"], by="ana")
    fresh = [told(a, f"new{n}", start=p, killed=(1, 1, 1), coder="casus@later") for n, p in enumerate(places[:3])]
    assert store.keep(a, fresh, provenance=LATER)
    current = {e.id: e for e in store.all_events()}
    assert sorted(current) == ["new0", "new1", "new2", "old3"]  # a person vouches for old3
    assert [current[f"new{n}"].status.value for n in range(3)] == ["accepted", "accepted", "rejected"]
    corrected = current["new1"].record.place
    assert corrected is not None
    assert corrected.name == "Tarn"
    assert store.event("old0").superseded_by == "new0"
    assert store.event("old0").status is Status.ACCEPTED
    differences = {(r.before, r.after): r.changed for r in store.recodings()}
    assert differences == {(f"old{n}", f"new{n}"): ("tolls",) for n in range(3)}
    assert store.check() == ()
    undo = store.judgements(subject="old0")[0]
    store.undo(undo.id, by="ana")
    assert store.event("new0").status is Status.UNREVIEWED


def test_the_same_ids_coded_from_other_data_take_the_place_of_the_former(store: Store) -> None:
    a = report("a")
    store.add_documents([a])
    assert store.add_events([told(a, "e")]) == 1
    assert store.add_events([told(a, "e")]) == 0
    store.judge(Action.REJECT, ["e"], by="ana")
    assert store.add_events([told(a, "e", killed=(1, 1, 1))]) == 1
    assert store.event("e").record.tolls
    assert store.event("e").status is Status.REJECTED
    assert len(store.events().items) == 1
    assert store.check() == ()


def test_events_of_unknown_documents_keep_them_without_text(store: Store) -> None:
    a = report("a")
    store.add_events([told(a, "e")])
    assert store.document("a").text == ""
    assert store.add_documents([a]) == 1
    assert store.document("a") == a
    assert store.search("shells")[0].id == "a"
    with pytest.raises(InputError, match="another text"):
        store.add_events([told(report("a", "Other words altogether."), "f")])


def test_search_finds_words_best_first(store: Store) -> None:
    filled(store)
    assert [h.id for h in store.search("shell")] == ["a"]
    hit = store.search("square market")[0]
    assert hit.id == "b"
    assert "\ue000square\ue001" in hit.snippet
    assert store.search("") == ()
    assert store.search('" OR ( NEAR * :') == store.search("or near")
    assert store.search("x" * 3000) == ()


def test_documents_are_listed_by_what_they_tell(store: Store) -> None:
    filled(store)
    assert [d.document.id for d in store.documents().items] == ["b", "a", "c"]
    assert [(d.document.id, d.events) for d in store.documents(Filter(kind=("violence",))).items] == [
        ("b", 1),
        ("a", 2),
    ]
    assert [d.document.id for d in store.documents(Filter(since=date(2031, 6, 1))).items] == ["b"]
    assert store.sources() == (("Courier", 2), ("Meridian", 1))
    assert [e.id for e in store.of_documents(["b", "a"])] == ["b1", "a1", "a2"]
    assert [e.id for e in store.of_ids(["c1", "zz", "a2"])] == ["c1", "a2"]


def test_counts(store: Store) -> None:
    filled(store)
    facets = store.facets()
    assert facets.total == 4
    assert dict(facets.by["country"]) == {"NL": 1, "SE": 2}
    assert dict(facets.by["actor"]) == {"Orm Front": 1, "Vesk Guard": 1}
    assert dict(facets.by["source"]) == {"Courier": 3, "Meridian": 1}
    assert [(b.start.isoformat(), b.count, b.killed) for b in store.timeline(by="month")] == [
        ("2031-05-01", 2, 4),
        ("2031-06-01", 1, 0),
    ]
    assert store.timeline(by="week")[0].start.weekday() == 0
    assert [b.start.isoformat() for b in store.timeline(by="year")] == ["2031-01-01"]
    everything = store.totals()
    assert everything.killed == (3, 4, None)
    assert (everything.first, everything.last) == (date(2031, 5, 9), date(2031, 6, 20))
    assert store.totals(Filter(country=("NL",))).killed == (2, 3, 5)


def test_a_deleted_document_leaves_its_id_only(store: Store) -> None:
    filled(store)
    store.judge(Action.ACCEPT, ["a1"], by="ana")
    assert store.delete(["a", "unknown"], by="ana", reason="on request") == 1
    with pytest.raises(UsageError, match="deleted"):
        store.document("a")
    assert store.search("shells") == ()
    assert ids(store.events()) == ["c1", "b1"]
    assert [(t.id, t.by, t.reason) for t in store.tombstones()] == [("a", "ana", "on request")]
    a = report("a", "Shells fell on Vesk. A drill was planned.")
    assert store.add_documents([a]) == 0
    assert not store.keep(a, [told(a, "a1")], provenance=LATER)
    assert store.add_events([told(a, "a1")]) == 0
    assert ids(store.events()) == ["c1", "b1"]
    assert len(store.judgements()) == 1
    assert store.check() == ()
    assert store.older(date(2031, 6, 2)) == ("b", "c")  # when it was taken in counts where no day is known
    assert store.older(date(2020, 1, 1)) == ()


def test_a_judgement_is_never_changed_or_taken_away(store: Store) -> None:
    filled(store)
    store.judge(Action.ACCEPT, ["a1"], by="ana")
    for statement in ("UPDATE judgements SET by = 'x'", "DELETE FROM judgements", "DELETE FROM subjects"):
        with pytest.raises(Exception, match="never changed"), store._write() as c:
            c.exec_driver_sql(statement.replace("by =", '"by" ='))
    assert store.judgements()[0].by == "ana"


def test_a_fault_leaves_nothing_half_done(store: Store) -> None:
    a = report("a")
    with pytest.raises(InputError):
        store.add_documents([a, report("b", "a\x00b")])
    assert store.documents().items == ()
    with pytest.raises(StoreError):
        store.keep(
            a, [told(a, "e"), told(a, "f")], provenance=VERSION, issues=[Issue(where="w", reason=None, stage="s")]
        )
    assert store.documents().items == ()
    assert store.events().items == ()


def test_space_is_given_back_whatever_was_asked_before(store: Store) -> None:
    d = report("a")
    store.keep(d, [told(d, "a1")], provenance=VERSION)
    assert store.delete(["a"], by="ana") == 1
    for _ in range(3):
        assert store.stats().rows["events"] == 0
        store.vacuum()
    assert store.check() == ()
