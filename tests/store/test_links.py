"""What merging found alike is kept each way, until what it rests on changes."""

from __future__ import annotations

import io
from pathlib import Path

from casus.records.judgement import Action
from casus.store.base import Links, Store

from .conftest import LATER, VERSION, report, told

ALL = ["a1", "a2", "b1", "c1"]


def coded(store: Store) -> None:
    for name, several in (("a", ("a1", "a2")), ("b", ("b1",)), ("c", ("c1",))):
        d = report(name)
        store.keep(d, [told(d, e, start=7 * n) for n, e in enumerate(several)], provenance=VERSION)


def linked(store: Store) -> None:
    coded(store)
    pairs = [("a1", "b1"), ("a2", "c1"), ("b1", "c1")]
    store.put_incidents([], links=Links(known=ALL, pairs=pairs), whole=True)
    assert store.linked([*ALL, "x"]) == {"a1": ("b1",), "a2": ("c1",), "b1": ("a1", "c1"), "c1": ("a2", "b1")}


def test_links_are_answered_where_all_are_known(store: Store) -> None:
    coded(store)
    assert store.linked(ALL) == {}
    store.put_incidents([], links=Links(known=["a1"], pairs=[("a1", "b1")]))
    assert store.linked(ALL) == {"a1": ("b1",)}
    store.put_incidents([], links=Links(known=["b1", "a2"], pairs=[("b1", "c1"), ("a1", "b1")]))
    assert store.linked(ALL) == {"a1": ("b1",), "a2": (), "b1": ("a1", "c1")}
    store.put_incidents([], whole=True)
    assert store.linked(["a1"]) == {"a1": ("b1",)}
    store.put_incidents([], links=Links(known=["c1"], pairs=[]), whole=True)
    assert store.linked(ALL) == {"c1": ()}
    assert store.check() == ()


def test_a_report_that_changes_is_to_be_compared_anew(store: Store) -> None:
    linked(store)
    store.judge(Action.CORRECT, ["a1"], by="ana", field="place", value="Orm")
    assert store.linked(ALL) == {"b1": ("a1", "c1"), "c1": ("a2", "b1")}  # what is told beside it may mean other things
    d = report("b")
    store.keep(d, [told(d, "b1", kind="battle/clash")], provenance=LATER)
    assert store.linked(ALL) == {"c1": ("a2",)}  # what had its words is another row now


def test_links_of_a_deleted_report_go_with_it(store: Store) -> None:
    linked(store)
    store.delete(["c"], by="ana")
    assert store.linked(ALL) == {"a1": ("b1",), "a2": (), "b1": ("a1",)}
    d = report("d")
    store.keep(d, [told(d, "d1")], provenance=VERSION)  # may have the number of what was deleted
    assert store.linked([*ALL, "d1"]) == {"a1": ("b1",), "a2": (), "b1": ("a1",)}


def test_links_survive_a_restore(store: Store, tmp_path: Path) -> None:
    linked(store)
    written = io.BytesIO()
    store.export(written)
    with Store.open(tmp_path / "restored.db", create=True) as again:
        again.restore(io.BytesIO(written.getvalue()))
        assert again.linked(ALL) == store.linked(ALL)
        assert again.check() == ()


def test_all_that_a_report_tells_comes_together(store: Store) -> None:
    coded(store)
    assert [e.id for e in store.beside(["b1", "a2", "x"])] in (["a1", "a2", "b1"], ["b1", "a1", "a2"])
    assert store.beside([]) == ()
