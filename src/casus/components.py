"""Short names of exchangeable parts, each imported only when asked for. Third parties add theirs by entry points."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from casus.errors import UsageError

# One visible table. Group -> short name -> "module:attribute".
TABLE: dict[str, dict[str, str]] = {
    "reader": {"casus-model-en": "casus.learned.reader:load_reader", "spacy": "casus.learned.spacy:load_spacy"},
    "format": {
        "jsonl": "casus.export.jsonl:write",
        "table": "casus.export.table:write",
        "csv": "casus.export.csv:write",
    },
}


def names(group: str) -> tuple[str, ...]:
    """All short names of a group, our own and third parties', in order. Raises UsageError for an unknown group."""
    if group not in TABLE:
        raise UsageError(f"no group of components is called {group!r}; there are: {', '.join(sorted(TABLE))}")
    added = {point.name for point in entry_points(group=f"casus.{group}")}
    return tuple(sorted({*TABLE[group], *added}))


def component(group: str, name: str) -> Any:
    """The part of that name. Raises UsageError, listing what there is, for an unknown one."""
    known = names(group)
    if name in TABLE[group]:
        module, _, attribute = TABLE[group][name].partition(":")
        return getattr(import_module(module), attribute)
    for point in entry_points(group=f"casus.{group}"):
        if point.name == name:
            return point.load()
    raise UsageError(f"no {group} is called {name!r}; there are: {', '.join(known)}")


def reader(name: str, *, threads: int = 1) -> Any:
    """The reader of that name; of one with a colon, as spacy:PIPELINE, what follows tells it what to load."""
    kind, colon, rest = name.partition(":")
    made = component("reader", kind if colon else name)
    return made(rest, threads=threads) if colon else made(threads=threads)
