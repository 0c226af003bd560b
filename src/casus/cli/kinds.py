"""casus kinds: categories of your own, learned from a few example sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from casus.cli.options import owned
from casus.errors import UsageError
from casus.settings import Settings, kinds_folder

LEAST, MOST = 5, 50
EXAMPLES = """
\b
Examples:
  casus kinds add "cattle raiding" --like raids.txt
  casus kinds add "cattle raiding" --like raids.jsonl --under violence/civilians/attack
  casus code report.txt                              codes them from now on
  casus kinds list
  casus kinds remove "cattle raiding"
\b
FILE holds 5 to 50 sentences, one a line, or JSON lines of {"text": "..."}. They are kept in your configuration
folder (CASUS_KINDS or --kinds choose another), never in casus's own data.
"""


@click.group(epilog=EXAMPLES)
def kinds() -> None:
    """Add kinds of event of your own by examples; no dictionary is needed."""


@kinds.command(epilog=EXAMPLES)
@click.argument("name")
@click.option("--like", required=True, type=click.Path(exists=True, dir_okay=False), help="Sentences that are one.")
@click.option(
    "--unlike", type=click.Path(exists=True, dir_okay=False), help="Sentences that are none, beside casus's own."
)
@click.option(
    "--under",
    metavar="KIND",
    help="One of the kinds that exist, to stand above it and give it ACLED's and PLOVER's names.",
)
@click.option("--replace", is_flag=True, help="Learn it anew where it exists.")
@owned
def add(name: str, like: str, unlike: str | None, under: str | None, replace: bool, folder: Path | None) -> None:
    """Learn a category from example sentences and use it from the next run on.

    Precision and recall are cross-validated: each sentence is judged by a head that has not seen it. The sentences
    that are none are those by which casus's lexicon is checked, and --unlike.
    """
    from casus.evaluate.own import learn
    from casus.learned.own import save, slug
    from casus.ontology.kinds import kinds as known

    where = folder or kinds_folder()
    if not slug(name):
        raise UsageError(f"{name!r} has no letter to name a kind by")
    if under is not None and under not in known():
        raise UsageError(f"no kind is called {under!r}; `casus kinds list --all` shows all")
    if (where / f"{slug(name)}.json").exists() and not replace:
        raise UsageError(f"{name!r} exists in {where}; give --replace to learn it anew")
    examples = tuple(dict.fromkeys(sentences(like)))
    if not LEAST <= len(examples) <= MOST:
        raise UsageError(f"{like}: {len(examples)} different sentences; {LEAST} to {MOST} are needed")
    others = tuple(sentences(unlike)) if unlike else ()
    head = learn(name, examples, others, under=under, settings=Settings())
    path = save(head, where)
    t = head.trial
    click.echo(f"learned {name!r} ({head.kind}) from {t.examples} examples and {t.others} sentences that are none")
    click.echo(f"cross-validated: recall {t.recall:.2f} ({t.found} of {t.examples} examples found), ", nl=False)
    click.echo(f"precision {t.precision:.2f} ({t.mistaken} of {t.others} others taken for one)")
    click.echo(
        f"with {t.examples} examples a share is known to about ±{_margin(t.recall, t.examples):.2f}; on your own ",
        nl=False,
    )
    click.echo("reports precision can be lower, since they hold sentences nearer to it than casus's own")
    click.echo(f"kept in {path}; the next run uses it")


@kinds.command("list")
@click.option("--all", "everything", is_flag=True, help="casus's own kinds too.")
@owned
def listed(everything: bool, folder: Path | None) -> None:
    """Your categories with their scores."""
    from casus.learned.own import heads
    from casus.ontology.kinds import kinds as known

    where = folder or kinds_folder()
    own = heads(where)
    for head in own:
        t = head.trial
        scores = f"recall {t.recall:.2f}, precision {t.precision:.2f} of {t.examples} examples"
        click.echo(f"{head.name:24} {head.kind:44} {scores}")
    if not own:
        click.echo(f"none in {where}; add one: casus kinds add NAME --like FILE")
    if everything:
        for path, entry in known().items():
            click.echo(f"{'':24} {path:44} {entry.means}")


@kinds.command()
@click.argument("name")
@owned
def remove(name: str, folder: Path | None) -> None:
    """Forget a category of your own."""
    from casus.learned.own import heads, slug

    where = folder or kinds_folder()
    path = where / f"{slug(name)}.json"
    if not path.is_file():
        names = ", ".join(repr(h.name) for h in heads(where)) or "none"
        raise UsageError(f"no category {name!r} in {where}; there are: {names}")
    path.unlink()
    click.echo(f"removed {name!r}")


def sentences(path: str) -> Iterator[str]:
    """The sentences of a file: lines of text, or of JSON objects with "text". Raises UsageError by file and line."""
    for number, line in enumerate(Path(path).read_text("utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        if not line.lstrip().startswith("{"):
            yield line.strip()
            continue
        try:
            text = json.loads(line)["text"]
        except (ValueError, KeyError, TypeError) as fault:
            raise UsageError(f'{path}:{number}: not {{"text": "..."}}: {fault!r}') from fault
        if not isinstance(text, str) or not text.strip():
            raise UsageError(f"{path}:{number}: text is empty or no string")
        yield text.strip()


def _margin(share: float, of: int) -> float:
    """Half the width of a 95 % interval (Wilson)."""
    z = 1.96
    return float(z / (1 + z * z / of) * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5)
