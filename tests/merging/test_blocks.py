"""Which tellings meet: each pair once, whoever shares a block, and in a crowd only the nearest in time."""

from __future__ import annotations

import tracemalloc
from datetime import date, timedelta
from itertools import combinations, pairwise

import msgspec

from casus.merging.blocks import CROWDED, Stand, pairs
from casus.merging.tellings import tellings
from casus.records.incident import Telling
from casus.records.wire import EventRecord, GistRecord

from .conftest import event

FIRST = date(2031, 1, 1)


def crowd(count: int, *, days: int = 1) -> list[Telling]:
    """Attacks in one town, spread evenly over so many days."""
    on = [str(FIRST + timedelta(days=n * days // count)) for n in range(count)]
    return tellings(event(f"e{n:05}", f"d{n:05}", at="Vesk", on=day, published=day) for n, day in enumerate(on))


def test_those_of_a_block_meet_once_each() -> None:
    met = [(a.event, b.event) for a, b in pairs(crowd(20))]
    assert sorted(met) == list(combinations([f"e{n:05}" for n in range(20)], 2))


def test_those_that_share_nothing_do_not_meet() -> None:
    told = tellings(
        [
            event("a", "d1", at="Vesk", on="2031-01-01", published=None),
            event("b", "d2", at="Tarn", on="2031-06-01", published=None),
            event("c", "d3", published=None),
        ]
    )
    assert list(pairs(told)) == []


def test_a_rare_word_alone_brings_none_together() -> None:
    def told(id: str, at: str | None, on: str | None, days: tuple[str, ...] = ()) -> EventRecord:
        gist = GistRecord(words={"lighthouse": 1}, places=(), days=days, sketch=None)
        return msgspec.structs.replace(event(id, f"d{id}", at=at, on=on, published=None), gist=gist)

    others = [
        told("b", "Tarn", "2031-06-01"),  # another place and day
        told("c", "Vesk", "2031-08-01"),
        told("d", "Ormsgate", "2031-09-01"),  # 8 km away
        told("e", "Tarn", "2031-01-01/2031-01-03"),
        told("f", "Tarn", None),
        told("g", None, None, ("2031-01-02",)),
    ]
    a = told("a", "Vesk", "2031-01-02")
    met = {(x.event, y.event) for x, y in pairs(tellings([a, *others]), {"a"})}
    assert met == {("a", "c"), ("a", "d"), ("a", "e"), ("a", "g")}


def test_the_turn_of_a_week_or_month_parts_no_neighbours() -> None:
    told = crowd(120, days=120)
    met = {(a.event, b.event) for a, b in pairs(told)}
    assert {(a.event, b.event) for a, b in pairwise(told)} <= met


def test_in_a_crowd_each_meets_so_many_and_no_more() -> None:
    told = crowd(10 * CROWDED)
    blocks_a_pair_can_share = 10
    count = sum(1 for _ in pairs(told))
    assert count >= CROWDED * (len(told) - CROWDED)
    assert count <= blocks_a_pair_can_share * CROWDED * len(told)


def test_pairs_are_not_kept() -> None:
    told = crowd(1500)
    tracemalloc.start()
    count = sum(1 for _ in pairs(told))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 30 * len(told)
    assert peak / len(told) < 1_000, "bytes held for each telling"


def test_pairs_of_some_are_those_of_all_in_which_they_stand() -> None:
    wide = [event(f"w{n}", f"dw{n}", at=None, on=str(FIRST + timedelta(days=n)), published=None) for n in range(30)]
    told = crowd(3 * CROWDED, days=40) + tellings(wide)
    every = {(a.event, b.event) for a, b in pairs(told)}
    some = {"e00003", "e00070", "w5"}
    assert {(a.event, b.event) for a, b in pairs(told, some)} == {p for p in every if some & {*p}}


def test_pairs_are_the_same_where_it_is_remembered_where_events_stand() -> None:
    told = crowd(3 * CROWDED, days=40)
    stand: dict[str, Stand] = {}
    for some in (None, {"e00003", "e00070"}, None):
        assert list(pairs(told, some, stand)) == list(pairs(told, some))
    assert len(stand) == len(told)
