"""Learning a user's own category: its examples against the sentences by which casus's own lexicon is checked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from casus.annotate.text import split
from casus.components import component
from casus.errors import UsageError
from casus.learned.own import Array, Head, gathered, learned, slug
from casus.learned.reader import Reader
from casus.lexicon.triggers import triggers
from casus.lexicon.words import cues
from casus.ontology.kinds import kinds
from casus.settings import Settings

OWN = "own"  # the root of kinds that stand under none of casus's


def learn(
    name: str, examples: tuple[str, ...], unlike: tuple[str, ...], *, under: str | None, settings: Settings
) -> Head:
    """The head of a category, with its trial. Raises UsageError where a sentence is on both sides or empty."""
    both = sorted(set(examples) & set(unlike))
    if both:
        raise UsageError(f"{both[0]!r} is told to be one and to be none")
    reader: Reader = component("reader", settings.model)(threads=settings.threads)
    others = tuple(s for s in dict.fromkeys((*unlike, *known())) if s not in examples)
    rows = [vector(reader, s) for s in examples] + _vectors(reader, others)
    return learned(name, f"{under or OWN}/{slug(name)}", reader.manifest.digest, examples, others, rows)


@cache
def _vectors(reader: Reader, sentences: tuple[str, ...]) -> list[Array]:
    return [vector(reader, s) for s in sentences]


def known() -> Iterator[str]:
    """The sentences of casus's own lexicon and kinds, that must match and that must not: none is of a new category."""
    for entry in triggers():
        yield from (entry.match, entry.refuse)
    for cue in cues():
        yield from (cue.match, cue.refuse)
    for kind in kinds().values():
        yield from (kind.match, kind.refuse)


def vector(reader: Reader, sentence: str) -> Array:
    """The vector of a sentence read alone. Raises UsageError where it has no word."""
    words = [[sentence[a:b] for a, b in part] for part in split(sentence)]
    if not words:
        raise UsageError(f"{sentence!r} has no word")
    return gathered(reader.vectors(words))
