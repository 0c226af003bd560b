"""Happenings for commands: from files of records or a store, chosen by the shared filter words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from casus.cli.records import Mixed
from casus.errors import UsageError
from casus.export.happening import Happening

F = TypeVar("F", bound=Callable[..., Any])
# Word -> its help. The same words are the Python query's, the API's and the web app's.
WORDS = {
    "country": "Country, as ISO code or English name; may be given again.",
    "admin1": "Province or state.",
    "kind": "Path prefix such as violence/explosive, or an ACLED event or sub-event type; may be given again.",
    "since": "First day, e.g. 2019-08-01.",
    "until": "Last day.",
    "box": "west,south,east,north in degrees.",
    "actor": "Actor on either side, by name or id.",
    "operation": "Named operation.",
    "factuality": "occurred, ongoing, attempted, planned, threatened, denied or alleged.",
    "source": "Who published the report.",
    "killed": "At least so many killed.",
    "status": "accepted, rejected or unreviewed.",
    "text": "Words of the report.",
}
REPEATED = ("country", "kind")


def filtered(*, without: tuple[str, ...] = ()) -> Callable[[F], F]:
    """The shared filter words as options, but for some."""

    def added(command: F) -> F:
        for word, told in reversed(WORDS.items()):
            if word not in without:
                metavar = "N" if word == "killed" else "DATE" if word in ("since", "until") else "TEXT"
                command = click.option(f"--{word}", multiple=word in REPEATED, metavar=metavar, help=told)(command)
        return command

    return added


def words_of(options: dict[str, Any]) -> dict[str, Any]:
    """The filter words that were given."""
    return {k: v for k, v in options.items() if k in WORDS and v not in (None, ())}


def chosen(paths: tuple[str, ...], store: str | None, of: str, options: dict[str, Any]) -> tuple[list[Happening], int]:
    """The happenings of files or of a store, and how many lines were lost.

    Raises UsageError for both or neither, and for filter words with files, which have no store to ask.
    """
    words = words_of(options)
    if bool(paths) == bool(store):
        raise UsageError("give either files of records or --store FILE")
    if store:
        from casus.query import connect

        with connect(store) as db:
            return list((db.events if of == "events" else db.incidents)(**words).happenings()), 0
    if words:
        raise UsageError(f"--{next(iter(words))} chooses from a store: give --store FILE instead of files")
    from casus.export.happening import happenings

    lines = Mixed(paths=paths)
    return happenings(lines.records()), lines.failed


def replace(path: Path) -> Path:
    """Where to write before the file is whole: beside it, so that a broken export leaves none behind."""
    return path.with_name(f".part-{path.name}")
