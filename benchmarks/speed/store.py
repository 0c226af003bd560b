"""How quickly a large store answers, and how long a new report takes to join or to found an incident.

    python benchmarks/speed/store.py --events 1000000 --store /somewhere/million.db

Makes the store where it is absent: invented reports (see synthetic.py), each with its event, and an incident of every
happening. Then asks with other words each time, and brings in new reports, every second one of a happening that is
there; at last it tells how long `casus serve` takes to see such a report. Printed are milliseconds by the wall and,
behind them, of the processor: half within, 95 of 100 within.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import msgspec
from synthetic import COUNTRIES, DAYS, FIRST, KINDS, events, word

from casus.api import reading
from casus.api.filters import Paged
from casus.api.reading import Sight
from casus.merging.incidents import mint
from casus.merging.reports import Read
from casus.merging.summary import summarise
from casus.merging.tellings import tellings
from casus.merging.written import incident_record
from casus.query.database import connect
from casus.records.codec import decode_event
from casus.records.document import Document
from casus.records.wire import EventRecord
from casus.review.regroup import regroup, regroup_all
from casus.store.base import Filter, Provenance, Store
from casus.store.held import opened

VERSION = Provenance(coder="benchmark")
BATCH = 5000
RENEWED = 20  # times at most: each may read all columns


def report(record: dict[str, Any]) -> tuple[Document, EventRecord]:
    """A report in the words of its event, and the event."""
    told = record["document"]
    text = f"Shells fell: {' '.join(record['gist']['words'])}. Number {told['id']}."
    published = date.fromisoformat(told["published"])
    document = Document.of(text, id=told["id"], source=told["source"], published=published, language="en")
    told["sha256"] = document.sha256
    return document, decode_event(json.dumps(record))


def fill(store: Store, count: int) -> None:
    """Put invented reports and their incidents into an empty store."""

    def happening(e: EventRecord) -> tuple[object, ...]:
        return (
            e.place and e.place.name,
            e.initiator and e.initiator.name,
            tuple(e.gist.days if e.gist else ()),
        )

    waiting: list[tuple[Document, EventRecord]] = []

    def put() -> None:
        store.keep_all(((d, (e,)) for d, e in waiting), provenance=VERSION)
        counts = Read()

        def counted(read: Read) -> Read:
            nonlocal counts
            counts = read
            return read

        told = {t.event: t for t in tellings((e for _, e in waiting), read=counted)}
        made = []
        for _, several in groupby((e for _, e in waiting), key=happening):
            members = tuple(sorted((told[e.id] for e in several), key=lambda t: t.event))
            made.append(incident_record(replace(summarise(mint(members), members, ()))))
        store.put_incidents(made, read=(counts.documents, counts.held))
        waiting.clear()

    for n, record in enumerate(events(count), 1):
        waiting.append(report(record))
        if n % BATCH == 0:
            put()
            print(f"\r{n:,}", end="", flush=True)
    put()
    print()


def timed(name: str, times: int, work: Callable[..., object], *, before: Callable[[], object] = lambda: None) -> None:
    """Print how long a piece of work takes, without what is done before it each time."""
    work(-1)  # what is loaded once
    walls, cpus = [], []
    for n in range(times):
        before()
        wall, cpu = time.perf_counter(), time.process_time()
        work(n)
        walls.append(1000 * (time.perf_counter() - wall))
        cpus.append(1000 * (time.process_time() - cpu))
    shown = [f"{sorted(x)[int(share * (len(x) - 1))]:.1f}" for x in (walls, cpus) for share in (0.5, 0.95)]
    print(f"{name:<40} {shown[0]:>8} {shown[1]:>8}   ({shown[2]}, {shown[3]} of the processor)", flush=True)


def main() -> None:
    """Fill and ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--store", required=True, help="a file, or the URL of a database of PostgreSQL")
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--merge", action="store_true", help="merge the whole store first, as one that is in use was")
    asked = parser.parse_args()
    path = asked.store
    with Store.open(path, create=True) as store:
        began = time.process_time()
        if not store.stats().rows["events"]:
            fill(store, asked.events)
            print(f"filled, {time.process_time() - began:.0f} s of the processor", flush=True)
        if asked.merge:
            began = time.process_time()
            print(f"merged into {regroup_all(store):,} incidents", flush=True)
            print(f"merged, {time.process_time() - began:.0f} s of the processor", flush=True)
        if "://" in path:
            store.vacuum()  # PostgreSQL plans by what it knows of the tables
    chance = random.Random(7)
    with Store.open(path, create=True) as store, connect(path) as database, opened(path) as served:
        rows = store.stats().rows
        print(f"{rows['events']:,} events, {rows['incidents']:,} incidents; half within, 95 of 100 within, ms")
        began = time.perf_counter(), time.process_time()
        served.warm()
        wall, cpu = time.perf_counter() - began[0], time.process_time() - began[1]
        print(
            f"the columns of incidents are read into the memory of the API in {wall:.1f} s ({cpu:.1f} of the processor)"
        )
        for name, make in words(chance).items():
            for of in ("events", "incidents"):
                page = getattr(store, of)
                timed(f"{of}: {name}", asked.times, lambda _, p=page, m=make: p(Filter(**m())))
                records = getattr(database, of)
                timed(f"{of}: {name}, Python", asked.times, lambda _, r=records, m=make: r(**m()).head(50))
                answer = getattr(reading, of)
                timed(
                    f"{of}: {name}, API",
                    asked.times,
                    lambda _, a=answer, m=make: msgspec.json.encode(a(served, Filter(**m()), Paged(), Sight())),
                )
        timed("search", asked.times, lambda _: store.search(word(3000 + chance.randrange(40000))))
        told = rows["events"] // BATCH * BATCH  # those that came later have other ids
        newcomers = _newcomers(store, chance, told)
        timed("a report joins or founds an incident", asked.times, lambda _: regroup(store, (next(newcomers),)))

        def join() -> None:
            regroup(store, (_kept(store, chance, told),))

        timed("as before, with keeping it", asked.times, lambda _: join())
        served.warm()
        few = min(asked.times, RENEWED)
        timed("the memory is renewed after one joined", few, lambda _: served.warm(), before=join)


def words(chance: random.Random) -> dict[str, Callable[[], dict[str, Any]]]:
    """What is asked, by name; each call gives other words of the filter."""

    def month() -> dict[str, date]:
        since = FIRST + timedelta(chance.randrange(DAYS - 31))
        return {"since": since, "until": since + timedelta(30)}

    def box() -> tuple[float, float, float, float]:
        west, south = chance.uniform(-10, 80), chance.uniform(-30, 20)
        return west, south, west + 8, south + 6

    return {
        "country and month": lambda: {"country": (chance.choice(COUNTRIES),), **month()},
        "box and dates": lambda: {"box": box(), **month()},
        "kind and actor": lambda: {
            "kind": (chance.choice(KINDS)[0],),
            "actor": f"{word(chance.randrange(80)).title()} Front",
        },
        "a name in the text": lambda: {"text": word(3000 + chance.randrange(40000))},
        "a common word": lambda: {"text": word(chance.randrange(40))},
    }


def _kept(store: Store, chance: random.Random, told: int) -> str:
    """A report that is kept: of a happening that is there, or (every second) of another town that day."""
    number = f"{chance.getrandbits(48):012x}"
    # One of those that the store was filled with, each as likely: most tell of the towns and days that many tell of.
    record = json.loads(store.event(f"e{chance.randrange(told):07}").coded)
    record["id"], record["document"]["id"] = f"n{number}", f"n{number}"
    if chance.random() < 0.5:
        record["place"].update(name=f"New {number}", geonameid=None, latitude=chance.uniform(-30, 30))
        record["initiator"]["name"] = f"Front {number}"
        record["gist"]["words"] = {f"new{number}": 1}
    document, event = report(record)
    store.keep(document, [event], provenance=VERSION)
    return event.id


def _newcomers(store: Store, chance: random.Random, told: int) -> Iterator[str]:
    made = [_kept(store, chance, told) for _ in range(200)]
    yield from made


if __name__ == "__main__":
    main()
