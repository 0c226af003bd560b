"""How long the API takes to answer over a store of many incidents, on this machine.

    python benchmarks/speed/api.py --incidents 100000 --store /somewhere/bench.db

Makes the store where it is absent (invented reports, one event and one incident each), serves it as a user would
(`casus serve`), asks with a different filter each time, so that nothing is answered from a cache, and prints
milliseconds: half of the answers within, 95 of 100 within, the slowest; and the server's own CPU time for each.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

import msgspec

from casus.merging.incidents import mint
from casus.merging.summary import summarise
from casus.merging.tellings import tellings
from casus.merging.written import incident_record
from casus.ontology.kinds import kinds
from casus.records.codec import decode_event
from casus.records.document import Document
from casus.records.wire import EventRecord
from casus.store.base import Store

COUNTRIES = ["IQ", "SY", "UA", "SD", "ML", "NG", "CD", "YE", "AF", "MM", "SO", "PH"]
FIRST = date(2015, 1, 1)
DAYS = 3650
ACTORS = [f"Front {n}" for n in range(60)]
BATCH = 5000


def made(n: int, chance: random.Random) -> tuple[Document, EventRecord]:
    """An invented report and its event."""
    country = chance.choice(COUNTRIES)
    seed = COUNTRIES.index(country)
    day = FIRST + timedelta(days=chance.randrange(DAYS))
    town = chance.randrange(80)
    place = f"{country} town {town}"
    killed = int(chance.expovariate(0.25))
    text = (
        f"{chance.choice(ACTORS)} attacked {place} on {day:%d %B %Y}. {killed} people were killed. Report number {n}."
    )
    document = Document.of(text, id=f"d{n}", source=f"Paper {n % 40}", published=day, language="en")
    quote = {"start": 0, "end": 5, "exact": text[:5]}
    said = {"basis": "stated", "evidence": [quote]}
    record = {
        "schema": "casus.event/1", "id": f"e{n}",
        "document": {"id": document.id, "url": None, "title": None, "source": document.source,
                     "published": day.isoformat(), "language": "en", "sha256": document.sha256},
        "kind": chance.choice(list(kinds())), "acled": None, "plover": None, "trigger": {"evidence": [quote]},
        "factuality": {"value": "occurred", **said},
        "initiator": {"name": chance.choice(ACTORS), "id": None, "category": "rebel group", "country": country, **said},
        "target": None, "participants": [],
        "place": {"name": place, "geonameid": None, "admin1": f"{country} province {town % 12}", "admin2": None,
                  "country": country, "latitude": -30 + 6 * seed + chance.gauss(0, 2),
                  "longitude": -10 + 10 * seed + chance.gauss(0, 3), "radius_km": 5.0, "level": "town",
                  "relation": None, "geo_precision": 1, "where_prec": 1, **said},
        "when": {"start": day.isoformat(), "end": day.isoformat(), "precision": "day", "text": "on", **said},
        "tolls": [{"harm": "killed", "low": killed, "best": killed, "high": killed, "of": "unknown", **said}],
        "objects": [], "weapons": [], "operation": None, "source": None, "sentence": {"start": 0, "end": 5},
        "coder": "benchmark",
    }  # fmt: skip
    return document, decode_event(msgspec.json.encode(record))


def fill(path: Path, count: int) -> None:
    """Make the store."""
    chance = random.Random(7)
    began = time.perf_counter()
    with Store.open(path, create=True) as store:
        for start in range(0, count, BATCH):
            pairs = [made(n, chance) for n in range(start, min(start + BATCH, count))]
            store.add_documents(d for d, _ in pairs)
            store.add_events(e for _, e in pairs)
            told = tellings(e for _, e in pairs)
            store.put_incidents(incident_record(summarise(mint((t,)), (t,), ())) for t in told)
            print(f"\r{start + len(pairs)} of {count}", end="", file=sys.stderr, flush=True)
    print(f"\nstore made in {time.perf_counter() - began:.0f} s, {path.stat().st_size >> 20} MiB", file=sys.stderr)


def requests(chance: random.Random) -> dict[str, Callable[[], str]]:
    """What is asked, by name; each call gives another address."""

    def days() -> dict[str, str]:
        since = FIRST + timedelta(days=chance.randrange(DAYS - 60))
        return {"since": since.isoformat(), "until": (since + timedelta(days=chance.randrange(20, 400))).isoformat()}

    def words() -> str:
        said: dict[str, str] = {"country": chance.choice(COUNTRIES), **days()}
        if chance.random() < 0.5:
            said["killed"] = str(chance.randrange(1, 20))
        if chance.random() < 0.3:
            said["kind"] = chance.choice(["violence", "violence/explosive", "demonstration"])
        return urlencode(said)

    def box() -> str:
        west, south = chance.uniform(-20, 100), chance.uniform(-35, 35)
        return urlencode({"box": f"{west:.3f},{south:.3f},{west + 15:.3f},{south + 10:.3f}", **days()})

    def tile(low: int, high: int) -> str:
        z = chance.randrange(low, high)
        seed = chance.randrange(len(COUNTRIES))
        x = int((-10 + 10 * seed + 180) / 360 * 2**z)
        y = int((1 - (-30 + 6 * seed) / 85) / 2 * 2**z)
        return f"/tiles/{z}/{x}/{y}.mvt?killed={chance.randrange(3)}&since={days()['since']}"

    return {
        "incidents": lambda: f"/incidents?{words()}",
        "incidents in a box": lambda: f"/incidents?{box()}",
        "events": lambda: f"/events?{words()}",
        "facets": lambda: f"/facets?{words()}",
        "facets of 10 years": lambda: f"/facets?killed={chance.randrange(30)}&country={chance.choice(COUNTRIES)}",
        "facets of all": lambda: f"/facets?since=2015-01-0{chance.randrange(1, 9)}",
        "timeline by week": lambda: f"/timeline?by=week&{words()}",
        "timeline of all": lambda: f"/timeline?by=month&killed={chance.randrange(5)}",
        "tiles, zoom 0-3": lambda: tile(0, 4),
        "tiles, zoom 4-9": lambda: tile(4, 10),
        "actors": lambda: f"/actors?{words()}",
        "text": lambda: f"/search?q=town+{chance.randrange(80)}+province",
        "one incident": lambda: f"/events/e{chance.randrange(10_000)}",
        "review queue": lambda: f"/review/queue?limit=20&{words()}",
    }


def cpu(pid: int) -> float:
    """CPU seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(port: int, pid: int, ask: Callable[[], str], count: int) -> Iterator[tuple[float, float, int]]:
    """Milliseconds, the server's CPU milliseconds, and bytes, of each answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(count):
        path = "/api/v1" + ask()
        before, began = cpu(pid), time.perf_counter()
        connection.request("GET", path)
        got = connection.getresponse()
        body = got.read()
        if got.status != 200:
            raise SystemExit(f"{path}: {got.status} {body[:300]!r}")
        yield 1000 * (time.perf_counter() - began), 1000 * (cpu(pid) - before), len(body)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--requests", type=int, default=40, help="of each sort")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    given = parser.parse_args()
    if not given.store.exists():
        fill(given.store, given.incidents)
    command = [sys.executable, "-m", "casus", "serve", str(given.store), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        try:
            assert served.stdout is not None
            line = served.stdout.readline()
            port = int(re.search(r":(\d+)/", line).group(1))  # type: ignore[union-attr]
            time.sleep(1.5)
            figures = {}
            head = "".join(f"{what:>8}" for what in ("half", "95 %", "most", "CPU"))
            print(f"{'':22}{head}{'bytes':>10}   (ms; {given.requests} requests each)")
            for name, ask in requests(random.Random(11)).items():
                next(timed(port, served.pid, ask, 1))
                rows = list(timed(port, served.pid, ask, given.requests))
                wall = sorted(r[0] for r in rows)
                half, most95 = wall[len(wall) // 2], wall[min(len(wall) - 1, int(0.95 * len(wall)))]
                own, size = sum(r[1] for r in rows) / len(rows), sum(r[2] for r in rows) // len(rows)
                figures[name] = {"half": half, "p95": most95, "most": wall[-1], "cpu": own, "bytes": size}
                print(f"{name:22}{half:8.1f}{most95:8.1f}{wall[-1]:8.1f}{own:8.1f}{size:10}", flush=True)
            if given.json:
                given.json.write_text(json.dumps(figures, indent=1))
        finally:
            served.terminate()


if __name__ == "__main__":
    main()
