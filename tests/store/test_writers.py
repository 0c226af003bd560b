"""Several who write at once: nothing is lost, and what is derived is right whoever came last."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from casus.records.judgement import Action
from casus.store.base import Status, Store

from .conftest import LATER, VERSION, report, told

TIMES = 12


def test_two_who_judge_one_event_at_once_leave_the_status_of_the_later(store: Store, where: str) -> None:
    a = report("a")
    store.keep(a, [told(a, "a1")], provenance=VERSION)
    ready = Barrier(2, timeout=20)

    def decide(who: str, action: Action) -> None:
        with Store.open(where) as own:
            for _ in range(TIMES):
                ready.wait()
                own.judge(action, ["a1"], by=who)

    for _ in range(2):
        with ThreadPoolExecutor(2) as pool:
            for work in [pool.submit(decide, "ana", Action.ACCEPT), pool.submit(decide, "ben", Action.REJECT)]:
                work.result()
        last = store.judgements()[-1].action
        assert store.event("a1").status is (Status.ACCEPTED if last is Action.ACCEPT else Status.REJECTED)
        assert store.check() == ()
    assert len(store.judgements()) == 4 * TIMES


def test_a_correction_while_another_version_codes_is_kept(store: Store, where: str) -> None:
    documents = [report(f"d{n}") for n in range(TIMES)]
    for d in documents:
        store.keep(d, [told(d, f"{d.id}-old")], provenance=VERSION)
    ready = Barrier(2, timeout=20)

    def code() -> None:
        with Store.open(where) as own:
            for d in documents:
                ready.wait()
                own.keep(d, [told(d, f"{d.id}-new", killed=(1, 1, 1))], provenance=LATER)

    def correct() -> None:
        with Store.open(where) as own:
            for d in documents:
                ready.wait()
                own.judge(Action.CORRECT, [f"{d.id}-old"], by="ana", field="place", value="Tarn")

    with ThreadPoolExecutor(2) as pool:
        for work in [pool.submit(code), pool.submit(correct)]:
            work.result()
    found = list(store.all_events())
    assert sorted(e.id for e in found) == sorted(f"{d.id}-new" for d in documents)
    assert {e.record.place.name for e in found if e.record.place} == {"Tarn"}
    assert {e.status for e in found} == {Status.ACCEPTED}
    assert store.check() == ()


def test_two_who_keep_one_document_at_once_keep_it_once(store: Store, where: str) -> None:
    documents = [report(f"d{n}") for n in range(TIMES)]
    ready = Barrier(2, timeout=20)

    def keep() -> int:
        with Store.open(where) as own:
            kept = 0
            for d in documents:
                ready.wait()
                kept += own.keep(d, [told(d, f"{d.id}1")], provenance=VERSION)
            return kept

    with ThreadPoolExecutor(2) as pool:
        works = [pool.submit(keep) for _ in range(2)]
        assert sum(work.result() for work in works) == TIMES
    assert len(list(store.all_events())) == TIMES
    assert store.check() == ()
