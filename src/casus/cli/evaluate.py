"""casus evaluate: how well it does, by named measures."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

import click

from casus.cli.evaluate_corpora import commands
from casus.evaluate.forms import golds, predictions, texts
from casus.evaluate.gold import Fault, Score, score
from casus.evaluate.told import Events, by_document
from casus.settings import Settings

EXAMPLES = """
\b
Examples:
  casus evaluate gold docs.jsonl gold.jsonl                 code the documents now and score
  casus evaluate gold docs.jsonl gold.jsonl events.jsonl    score events coded before
  casus evaluate gold docs.jsonl gold.jsonl --errors 20     and show what was wrong
  casus evaluate gold docs.jsonl one.jsonl other.jsonl      how far two annotators agree
\b
DOCS       JSONL of {"id", "text", ...}
GOLD       JSONL of {"id", "events": [{"kind", "trigger", "sentence", "factuality", "initiator",
           "target", "place", "when", "killed", "injured", "operation"}]}; `kind` is an ACLED
           sub-event, parties and places are {"text", "name", ...}, tolls {"low", "best"}
PREDICTED  JSONL of casus.event/1 records, or a second file like GOLD
"""


@click.group()
def evaluate() -> None:
    """Measure events against our own kind of gold, or against a public corpus.

    The corpora are not part of casus: give their files in the forms that each command tells. `gate` compares with the
    floors that are pinned for them.
    """


@evaluate.command(epilog=EXAMPLES)
@click.argument("docs", type=click.Path(exists=True, dir_okay=False))
@click.argument("gold", type=click.Path(exists=True, dir_okay=False))
@click.argument("predicted", type=click.Path(exists=True, dir_okay=False), required=False)
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="Show so many wrong or missed events.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the table.")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, metavar="N", help="Processes that code at once.")
def gold(docs: str, gold: str, predicted: str | None, errors: int, as_json: bool, jobs: int) -> None:
    """Score events field by field.

    Events are paired one to one inside each document. "of pairs" is the share of the pairs in which a field is right;
    in "F1" a missed or spurious event counts as an error. "whole" is an event with kind, factuality, both sides,
    place and the tolls right.
    """
    known = texts(docs)
    if predicted:
        found = predictions(predicted, known)
    else:
        from casus.evaluate.gate import told

        found = told(_coded(docs, jobs))
    result = score(golds(gold, known), found)
    for fault in islice(result.faults, errors):
        click.echo(shown(fault))
    click.echo(json.dumps(figures(result)) if as_json else "\n".join(table(result)))


@evaluate.command(
    epilog="""
\b
Examples:
  casus evaluate gate                               the floors of this repository
  casus evaluate gate --floors my-floors.toml
"""
)
@click.option(
    "--floors",
    type=click.Path(exists=True, dir_okay=False),
    default="benchmarks/quality/floors.toml",
    show_default=True,
    help="TOML of corpora and the least scores on them.",
)
def gate(floors: str) -> None:
    """Compare with the pinned floors; exit 1 where a score is below its floor."""
    from pathlib import Path

    from casus.evaluate.gate import gate as measured

    below = 0
    for found in measured(Path(floors).resolve(), lambda docs: _coded(docs, 1)):
        if isinstance(found, str):
            click.echo(found)
            continue
        below += not found.kept
        click.echo(f"{found.name:40} {found.found:.3f}   floor {found.floor:.3f}   {'kept' if found.kept else 'BELOW'}")
    if below:
        raise click.exceptions.Exit(1)


def _coded(docs: str, jobs: int) -> Events:
    from casus.cli.code import coded
    from casus.cli.work import Run

    run = Run(paths=(docs,), jobs=jobs, settings=Settings())
    out = []
    for records, issues in run.each(coded):
        for issue in issues:
            run.tell(issue)
        out += records
    return by_document(out)


for _command in commands(_coded):
    evaluate.add_command(_command)


def figures(result: Score) -> dict[str, Any]:
    """The score as plain figures."""
    out: dict[str, Any] = {
        "documents": result.documents,
        "gold": result.gold,
        "predicted": result.predicted,
        "paired": result.paired,
        "precision": result.precision,
        "recall": result.recall,
        "detection_f1": result.f1(result.paired),
        "quiet_documents_kept_quiet": f"{result.kept_quiet}/{result.quiet}",
    }
    for name in result.fields():
        out[name] = {"of_pairs": round(result.right[name] / result.asked[name], 3)}
        # An operation is asked for only where one of the two tells one: an F1 over all events would mean nothing.
        if name != "operation":
            out[name]["f1"] = round(result.f1(result.right[name]), 3)
    return out


def table(result: Score) -> list[str]:
    """The score as lines."""
    out = []
    for name, value in figures(result).items():
        if isinstance(value, dict):
            f1 = f"   F1 {value['f1']:.3f}" if "f1" in value else ""
            out.append(f"{name:26} of pairs {value['of_pairs']:.3f}{f1}")
        else:
            out.append(f"{name:26} {value:.3f}" if isinstance(value, float) else f"{name:26} {value}")
    confused = sorted(result.confused.items(), key=lambda item: (-item[1], str(item[0])))[:8]
    if confused:
        out.append("kinds confused: " + "; ".join(f"{g} -> {p} x{n}" for (g, p), n in confused))
    return out


def shown(fault: Fault) -> str:
    """One wrong or missed event in a line."""
    if fault.predicted is None:
        return f"{fault.document} | MISSED {fault.gold.kind} | {fault.gold.words}"
    kinds = f"{fault.gold.kind} -> {fault.predicted.kind}"
    return f"{fault.document} | {kinds} | wrong: {', '.join(fault.wrong)} | {fault.gold.words}"
