"""Reports of invented lands by the thousand: each its own, several of one happening, as a seed has it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROOTS = ("Vesk", "Tarn", "Orm", "Holm", "Dorn", "Skell")
TOWNS = tuple(a + b for a in ROOTS for b in ("", "by", "gate", "ford", "wick"))
TOLD = (
    "Fighters of the Orm Front attacked {town} on {day} and killed {few} civilians, police said.",
    "Shells fell on {town} on {day} and wounded {many} people. The army of Norland denied that it had fired.",
    "Hundreds of students protested in {town} on {day}. Police detained {few} of the protesters.",
    "A bomb exploded at the market of {town} on {day}. At least {few} people were killed and {many} injured.",
    "The price of herring rose in {town} on {day}, and {many} fishermen were glad of it.",
)
PAPERS = ("Courier", "Meridian", "Dispatch", "Lantern")


def reports(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """So many reports, as `casus code` reads them; two to three tell one happening."""
    chance = random.Random(seed)
    for n in range(count):
        if n % 3 == 0:
            happened = date(2031, 1, 1) + timedelta(chance.randrange(300))
            facts = {"town": chance.choice(TOWNS), "few": chance.randrange(2, 9), "many": chance.randrange(10, 40)}
            told = chance.choice(TOLD)
        text = told.format(day=f"{happened.day} {happened:%B %Y}", **facts)
        published = happened + timedelta(1 + chance.randrange(2))
        yield {
            "id": f"r{n:05}",
            "text": f"{text} This is dispatch {n} of the {chance.choice(PAPERS)}.",
            "source": chance.choice(PAPERS),
            "published": published.isoformat(),
        }


def written(path: Path, count: int, seed: int = 1) -> Path:
    """The reports as JSON lines in a file."""
    path.write_text("".join(json.dumps(r) + "\n" for r in reports(count, seed)), "utf-8")
    return path
