"""casus store: making, checking, moving and clearing a store."""

from __future__ import annotations

import getpass
import sys
from datetime import date, timedelta
from typing import BinaryIO

import click

from casus.cli.options import Day

EXAMPLES = """
\b
Examples:
  casus store init war.db                      make one (casus code --store does so too)
  casus code reports/ --store war.db && casus merge --store war.db
  casus store export war.db > war.jsonl        all that it holds, for another place
  casus store restore new.db war.jsonl
  casus store delete war.db --older-than 365d  texts and words go, ids remain
\b
STORE is a file, or a URL such as postgresql://user@host/database. Exit status: 0 done; 1 faults
found, or not done; 2 wrong usage.
"""
where = click.argument("where", metavar="STORE")


@click.group(epilog=EXAMPLES)
def store() -> None:
    """Keep reports and what they tell in a file (SQLite) or a database (PostgreSQL)."""


@store.command()
@where
def init(where: str) -> None:
    """Make a store, or bring an older one up to date."""
    from casus.store.base import Store

    with Store.open(where, create=True) as s:
        click.echo(f"{where}: ready (form {s.stats().schema}, {s.stats().dialect})")


@store.command()
@where
def stats(where: str) -> None:
    """Tell what a store holds."""
    from casus.store.base import Store

    with Store.open(where) as s:
        found = s.stats()
    size = "" if found.size is None else f", {found.size / 1e6:,.1f} MB"
    click.echo(f"{where}: form {found.schema}, {found.dialect}{size}")
    for name, count in found.rows.items():
        click.echo(f"  {name:<12} {count:>12,}")
    for coder, count in found.coders:
        click.echo(f"  events by {coder}: {count:,}")
    for status, count in sorted(found.statuses.items()):
        click.echo(f"  events {status}: {count:,}")


@store.command()
@where
def check(where: str) -> None:
    """Look for faults: in the file, between tables, between records and judgements. Exit status 1 where any is."""
    from casus.store.base import Store

    with Store.open(where) as s:
        faults = s.check()
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(f"{where}: {f'{len(faults)} faults' if faults else 'no fault'}")
    sys.exit(bool(faults))


@store.command()
@where
@click.option("-o", "--output", type=click.File("wb"), default="-", help="Default: standard output.")
def export(where: str, output: BinaryIO) -> None:
    """Write all that a store holds as JSON lines, from which `restore` makes it again."""
    from casus.store.base import Store

    with Store.open(where) as s:
        lines = s.export(output)
    click.echo(f"{lines:,} lines", err=True)


@store.command()
@where
@click.argument("lines", type=click.File("rb"), metavar="FILE")
def restore(where: str, lines: BinaryIO) -> None:
    """Make a store of what `export` wrote (- is standard input). The store must be new or empty."""
    from casus.store.base import Store

    with Store.open(where, create=True) as s:
        count = s.restore(lines)
    click.echo(f"{where}: {count:,} lines restored")


@store.command()
@where
def vacuum(where: str) -> None:
    """Give back the space of what was deleted, and renew what queries are planned by."""
    from casus.store.base import Store

    with Store.open(where) as s:
        s.vacuum()


@store.command()
@where
@click.argument("ids", nargs=-1, metavar="[DOCUMENT-ID]...")
@click.option("--older-than", metavar="DATE|DAYSd", help="Documents published before a day, or so many days ago (90d).")
@click.option("--reason", help="Why; kept with the id.")
@click.option("--by", default=getpass.getuser, help="Who; default: your name on this machine.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(where: str, ids: tuple[str, ...], older_than: str | None, reason: str | None, by: str, yes: bool) -> None:
    """Delete documents with all their words for good. Their ids remain, so that they are not taken in again.

    Incidents and operations are made anew without them.
    """
    from casus.review.regroup import regroup_all
    from casus.store.base import Store

    if bool(ids) == bool(older_than):
        raise click.UsageError("name documents, or --older-than")
    with Store.open(where) as s:
        chosen = ids or s.older(_day(older_than or ""))
        if chosen and not yes:
            click.confirm(f"Delete {len(chosen)} documents for good?", abort=True)
        count = s.delete(chosen, by=by, reason=reason)
        if count:
            regroup_all(s)
            s.vacuum()
    click.echo(f"{count} document{'s' * (count != 1)} deleted")
    missing = len(chosen) - count
    if missing:
        click.echo(f"casus: {missing} not in {where}", err=True)
        sys.exit(1)


def _day(text: str) -> date:
    if text.endswith("d") and text[:-1].isdigit():
        return date.today() - timedelta(days=int(text[:-1]))
    day: date = Day().convert(text, None, None)
    return day


@store.command()
@where
@click.option("--document", metavar="ID", help="Only this document.")
def diff(where: str, document: str | None) -> None:
    """Show how the latest coding differs from the one before: former event, present event, fields, decision."""
    from casus.store.base import Store

    count = 0
    with Store.open(where) as s:
        for r in s.recodings(document):
            fields = ", ".join(r.changed) or ("told no more" if r.after is None else "new")
            said = "" if r.status.value == "unreviewed" else f"  ({r.status.value})"
            click.echo(f"{r.document}  {r.before or '-'} -> {r.after or '-'}  {fields}{said}")
            count += 1
    click.echo(f"{count} difference{'s' * (count != 1)}", err=True)
