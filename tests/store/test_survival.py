"""Everything that a person decided survives coding anew, merging and restoring from an export."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from casus.records.document import Document
from casus.records.wire import EventRecord
from casus.review import decide
from casus.review.regroup import regroup, regroup_all
from casus.store.base import Provenance, Status, Store

from .conftest import LATER, VERSION, report, told

TEXTS = {
    "a": "Shells fell on Vesk and killed three, the Courier says.",
    "b": "Shells fell on Vesk and killed five, the Meridian says.",
    "c": "Shells fell on Vesk again, says the Dispatch, and killed three.",
    "d": "Gunmen raided Tarn. A film shows a raid on Orm.",
    "e": "Gunmen raided Tarn, the Lantern says.",
}


def coded(store: Store, version: Provenance, mark: str) -> None:
    """All reports as one version reads them: the same words, ids and figures of its own."""
    for name, words in TEXTS.items():
        d = report(name, words, source=name, published=date(2031, 5, 10))
        store.keep(d, list(events(d, mark, version)), provenance=version)


def events(d: Document, mark: str, version: Provenance) -> Iterator[EventRecord]:
    killed = {"a": 3, "b": 5, "c": 3}.get(d.id, 1) + (mark == "new")
    raid: dict[str, Any] = {"kind": "violence/civilians/attack", "at": "Tarn", "point": (60.0, 20.0)}
    what = {**raid, "on": "2031-05-08"} if d.id in "de" else {}
    yield told(d, f"{d.id}-{mark}", killed=(killed,) * 3, coder=version.coder, **what)
    if d.id == "d":
        yield told(d, f"d-film-{mark}", start=20, at="Orm", point=(0.0, 5.0), on="2031-05-02", coder=version.coder)


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What people's decisions make of a store, by reports instead of ids of events."""

    status: list[tuple[str, str, tuple[str, ...]]]
    killed: list[tuple[str, int]]
    incidents: dict[str, list[str]]
    pairs: list[tuple[str, str, bool]]
    incident_status: list[tuple[str, str]]
    said: list[tuple[object, ...]]


def decided(store: Store) -> Decided:
    found = list(store.all_events())
    name = {e.id: e.id.removesuffix("-old").removesuffix("-new") for e in found}
    pairs = [(*sorted((name[a], name[b])), same) for (a, b), same in store.pairs().items()]
    incidents: dict[str, list[str]] = {}
    for event, incident in store.incidents_of(name).items():
        incidents[incident] = sorted([*incidents.get(incident, ()), name[event]])
    return Decided(
        status=sorted((name[e.id], e.status.value, e.corrected) for e in found),
        # Only what people corrected: a later version may read other figures.
        killed=sorted((name[e.id], e.record.tolls[0].best) for e in found if e.corrected),
        incidents=incidents,
        pairs=sorted(pairs),  # type: ignore[arg-type]
        incident_status=sorted((i.id, i.status.value) for i in store.all_incidents()),
        said=[(j.by, j.action, j.field, str(j.value), j.reason) for j in store.judgements()],
    )


def test_all_that_people_decided_survives_all_that_machines_do(store: Store, tmp_path: Path) -> None:
    coded(store, VERSION, "old")
    regroup_all(store)
    assert sorted(map(len, decided(store).incidents.values())) == [1, 2, 3]
    shelling = store.incidents_of(["a-old"])["a-old"]

    decide.accept(store, "a-old", by="ana", reason="the mayor confirms it")
    four = {"harm": "killed", "low": 4, "best": 4, "high": 4, "of": "civilians"}
    decide.correct(store, "b-old", "tolls", [four], by="ben", reason="as the hospital says")
    decide.reject(store, "d-film-old", by="ana", reason="a film")
    decide.split(store, "c-old", ["a-old", "b-old"], by="ana")
    decide.merge(store, ["c-old", "d-old"], by="ben")
    decide.reject(store, "e-old", by="ben")
    assert len(decide.undo(store, by="ben")) == 1
    decide.accept(store, shelling, by="ana")
    first = decided(store)
    assert sorted(first.incidents.values()) == [["a", "b"], ["c", "d", "e"]]
    assert ("b", 4) in first.killed
    assert store.check() == ()

    coded(store, LATER, "new")
    assert decided(store) == first
    regroup(store, [e.id for e in store.all_events()])
    regroup_all(store)
    again = decided(store)
    assert again == first
    assert store.incident(shelling).status is Status.ACCEPTED
    assert {e.rsplit("-", 1)[1] for i in store.all_incidents() for e in i.record.events} == {"new"}
    assert store.check() == ()

    written = io.BytesIO()
    store.export(written)
    with Store.open(tmp_path / "restored.db", create=True) as restored:
        restored.restore(io.BytesIO(written.getvalue()))
        assert decided(restored) == first
        regroup_all(restored)
        assert decided(restored) == first
        assert restored.redirects() == store.redirects()
        assert restored.check() == ()
        while decide.undo(restored, by="ana") or decide.undo(restored, by="ben"):
            pass
        assert {e.status for e in restored.all_events()} == {Status.UNREVIEWED}
        assert sorted(map(len, decided(restored).incidents.values())) == [1, 2, 3]
        assert restored.check() == ()
