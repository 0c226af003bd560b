"""Coding into a store, and merging what is in it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from casus.cli.code import coded
from casus.cli.work import Run
from casus.errors import InputError, UsageError
from casus.export.incident_table import write as incident_table
from casus.export.operation_table import write as operation_table
from casus.provenance import provenance
from casus.records.codec import encode
from casus.records.document import Document
from casus.records.issue import Issue
from casus.records.wire import EventRecord
from casus.records.wire_incident import IncidentRecord
from casus.review.regroup import regroup_all
from casus.store.base import Store

if TYPE_CHECKING:
    from casus.pipeline import Pipeline


def code_into(where: str, run: Run) -> Run:
    """Code documents into a store, each with its events in one transaction; what is coded already is passed over."""
    made = provenance(run.settings)
    kept = events = barred = 0
    with Store.open(where, create=True) as store:
        gone = {t.id for t in store.tombstones()}

        def known(d: Document) -> bool:
            nonlocal barred
            barred += d.id in gone
            return d.id in gone or store.coded(d.id, made)

        run.skip = known
        for document, records, issues in run.each(coded_with):
            for issue in issues:
                run.tell(issue)
            try:
                new = store.keep(document, records, provenance=made, issues=issues)
            except InputError as fault:
                run.tell(Issue(where=run.where[document.id], reason=str(fault), stage="store"))
                continue
            kept += new
            events += len(records) if new else 0
    told = f"{kept:,} document{'s' * (kept != 1)} with {events:,} event{'s' * (events != 1)} kept"
    if done := run.skipped - barred:
        told += f"; {done:,} passed over: this version has coded them before"
    if barred:
        told += f"; {barred:,} passed over: deleted before"
    click.echo(told + (f"; {run.failed:,} could not be read" if run.failed else ""))
    return run


def coded_with(pipeline: Pipeline, document: Document) -> tuple[Document, list[EventRecord], list[Issue]]:
    """A document, its events, and what went wrong."""
    return document, *coded(pipeline, document)


def merge_in(where: str, paths: tuple[str, ...], *, form: str | None, reports: int) -> None:
    """Merge all that a store holds, and say or write what came of it."""
    with Store.open(where) as store:
        _no_files(paths)
        count = regroup_all(store)
        if form is None:
            several = sum(len(i.record.documents) > 1 for i in store.all_incidents())
            click.echo(f"{count} incident{'s' * (count != 1)}, {several} told by several reports")
            return
        found = [i.record for i in store.all_incidents()]
        _write_incidents(store, [i for i in found if len(i.documents) >= reports], form)


def _no_files(paths: tuple[str, ...]) -> None:
    if paths:
        raise UsageError("either files of events or --store, not both")


def _write_incidents(store: Store, incidents: list[IncidentRecord], form: str) -> None:
    if form == "table":
        first = {d: i.events for i in incidents for d in i.documents}
        records = [e.record for e in store.of_ids(e for events in first.values() for e in events)]
        incident_table(incidents, sys.stdout.buffer, documents={r.document.id: r.document for r in records})
    else:
        for record in incidents:
            sys.stdout.buffer.write(encode(record) + b"\n")
    sys.stdout.flush()


def operations_of(where: str, paths: tuple[str, ...], *, form: str | None) -> None:
    """Show the operations of a store."""
    _no_files(paths)
    with Store.open(where) as store:
        found = list(store.operations())
        if (form or ("table" if sys.stdout.isatty() else "jsonl")) == "table":
            records = [e.record for e in store.of_ids(e for o in found for e in o.events)]
            if not operation_table(found, sys.stdout.buffer, documents={r.document.id: r.document for r in records}):
                click.echo("no named operation is told")
        else:
            for record in found:
                sys.stdout.buffer.write(encode(record) + b"\n")
    sys.stdout.flush()
