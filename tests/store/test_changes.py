"""What is held in memory follows what was written, row by row, and is then what reading all again would give."""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import func, select, update

from casus.errors import InputError, UsageError
from casus.review import decide
from casus.review.regroup import regroup, regroup_all
from casus.store import changes, memory
from casus.store import engine as engines
from casus.store import schema as s
from casus.store.base import Store
from casus.store.held import HeldStore, opened
from casus.store.held_rows import Held, Pairs, Words
from casus.store.memory import Memory, Sight

from .conftest import LATER, VERSION, report, told

TOWNS = {"Vesk": (10.0, 20.0), "Tarn": (14.0, 28.0), "Ormsgate": (10.05, 20.05), "Holm": (-3.0, 8.0)}
DAYS = ("2031-05-08", "2031-05-09", "2031-03-02", "2031-01-20", None)
KINDS = ("violence/explosive/shelling", "battle/clash", "demonstration/protest")
FIELDS = (("place", "Tarn"), ("initiator", "Grey Wardens"), ("kind", "battle/clash"))


@pytest.fixture
def held(store: Store, where: str) -> Iterator[HeldStore]:
    for n in range(20):
        keep(store, random.Random(n), f"d{n}")
    regroup_all(store)
    with opened(where) as made:
        look(made)
        yield made


def keep(store: Store, chance: random.Random, id: str, *, again: bool = False) -> tuple[str, ...]:
    """A report of one to three events, kept; coded by a later version where it comes again."""
    d = report(id, f"Shells fell on Vesk and on Tarn, report {id} says.", source=f"Paper {int(id[1:]) % 3}")
    several = []
    for n in range(chance.randrange(1, 4)):
        at = chance.choice(list(TOWNS))
        several.append(
            told(
                d,
                f"{id}-{n}{chance.choice('ab') if again else 'a'}",
                kind=chance.choice(KINDS),
                at=at,
                point=TOWNS[at],
                on=chance.choice(DAYS),
                killed=chance.choice([None, (2, 3, 4)]),
                by=chance.choice([None, ("Orm Front", "Q1"), ("Norland Guard", None)]),
                start=7 * n,
            )
        )
    store.keep(d, several, provenance=chance.choice([VERSION, LATER]) if again else VERSION)
    return tuple(e.id for e in several)


def look(held: HeldStore) -> Sight:
    """All that can be held, of the newest state."""
    sight = held._memory.sight()
    for of in ("incidents", "events"):
        sight.table(of)
    for name in ("source", "actor"):
        sight.paired(name)
    sight.holding("report")
    return sight


def listed(words: Words) -> list[str | None]:
    assert all(words.names)
    assert set(words.codes.tolist()) - {-1} == set(range(len(words.names)))  # no name that nothing bears
    return [None if c < 0 else words.names[c] for c in words.codes]


def columns(held: Held) -> dict[str, Any]:
    made: dict[str, Any] = {"id": list(held.ids)}
    made |= {n: listed(w) for n, w in held.words.items()}
    made |= {n: v.tolist() for n, v in held.numbers.items()}
    return made | {n: np.nan_to_num(getattr(held, n), nan=99.0).tolist() for n in ("latitude", "longitude")}


def pairs(pairs: Pairs) -> Counter[tuple[int, str | None]]:
    return Counter(zip(pairs.rows.tolist(), listed(pairs.words), strict=True))


def alike(mine: Sight, fresh: Sight) -> None:
    for of in ("incidents", "events"):
        assert columns(mine.table(of)) == columns(fresh.table(of))
    for name in ("source", "actor"):
        assert pairs(mine.paired(name)) == pairs(fresh.paired(name)), name
    both = [Counter(zip(r.rows.tolist(), r.numbers.tolist(), strict=True)) for r in (*mine.reports, *fresh.reports)]
    assert both[0] == both[1]
    assert mine.holding("report").tolist() == fresh.holding("report").tolist()


def step(store: Store, chance: random.Random, number: int) -> str:
    """Something that happens to a store; returns what."""
    ids = [e.id for e in store.all_events()]
    incidents = [i.id for i in store.all_incidents()]
    documents = [d.document.id for d in store.documents(limit=500).items]
    one, other, incident = chance.choice(ids), chance.choice(ids), chance.choice(incidents)
    new = f"d{100 + number}"
    several = [report(f"d{1000 + 10 * number + n}", source="Paper 7") for n in range(3)]
    steps: dict[str, Callable[[], object]] = {
        "join": lambda: regroup(store, keep(store, chance, new), few=0),
        "join among few": lambda: regroup(store, keep(store, chance, new)),
        "code": lambda: keep(store, chance, new),
        "code by the thousand": lambda: store.keep_all(
            [(d, [told(d, f"{d.id}-0a")]) for d in several], provenance=VERSION
        ),
        "code again": lambda: keep(store, chance, chance.choice(documents), again=True),
        "join again": lambda: regroup(store, keep(store, chance, chance.choice(documents), again=True), few=0),
        "merge around": lambda: regroup(store, (one,), few=0),
        "merge all": lambda: regroup_all(store),
        "take out": lambda: store.put_incidents([store.incident(incident).record], out=[one]),
        "accept": lambda: decide.accept(store, chance.choice([one, incident]), by="ana"),
        "reject": lambda: decide.reject(store, chance.choice([one, incident]), by="ana"),
        "correct": lambda: decide.correct(store, one, *chance.choice(FIELDS), by="ana"),
        "note": lambda: decide.note(store, one, "look again", by="ana"),
        "same": lambda: decide.merge(store, chance.choice([(one, other), (one, incident)]), by="ben"),
        "split": lambda: decide.split(store, one, by="ben"),
        "undo": lambda: decide.undo(store, by=chance.choice(["ana", "ben"])),
        "delete": lambda: store.delete([chance.choice(documents)], by="ana"),
    }
    what = chance.choice(list(steps))
    with suppress(InputError, UsageError):  # what cannot be done is no change
        steps[what]()
    return what


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read as a whole from now on."""
    seen: list[str] = []
    asked = memory._asked

    def spied(c: Any, question: Any, column: Any, numbers: Sequence[int] | None) -> list[Any]:
        if numbers is None:
            seen.append(str(question))
        return asked(c, question, column, numbers)

    monkeypatch.setattr(memory, "_asked", spied)
    return seen


@pytest.mark.parametrize("seed", range(3))
def test_after_any_changes_it_holds_what_a_fresh_reading_gives(
    held: HeldStore, store: Store, where: str, whole: list[str], seed: int
) -> None:
    chance = random.Random(seed)
    for number in range(20):
        done = []
        for _ in range(chance.randrange(1, 4)):
            done.append(step(store, chance, 10 * number + len(done)))
        whole.clear()
        mine = look(held)
        assert whole == [], done
        with opened(where) as fresh:
            alike(mine, look(fresh))
    assert store.check() == ()


def test_a_report_that_joins_reads_only_its_incident(held: HeldStore, store: Store, whole: list[str]) -> None:
    before = look(held).table("incidents")
    regroup(store, keep(store, random.Random(1), "d99"), few=0)
    with engines.reading(store._engine) as c:  # type: ignore[attr-defined]
        written = changes.since(c, held._memory._sight.seen, 1000)  # type: ignore[union-attr]
    assert written is not None
    assert len(written.incidents) < 4 < 10 < len(before.ids)
    assert len(written.events) < 4
    after = look(held).table("incidents")
    assert after is not before
    assert whole == []


def test_merging_all_again_changes_nothing(held: HeldStore, store: Store, whole: list[str]) -> None:
    before = look(held)
    regroup_all(store)
    after = look(held)
    assert after.table("incidents") is before.table("incidents")
    assert after.seen == before.seen
    assert whole == []


def test_what_only_words_change_renews_what_holds_them(held: HeldStore, store: Store) -> None:
    store.add_events([told(report("bare", "Herring fled Tarn."), "b1")])
    regroup(store, ("b1",))
    assert not look(held).holding("herring").any()
    store.add_documents([report("bare", "Herring fled Tarn.")])
    assert look(held).holding("herring").sum() == 1


@pytest.mark.parametrize("cut", ["log", "many", "wide"])
def test_all_is_read_again_where_the_log_does_not_reach(
    held: HeldStore, store: Store, where: str, whole: list[str], monkeypatch: pytest.MonkeyPatch, cut: str
) -> None:
    if cut == "log":
        monkeypatch.setattr(changes, "KEPT", 2)
    elif cut == "many":
        monkeypatch.setattr(memory, "MOST", 3)
    else:
        monkeypatch.setattr(changes, "MANY", 0)
    for n in range(5):
        regroup(store, keep(store, random.Random(n), f"d{100 + n}"))
    mine = look(held)
    assert len(whole) == 5  # two tables, two sorts of pairs, the reports
    with opened(where) as fresh:
        alike(mine, look(fresh))


def test_the_log_stays_short_and_its_numbers_rise(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "KEPT", 5)
    last = 0
    for n in range(8):
        keep(store, random.Random(n), f"d{n}")
        if n % 3 == 2:
            store.delete([f"d{n}"], by="ana")
        with engines.reading(store._engine) as c:  # type: ignore[attr-defined]
            newest = changes.newest(c)
            assert c.execute(select(func.count()).select_from(s.changes)).scalar_one() <= 6
        assert newest > last
        last = newest
    with engines.writing(store._engine) as c:  # type: ignore[attr-defined]
        changes.everything(c)
        assert c.execute(select(s.changes.c.of)).scalars().all() == ["all"]
        assert changes.newest(c) > last
        assert changes.since(c, last, 10) is None
        assert changes.since(c, changes.newest(c), 10) == changes.Written(events=(), incidents=())


def test_rows_that_follow_one_another_are_one_entry(store: Store) -> None:
    with engines.writing(store._engine) as c:  # type: ignore[attr-defined]
        before = changes.newest(c)
        changes.wrote(c, changes.EVENTS, [7, 3, 4, 5, 5, 9])
        changes.wrote(c, changes.INCIDENTS, [])
        t = s.changes.c
        assert [tuple(r) for r in c.execute(select(t.first, t.last).where(t.number > before).order_by(t.number))] == [
            (3, 5),
            (7, 7),
            (9, 9),
        ]
        assert changes.since(c, before, 5) == changes.Written(events=(3, 4, 5, 7, 9), incidents=())
        assert changes.since(c, before, 4) is None


def test_a_restored_store_is_read_as_a_whole(store: Store, tmp_path: Path) -> None:
    keep(store, random.Random(1), "d1")
    regroup_all(store)
    written = io.BytesIO()
    store.export(written)
    path = tmp_path / "restored.db"
    with Store.open(path, create=True) as again, opened(path) as held:
        before = look(held).seen
        again.restore(io.BytesIO(written.getvalue()))
        after = look(held)
        assert after.seen > before
        assert len(after.table("events").ids) == len(store.events().items)


def test_what_is_written_while_columns_are_read_is_not_lost(held: HeldStore, store: Store, where: str) -> None:
    """A sight that has not read its columns yet reads them newer than its entry; they are patched over once more."""
    late = Memory(held._engine)
    sight = late.sight()
    regroup(store, keep(store, random.Random(3), "d77"))
    sight.table("incidents")
    regroup(store, keep(store, random.Random(4), "d78"))
    sight.paired("source")
    with engines.writing(store._engine) as c:  # type: ignore[attr-defined]
        c.execute(update(s.counters).values(value=s.counters.c.value))
    now = late.sight()
    with opened(where) as fresh:
        assert columns(now.table("incidents")) == columns(look(fresh).table("incidents"))
        assert pairs(now.paired("source")) == pairs(look(fresh).paired("source"))
    late.close()
