"""Writes the pages of docs/reference that are made from the code: records' schemas, commands, export formats."""

from __future__ import annotations

from pathlib import Path

REFERENCE = Path(__file__).resolve().parent / "reference"


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    from casus.cli.export_manual import page as exports
    from casus.cli.manual import manual
    from casus.records.schema import RECORDS, page

    return {**{f"{name}.schema.json": page(name) for name in RECORDS}, "cli.md": manual(), "exports.md": exports()}


if __name__ == "__main__":
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, "utf-8")
        print(f"wrote docs/reference/{name}")
