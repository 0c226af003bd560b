"""Nothing is lost and nothing doubled where the process is killed, or where two write at once.

By default a few kills of a few documents. The whole: CASUS_KILLS=30 CASUS_KILLED_DOCUMENTS=2000 pytest -s.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from casus.cli.main import main
from casus.store.base import Store

from .invented import written

KILLS = int(os.environ.get("CASUS_KILLS", "5"))
DOCUMENTS = int(os.environ.get("CASUS_KILLED_DOCUMENTS", "30"))
SEED = 20310304


def started(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "casus", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def done(*arguments: object) -> str:
    """What a command says that is left alone; in this process, which is quicker."""
    result = CliRunner().invoke(main, [*map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def whole(where: Path) -> bool:
    """Whether a store can be opened and has no fault."""
    with Store.open(where) as store:
        return store.check() == ()


def held(where: object) -> dict[str, Any]:
    """All that a store holds of reports, without the times at which it was written."""
    with Store.open(str(where)) as store:
        assert store.check() == ()
        events = list(store.all_events())
        return {
            "documents": sorted((d.id, d.text) for d in store.texts(e["document"] for e in _codings(store)).values()),
            "codings": sorted((c["document"], c["events"]) for c in _codings(store)),
            "events": sorted((e.id, e.json) for e in events),
            "incidents": sorted((i.id, i.json) for i in store.all_incidents()),
            "members": sorted(store.incidents_of(e.id for e in events).items()),
            "operations": store.operations(),
            "rows": store.stats().rows,
        }


def _codings(store: Store) -> list[dict[str, Any]]:
    out = io.BytesIO()
    store.export(out)
    rows = map(json.loads, out.getvalue().splitlines()[1:])
    return [r for r in rows if r["table"] == "codings"]


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("reports") / "reports.jsonl", DOCUMENTS)


@pytest.fixture(scope="module")
def undisturbed(lines: Path) -> dict[str, Any]:
    where = lines.with_suffix(".undisturbed.db")
    done("code", lines, "--store", where)
    done("merge", "--store", where)
    return held(where)


def coded(where: Path) -> int:
    """How many documents a store holds as coded; 0 where there is no store yet."""
    if not where.exists():
        return 0
    with closing(sqlite3.connect(f"file:{where}?mode=ro", uri=True, timeout=60)) as c:
        there = c.execute("SELECT 1 FROM sqlite_master WHERE name = 'codings'").fetchone()
        return int(c.execute("SELECT count(*) FROM codings").fetchone()[0]) if there else 0


def killed(process: subprocess.Popen[str], moment: Callable[[], bool]) -> bool:
    """Kill a process when the moment has come; whether it was still at work."""
    while process.poll() is None and not moment():
        time.sleep(0.01)
    at_work = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return at_work


def test_nothing_is_lost_or_doubled_by_kills(lines: Path, undisturbed: dict[str, Any], tmp_path: Path) -> None:
    chance = random.Random(SEED)
    where = tmp_path / "killed.db"
    merges = KILLS // 3
    kept: list[int] = []
    for n in range(KILLS - merges):
        # Somewhere in the next stretch: between two documents, or within one.
        until = DOCUMENTS * (n + chance.random()) / (KILLS - merges)
        process = started("code", lines, "--store", where)
        late = time.monotonic() + (chance.uniform(0, 2) if n % 5 == 4 else 3600)  # some while it starts
        assert killed(process, lambda until=until, late=late: coded(where) >= until or time.monotonic() > late)
        kept.append(coded(where))
        assert not kept[-1] or whole(where)
    assert kept == sorted(kept)
    assert f"; {kept[-1]:,} passed over: this version has coded them before" in done("code", lines, "--store", where)
    began = time.monotonic()
    started("merge", "--store", shutil.copy(where, tmp_path / "timed.db")).communicate()
    lasted = time.monotonic() - began
    at_work = 0
    while at_work < merges:
        late = time.monotonic() + chance.uniform(0, lasted)
        at_work += killed(started("merge", "--store", where), lambda late=late: time.monotonic() > late)
        assert whole(where)
    done("merge", "--store", where)
    print(f"{KILLS} kills; documents kept after those while coding: {kept}; merging took {lasted:.1f} s undisturbed")
    assert held(where) == undisturbed


def test_two_coders_at_once_share_the_work(lines: Path, undisturbed: dict[str, Any], where: str) -> None:
    Store.open(where, create=True).close()
    both = [started("code", lines, "--store", where) for _ in range(2)]
    for process in both:
        _, err = process.communicate(timeout=1800)
        assert process.returncode == 0, err
    done("merge", "--store", where)
    assert held(where) == undisturbed


def test_the_reading_processes_end_with_the_one_that_is_killed(lines: Path, tmp_path: Path) -> None:
    where = tmp_path / "a.db"
    process = started("code", lines, "--jobs", 2, "--store", where)
    mine: set[int] = set()

    def reading() -> bool:
        mine.update(_children(process.pid))
        return coded(where) >= 1

    assert killed(process, reading)
    assert len(mine) >= 2
    late = time.monotonic() + 20
    while mine & _alive() and time.monotonic() < late:
        time.sleep(0.05)
    assert not mine & _alive()
    assert whole(where)


def _alive() -> set[int]:
    return {int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit() and not _state(p).startswith("Z")}


def _state(process: Path) -> str:
    try:
        return (process / "stat").read_text().rsplit(") ", 1)[1]
    except OSError:
        return "Z"


def _children(parent: int) -> set[int]:
    return {n for n in _alive() if _state(Path("/proc") / str(n)).split()[1:2] == [str(parent)]}
