"""Are the documents true? Links lead somewhere, commands named exist, generated pages are current."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("*.md", "docs/**/*.md", "samples/*.md", "training/*/*.md")
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")
TARGET = re.compile(r"`make ([a-z-]+)")
COMMAND = re.compile(r"casus ([a-z]+)(?= |`|$)", re.M)


def faults() -> list[str]:
    """Every broken promise, by file."""
    from casus.cli.main import main

    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    commands = set(main.list_commands(None))  # type: ignore[arg-type]
    found = []
    for page in [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("samples/*.md"),
        *ROOT.glob("training/*/*.md"),
    ]:
        name, text = page.relative_to(ROOT), page.read_text("utf-8")
        found += [f"{name}: no file {link}" for link in LINK.findall(text) if not (page.parent / link).exists()]
        found += [f"{name}: no target `make {t}`" for t in TARGET.findall(text) if t not in targets]
        code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.S))
        found += [f"{name}: no command `casus {c}`" for c in COMMAND.findall(code) if c not in commands]
    return found


if __name__ == "__main__":
    wrong = faults()
    print("\n".join(wrong) or "documents are true")
    sys.exit(bool(wrong))
