"""Events by the million, spread as reports of war are: a few towns and kinds hold most, papers copy one another.

Each happening is told by one to twelve reports (two on the mean), some days late, with figures that differ; one report
in seven is a copy of another. Towns, names and actors are invented; days span ten years whatever the number of events.
"""

from __future__ import annotations

import random
from base64 import b64encode
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from struct import pack
from typing import Any

COUNTRIES = ("IQ", "SY", "UA", "SD", "ML", "NG", "CD", "YE", "AF", "MM", "SO", "PH", "ET", "CO", "MX", "PK", "BF", "NE")
KINDS = (
    ("violence/explosive/shelling", 30),
    ("battle/clash", 22),
    ("violence/explosive/air_strike", 14),
    ("violence/civilians/attack", 12),
    ("demonstration/protest/peaceful", 10),
    ("violence/explosive/bomb", 6),
    ("strategic/arrests", 4),
    ("demonstration/riot/violent", 2),
)
FIRST, DAYS, TOWNS, PAPERS, NAMES = date(2015, 1, 1), 3650, 4000, 300, 40_000
SYLLABLES = ("ves", "tar", "orm", "hol", "dor", "ske", "mar", "ulv", "gra", "fen", "lin", "bro", "kas", "pel", "zin")


def word(n: int) -> str:
    """A name by number."""
    made = ""
    while True:
        n, at = divmod(n, len(SYLLABLES))
        made += SYLLABLES[at]
        if not n:
            return made


class World:
    """The invented lands: towns with points and weights, as a seed has them."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        self.chance = chance
        self.towns: list[dict[str, Any]] = []
        for n in range(TOWNS):
            land = min(int(chance.expovariate(0.25)), len(COUNTRIES) - 1)
            self.towns.append(
                {
                    "name": word(n + 300).title(),
                    "geonameid": n + 1,
                    "admin1": f"{word(land)} province {n % 14}",
                    "admin2": None,
                    "country": COUNTRIES[land],
                    "latitude": round(-25 + 5 * (land % 6) * 2 + chance.gauss(0, 2.5), 4),
                    "longitude": round(-10 + 12 * (land // 2) + chance.gauss(0, 3), 4),
                    "radius_km": 4.0,
                    "level": "town",
                    "relation": None,
                    "geo_precision": 1,
                    "where_prec": 1,
                }
            )
        self.weights = list(accumulate(1 / (n + 8) for n in range(TOWNS)))
        self.kinds = [k for k, _ in KINDS]
        self.shares = list(accumulate(n for _, n in KINDS))

    def sketch(self) -> str:
        """That of a text of 200 triples."""
        hashes = sorted(self.chance.getrandbits(32) for _ in range(64))
        return f"200:{b64encode(pack('>64I', *hashes)).decode()}"


def events(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """So many records of casus.event/1, one a report, as JSON tables."""
    world = World(seed)
    chance, made = world.chance, 0
    while made < count:
        town = chance.choices(world.towns, cum_weights=world.weights)[0]
        day = FIRST + timedelta(chance.randrange(DAYS))
        kind = chance.choices(world.kinds, cum_weights=world.shares)[0]
        killed = int(chance.expovariate(0.2))
        names = [word(3000 + int(NAMES * chance.random() ** 2)) for _ in range(3)]
        actor = f"{word(chance.randrange(80)).title()} Front"
        sketch = world.sketch()
        for _ in range(min(1 + int(chance.expovariate(0.8)), 12, count - made)):
            if chance.random() > 0.15:
                sketch = world.sketch()
            yield _record(made, world, town, day, kind, killed + chance.choice((0, 0, 0, 1, 2)), names, actor, sketch)
            made += 1


def _record(
    n: int,
    world: World,
    town: dict[str, Any],
    day: date,
    kind: str,
    killed: int,
    names: list[str],
    actor: str,
    sketch: str,
) -> dict[str, Any]:
    chance = world.chance
    said = {"basis": "stated", "evidence": [{"start": 0, "end": 5, "exact": "shell"}]}
    when = None
    if chance.random() < 0.9:
        when = {"start": day.isoformat(), "end": day.isoformat(), "precision": "day", "text": "on Monday", **said}
    toll = {"harm": "killed", "low": killed, "best": killed, "high": killed, "of": "unknown", **said}
    words = [town["name"].casefold(), actor.split()[0].casefold(), str(day.day), *names[: chance.randrange(1, 4)]]
    words += [word(int(3000 * chance.random() ** 3)) for _ in range(8)]
    return {
        "schema": "casus.event/1",
        "id": f"e{n:07}",
        "document": {
            "id": f"d{n:07}",
            "url": None,
            "title": None,
            "source": f"Paper {int(PAPERS * chance.random() ** 2)}",
            "published": (day + timedelta(chance.randrange(3))).isoformat(),
            "language": "en",
            "sha256": f"{n:064x}",
        },
        "kind": kind,
        "acled": None,
        "plover": None,
        "trigger": {"evidence": said["evidence"]},
        "factuality": {"value": "occurred", **said},
        "initiator": {"name": actor, "id": None, "category": "rebel group", "country": town["country"], **said},
        "target": None,
        "participants": [],
        "place": {**town, **said},
        "when": when,
        "tolls": [toll] if killed else [],
        "objects": [],
        "weapons": [],
        "operation": None,
        "source": None,
        "sentence": {"start": 0, "end": 80},
        "coder": "benchmark",
        "gist": {
            "words": dict.fromkeys(words, 1),
            "places": [{"name": town["name"], "geonameid": town["geonameid"]}],
            "days": [day.isoformat()],
            "sketch": sketch,
        },
    }
