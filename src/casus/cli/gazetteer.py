"""casus gazetteer: build, search and extend the table of places."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from casus.gazetteer import Place

BUILD = """
\b
Examples:
  casus gazetteer build                 build it anew
  casus gazetteer build --if-missing    only where it is not there yet
"""
SEARCH = """
\b
Examples:
  casus gazetteer search Makhmour
  casus gazetteer search "North Kivu"
  casus gazetteer search Tripoli --limit 5
"""
IMPORT = """
\b
Examples:
  casus gazetteer import --geonames allCountries.zip --alternate alternateNamesV2.zip
  casus gazetteer import --geonames allCountries.zip --countries IQ,SY,YE
  casus gazetteer import --geonames IQ.zip --countries IQ
\b
The files are those of https://download.geonames.org/export/dump/ (CC BY 4.0).
"""


@click.group()
def gazetteer() -> None:
    """Build, search and extend the table of places (built by itself on first use)."""


@gazetteer.command(epilog=BUILD)
@click.option("--if-missing", is_flag=True, help="Do nothing where it is built already.")
def build(if_missing: bool) -> None:
    """Build the gazetteer from GeoNames' towns and casus's own tables: half a minute, once."""
    from casus.gazetteer.build import build as build_file
    from casus.gazetteer.store import default_path, open_gazetteer

    path = default_path()
    if not (if_missing and path.is_file()):
        with _bar("building") as step:
            build_file(path, step)
    click.echo(f"{open_gazetteer(path).size:,} places in {path}")


@gazetteer.command(epilog=SEARCH)
@click.argument("name")
@click.option("--limit", default=20, show_default=True, help="At most so many places.")
def search(name: str, limit: int) -> None:
    """Show the places that a name may mean, most people first, and how they were found."""
    from casus.gazetteer import open_gazetteer

    opened = open_gazetteer()
    found = opened.find(name)
    places = opened.search(name, limit)
    if not places:
        click.echo(f"casus: no place is called {name!r}, nor spelt like it", err=True)
        sys.exit(1)
    rows = [_row(p, "by " + found.match.value if p in found.places else "by spelling") for p in places]
    widths = [max(len(r[n]) for r in rows) for n in range(len(rows[0]))]
    for row in rows:
        click.echo("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip())


def _row(p: Place, how: str) -> tuple[str, ...]:
    inside = ", ".join(x for x in (p.admin2, p.admin1) if x and x != p.name)
    people = f"{p.population:,}" if p.population and p.kind not in "AS" else ""
    point = f"{p.latitude:.3f},{p.longitude:.3f}"
    return (p.name, p.level.value, inside, p.country or "", point, people, str(p.geonameid or ""), how)


@gazetteer.command("import", epilog=IMPORT)
@click.option("--geonames", required=True, type=click.Path(exists=True, path_type=Path), help="allCountries.zip.")
@click.option("--alternate", type=click.Path(exists=True, path_type=Path), help="alternateNamesV2.zip.")
@click.option("--countries", help="ISO codes, by commas: only these from the dump, the others as built in.")
def import_(geonames: Path, alternate: Path | None, countries: str | None) -> None:
    """Take all places of a GeoNames dump: villages, rivers, camps that the built-in towns lack."""
    from casus.gazetteer.dump import import_dump
    from casus.gazetteer.store import default_path

    path = default_path()
    chosen = [c.strip() for c in countries.split(",") if c.strip()] if countries else None
    with _bar("reading") as step:
        count = import_dump(geonames, path, alternate=alternate, countries=chosen, progress=step)
    click.echo(f"{count:,} places in {path}")


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what, total=None)

        def step(done: int, total: int) -> None:
            shown.update(task, completed=min(done, total), total=total)

        yield step
