"""What `make demo` shows: the sample reports coded, what they tell together, and what to try next."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from casus.export.table import write
from casus.ingest.files import read
from casus.records.codec import decode_event
from casus.records.issue import Issue

HERE = Path(__file__).resolve().parent
CASUS = Path(sys.executable).with_name("casus")


def main() -> int:
    """Code the samples as a user would, merge what they tell, and say how to go on. Returns the exit status."""
    reports = Path(os.path.relpath(HERE / "reports"))
    print(f"casus reads the {count(reports)} reports in samples/reports ...\n", flush=True)
    with TemporaryDirectory() as folder:
        events = Path(folder) / "events.jsonl"
        # Read once: the table is for people, the lines are for merging.
        with events.open("wb") as out:
            status = subprocess.run([CASUS, "code", reports, "--format", "jsonl"], stdout=out, check=False).returncode
        where = {made.document.id: made.where for made in read((str(reports),)) if not isinstance(made, Issue)}
        with events.open("rb") as lines:
            write(map(decode_event, lines), sys.stdout.buffer, where=where)
        head("Happenings that several reports tell, and where these differ  (casus merge)")
        merged = subprocess.run([CASUS, "merge", events, "--reports", "2", "--format", "table"], check=False)
        head("Named operations  (casus operations)")
        gathered = subprocess.run([CASUS, "operations", events, "--format", "table"], check=False)
    print(
        "\nOn a map, with the words lit that carry each value (until you stop it):\n"
        "    make serve\n"
        "Your own report, a saved page, a folder or a JSONL file:\n"
        "    .venv/bin/casus code my-report.txt\n"
        "    .venv/bin/casus code folder/ --format jsonl > events.jsonl\n"
        "    .venv/bin/casus merge events.jsonl\n"
        "Why does a record say what it says?\n"
        "    .venv/bin/casus explain EVENT-ID samples/reports\n"
        "All commands:\n"
        "    .venv/bin/casus --help"
    )
    return max(status, merged.returncode, gathered.returncode)


def head(title: str) -> None:
    """Print a heading."""
    print(f"{title}\n{'=' * len(title)}\n", flush=True)


def count(folder: Path) -> int:
    """How many reports lie in the folder: one a file, one a line in JSONL."""
    files = [file for file in folder.iterdir() if file.is_file()]
    return sum(file.read_text("utf-8").count("\n") if file.suffix == ".jsonl" else 1 for file in files)


if __name__ == "__main__":
    sys.exit(main())
