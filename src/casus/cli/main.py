"""casus: reports in, coded events out. Commands are imported when they are called, so that the start is quick."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from casus import __version__
from casus.errors import CasusError, UsageError

# Name -> where it is, and what it does: the list of commands is shown without importing them.
COMMANDS = {
    "code": ("casus.cli.code:code", "Read reports and write the events that they tell."),
    "annotate": ("casus.cli.annotate:annotate", "Write what reading finds: names, places, times, parties, quantities."),
    "merge": ("casus.cli.merge:merge", "Put together the reports of one happening, and show where they differ."),
    "operations": ("casus.cli.operations:operations", "Gather what reports tell of each named operation."),
    "store": ("casus.cli.store:store", "Keep reports and what they tell in a file or a database."),
    "review": ("casus.cli.review:review", "Decide about coded events, one key each; undo without limit."),
    "serve": ("casus.cli.serve:serve", "Serve the web app and the API over a store."),
    "users": ("casus.cli.users:users", "Say who may log in to what is served, and give tokens to programs."),
    "export": (
        "casus.cli.export:export",
        "Write events or incidents in the formats of others: ACLED, GED, maps, tables.",
    ),
    "report": ("casus.cli.report:report", "Write a situation report on a period and an area."),
    "compare": ("casus.cli.compare:compare", "Match our events with your own ACLED-style or GED file."),
    "explain": ("casus.cli.explain:explain", "Tell why a record says what it says, and what became of every frame."),
    "evaluate": ("casus.cli.evaluate:evaluate", "Measure events against gold events."),
    "kinds": ("casus.cli.kinds:kinds", "Add categories of your own by a few example sentences."),
    "gazetteer": ("casus.cli.gazetteer:gazetteer", "Build, search and extend the table of places."),
}
EXAMPLES = """
\b
Examples:
  casus code report.txt                       a table of the events in a report
  casus code page.html folder/ > out.jsonl    pages and folders, as JSON lines
  casus explain EVENT-ID report.txt           why a record says what it says
  casus evaluate gold docs.jsonl gold.jsonl   how well it does on your own gold
\b
casus COMMAND --help tells more of each.
"""


class Lazy(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """All commands, in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (_, what) in COMMANDS.items()])


@click.group(
    cls=Lazy, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="casus", message="%(prog)s %(version)s")
def main() -> None:
    """Read conflict reports: who did what to whom, where, when, with what toll, and the words that say so."""


def run() -> None:
    """The entry point. Errors are a clear line, never a trace: 2 for wrong usage, 1 for what could not be done."""
    try:
        sys.exit(main(standalone_mode=False))
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as fault:
        fault.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("casus: stopped", err=True)
        sys.exit(130)
    except CasusError as fault:
        click.echo(f"casus: {fault}", err=True)
        sys.exit(2 if isinstance(fault, UsageError) else 1)
