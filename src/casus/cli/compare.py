"""casus compare: our events against a list of the user's own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from casus.cli.chosen import chosen, filtered
from casus.compare.matching import Rules
from casus.compare.point import Point
from casus.compare.reading import points_of, read
from casus.compare.result import COLUMNS, Compared, row, scores, split
from casus.compare.result import compare as compared
from casus.errors import InputError
from casus.export import acled, delimited, ged
from casus.export.fields import AsideError
from casus.export.happening import Happening
from casus.export.profile import Profile, load

EXAMPLES = """
\b
Examples:
  casus compare acled.csv incidents.jsonl                    how much of the list we hold, and the other way
  casus compare ged.csv --store casus.db --country Iraq -o compared/
  casus compare acled.csv events.jsonl --days 1 --km 20 --kind sub-type --format json
\b
Two are one where they lie in one country, at most --days and --km apart, and are of one type. No event
is used twice: the nearest pairs are taken first, then others move where that makes one pair more.
Precision: of ours, how many theirs hold. Recall: of theirs, how many ours hold. Compared is what lies
within the days and countries that FILE holds, unless --everywhere.
"""
FILES = ("both", "only-ours", "only-theirs")


@click.command(epilog=EXAMPLES)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("paths", nargs=-1, metavar="[RECORDS.jsonl]...")
@click.option("--days", type=click.IntRange(0, 60), default=2, show_default=True, help="Days apart at most.")
@click.option("--km", type=click.FloatRange(0), default=50.0, show_default=True, help="Kilometres apart at most.")
@click.option(
    "--kind",
    "alike",
    type=click.Choice(("type", "sub-type", "any")),
    default="type",
    show_default=True,
    help="Alike in.",
)
@click.option("--everywhere", is_flag=True, help="Also outside the days and countries of FILE.")
@click.option("--profile", metavar="NAME|FILE", help="Conventions by which ours become rows like FILE's.")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder for the three lists.")
@click.option("--store", metavar="FILE|URL", help="Compare a store instead of files.")
@click.option(
    "--of",
    type=click.Choice(("incidents", "events")),
    default="incidents",
    show_default=True,
    help="Of a store: which.",
)
@filtered(without=("kind",))
def compare(
    file: Path,
    paths: tuple[str, ...],
    days: int,
    km: float,
    alike: str,
    everywhere: bool,
    profile: str | None,
    form: str,
    output: Path | None,
    store: str | None,
    of: str,
    **words: Any,
) -> None:
    """Match our events with your own ACLED-style or UCDP GED file.

    FILE is CSV or TSV and is known by its columns. RECORDS.jsonl are casus.event/1 or casus.incident/1 records. Ours
    become rows as `casus export` makes them, so that the same conventions hold on both sides.
    """
    theirs = read(file)
    for line in theirs.lost:
        click.echo(f"casus: {line}", err=True)
    found, lost = chosen(paths, store, of, words)
    conventions = load(profile or ("acled-2024" if theirs.form == "acled" else "ucdp-ged-25"))
    ours, aside = _points(found, theirs.form, conventions)
    made = compared(ours, theirs.points, Rules(days=days, km=km, kind=alike), everywhere=everywhere)
    if output:
        _write(made, output)
    outside = len(ours) - len(made.ours)
    if form == "json":
        told = {
            "form": theirs.form,
            "rules": {"days": days, "km": km, "kind": alike},
            "all": scores(made),
            "by_type": dict(split(made, lambda p: p.kind)),
            "by_country": dict(split(made, lambda p: p.country)),
            "set_aside": aside,
            "outside": outside,
            "lost": len(theirs.lost),
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _show(made, aside, outside, len(theirs.lost))
    sys.exit(1 if lost or theirs.lost else 0)


def _points(found: list[Happening], form: str, profile: Profile) -> tuple[list[Point], int]:
    """Ours as rows of the form, read back as the other list was; and how many the form does not hold."""
    rows: list[tuple[int, Mapping[str, str]]] = []
    aside = 0
    for h in found:
        made: Callable[[Happening, Profile], Iterator[dict[str, object]]] = acled.rows if form == "acled" else ged.rows
        try:
            for cells in list(made(h, profile)):
                rows.append((len(rows), {k: "" if v is None else str(v) for k, v in cells.items()}))
        except AsideError:
            aside += 1
    return [p for _, p in points_of(rows, form) if isinstance(p, Point)], aside


def _write(made: Compared, folder: Path) -> None:
    pairs = [
        {
            **row(a, "our_"),
            **row(b, "their_"),
            "days_apart": a.days_from(b),
            "km_apart": round(a.km_from(b), 1),
        }
        for a, b in made.both
    ]
    both = (*(f"our_{c}" for c in COLUMNS), *(f"their_{c}" for c in COLUMNS), "days_apart", "km_apart")
    lists: tuple[list[Mapping[str, object]], ...] = (
        list(pairs),
        [row(p) for p in made.only_ours()],
        [row(p) for p in made.only_theirs()],
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows, columns in zip(FILES, lists, (both, COLUMNS, COLUMNS), strict=True):
            with (folder / f"{name}.csv").open("wb") as out:
                delimited.write(rows, columns, out)
    except OSError as fault:
        raise InputError(f"{folder}: {fault.strerror or fault}") from fault


def _show(made: Compared, aside: int, outside: int, lost: int) -> None:
    from rich.console import Console
    from rich.table import Table

    columns = ("ours", "theirs", "both", "precision", "recall")
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for name in columns:
        table.add_column(name, justify="right")
    every = scores(made)
    table.add_row("all", *(_number(every[c]) for c in columns))
    for by in (lambda p: p.kind, lambda p: p.country):
        table.add_section()
        for name, own in split(made, by):
            table.add_row(name, *(_number(own[c]) for c in columns))
    console = Console(highlight=False)
    console.print(table)
    far = ("f1", "same_day", "days_mean", "km_median", "km_mean", "deaths_equal", "deaths_off_mean")
    console.print("of those in both: " + ", ".join(f"{k.replace('_', ' ')} {_number(every[k])}" for k in far))
    if aside or outside or lost:
        console.print(f"not compared: {aside} that the form does not hold, {outside} outside FILE's days and countries")


def _number(value: float | int | None) -> str:
    return (
        "-"
        if value is None
        else f"{value:,}"
        if isinstance(value, int) and not isinstance(value, bool)
        else f"{value:.3f}"
    )
