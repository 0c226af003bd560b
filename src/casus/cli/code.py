"""casus code: reports in, events out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casus.cli.options import common, owned, pathed, stored
from casus.cli.work import Run, leave
from casus.components import component, names
from casus.errors import UsageError
from casus.export.records import record
from casus.records.document import Document
from casus.records.event import Event
from casus.records.issue import Issue
from casus.records.wire import EventRecord
from casus.settings import Settings

if TYPE_CHECKING:
    from casus.pipeline import Pipeline

EXAMPLES = """
\b
Examples:
  casus code report.txt                                   a table, on a terminal
  casus code page.html folder/ more.jsonl > events.jsonl  pages, folders and JSON lines together
  cat report.txt | casus code - --published 2024-03-06    standard input, with the day it was published
  casus code archive.jsonl --jobs 4 --format csv > events.csv
  casus code report.txt --model spacy:./pipeline          read with a spaCy pipeline of your own
  casus code archive.jsonl --store war.db                 into a store; may be stopped and gone on with
\b
Exit status: 0 all documents read; 1 some failed (each is named on standard error, the rest are
coded); 2 wrong usage.
"""

# Formats of casus export that need no file; it tells what each loses.
SCHEMES = ("acled", "geojson", "ged", "plover", "polecat")


@click.command(epilog=EXAMPLES)
@pathed
@click.option(
    "--format",
    "form",
    type=click.Choice((*names("format"), *SCHEMES)),
    help="Default: table on a terminal, else jsonl. What a scheme of others does not hold is told.",
)
@common
@owned
@click.option(
    "--excel-safe/--no-excel-safe",
    default=True,
    show_default=True,
    help="CSV: put ' before texts that a spreadsheet would run as a formula (= + - @).",
)
@stored("Keep documents and events in this store as they are coded; what this version has coded is passed over.")
def code(
    paths: tuple[str, ...],
    form: str | None,
    published: date | None,
    min_score: float | None,
    jobs: int,
    model: str | None,
    folder: Path | None,
    excel_safe: bool,
    store: str | None,
) -> None:
    """Read reports and write the events that they tell, each value with its words.

    PATH is a text file, a saved web page (HTML), a JSONL file of {"id", "text", "title"?, "url"?, "source"?,
    "published"?}, a folder of these, or - for standard input. Files are told apart by what they hold.
    """
    settings = Settings.of(model, min_score=min_score, kinds=folder)
    if store is not None:
        if form is not None:
            raise UsageError("--store keeps events and writes none; `casus export --store` writes them")
        from casus.cli.storing import code_into

        leave(code_into(store, Run(paths=paths, published=published, jobs=jobs, settings=settings)))
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    run = Run(paths=paths, published=published, jobs=jobs, settings=settings)
    if form in SCHEMES:
        _exported(run, form, guarded=excel_safe)
        leave(run)
    options: dict[str, Any] = (
        {"guarded": excel_safe} if form == "csv" else {"where": run.where} if form == "table" else {}
    )
    count = component("format", form)(_events(run), sys.stdout.buffer, **options)
    if form == "table":
        documents = f"{run.read} document{'s' * (run.read != 1)}"
        lost = f"; {run.failed} could not be read" if run.failed else ""
        click.echo(f"{count} event{'s' * (count != 1)} in {documents}{lost}")
    leave(run)


def _exported(run: Run, form: str, *, guarded: bool) -> None:
    """Write events in a scheme of others, and tell what it does not hold."""
    from casus.export.formats import export
    from casus.export.happening import happenings

    for line in export(happenings(_events(run)), form, sys.stdout.buffer, guarded=guarded).note().splitlines():
        if line.startswith("Set aside"):
            click.echo(f"casus: {line}", err=True)


def _events(run: Run) -> Iterator[EventRecord]:
    for records, issues in run.each(coded):
        for issue in issues:
            run.tell(issue)
        yield from records


def coded(pipeline: Pipeline, document: Document) -> tuple[list[EventRecord], list[Issue]]:
    """A document's events as records, and what went wrong."""
    outcomes = list(pipeline.walk(document))
    return [record(e) for e in outcomes if isinstance(e, Event)], [i for i in outcomes if isinstance(i, Issue)]
