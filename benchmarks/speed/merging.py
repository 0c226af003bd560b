"""How long merging takes, and how it grows: invented events by the thousand to the million.

    python benchmarks/speed/merging.py 10000 100000 1000000

Each size is merged as `casus merge FILE` does it (records read from JSON lines, incidents written), in a process of its
own; printed are seconds by the wall and of the processor, the most memory held, and the exponent of growth between the
sizes (of the processor's time: that of the wall depends on who else is at work).
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from math import log
from pathlib import Path

from synthetic import events


def main(sizes: list[int]) -> None:
    """Measure each size."""
    before: tuple[int, float] | None = None
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / "events.jsonl"
            with path.open("w", encoding="utf-8") as out:
                for record in events(size):
                    out.write(json.dumps(record) + "\n")
            wall, cpu, memory, incidents = measured(path)
            path.unlink()
            grown = "" if before is None else f", exponent {log(cpu / before[1]) / log(size / before[0]):.2f}"
            print(
                f"{size:>9,} events: {incidents:,} incidents; {wall:,.0f} s, {cpu:,.0f} s of processor{grown}; "
                f"{memory / 1e9:.2f} GB at most",
                flush=True,
            )
            before = size, cpu


def measured(path: Path) -> tuple[float, float, int, int]:
    """Seconds by the wall, of the processor, bytes of memory, and how many incidents."""
    command = [sys.executable, "-m", "casus", "merge", str(path), "--format", "jsonl"]
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    count = sum(block.count(b"\n") for block in iter(lambda: process.stdout.read(1 << 20), b""))
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit("casus merge failed")
    unit = 1 if sys.platform == "darwin" else 1024
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss * unit, count


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main([int(n) for n in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
