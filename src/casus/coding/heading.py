"""A headline tells what its report tells: its happening is the one of the lead that nothing parts it from.

A headline is short of words: it names a province where the report names the village, a state where it names a brigade,
a kind at large ("attack") where it tells the bomb, and a figure that may be older. So less must agree than elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casus.coding.agreeing import GROUPS, same_party, sentence_of
from casus.coding.joining import RANK, join
from casus.records.annotated import Annotated
from casus.records.claim import Basis, Claim
from casus.records.event import Event
from casus.values.kind import Kind
from casus.values.party import STATE, Party
from casus.values.when import When
from casus.values.where import Level, Where

LEAD = 4  # sentences after the headline, dateline and all, that may tell what it tells
LONGEST = 25  # words of a headline
VIOLENCE = frozenset({"battle", "violence"})
MOB = frozenset({"demonstration/riot/mob", "violence/civilians/attack"})
BAGS = frozenset({"change", "other"})
ENDS = (".", "!", "?", '."', ".”", ":")


def headed(events: Sequence[Event], annotated: Annotated) -> list[Event]:
    """The events in order, those of the headline joined with what the lead tells of them."""
    end = headline(annotated)
    if end is None:
        return list(events)
    above = [e for e in events if all(t.start < end for t in e.trigger)]
    body = [e for e in events if e not in above]
    alone: list[Event] = []
    for told in above:
        fit = [(n, _likeness(told, e)) for n, e in enumerate(body) if _near(e, annotated, end)]
        best = max(((score, -n) for n, score in fit if score is not None), default=None)
        if best is None:
            alone.append(told)
        else:
            body[-best[1]] = _joined(told, body[-best[1]])
    return sorted([*alone, *body], key=lambda e: (e.trigger[0].start, e.trigger[0].end, e.id))


def headline(annotated: Annotated) -> int | None:
    """Where a text's headline ends: a short first line without a full stop before a blank one; None: no headline."""
    text = annotated.document.text
    line, blank, rest = text.lstrip().partition("\n\n")
    if not blank or not rest.strip() or "\n" in line or line.rstrip().endswith(ENDS):
        return None
    return len(text) - len(text.lstrip()) + len(line) if len(line.split()) <= LONGEST else None


def _near(event: Event, annotated: Annotated, end: int) -> bool:
    first = next((s.index for s in annotated.sentences if s.start >= end), None)
    return first is not None and sentence_of(event, annotated) < first + LEAD


def _likeness(head: Event, lead: Event) -> int | None:
    """How much of a headline's happening agrees with one of the lead; None where something parts the two."""
    votes = [_kinds(head.kind.value, lead.kind.value), _sides(head, lead), _places(head.place, lead.place)]
    if any(v is False for v in votes) or votes[0] is None:
        return None
    if not any(head.factuality.value in g and lead.factuality.value in g for g in GROUPS):
        return None
    if _other_day(head.when, lead.when):
        return None
    return sum(v is True for v in votes) + (head.kind.value == lead.kind.value)


def _other_day(a: Claim[When] | None, b: Claim[When] | None) -> bool:
    stated = a is not None and b is not None and Basis.INFERRED not in (a.basis, b.basis)
    return stated and a is not None and b is not None and a.value.overlaps(b.value) is False


def _kinds(head: Kind, lead: Kind) -> bool | None:
    """Whether both may name one happening: the same kind, violence at large, one crowd. None: too little is known."""
    if head == lead or head.covers(lead) or lead.covers(head) or {str(head), str(lead)} <= MOB:
        return True
    if {head.path[0], lead.path[0]} <= VIOLENCE or {head.path[0], lead.path[0]} == {"demonstration"}:
        return True
    return None if BAGS & {head.path[-1], lead.path[-1]} else False


def _sides(head: Event, lead: Event) -> bool | None:
    """Whether the sides agree, in either order: headlines often tell who suffers first."""
    told = [_party(a, b) for a in (head.initiator, head.target) for b in (lead.initiator, lead.target)]
    straight, crossed = (told[0], told[3]), (told[1], told[2])
    if True in straight or True in crossed:
        return True
    return False if False in straight and False in crossed else None


def _party(a: Claim[Party] | None, b: Claim[Party] | None) -> bool | None:
    if a is None or b is None:
        return None
    same = same_party(a.value, b.value)
    return None if same is False and {a.value.category, b.value.category} <= STATE else same  # a coalition, its army


def _places(a: Claim[Where] | None, b: Claim[Where] | None) -> bool | None:
    """Whether the places agree; None where one may lie in the other, or is unknown."""
    if a is None or b is None:
        return None
    one, other = a.value, b.value
    if one.name == other.name or (one.geonameid is not None and one.geonameid == other.geonameid):
        return True
    if one.country and other.country and one.country != other.country:
        return False
    broad = RANK[one.level] < RANK[Level.TOWN] or RANK[other.level] < RANK[Level.TOWN]
    same = set(one.name.split()) & set(other.name.split())
    return None if broad or same or Basis.INFERRED in (a.basis, b.basis) else False


def _joined(head: Event, lead: Event) -> Event:
    """The lead's happening with the headline's words, and its values where the lead is silent."""
    both = join(lead, head)
    words = tuple(e for e in head.trigger if e not in lead.trigger)
    return replace(both, kind=_telling(head.kind, lead.kind), trigger=words + lead.trigger)


def _telling(head: Claim[Kind], lead: Claim[Kind]) -> Claim[Kind]:
    """The lead's kind, unless the headline says by what means or of what sort the violence was."""
    plain = str(lead.value) in ("violence/civilians/attack", "demonstration/protest/peaceful")
    vague = plain and head.value.path[:2] != lead.value.path[:2] and head.value.path[0] == lead.value.path[0]
    return head if vague or (lead.value != head.value and lead.value.covers(head.value)) else lead
