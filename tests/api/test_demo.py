"""The demo: its store is made anew when what codes changes; it serves at a terminal, and never hangs without one."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from casus.api import demo
from casus.gazetteer.store import default_path
from casus.ingest.arrival import Arrival
from casus.ingest.files import read
from casus.store.base import Store

DEMO = Path(__file__).resolve().parent.parent.parent / "samples" / "demo.py"


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A cache of its own with the demo's store in it."""
    folder = tmp_path_factory.mktemp("cache")
    demo.made(lambda _: None, folder=folder)
    return folder


def settings(cache):
    kept = {k: v for k, v in os.environ.items() if k != "CI"}
    return kept | {"CASUS_CACHE": str(cache), "CASUS_GAZETTEER": str(default_path())}


def reports():
    return [a for a in read((str(demo.samples()),)) if isinstance(a, Arrival)]


def test_the_store_is_called_after_what_codes_it(cache, monkeypatch):
    (kept,) = cache.glob("demo-*.db")
    assert kept.name == f"demo-{demo.key(reports())}.db"
    with Store.open(kept) as store:
        assert store.totals(of="incidents").count > 5
    monkeypatch.setattr(demo, "UNREAD", ("api",))
    assert demo.key(reports()) not in kept.name
    monkeypatch.undo()
    assert demo.key(reports()[1:]) not in kept.name


def test_without_a_terminal_the_demo_asks_its_app_once_and_ends(cache):
    ran = subprocess.run(
        [sys.executable, DEMO],
        env=settings(cache),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert "The app was started, answered, and was ended" in ran.stdout
    assert "http://127.0.0.1:8765/" in ran.stdout


def test_at_a_terminal_the_demo_serves_until_ctrl_c(cache):
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, DEMO], env=settings(cache), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as ran:
        os.close(theirs)
        shown, until = "", time.monotonic() + 240
        while (found := re.search(r"at (http://127\.0\.0\.1:\d+/)", shown)) is None and time.monotonic() < until:
            shown += os.read(ours, 65536).decode("utf-8", "replace")
        assert found, shown[-2000:]
        with urlopen(found[1], timeout=30) as page:
            assert page.status == 200
        os.killpg(ran.pid, signal.SIGINT)  # what Ctrl-C sends: to all of them
        assert ran.wait(60) == 0
    os.close(ours)
