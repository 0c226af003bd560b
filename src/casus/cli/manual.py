"""The manual page of the commands, made from their own help, so that it cannot tell another thing."""

from __future__ import annotations

from collections.abc import Iterator

import click

from casus.cli.main import main
from casus.export.rows import COLUMNS

HEAD = """# The commands

This page is made from `--help`; `python docs/generate.py` makes it anew.
"""
TAIL = """
## The columns of `--format csv`

One row an event. An empty cell means that the report does not say. What a row does not tell, the JSON lines do: which
words bear which value, and whether they state it.

| column | meaning |
|---|---|
"""
WIDTH = 100


def manual() -> str:
    """The page: each command's help, and the columns of CSV."""
    columns = "".join(f"| `{name}` | {meaning} |\n" for name, meaning in COLUMNS.items())
    return HEAD + "".join(_sections(main, "casus", None)) + TAIL + columns


def _sections(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **settings)
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    yield f"\n## `{context.command_path}`\n\n```\n{text}\n```\n"
    if isinstance(command, click.Group):
        for own in command.list_commands(context):
            found = command.get_command(context, own)
            if found is not None:
                yield from _sections(found, own, context)
