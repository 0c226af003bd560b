"""Who is mentioned in a document: known actors, states by pattern, groups by noun, names that are none of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casus.actors import Actors
from casus.annotate.party_context import Context, context
from casus.annotate.party_names import known, names, states
from casus.annotate.party_nouns import noun_mentions, stated
from casus.annotate.party_reference import referred
from casus.records.annotated import Annotated, PartyMention


def parties(core: Annotated, actors: Actors, country: str | None = None) -> tuple[PartyMention, ...]:
    """Mentions in order of position, none within another.

    A mention that says not who ("the militants") points to the one that does. `country` is where the document's
    events take place, if known: state forces of other countries are external there.
    """
    view = context(core, actors, country)
    view = replace(view, stated=tuple(stated(view)))
    nouns = _longest(m for t in core.tokens for m in noun_mentions(view, t))
    found = _fresh(view, (*nouns, *known(view), *_longest(names(view)), *states(view)))
    return tuple(referred(view, sorted(found, key=lambda m: (m.span.start, m.span.end))))


def _fresh(view: Context, mentions: Iterable[PartyMention]) -> Iterator[PartyMention]:
    """The mentions whose words no earlier one took."""
    taken: set[int] = set()
    for mention in mentions:
        inside = {t.index for t in view.core.words(mention.span)}
        if not taken & inside:
            taken |= inside
            yield mention


def _longest(mentions: Iterable[PartyMention]) -> list[PartyMention]:
    return sorted(mentions, key=lambda m: (m.span.start - m.span.end, m.span.start))
