"""casus annotate: what reading finds in a document."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

from casus.cli.mentions import Mentions, mentions_of
from casus.cli.options import common, pathed
from casus.cli.work import Run, leave
from casus.records.codec import encode_annotated
from casus.records.document import Document
from casus.settings import Settings

if TYPE_CHECKING:
    from casus.pipeline import Pipeline

EXAMPLES = """
\b
Examples:
  casus annotate report.txt
  casus annotate docs.jsonl --min-score 0.5 --jobs 2 > annotated.jsonl
  casus annotate docs.jsonl --mentions spans.jsonl    places by your own recogniser
\b
Exit status: as of casus code.
"""


@click.command(epilog=EXAMPLES)
@pathed
@common
@click.option(
    "--mentions",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help='Place mentions to use for the recogniser\'s: JSONL of {"id", "spans": [{"start", "end", "type"?}]}.',
)
@click.option("--format", "_form", type=click.Choice(["jsonl"]), default="jsonl", help="JSON lines, the only form.")
def annotate(
    paths: tuple[str, ...],
    published: date | None,
    min_score: float | None,
    mentions: str | None,
    jobs: int,
    model: str | None,
    _form: str,
) -> None:
    """Write what reading finds, one casus.annotated/1 record a document.

    Sentences, names, places, times, parties, quantities, all with offsets. A place that cannot be resolved is written
    with null coordinates.
    """
    given = None if mentions is None else mentions_of(mentions)
    run = Run(paths=paths, published=published, jobs=jobs, settings=Settings.of(model, min_score=min_score))
    for line in run.each(partial(annotated, given=given)):
        sys.stdout.buffer.write(line + b"\n")
        sys.stdout.buffer.flush()
    leave(run)


def annotated(pipeline: Pipeline, document: Document, *, given: Mentions | None) -> bytes:
    """A document's annotated record as a line. A document without given mentions has none."""
    spans = None if given is None else given.within(document)
    return encode_annotated(pipeline.annotator.annotate(document, given=spans))
