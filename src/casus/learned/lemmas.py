"""The table of word forms that comes with a model package."""

from __future__ import annotations

from pathlib import Path

Table = dict[tuple[str, str], str]


def table(path: Path) -> Table:
    """(lower-case form, universal part of speech) -> dictionary form, where rules of spelling alone would be wrong."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {(form, pos): base for form, pos, base in rows}
