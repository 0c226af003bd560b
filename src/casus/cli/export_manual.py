"""The reference page of the export formats, made from the same data that the exporters read."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from casus.export.aggregate import COLUMNS as SUMS
from casus.export.fields import layout
from casus.export.flat import COLUMNS as FLAT
from casus.export.formats import formats
from casus.export.profile import names

HEAD = """# Export formats

This page is made from the data that the exporters read; `python docs/generate.py` makes it anew.

`casus export` writes events (`casus.event/1`) or incidents (`casus.incident/1`), from files or a store. Where a file
holds incidents and events, the incidents are exported and the events lend the names of their reports.

- **Ids are our own.** No id of ACLED, UCDP or POLECAT is made up or imitated.
- **What is lost is said**: below, by `casus export --list`, and in `FILE.note.txt` beside each file that `-o` writes.
- **What a format does not hold is set aside by name**, with the reason, in `FILE.aside.csv`; GED's events without a
  death are whole rows in `FILE.no-deaths.csv`. Counts stand on standard error.
- **Conventions are profiles**: TOML files with a version. `--profile my.toml` takes your own; copy one of those below.
- **Spreadsheets run nothing.** In CSV and TSV a text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return
  (or their wide forms) gets one `'` in front, and so does a text that already has `'` before such a sign. To undo it,
  take one `'` away from each cell that has `'` before such a sign (`casus.export.delimited.bare`); every text comes
  back as it was. Numbers are not touched. `--no-excel-safe` leaves all texts as they are.
- Texts stand on one line, without control and direction marks. Files are UTF-8, RFC 4180, LF.
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_formats()) + "".join(_profiles())


def _formats() -> Iterator[str]:
    for form in formats().values():
        yield f"\n## `{form.name}`\n\n{form.what[0].upper()}{form.what[1:]}. Opened by {form.opens}."
        yield f" Conventions: `{form.profile}`." if form.profile else ""
        yield f" Needs `pip install 'casus[{form.extra}]'` and `-o FILE`." if form.extra else ""
        yield "\n\nLost:\n\n" + "".join(f"- {loss}\n" for loss in form.loses or ("nothing",))
        yield from _columns(form.name)


def _columns(name: str) -> Iterator[str]:
    told: dict[str, str] = {}
    if name in ("acled", "ged", "polecat"):
        told = layout(name)["columns"]
    elif name == "csv":
        told = {k: v for k, (_, v) in FLAT.items()}
    elif name in SUMS:
        yield "\nColumns: " + ", ".join(f"`{c}`" for c in SUMS[name])
        yield ". `sb`, `ns`, `os`: state-based, non-state, one-sided violence; `untyped_events`: none of them."
        yield "\n`month_id` is VIEWS' number (January 1980 is 1).\n"
    elif name in ("parquet", "geojson", "geoparquet", "gpkg"):
        yield "\nThe columns are those of [`csv`](#csv).\n"
    if told:
        yield "\n| column | meaning |\n|---|---|\n"
        yield from (f"| `{c}` | {meaning} |\n" for c, meaning in told.items())


def _profiles() -> Iterator[str]:
    for name in names():
        text = files("casus").joinpath(f"data/exports/profiles/{name}.toml").read_text("utf-8")
        yield f"\n## Profile `{name}`\n\n```toml\n{text}```\n"
