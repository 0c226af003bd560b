"""casus explain: why a record says what it says, and what became of every frame."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.cli.options import owned, scored
from casus.cli.options import published as dated
from casus.cli.reasons import brief, full
from casus.cli.work import Run, leave
from casus.records.document import Document
from casus.records.event import Event
from casus.settings import Settings

if TYPE_CHECKING:
    from casus.pipeline import Outcome, Pipeline

EXAMPLES = """
\b
Examples:
  casus explain 3f0c9a1b2d4e5f60 report.txt   one event, field by field
  casus explain report.txt                    every frame of a report, and what became of it
\b
Use the same --published and --min-score as when the event was coded.
"""
ID = re.compile(r"[0-9a-f]{6,64}")


@click.command(epilog=EXAMPLES)
@click.argument("paths", nargs=-1, required=True, metavar="[EVENT-ID] PATH...")
@dated
@scored
@owned
def explain(paths: tuple[str, ...], published: date | None, min_score: float | None, folder: Path | None) -> None:
    """Tell why a record says what it says.

    For each field: the value, whether the words state it, the words, and the rule, lexicon entry or model score that
    filled it. The beginning of an EVENT-ID is enough. Without one: every frame (something that may have happened) of
    the documents, and whether it was coded, discarded by name, or failed.

    The documents are read again: the same text gives the same events.
    """
    wanted = None
    if ID.fullmatch(paths[0]) and not Path(paths[0]).exists():
        wanted, paths = paths[0], paths[1:]
        if not paths:
            raise click.UsageError("give the documents that the event comes from, after its id")
    run = Run(paths=paths, published=published, settings=Settings(min_score=min_score, kinds=folder))
    shown = 0
    for document, outcomes in run.each(walked):
        for line in _lines(document, outcomes, wanted, run.where[document.id]):
            click.echo(line)
            shown += 1
    if wanted is not None and not shown:
        read = f"{run.read} document{'s' * (run.read != 1)} read"
        click.echo(
            f"casus: no event {wanted} in {', '.join(paths)} ({read}); list them: casus explain PATH...", err=True
        )
        sys.exit(1)
    leave(run)


def walked(pipeline: Pipeline, document: Document) -> tuple[Document, list[Outcome]]:
    """A document and what became of its frames."""
    return document, list(pipeline.walk(document))


def _lines(document: Document, outcomes: list[Outcome], wanted: str | None, where: str) -> Iterator[str]:
    if wanted is not None:
        for outcome in outcomes:
            if isinstance(outcome, Event) and outcome.id.startswith(wanted):
                yield from full(outcome, where)
        return
    yield f"{where} ({document.id})"
    for outcome in outcomes:
        yield f"  {brief(document, outcome)}"
    if not outcomes:
        yield "  nothing that could be an event"
