"""The shared filter words as Python says them, checked: an unknown word or value is told with its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any

from casus.errors import UsageError
from casus.export.countries import table
from casus.ontology.kinds import kinds
from casus.store.filter import Filter
from casus.store.status import Status
from casus.values.factuality import Factuality

NAMES = tuple(f.name for f in fields(Filter))


def filter_of(words: dict[str, Any]) -> Filter:
    """The filter of keyword arguments. Raises UsageError for an unknown word or value, naming the nearest."""
    for word in words:
        if word not in NAMES:
            raise UsageError(f"no filter word {word!r}; {_nearest(word, NAMES)}there are: {', '.join(NAMES)}")
    texts = {word: _texts(word, value) for word, value in words.items() if value is not None}
    for kind in texts.get("kind", ()):
        _known("kind", kind, _kinds())
    for country in texts.get("country", ()):
        _known("country", country, _countries())
    for value in texts.get("factuality", ()):
        _known("factuality", value, tuple(f.value for f in Factuality))
    for value in texts.get("status", ()):
        _known("status", value, tuple(s.value for s in Status))
    return Filter.parse(texts)


def _texts(word: str, value: Any) -> list[str]:
    if isinstance(value, str | int | date):
        return [str(value)]
    if isinstance(value, Status | Factuality):
        return [value.value]
    if word == "box" and isinstance(value, Iterable):
        return [",".join(str(x) for x in value)]
    if isinstance(value, Iterable):
        return [str(x) for x in value]
    raise UsageError(f"{word} {value!r}: a text, a number, a date or a list of texts is wanted")


def _known(word: str, value: str, valid: Sequence[str]) -> None:
    if value.casefold() not in {v.casefold() for v in valid}:
        shown = f"there are: {', '.join(valid)}" if len(valid) <= 10 else "see casus.query.words for all"
        raise UsageError(f"no {word} {value!r}; {_nearest(value, valid) or shown}".rstrip("; "))


def _nearest(value: str, valid: Sequence[str]) -> str:
    folded = {v.casefold(): v for v in valid}
    near = get_close_matches(value.casefold(), folded, n=3, cutoff=0.6)
    return f"did you mean {' or '.join(repr(folded[v]) for v in near)}? " if near else ""


@cache
def _kinds() -> tuple[str, ...]:
    """Every prefix of a kind, and ACLED's names of event and sub-event types."""
    out: dict[str, None] = {}
    for entry in kinds().values():
        path = entry.kind.path
        out |= {"/".join(path[:n]): None for n in range(1, len(path) + 1)}
        out |= {entry.acled.event_type: None, entry.acled.sub_event_type: None}
    return tuple(out)


@cache
def _countries() -> tuple[str, ...]:
    return tuple(c.name for c in table().values()) + tuple(table())
