"""casus export: events or incidents in the formats of others."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from casus.cli.chosen import chosen, filtered, replace
from casus.errors import InputError
from casus.export.formats import beside, formats
from casus.export.formats import export as exported
from casus.export.profile import load

EXAMPLES = """
\b
Examples:
  casus export --list                                        the formats, and what each loses
  casus export events.jsonl --format acled -o events.csv     ACLED's 31 columns, with a note beside it
  casus export incidents.jsonl events.jsonl --format ged -o ged.csv
                                                             incidents; the events lend the names of the reports
  casus export --store casus.db --country Iraq --since 2019-08-01 --format geoparquet -o iraq.parquet
  casus code reports/ | casus export - --format acled --inter numeric > acled.csv
\b
What a format does not hold is set aside by name, in files beside the output, and counted on standard error.
Exit status: 0 all lines read; 1 some failed; 2 wrong usage.
"""


def _list(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        for form in formats().values():
            click.echo(f"{form.name:11} {form.what}")
            click.echo(f"{'':11} opened by: {form.opens}")
            if form.profile:
                click.echo(f"{'':11} conventions: {form.profile}")
            if form.extra:
                click.echo(f"{'':11} needs: pip install 'casus[{form.extra}]'")
            for loss in form.loses or ("nothing",):
                click.echo(f"{'':11} loses: {loss}")
        ctx.exit()


@click.command(epilog=EXAMPLES)
@click.argument("paths", nargs=-1, metavar="[RECORDS.jsonl]...")
@click.option("--format", "form", type=click.Choice(tuple(formats())), required=True, help="See --list.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Default: standard output.")
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="Tell formats and losses."
)
@click.option("--profile", metavar="NAME|FILE", help="Conventions: acled-2024, ucdp-ged-25, polecat-2024, or your own.")
@click.option(
    "--inter", type=click.Choice(("text", "numeric")), default="text", show_default=True, help="ACLED: sorts of actors."
)
@click.option(
    "--excel-safe/--no-excel-safe",
    default=True,
    show_default=True,
    help="CSV and TSV: put ' before texts that a spreadsheet would run.",
)
@click.option("--store", metavar="FILE|URL", help="Export from a store instead of files.")
@click.option(
    "--of",
    type=click.Choice(("incidents", "events")),
    default="incidents",
    show_default=True,
    help="Of a store: which.",
)
@filtered()
def export(
    paths: tuple[str, ...],
    form: str,
    output: Path | None,
    profile: str | None,
    inter: str,
    excel_safe: bool,
    store: str | None,
    of: str,
    **words: Any,
) -> None:
    """Write events or incidents as ACLED-style CSV, UCDP GED CSV, GeoParquet and others.

    RECORDS.jsonl are casus.event/1 or casus.incident/1 records; - is standard input. Where incidents are among them,
    incidents are exported and the events lend the names of their reports. Ids are casus's own. How the record becomes
    the columns of others (vague numbers, names of actors) is told by a profile.
    """
    found, lost = chosen(paths, store, of, words)
    options: dict[str, Any] = {
        "profile": load(profile) if profile else None,
        "numeric": inter == "numeric",
        "guarded": excel_safe,
    }
    part = replace(output) if output else None
    try:
        with ExitStack() as stack:
            stream = (
                None if formats()[form].binary else stack.enter_context(part.open("wb")) if part else sys.stdout.buffer
            )
            written = exported(found, form, stream, path=part, **options)
        if output and part:
            part.replace(output)
    except OSError as fault:
        raise InputError(f"{output}: {fault.strerror or fault}") from fault
    finally:
        if part:
            part.unlink(missing_ok=True)
    sides = beside(written, output) if output else []
    _tell(written.note(), [str(p) for p in sides], brief=output is None)
    sys.stdout.flush()
    sys.exit(1 if lost else 0)


def _tell(note: str, files: list[str], *, brief: bool) -> None:
    for line in note.splitlines():
        if not brief or line.startswith("Set aside"):
            click.echo(f"casus: {line}", err=True)
    for file in files:
        click.echo(f"casus: beside it: {file}", err=True)
