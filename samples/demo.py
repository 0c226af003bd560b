"""What `make demo` shows: the sample reports coded, with the words that carry each value, and what to try next."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASUS = Path(sys.executable).with_name("casus")


def main() -> int:
    """Code the samples as a user would, and say how to go on. Returns the exit status of `casus code`."""
    reports = HERE / "reports"
    print(f"casus reads the {count(reports)} reports in samples/reports ...\n", flush=True)
    status = subprocess.run([CASUS, "code", str(reports), "--format", "table"], check=False).returncode
    print(
        "\nYour own report, a saved page, a folder or a JSONL file:\n"
        "    .venv/bin/casus code my-report.txt\n"
        "    .venv/bin/casus code folder/ --format jsonl > events.jsonl\n"
        "Why does a record say what it says?\n"
        "    .venv/bin/casus explain EVENT-ID samples/reports\n"
        "All commands:\n"
        "    .venv/bin/casus --help"
    )
    return status


def count(folder: Path) -> int:
    """How many reports lie in the folder: one a file, one a line in JSONL."""
    files = [file for file in folder.iterdir() if file.is_file()]
    return sum(file.read_text("utf-8").count("\n") if file.suffix == ".jsonl" else 1 for file in files)


if __name__ == "__main__":
    sys.exit(main())
