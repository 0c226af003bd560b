"""How long a person at the browser waits over a store of many incidents, with the browser on the same machine.

    python benchmarks/speed/browser.py --store /somewhere/bench.db       (benchmarks/speed/api.py makes the store)

Needs what tests/servers/browser.sh sets up. Serves the store as a user would (`casus serve`), opens the map five times
anew (nothing held), then pans and zooms by keyboard and chooses facets, and prints milliseconds: until the first rows
of the table and the map's marks stand; each answer of the API while panning and while filtering; and from the click on
a facet to the new count on the page. The processes' CPU seconds tell how much of it was waiting for others' work.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = {"pan": "answers while panning", "filter": "answers while filtering", "shown": "click on a facet to new count"}


def told(name: str, values: list[float]) -> str:
    """A row: half within, 95 of 100 within, the slowest, how many."""
    values = sorted(values)
    at95 = values[min(len(values) - 1, int(0.95 * len(values)))]
    return f"{name:32}{values[len(values) // 2]:8.0f}{at95:8.0f}{values[-1]:8.0f}{len(values):8}"


def main() -> int:
    """Serve, measure, print. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=12, help="of panning and of filtering")
    given = parser.parse_args()
    chromium = os.environ.get("CASUS_CHROMIUM") or shutil.which("chromium")
    if not (chromium and shutil.which("node") and (HERE.parent.parent / "web" / "node_modules").is_dir()):
        print("needs node, chromium and web/node_modules: run tests/servers/browser.sh", file=sys.stderr)
        return 1
    command = [sys.executable, "-m", "casus", "serve", str(given.store), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        try:
            assert served.stdout is not None
            found = re.search(r"http://[^/]+", served.stdout.readline())
            assert found is not None
            urllib.request.urlopen(f"{found[0]}/api/v1/facets", timeout=60).close()  # it has started
            env = {"CASUS_URL": found[0], "CASUS_CHROMIUM": chromium, "CASUS_ROUNDS": str(given.rounds)}
            began = time.perf_counter()
            ran = subprocess.run(
                ["node", HERE / "browser.mjs"], env={**os.environ, **env}, stdout=subprocess.PIPE, text=True, check=True
            )
            wall = time.perf_counter() - began
        finally:
            served.terminate()
    made = json.loads(ran.stdout)
    load = os.getloadavg()[0]
    print(f"{'':32}{'half':>8}{'95 %':>8}{'most':>8}{'of':>8}   (ms; {os.cpu_count()} cores, load {load:.1f})")
    print(told("opened anew: rows of the table", made["paint"]["table"]))
    print(told("opened anew: marks of the map", made["paint"]["map"]))
    for name, shown in NAMES.items():
        print(told(shown, made[name]))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{wall:.0f} s by the clock, {used.ru_utime + used.ru_stime:.0f} s of CPU (browser and server)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
