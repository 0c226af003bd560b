"""The web app in a real browser; skipped, with the reason, where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
CHROMIUM = os.environ.get("CASUS_CHROMIUM") or shutil.which("chromium")
MODULES = HERE.parent.parent / "web" / "node_modules"


@pytest.mark.parametrize(
    ("suite", "options"),
    [("app.test.mjs", ()), ("reading.test.mjs", ()), ("people.test.mjs", ("--users", "--blind"))],
)
def test_in_the_browser(suite, options, tmp_path):
    if not (shutil.which("node") and CHROMIUM and MODULES.is_dir()):
        pytest.skip("needs node, chromium and web/node_modules: run tests/servers/browser.sh")
    command = [sys.executable, str(HERE / "server.py"), str(tmp_path), *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        try:
            told = {
                "CASUS_URL": server.stdout.readline().strip(),
                "CASUS_SHOTS": str(HERE / "shots"),
                "CASUS_CHROMIUM": CHROMIUM,
            }
            ran = subprocess.run(
                ["node", "--test", str(HERE / suite)],
                env={**os.environ, **told},
                capture_output=True,
                text=True,
                timeout=900,
            )
        finally:
            server.stdin.close()
    assert ran.returncode == 0, ran.stdout[-8000:]
