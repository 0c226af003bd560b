"""What is held in memory answers as the database does, under any filter, and after any change by anybody."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casus.errors import UsageError
from casus.merging.incidents import mint
from casus.merging.summary import summarise
from casus.merging.tellings import tellings
from casus.merging.written import incident_record
from casus.records.judgement import Action
from casus.store import conditions, memory
from casus.store.base import Filter, Status, Store
from casus.store.counted import counted
from casus.store.filter import Box
from casus.store.held import HeldStore, opened
from casus.values.kind import Kind

from .conftest import VERSION, report, told

KINDS = ("violence/explosive/shelling", "violence/civilians/attack", "demonstration/protest", "battle/clash")
BOX: Box = (-20.0, -10.0, 40.0, 30.0)
FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"country": ("IQ", "Ukraine")},
    {"admin1": "orm"},
    {"admin1": "Nowhere"},
    {"kind": ("violence",)},
    {"kind": ("Shelling/artillery/missile attack", "demonstration")},
    {"since": date(2031, 3, 1)},
    {"until": date(2031, 2, 1)},
    {"since": date(2031, 2, 10), "until": date(2031, 2, 20)},
    {"box": BOX},
    {"box": (30.0, -10.0, -5.0, 30.0)},
    {"actor": "orm front"},
    {"actor": "q1", "killed": 1},
    {"operation": "Operation Grey Rain"},
    {"factuality": "alleged"},
    {"source": "Paper 1"},
    {"source": "Paper 1", "actor": "Orm Front", "country": ("IQ",)},
    {"source": "No paper"},
    {"killed": 0},
    {"killed": 4},
    {"status": Status.ACCEPTED},
    {"status": Status.UNREVIEWED, "kind": ("battle",)},
    {"text": "report 7"},
)


def fill(store: Store, count: int, seed: int = 3) -> None:
    """Events of all sorts, and their incidents, some of two reports."""
    chance = random.Random(seed)
    records = []
    for n in range(count):
        document = report(f"d{n}", f"Shells fell on Vesk, report {n} says.", source=f"Paper {n % 3}")
        day = date(2031, 1 + chance.randrange(4), 1 + chance.randrange(28))
        low = chance.randrange(6)
        record = told(
            document,
            f"e{n}",
            kind=chance.choice([k for k in KINDS if Kind.parse(k)]),
            at=chance.choice(["Vesk", "Tarn", None]),
            country=chance.choice(["IQ", "UA", "NL"]),
            admin1=chance.choice(["Orm", "Éast", "Sud"]),
            point=(chance.uniform(-15, 35), chance.uniform(-30, 60)),
            on=chance.choice([day.isoformat(), f"{day.isoformat()}/2031-06-30", None]),
            killed=chance.choice([None, (low, low + 1, low + 2), (low, low, None)]),
            by=chance.choice([None, ("Orm Front", "Q1"), ("Norland Guard", None)]),
            factuality=chance.choice(["occurred", "alleged"]),
            operation=chance.choice([None, "Grey Rain"]),
        )
        store.keep(document, [record], provenance=VERSION)
        records.append(record)
    every = list(tellings(records))
    pairs = [every[n : n + 2] for n in range(0, 20, 2)] + [[t] for t in every[20:]]
    store.put_incidents((incident_record(summarise(mint(tuple(p)), tuple(p), ())) for p in pairs), whole=True)


@pytest.fixture
def held(store: Store, where: str) -> Iterator[HeldStore]:
    fill(store, 60)
    with opened(where) as made:
        yield made


def alike(held: Store, plain: Store, filters: Sequence[dict[str, Any]] = FILTERS) -> None:
    """Both answer the same under every filter."""
    for words in filters:
        f = Filter(**words)
        for of in ("events", "incidents"):
            assert held.totals(f, of=of) == plain.totals(f, of=of), words
            assert held.timeline(f, by="week", of=of) == plain.timeline(f, by="week", of=of), words
            mine, theirs = held.facets(f, of=of), plain.facets(f, of=of)
            assert mine.total == theirs.total, words
            assert {k: dict(v) for k, v in mine.by.items()} == {k: dict(v) for k, v in theirs.by.items()}, words
            assert all([n for _, n in v] == sorted((n for _, n in v), reverse=True) for v in mine.by.values())
        assert list(held.all_incidents(f)) == list(plain.all_incidents(f)), words
        assert held.incidents(f, limit=7, counted=True) == plain.incidents(f, limit=7, counted=True), words
        mine_cells = held.cells(f, box=BOX, columns=6, rows=4)
        rounded = [replace(c, longitude=round(c.longitude, 9), latitude=round(c.latitude, 9)) for c in mine_cells]
        checked = counted(plain.all_incidents(replace(f, box=BOX)), BOX, 6, 4)
        assert rounded == [replace(c, longitude=round(c.longitude, 9), latitude=round(c.latitude, 9)) for c in checked]


def test_it_answers_as_the_database_does_under_every_filter(held: HeldStore, store: Store) -> None:
    alike(held, store)
    assert held.totals(of="incidents").count == 50
    assert len(held.facets(of="incidents", most=1).by["kind"]) == 1


def test_common_words_are_answered_from_memory(held: HeldStore, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    some: Sequence[dict[str, Any]] = ({"text": "report"}, {"text": "shells -7"}, {"text": "report", "killed": 3})
    monkeypatch.setattr(conditions, "OFTEN", 1)
    alike(held, store, some)
    store.judge(Action.REJECT, ["e1"], by="ana")
    alike(held, store, some)
    store.delete(["d5"], by="ana")
    alike(held, store, some)
    store.add_events([told(report("bare", "Reporters fled Tarn."), "b1")])
    alike(held, store, some)


def test_pages_follow_one_another(held: HeldStore, store: Store) -> None:
    after, seen = None, []
    while True:
        page = held.incidents(after=after, limit=13)
        seen += [i.id for i in page.items]
        after = page.next
        if after is None:
            break
    assert seen == [i.id for i in store.all_incidents()]


def test_what_others_write_is_seen_at_once(held: HeldStore, store: Store) -> None:
    some: Sequence[dict[str, Any]] = ({}, {"actor": "orm front"}, {"source": "Paper 1"}, {"status": Status.ACCEPTED})
    alike(held, store, some)
    first, second, third = [i.id for i in held.incidents(limit=3).items]
    steps = (
        lambda: store.judge(Action.ACCEPT, ["e1"], by="ana"),
        lambda: store.judge(Action.REJECT, [first], by="ana"),
        lambda: store.judge(Action.NOTE, [second], by="ana", reason="look again"),
        lambda: store.undo(store.judgements()[1].id, by="ana"),
        lambda: store.judge(Action.CORRECT, ["e2"], by="ana", field="initiator", value="Orm Front"),
        lambda: store.undo(store.judgements()[-1].id, by="ana"),
        lambda: store.put_incidents([store.incident(third).record], redirects={second: third}),
        lambda: store.delete(["d5"], by="ana"),
        lambda: store.keep(report("new", source="Paper 9"), [told(report("new"), "n1")], provenance=VERSION),
        lambda: held.judge(Action.ACCEPT, ["e9"], by="ben"),
    )
    for number, step in enumerate(steps):
        step()
        assert held.totals() == store.totals(), number
        alike(held, store, some)


def test_a_plain_decision_does_not_read_all_rows_again(
    held: HeldStore, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    held.facets(of="incidents")
    before = held._memory.sight().table("incidents")
    first = held.incidents(limit=1).items[0].id
    store.judge(Action.ACCEPT, [first], by="ana")
    asked: list[Sequence[int] | None] = []
    rows = memory._rows
    monkeypatch.setattr(memory, "_rows", lambda c, of, numbers=None: asked.append(numbers) or rows(c, of, numbers))
    after = held._memory.sight().table("incidents")
    assert after is not before
    assert [len(numbers) for numbers in asked if numbers is not None] == [1] * len(asked)
    assert held.totals(Filter(status=Status.ACCEPTED), of="incidents").count == 1


def test_words_that_cannot_be_are_refused(held: HeldStore) -> None:
    for call in (
        lambda: held.timeline(by="hour", of="incidents"),
        lambda: held.incidents(limit=0),
        lambda: held.incidents(after="x"),
        lambda: held.totals(of="people"),
        lambda: held.facets(Filter(country=("Atlantis",)), of="incidents"),
    ):
        with pytest.raises(UsageError):
            call()
