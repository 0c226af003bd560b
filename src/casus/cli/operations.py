"""casus operations: events of many reports in, named campaigns out."""

from __future__ import annotations

import sys

import click

from casus.cli.events import Lines, named
from casus.cli.options import stored

EXAMPLES = """
\b
Examples:
  casus code reports/ > events.jsonl
  casus operations events.jsonl                a table, on a terminal
  casus operations events.jsonl > operations.jsonl
  casus code reports/ --format jsonl | casus operations -
  casus operations --store war.db
\b
Exit status: as of casus merge.
"""


@click.command(epilog=EXAMPLES)
@click.argument("paths", nargs=-1, metavar="EVENTS.jsonl...")
@click.option(
    "--format", "form", type=click.Choice(("jsonl", "table")), help="Default: table on a terminal, else jsonl."
)
@stored("Show the operations of this store, as `casus merge --store` gathered them.")
def operations(paths: tuple[str, ...], form: str | None, store: str | None) -> None:
    """Gather what reports tell of each named operation: one casus.operation/1 record an operation.

    EVENTS.jsonl are casus.event/1 records as `casus code` writes them; - is standard input. Spellings and orders of
    one name ("Victory Will", "Will of Victory") are one operation, with its sides, phases, aims, areas and events. The
    status is null where no report tells it.
    """
    if store is not None:
        from casus.cli.storing import operations_of

        operations_of(store, paths, form=form)
        return
    named(paths)
    from casus.merging.operations import operations as gathered
    from casus.merging.tellings import tellings
    from casus.merging.written import operation_record
    from casus.records.codec import encode

    lines = Lines(paths=paths)
    records = list(lines.records())
    events = {r.id: r for r in records}
    found = [operation_record(o, events) for o in gathered(tellings(records, lost=lines.lost))]
    if (form or ("table" if sys.stdout.isatty() else "jsonl")) == "table":
        from casus.export.operation_table import write

        if not write(found, sys.stdout.buffer, documents={r.document.id: r.document for r in records}):
            click.echo("no named operation is told")
    else:
        for record in found:
            sys.stdout.buffer.write(encode(record) + b"\n")
    sys.stdout.flush()
    sys.exit(lines.status)
