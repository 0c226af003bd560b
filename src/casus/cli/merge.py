"""casus merge: events of many reports in, incidents out."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from casus.cli.events import Lines, named
from casus.cli.options import stored

if TYPE_CHECKING:
    from casus.records.wire import DocumentRecord, EventRecord

EXAMPLES = """
\b
Examples:
  casus code reports/ > events.jsonl
  casus merge events.jsonl                        a table, on a terminal
  casus merge events.jsonl --reports 2            only what several reports tell
  casus merge monday.jsonl tuesday.jsonl > incidents.jsonl
  casus code reports/ --format jsonl | casus merge -
  casus merge --store war.db                      all in a store; incidents keep their ids
\b
Exit status: 0 all lines read; 1 some failed (each is named on standard error by file and line, the
rest are merged); 2 wrong usage.
"""


@click.command(epilog=EXAMPLES)
@click.argument("paths", nargs=-1, metavar="EVENTS.jsonl...")
@click.option(
    "--format", "form", type=click.Choice(("jsonl", "table")), help="Default: table on a terminal, else jsonl."
)
@click.option(
    "--reports", type=click.IntRange(1), default=1, metavar="N", help="Only incidents that so many reports tell."
)
@stored("Merge what this store holds, and keep the incidents and operations in it.")
def merge(paths: tuple[str, ...], form: str | None, reports: int, store: str | None) -> None:
    """Put together the reports of one happening: one casus.incident/1 record an incident.

    EVENTS.jsonl are casus.event/1 records as `casus code` writes them; - is standard input. Copies of one text count
    as one voice. Where reports differ, every value is kept with the documents that tell it. An event told once is an
    incident of one. The order of files and lines does not matter.
    """
    if store is not None:
        from casus.cli.storing import merge_in

        merge_in(store, paths, form=form, reports=reports)
        return
    named(paths)
    from casus.merging.incidents import incidents as merged
    from casus.merging.tellings import tellings
    from casus.merging.written import incident_record
    from casus.records.codec import encode

    lines = Lines(paths=paths)
    table = (form or ("table" if sys.stdout.isatty() else "jsonl")) == "table"
    documents: dict[str, DocumentRecord] = {}  # by id, without the records: there may be a million of these

    def read() -> Iterator[EventRecord]:
        for record in lines.records():
            if table:
                documents[record.document.id] = record.document
            yield record

    gc.disable()  # what merging makes by the million never refers back: there is nothing for it to find
    every = (incident_record(i) for i in merged(tellings(read(), lost=lines.lost)))
    told = (i for i in every if len(i.documents) >= reports)
    if table:
        from casus.export.incident_table import write

        write(told, sys.stdout.buffer, documents=documents)
    else:
        for record in told:
            sys.stdout.buffer.write(encode(record) + b"\n")
    gc.enable()
    sys.stdout.flush()
    sys.exit(lines.status)
