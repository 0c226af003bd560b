"""Reports taken in by the thousand leave the same store as those taken in one by one."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from casus.errors import InputError
from casus.records.document import Document
from casus.records.wire import EventRecord
from casus.store import conditions, filling
from casus.store.base import Filter, Store

from .conftest import LATER, VERSION, report, told
from .test_held import fill

Report = tuple[Document, list[EventRecord]]
PASSING = ("number", "report", "added", "provenance")  # what tells in which order and when rows came


def reports() -> list[Report]:
    made = []
    for n in range(23):
        d = report(f"d{n}", f"Shells fell on Vesk, then on Tarn. Report {n}, of {'Orm' if n % 3 else 'Norland'}.")
        first = told(d, f"e{n}a", killed=(n, n, n) if n % 4 else None, by=("Orm Front", "orm") if n % 2 else None)
        second = told(d, f"e{n}b", at="Tarn", on=None if n % 5 else "2031-05-11", start=7, operation="Grey Rain")
        made.append((d, [first, second][: n % 3]))
    return made


def before(store: Store) -> None:
    """What the store holds already: one coded by another version, one by this, one without text, one deleted."""
    every = dict(enumerate(reports()))
    store.keep(*every[4], provenance=LATER)
    store.keep(*every[5], provenance=VERSION)
    store.add_events([told(every[7][0], "old", start=3)])
    store.keep(*every[8], provenance=VERSION)
    store.delete(["d8"], by="ana")


def rows(store: Store) -> list[str]:
    out = io.BytesIO()
    store.export(out)
    made: list[dict[str, Any]] = [json.loads(line) for line in out.getvalue().splitlines()[1:]]
    return sorted(
        json.dumps({k: v for k, v in row.items() if k not in PASSING and not (k == "at" and row["table"] != "events")})
        for row in made
    )


def test_many_at_once_leave_what_single_ones_leave(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "PART", 6)
    every = [*reports(), reports()[2]]
    with Store.open(tmp_path / "single.db", create=True) as single:
        for one in (store, single):
            before(one)
        kept = sum(single.keep(d, events, provenance=VERSION) for d, events in every)
        assert store.keep_all(every, provenance=VERSION) == kept == 21
        assert rows(store) == rows(single)
        assert store.check() == single.check() == ()
        words: dict[str, str]
        for words in ({"actor": "orm"}, {"text": "orm"}, {"operation": "Grey Rain"}, {"killed": "3"}, {}):
            found = [[e.id for e in s.events(Filter.parse(words), limit=100).items] for s in (store, single)]
            assert sorted(found[0]) == sorted(found[1]) != []
        (near, also) = (s.near([told(report("n"), "n1")]) for s in (store, single))
        assert sorted(near) == sorted(also)
        assert len(near) > 10
    assert store.keep_all(every, provenance=VERSION) == 0


def test_what_no_text_may_hold_is_refused_among_many(store: Store) -> None:
    with pytest.raises(InputError, match="no text may hold"):
        store.keep_all([*reports(), (report("x", "A\x00B"), [])], provenance=VERSION)


def test_a_common_word_is_found_as_a_rare_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked for in each row on the way, not in all documents before."""
    fill(store, 40)

    def answers() -> list[Any]:
        made: list[Any] = []
        for words in ({"text": "vesk"}, {"text": "shells -7"}, {"text": '"fell on"', "killed": "3"}):
            for ask in (store.events, store.incidents, store.documents):
                page = ask(Filter.parse(words), limit=4, counted=True)
                further = ask(Filter.parse(words), limit=4, after=page.next) if page.next else None
                made.append((page, further))
        return made

    rare = answers()
    assert all(page.items and further for page, further in rare)
    monkeypatch.setattr(conditions, "OFTEN", 1)
    assert answers() == rare
    monkeypatch.setattr(conditions, "EVERYWHERE", 2)
    assert answers() == rare


def test_days_are_found_however_many_long_spans_there_are(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few are named in the query, many are looked for."""
    fill(store, 40)

    def answers() -> list[Any]:
        days = [{"since": f"2031-0{n}-01", "until": f"2031-0{n}-28"} for n in range(1, 7)]
        return [
            ask(Filter.parse({**words, **more}), limit=100, counted=True)
            for words in days
            for more in ({}, {"country": "IQ"}, {"box": "-20,-10,40,30"})
            for ask in (store.events, store.incidents)
        ]

    named = answers()
    held = store.events(limit=100).items
    june = [e.id for e in held if (w := e.record.when) and w.start and w.end and w.end.isoformat() >= "2031-06-01"]
    assert [e.id for e in answers()[-6].items] == june != []
    monkeypatch.setattr(conditions, "LONG", 0)
    assert answers() == named
