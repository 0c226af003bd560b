"""How quickly a large store answers, and how long a new report takes to join or to found an incident.

    python benchmarks/speed/store.py --events 1000000 --store /somewhere/million.db

Makes the store where it is absent: invented reports (see synthetic.py), each with its event, and an incident of every
happening. Then asks with other words each time, and brings in new reports, every second one of a happening that is
there. Printed are milliseconds by the wall and, behind them, of the processor: half within, 95 of 100 within.
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
from pathlib import Path
from typing import Any

from synthetic import COUNTRIES, DAYS, FIRST, events, word

from casus.merging.incidents import mint
from casus.merging.reports import Read
from casus.merging.summary import summarise
from casus.merging.tellings import tellings
from casus.merging.written import incident_record
from casus.records.codec import decode_event
from casus.records.document import Document
from casus.records.wire import EventRecord
from casus.review.regroup import regroup
from casus.store.base import Filter, Provenance, Store

VERSION = Provenance(coder="benchmark")
BATCH = 2000


def report(record: dict[str, Any]) -> tuple[Document, EventRecord]:
    """A report in the words of its event, and the event."""
    told = record["document"]
    text = f"Shells fell: {' '.join(record['gist']['words'])}. Number {told['id']}."
    published = date.fromisoformat(told["published"])
    document = Document.of(text, id=told["id"], source=told["source"], published=published, language="en")
    told["sha256"] = document.sha256
    return document, decode_event(json.dumps(record))


def fill(path: Path, count: int) -> None:
    """Make the store."""

    def happening(e: EventRecord) -> tuple[object, ...]:
        return (
            e.place and e.place.name,
            e.initiator and e.initiator.name,
            tuple(e.gist.days if e.gist else ()),
        )

    with Store.open(path, create=True) as store:
        waiting: list[tuple[Document, EventRecord]] = []

        def put() -> None:
            store.add_documents(d for d, _ in waiting)
            store.add_events((e for _, e in waiting), provenance=VERSION)
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
        store.vacuum()
        print()


def timed(name: str, times: int, work: Callable[..., object]) -> None:
    """Print how long a piece of work takes."""
    work(-1)  # what is loaded once
    walls, cpus = [], []
    for n in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        work(n)
        walls.append(1000 * (time.perf_counter() - wall))
        cpus.append(1000 * (time.process_time() - cpu))
    shown = [f"{sorted(x)[int(share * (len(x) - 1))]:.1f}" for x in (walls, cpus) for share in (0.5, 0.95)]
    print(f"{name:<36} {shown[0]:>8} {shown[1]:>8}   ({shown[2]}, {shown[3]} of the processor)", flush=True)


def main() -> None:
    """Fill and ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--times", type=int, default=60)
    asked = parser.parse_args()
    if not asked.store.exists():
        fill(asked.store, asked.events)
    chance = random.Random(7)
    with Store.open(asked.store) as store:
        rows = store.stats().rows
        print(f"{rows['events']:,} events, {rows['incidents']:,} incidents; half within, 95 of 100 within, ms")

        def month() -> dict[str, date]:
            since = FIRST + timedelta(chance.randrange(DAYS - 31))
            return {"since": since, "until": since + timedelta(30)}

        def box() -> tuple[float, float, float, float]:
            west, south = chance.uniform(-10, 80), chance.uniform(-30, 20)
            return west, south, west + 8, south + 6

        for of in (store.events, store.incidents):
            name = of.__name__
            timed(
                f"{name}: country and month",
                asked.times,
                lambda _, of=of: of(Filter(country=(chance.choice(COUNTRIES),), **month())),
            )
            timed(f"{name}: box and dates", asked.times, lambda _, of=of: of(Filter(box=box(), **month())))
            timed(
                f"{name}: a name in the text",
                asked.times,
                lambda _, of=of: of(Filter(text=word(3000 + chance.randrange(40000)))),
            )
            timed(f"{name}: a common word", asked.times, lambda _, of=of: of(Filter(text=word(chance.randrange(40)))))
        timed("search", asked.times, lambda _: store.search(word(3000 + chance.randrange(40000))))
        newcomers = _newcomers(store, chance)
        timed("a report joins or founds an incident", asked.times, lambda _: regroup(store, (next(newcomers),)))
        timed("as before, with keeping it", asked.times, lambda _: regroup(store, (_kept(store, chance),)))


def _kept(store: Store, chance: random.Random) -> str:
    """A report that is kept: of a happening that is there, or (every second) of another town that day."""
    number = f"{chance.getrandbits(48):012x}"
    old = store.events(
        Filter(since=FIRST + timedelta(chance.randrange(DAYS)), until=FIRST + timedelta(DAYS + 9)), limit=1
    ).items
    record = json.loads(old[0].json)
    record["id"], record["document"]["id"] = f"n{number}", f"n{number}"
    if chance.random() < 0.5:
        record["place"].update(name=f"New {number}", geonameid=None, latitude=chance.uniform(-30, 30))
        record["initiator"]["name"] = f"Front {number}"
        record["gist"]["words"] = {f"new{number}": 1}
    document, event = report(record)
    store.keep(document, [event], provenance=VERSION)
    return event.id


def _newcomers(store: Store, chance: random.Random) -> Iterator[str]:
    made = [_kept(store, chance) for _ in range(200)]
    yield from made


if __name__ == "__main__":
    main()
