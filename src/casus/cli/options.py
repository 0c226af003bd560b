"""Arguments and options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day as an ISO date."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no ISO date such as 2024-03-06", param, ctx)


def stored(help: str) -> Callable[[F], F]:
    """A store that a command uses."""
    return click.option("--store", metavar="FILE", help=help)


def pathed(command: F) -> F:
    """Documents to read."""
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(command)


def published(command: F) -> F:
    """The date of documents that tell none."""
    return click.option(
        "--published", type=Day(), help="Date of documents that tell none themselves, e.g. 2024-03-06."
    )(command)


def scored(command: F) -> F:
    """The threshold at which a place is resolved."""
    return click.option(
        "--min-score",
        type=click.FloatRange(0, 1),
        help="Least chance of being right at which a place is resolved; the default was chosen on development data.",
    )(command)


def common(command: F) -> F:
    """What every command that reads documents takes: date, threshold, processes, model."""
    jobs = click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        default=1,
        show_default=True,
        metavar="N",
        help="Processes that read at once; the output is the same.",
    )
    model = click.option(
        "--model",
        metavar="NAME",
        help="Reading model: casus-model-en, or spacy:PIPELINE for a spaCy pipeline of your own. Default: CASUS_MODEL.",
    )
    return published(scored(jobs(model(command))))


def owned(command: F) -> F:
    """The folder of the user's own categories."""
    return click.option(
        "--kinds",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder of your own categories; the default is CASUS_KINDS, else the one in your configuration.",
    )(command)
