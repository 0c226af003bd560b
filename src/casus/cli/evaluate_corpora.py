"""casus evaluate case21, muc, gsr, gvdb, wikievents: coded events against public corpora in their converted forms."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import click

from casus.evaluate.corpora import golds, measure, part, written
from casus.evaluate.result import Result
from casus.evaluate.told import Events, read_events

TOLD = {
    "case21": (
        "Score one ACLED sub-event for each snippet (CASE 2021, task 2).",
        """The event that is told first names the snippet. GOLD: {"id", "label", "sub_event_type"}; `sub_event_type` is
        null for the classes that ACLED does not have: these snippets should stay quiet.""",
    ),
    "muc": (
        "Score incident templates with five roles (MUC-3/4).",
        """One event gives one template, compared as the modern scorers do it. GOLD: {"id", "templates":
        [{"incident_type", "PerpInd", "PerpOrg", "Target", "Victim", "Weapon"}]}; a role is a list of fillers, a filler
        a list of alternative strings.""",
    ),
    "gsr": (
        "Score PLOVER's gold standard records: category, countries of both sides.",
        """Each record is one sentence with one event. GOLD: {"id", "event_type", "actor": {"country"}, "recipient",
        "killed"}, countries as ISO codes.""",
    ),
    "gvdb": (
        "Score the victims, the city and the day of one shooting for each article.",
        """Asked only where the article states them. GOLD: {"id", "killed", "injured", "city": {"text", "start",
        "end"}, "date"}.""",
    ),
    "wikievents": (
        "Score how far events and arguments of modern news are covered (WikiEvents).",
        """Attacks, protests, arrests, deaths, injuries and damage. GOLD: {"id", "events": [{"type", "trigger",
        "arguments"}]} with offsets.""",
    ),
}
Coder = Callable[[str, int], Events]


def commands(coded: Coder) -> list[click.Command]:
    """A command for each corpus; `coded` codes a file of documents in so many processes."""
    return [_command(name, first, rest, coded) for name, (first, rest) in TOLD.items()]


def _command(name: str, first: str, rest: str, coded: Coder) -> click.Command:
    def run(
        docs: str,
        gold: str,
        predicted: str | None,
        only: str | None,
        without: Path | None,
        errors: int,
        as_json: bool,
        jobs: int,
    ) -> None:
        with tempfile.TemporaryDirectory() as folder:
            chosen = Path(folder) / f"{name}.jsonl"
            texts = written(part(Path(docs), only=only, without=without), chosen)
            wanted = golds(name, gold, texts)
            events = read_events(predicted) if predicted else coded(str(chosen), jobs)
        result = measure(name)(wanted, events, texts)
        for fault in islice(result.faults, errors):
            click.echo(" ".join(fault.split()))
        click.echo(json.dumps(result.rows) if as_json else "\n".join(table(result)))

    command = click.command(name, epilog=EXAMPLES.format(name=name))(run)
    command.help = f"{first}\n\n{' '.join(rest.split())}"
    for option in OPTIONS:
        command = option(command)
    return command


EXAMPLES = """
\b
Examples:
  casus evaluate {name} docs.jsonl gold.jsonl                 code the documents now and score
  casus evaluate {name} docs.jsonl gold.jsonl events.jsonl    score events coded before
  casus evaluate {name} docs.jsonl gold.jsonl --errors 20     and show what was wrong
"""
_file = click.Path(exists=True, dir_okay=False)
OPTIONS = (
    click.argument("docs", type=_file),
    click.argument("gold", type=_file),
    click.argument("predicted", type=_file, required=False),
    click.option("--only", metavar="START", help="Only the documents whose id begins so."),
    click.option(
        "--without",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Leave out the documents that stand in this JSONL file (what was learned from).",
    ),
    click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="Show so much of what was wrong."),
    click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the table."),
    click.option("--jobs", type=click.IntRange(1, 256), default=1, metavar="N", help="Processes that code at once."),
)


def table(result: Result) -> list[str]:
    """The figures as aligned lines, a heading wherever the columns change."""
    out: list[str] = []
    columns: tuple[str, ...] = ()
    wide = max(map(len, result.rows), default=0)
    for name, row in result.rows.items():
        if tuple(row) != columns:
            columns = tuple(row)
            out += ["", f"{'':{wide}}  " + "  ".join(f"{c.replace('_', ' '):>12}" for c in columns)]
        cells = ((f"{x:.3f}" if isinstance(x, float) else str(x)).rjust(max(12, len(c))) for c, x in row.items())
        out.append(f"{name:{wide}}  " + "  ".join(cells))
    return out[1:]
