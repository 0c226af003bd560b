"""Reading sends nothing home: no device id, no record of use."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_reading_leaves_nothing_in_the_users_folders(tmp_path: Path) -> None:
    made = "from casus.learned.reader import load_reader; print(len(load_reader().read([['Troops', 'fled', '.']])))"
    env = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "ORT_"))} | {"HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", made], env=env, capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
