"""House rules that no linter knows: no file of code above 400 lines, a mirror of tests, no machine's paths or hosts.

Nor anything as large as a package that was left lying about: only the reading model is.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 400
LARGEST = 2_000_000  # bytes of a file
LARGE = {"models/casus-model-en/src/casus_model_en/reader.int8.onnx"}
# Spelled in pieces, so that this file does not find itself.
FORBIDDEN = {
    "a machine's path": re.compile(r"(?<![\w.])/(?:root|home/[a-z]+|work|Users/[a-z]+)/[\w.-]"),
    "a registry's host": re.compile(r"files[.]pythonhosted|registry[.]npmjs|pypi[.]org/simple"),
}
TEXT = {".py", ".toml", ".md", ".txt", ".tsv", ".cff", ".json", ".sh", ".yml", ".ts", ".svelte", ""}


def tracked() -> list[Path]:
    """The files that belong to the repository: tracked, or new and not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def faults(files: list[Path]) -> list[str]:
    """Every breach, one line each, by file and line."""
    found = []
    for file in files:
        name = file.relative_to(ROOT)
        if file.stat().st_size > LARGEST and name.as_posix() not in LARGE:
            found.append(f"{name}: {file.stat().st_size:,} bytes; nothing but the model is above {LARGEST:,}")
        if file.suffix not in TEXT or file.stat().st_size > LARGEST:
            continue
        lines = file.read_text("utf-8", errors="replace").splitlines()
        if file.suffix == ".py" and len(lines) > LONGEST:
            found.append(f"{name}: {len(lines)} lines; two things live in a file above {LONGEST}")
        for number, line in enumerate(lines, 1):
            found += [
                f"{name}:{number}: {what}: {line.strip()[:80]}" for what, form in FORBIDDEN.items() if form.search(line)
            ]
    code = [p.relative_to(ROOT / "src" / "casus").parts for p in files if p.is_relative_to(ROOT / "src" / "casus")]
    rooms = {parts[0] for parts in code if len(parts) > 1 and parts[-1].endswith(".py")}
    tested = {p.relative_to(ROOT / "tests").parts[0] for p in files if p.is_relative_to(ROOT / "tests")}
    found += [f"src/casus/{room}: no folder tests/{room}" for room in sorted(rooms - tested)]
    return found


if __name__ == "__main__":
    wrong = faults(tracked())
    print("\n".join(wrong) or "house rules kept")
    sys.exit(bool(wrong))
