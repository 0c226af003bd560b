"""casus report: what a store holds of a period and an area, with every sentence's events."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from casus.cli.chosen import filtered, replace, words_of
from casus.errors import InputError, UsageError

EXAMPLES = """
\b
Examples:
  casus report casus.db --period 2019-08 --area Iraq -o iraq-2019-08.html
  casus report casus.db --period 2019-08-05..2019-08-11 --kind violence --format md
  casus report casus.db --period 2019-W33 --area Iraq --last iraq-w32.html.snapshot.json -o iraq-w33.html
  casus report casus.db --period 2019-08 --format pdf -o iraq.pdf
\b
Beside FILE stands FILE.snapshot.json: give it with --last to the next report, which then tells what changed.
"""
FORMATS = {".html": "html", ".md": "md", ".pdf": "pdf"}


@click.command(epilog=EXAMPLES)
@click.argument("store", metavar="STORE")
@click.option("--period", required=True, help="2019-08, 2019, 2019-W32, 2019-08-05 or 2019-08-01..2019-08-31.")
@click.option("--area", help="A country by name or ISO code, else a province or state.")
@click.option(
    "--format", "form", type=click.Choice(("html", "md", "pdf")), help="Default: by FILE's ending, else html."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Default: standard output.")
@click.option(
    "--app", default="", metavar="URL", help="Where the app is served; default: links are relative to its address."
)
@click.option("--last", type=click.Path(dir_okay=False, path_type=Path), help="Snapshot that a former report left.")
@filtered(without=("since", "until", "factuality"))
@click.option("--words", type=click.Path(dir_okay=False, path_type=Path), help="Your own texts (TOML).")
def report(
    store: str,
    period: str,
    area: str | None,
    form: str | None,
    output: Path | None,
    app: str,
    last: Path | None,
    words: Path | None,
    **narrow: Any,
) -> None:
    """Write a situation report: highlights, key figures, map, trend, areas, dyads, incidents, operations, sources.

    STORE is a file or a server's URL. The page is one file: no scripts, nothing fetched, for screen and print. Each
    number leads to the filter that makes it, and each sentence to its incidents. What the store cannot know, because it
    holds nothing so old, stays empty. --format pdf needs pip install 'casus[pdf]'.
    """
    from casus.query.words import filter_of
    from casus.report import report as made
    from casus.report.changes import former
    from casus.store.base import Store

    form = form or FORMATS.get(output.suffix.lower() if output else "", "html")
    if form == "pdf" and output is None:
        raise UsageError("pdf needs a file: -o report.pdf")
    before = former(last) if last else None
    with Store.open(store) as opened:
        done = made(opened, period, area, filter=filter_of(words_of(narrow)), app=app, last=before, words=words)
    data = done.pdf() if form == "pdf" else (done.html() if form == "html" else done.markdown()).encode()
    if output is None:
        sys.stdout.buffer.write(data)
        return
    _write(output, data)
    _write(output.with_name(output.name + ".snapshot.json"), done.snapshot)
    click.echo(f"casus: {output} and {output.name}.snapshot.json", err=True)


def _write(path: Path, data: bytes) -> None:
    try:
        replace(path).write_bytes(data)
        replace(path).replace(path)
    except OSError as fault:
        raise InputError(f"{path}: {fault.strerror or fault}") from fault
