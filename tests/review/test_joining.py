"""One report after another makes what all at once make: order, cuts, doubling; and adding never takes away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from shutil import copyfile
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from casus.merging.incidents import merge
from casus.merging.tellings import tellings
from casus.merging.written import incident_record
from casus.records.wire import EventRecord
from casus.records.wire_incident import IncidentRecord
from casus.review.regroup import regroup, regroup_all
from casus.store.base import Provenance, Store, StoredEvent
from told import SAID, event, killed, text

VERSION = Provenance(coder="test")
PLACES = {"Vesk": (33.0, 44.0, 7), "Ormsgate": (33.05, 44.05, 8), "Tarn": (36.0, 41.0, 9), "Nowhere": None, None: None}
KINDS = ("violence/explosive/air_strike", "violence/civilians/attack", "battle/clash", "demonstration/protest/peaceful")
DAYS = (None, "2031-03-04", "2031-03-05", "2031-03-20")
TITLES = (None, "Lanterns burn at Vesk market", "Harbour bridge falls in Tarn")
rare = settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


def place(name: str | None) -> dict[str, Any] | None:
    if name is None:
        return None
    point = PLACES[name]
    at = dict(zip(("latitude", "longitude", "geonameid"), point or (None, None, None), strict=True))
    inside = {"admin1": None if point is None else "Upper Norland", "admin2": None, "country": "IQ", "radius_km": 5.0}
    return {
        "name": name,
        "level": "town",
        "relation": None,
        "geo_precision": 1,
        "where_prec": 1,
        **at,
        **inside,
        **SAID,
    }


@st.composite
def reports(draw: st.DrawFn) -> list[list[EventRecord]]:
    """Some reports of one to three events, of few places and days, so that many may be one."""
    made = []
    for d in range(draw(st.integers(2, 8))):
        published = draw(st.sampled_from(["2031-03-05", "2031-03-06", "2031-03-21", None]))
        title = draw(st.sampled_from(TITLES))
        sha256 = text(f"d{d}", f"Report {d}.").sha256
        told = []
        for n in range(draw(st.integers(1, 3))):
            day = draw(st.sampled_from(DAYS))
            when = day and {"start": day, "end": day, "precision": "day", "text": "then", **SAID}
            words = {"start": 10 * n, "end": 10 * n + 5, "exact": "Three"}
            made_of = event(
                f"e{d}{n}",
                f"d{d}",
                kind=draw(st.sampled_from(KINDS)),
                place=place(draw(st.sampled_from(list(PLACES)))),
                when=when,
                tolls=killed(draw(st.integers(1, 5))),
                trigger={"evidence": [words]},
                factuality={"value": draw(st.sampled_from(["occurred", "planned", "denied"])), **SAID},
            )
            document = replace(made_of.document, published=published, title=title, sha256=sha256)
            told.append(replace(made_of, document=document))
        made.append(told)
    return made


def groups(store: Store) -> list[tuple[str, ...]]:
    return sorted(i.record.events for i in store.all_incidents())


def alone(e: StoredEvent) -> IncidentRecord:
    (incident,) = merge(tellings([e.record]))
    return incident_record(incident)


def kept(store: Store, told: list[EventRecord]) -> None:
    name = told[0].document.id
    store.keep(text(name, f"Report {name[1:]}.", title=told[0].document.title), told, provenance=VERSION)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("joining") / "empty.db"
    Store.open(path, create=True).close()
    return path


@contextmanager
def fresh(empty: Path) -> Iterator[Store]:
    path = Path(copyfile(empty, empty.with_name("one.db")))
    with Store.open(path) as store:
        yield store
    for left in path.parent.glob("one.db*"):
        left.unlink()


@rare
@given(reports(), st.randoms(use_true_random=False))
def test_one_by_one_is_all_at_once(empty: Path, told: list[list[EventRecord]], chance: Random) -> None:
    everything = [e for several in told for e in several]
    expected = sorted(tuple(t.event for t in i.tellings) for i in merge(tellings(everything)))
    chance.shuffle(told)
    with fresh(empty) as store:
        for several in told:
            kept(store, several)
            regroup(store, [e.id for e in several])
        assert groups(store) == expected
        assert store.check() == ()
        ids = {i.id for i in store.all_incidents()}
        regroup_all(store)
        assert groups(store) == expected
        assert {i.id for i in store.all_incidents()} == ids


@rare
@given(reports(), st.randoms(use_true_random=False))
def test_what_is_linked_is_merged_as_in_the_whole(empty: Path, told: list[list[EventRecord]], chance: Random) -> None:
    """The way of a large store: words weigh what they weigh in the whole, and only what is linked is looked at."""
    with fresh(empty) as store:
        for several in told:
            kept(store, several)
        regroup_all(store)
        expected, held = groups(store), store.weighed(())[0]
        store.put_incidents(map(alone, store.all_events()), whole=True)  # read, and all apart
        events = [e.id for several in told for e in several]
        chance.shuffle(events)
        for n in range(0, len(events), 2):
            regroup(store, events[n : n + 2], few=-1)
        assert groups(store) == expected
        assert store.weighed(())[0] == held
        regroup(store, events[:1], few=-1)
        assert groups(store) == expected
        assert store.check() == ()


class Asked:
    """A store that remembers which events were looked up by what lies near them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.near_of: list[set[str]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def near(self, events: Iterable[EventRecord], **how: Any) -> tuple[str, ...]:
        told = tuple(events)
        self.near_of.append({e.id for e in told})
        return self._store.near(told, **how)


def told_alike(name: str, day: str = "2031-03-04") -> list[EventRecord]:
    when = {"start": day, "end": day, "precision": "day", "text": "then", **SAID}
    made = event(f"e{name}", name, kind=KINDS[0], place=place("Vesk"), when=when, tolls=killed(4))
    sha256 = text(name, f"Report {name[1:]}.").sha256
    return [replace(made, document=replace(made.document, published="2031-03-05", sha256=sha256))]


def test_whom_an_incident_is_linked_with_is_not_looked_up_again(empty: Path) -> None:
    with fresh(empty) as store:
        asked: Any = Asked(store)
        for name in ("d1", "d2", "d3"):
            kept(store, told_alike(name))
        kept(store, told_alike("d4", "2031-03-20"))
        regroup_all(store)
        assert store.linked(["ed1", "ed4"]) == {"ed1": ("ed2", "ed3"), "ed4": ()}
        kept(store, told_alike("d5"))
        regroup(asked, ["ed5"], few=-1)
        assert asked.near_of == [{"ed5"}]
        assert store.linked(["ed1", "ed5"]) == {"ed1": ("ed2", "ed3", "ed5"), "ed5": ("ed1", "ed2", "ed3")}
        expected = groups(store)
        regroup_all(store)
        assert groups(store) == expected == [("ed1", "ed2", "ed3", "ed5"), ("ed4",)]


def test_what_was_never_compared_is_looked_up_once(empty: Path) -> None:
    """So it is in a store of an older form."""
    with fresh(empty) as store:
        asked: Any = Asked(store)
        for name in ("d1", "d2"):
            kept(store, told_alike(name))
        store.put_incidents(map(alone, store.all_events()), whole=True, read=(2, {}))
        for name in ("d3", "d4"):
            kept(store, told_alike(name))
            regroup(asked, [f"e{name}"], few=-1)
        assert groups(store) == [("ed1", "ed2", "ed3", "ed4")]
        assert asked.near_of == [{"ed3"}, {"ed1", "ed2"}, {"ed4"}]
