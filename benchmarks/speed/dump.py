"""Imports an invented dump of GeoNames of many rows: dump.py [--rows N] [--alternates M] [--folder FOLDER]

Writes allCountries.zip and alternateNamesV2.zip in GeoNames' own format, with its shares of feature classes (places,
divisions, rivers, hills, buildings and what casus leaves out) in eighteen countries, imports them as `casus gazetteer
import` does, and prints time, the peak of memory, the size of the file, and how quickly it answers names.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from synthetic import COUNTRIES, SYLLABLES

from casus.gazetteer import open_gazetteer
from casus.gazetteer.dump import import_dump

# Class, code, rows in a thousand: near to those of the real dump; the last ones are left out by the import.
SHARES = (
    ("P", "PPL", 400), ("P", "PPLX", 20), ("A", "ADM3", 14), ("A", "ADM4", 10), ("H", "STM", 150), ("H", "LK", 40),
    ("T", "MT", 60), ("T", "HLL", 60), ("T", "VAL", 20), ("S", "MSQE", 10), ("S", "BDG", 20), ("S", "AIRP", 5),
    ("S", "FRM", 40), ("S", "HTL", 40), ("S", "SCH", 50), ("H", "WLL", 30), ("L", "LCTY", 31),
)  # fmt: skip
DIVISIONS, DISTRICTS = 20, 30  # of a country, of a division
SEED = 7


def name(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 4))).capitalize()


def line(
    number: int, called: str, others: str, point: tuple[float, float], sort: tuple[str, str], of: list[str]
) -> str:
    cells = [str(number), called, called, others, f"{point[0]:.5f}", f"{point[1]:.5f}", *sort, of[0], "", *of[1:3]]
    return "\t".join([*cells, "", "", of[3], "", "300", "Etc/UTC", "2026-01-01"]) + "\n"


def rows(count: int) -> Iterator[str]:
    dice = random.Random(SEED)
    number = 20_000_000
    for n, country in enumerate(COUNTRIES):
        for first in range(DIVISIONS):
            number += 1
            yield line(number, f"{name(dice)} Province", "", (n, first), ("A", "ADM1"), [country, f"X{first}", "", "0"])
            for second in range(DISTRICTS):
                number += 1
                of = [country, f"X{first}", f"{first}{second:02}", "0"]
                yield line(number, f"{name(dice)} District", "", (n, first), ("A", "ADM2"), of)
    sorts, shares = [(a, b) for a, b, _ in SHARES], [share for *_, share in SHARES]
    while number < 20_000_000 + count:
        number += 1
        n, first = dice.randrange(len(COUNTRIES)), dice.randrange(DIVISIONS)
        sort = dice.choices(sorts, shares)[0]
        people = str(int(dice.paretovariate(0.8) * 300)) if sort[0] == "P" and dice.random() < 0.3 else "0"
        point = (n * 3 + dice.random() * 3, first * 2 + dice.random() * 2)
        others = ",".join(name(dice) for _ in range(dice.choice((0, 0, 0, 1, 3))))
        of = [COUNTRIES[n], f"X{first}", f"{first}{dice.randrange(DISTRICTS):02}", people]
        yield line(number, name(dice), others, point, sort, of)


def alternates(count: int, of: int) -> Iterator[str]:
    dice = random.Random(SEED + 1)
    for number in range(count):
        told = name(dice) if dice.random() < 0.8 else f"https://example.org/{number}"
        tongue = "link" if told.startswith("http") else dice.choice(("en", "fr", "ar", ""))
        yield f"{number}\t{20_000_001 + dice.randrange(of)}\t{tongue}\t{told}\t\t\t\t\t\t\n"


def zipped(path: Path, inside: str, lines: Iterator[str]) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(inside, "w", force_zip64=True) as stream,
    ):
        for told in lines:
            stream.write(told.encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_500_000)
    parser.add_argument("--alternates", type=int, default=1_500_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="casus-dump-"))
    dump, other = folder / "allCountries.zip", folder / "alternateNamesV2.zip"
    zipped(dump, "allCountries.txt", rows(options.rows))
    zipped(other, "alternateNamesV2.txt", alternates(options.alternates, options.rows))
    sizes = f"{dump.stat().st_size / 2**20:.0f} and {other.stat().st_size / 2**20:.0f} MB zipped"
    print(f"{options.rows:,} rows, {options.alternates:,} other names; {sizes}", flush=True)
    made = folder / "gazetteer.sqlite"
    start, worked = time.perf_counter(), time.process_time()
    held = import_dump(dump, made, alternate=other)
    spent = f"{time.perf_counter() - start:.0f} s, {time.process_time() - worked:.0f} s of the processor"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"imported: {held:,} places in {spent}; peak {peak:.0f} MB; file {made.stat().st_size / 2**20:.0f} MB",
        flush=True,
    )
    start = time.perf_counter()
    gazetteer = open_gazetteer(made)
    gazetteer.candidates("Mosul")
    print(f"opened and asked in {1000 * (time.perf_counter() - start):.0f} ms")
    dice = random.Random(SEED + 2)
    asked = [name(dice) for _ in range(5000)]
    start = time.perf_counter()
    found = sum(bool(gazetteer.candidates(n)) for n in asked)
    each = (time.perf_counter() - start) / len(asked)
    print(f"{len(asked)} names, {found} known, {1e6 * each:.0f} microseconds each")


if __name__ == "__main__":
    main()
