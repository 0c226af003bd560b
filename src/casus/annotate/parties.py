"""Who is mentioned in a document: known actors, states by pattern, groups by noun, names that are none of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from casus.actors import Actors
from casus.annotate.party_context import Context, context
from casus.annotate.party_names import known, names, states
from casus.annotate.party_nouns import noun_mentions, stated
from casus.annotate.party_reference import referred
from casus.records.annotated import Annotated, NameType, PartyMention
from casus.records.span import Span

STEPS = 3  # words from a body's name to the person whom it qualifies
MODIFYING = ("compound", "amod", "nmod:poss", "nmod:desc", "nmod")


def parties(core: Annotated, actors: Actors, country: str | None = None) -> tuple[PartyMention, ...]:
    """Mentions in order of position, none within another.

    A mention that says not who ("the militants") points to the one that does. `country` is where the document's
    events take place, if known: state forces of other countries are external there.
    """
    view = context(core, actors, country)
    view = replace(view, stated=tuple(stated(view)))
    nouns = _longest(m for t in core.tokens for m in noun_mentions(view, t))
    found = _fresh(view, (*nouns, *known(view), *_longest(names(view)), *states(view)))
    ordered = sorted(found, key=lambda m: (m.span.start, m.span.end))
    kept: list[PartyMention] = []
    for mention in (m for m in ordered if not _campaign(core, ordered, m) and not _staff(view, ordered, m)):
        if kept and _again(core, kept[-1], mention):
            kept[-1] = replace(kept[-1], span=Span(start=kept[-1].span.start, end=mention.span.end + 1))
        else:
            kept.append(mention)
    return tuple(referred(view, kept))


def _staff(view: Context, mentions: Sequence[PartyMention], mention: PartyMention) -> bool:
    """A body that only tells whose somebody is: "Labour lawmaker Ada Lund", "the bank's guards"."""
    if mention.rule != "name of an organisation":
        return False
    core, at = view.core, view.core.tokens[mention.head]
    for _ in range(STEPS):
        top = core.tokens[at.head]
        if at.relation not in MODIFYING or top.index <= at.index:
            return False
        person = any(n.type is NameType.PERSON and n.span.covers(top.span) for n in core.names)
        if person or any(m.head == top.index and m is not mention for m in mentions):
            return True
        at = top
    return False


def _again(core: Annotated, before: PartyMention, mention: PartyMention) -> bool:
    """An actor's other name in brackets right after its name, which is one mention with it: "the Orm Front (OF)"."""
    if mention.party.id is None or before.party.id != mention.party.id:
        return False
    between = core.document.text[before.span.end : mention.span.start]
    behind = core.document.text[mention.span.end : mention.span.end + 1]
    return between.strip() in ("(", "[") and behind in (")", "]")


def _campaign(core: Annotated, mentions: Sequence[PartyMention], mention: PartyMention) -> bool:
    """A name that only tells whose campaign it is: "the Iron Rain's soldiers", "Iron Rain operation"."""
    if not mention.rule.startswith("name of"):
        return False
    at = core.words(mention.span)[-1].index + 1
    following = core.tokens[at : at + 2]
    if following and following[0].lemma.casefold() in ("operation", "offensive", "campaign"):
        return True
    if len(following) < 2 or following[0].text not in ("'s", "’s", "'"):
        return False
    return any(m.rule.startswith("actors:") and m.span.covers(following[1].span) for m in mentions)


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
