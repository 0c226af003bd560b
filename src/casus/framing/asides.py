"""Words of a happening that their sentence tells only beside another: "as they fled", "killed during an operation"."""

from __future__ import annotations

from collections.abc import Sequence

from casus.framing.matches import Match
from casus.framing.nesting import path
from casus.lexicon.words import classes
from casus.records.annotated import Annotated, NameType, Token

BESIDE = ("advcl", "acl", "xcomp")
AMID = frozenset({"in", "during", "amid", "throughout"})
NAMED = frozenset({"phase", "stage"})  # of an operation by name: told wherever it stands
ENDED = frozenset({"clash", "operate"})  # acts that an agreement is made to end
QUIET = frozenset({"operate", "deploy", "move", "agree", "protest"})  # acts that may be told with an operation as well


def aside(annotated: Annotated, match: Match, found: Sequence[Match]) -> bool:
    """Whether the words only tell how or when another happening went on, or how two sides stand to each other."""
    head = annotated.tokens[match.head]
    if head.lemma.casefold() in classes()["running"]:
        return (head.relation.startswith(BESIDE) and not _told(annotated, head)) or _one_person(annotated, match.head)
    if _one_of_many(annotated, match) or _state_of_war(annotated, head):
        return True
    if match.entry.act in ENDED:  # "agreed to stop fighting", "agreed on a pause in the offensive"
        agreed = {m.head for m in found if m.entry.act == "agree"}
        if not agreed.isdisjoint(path(annotated, match.head)[1:]):
            return True
    if match.entry.act == "operate" and head.pos == "NOUN" and head.lemma.casefold() not in NAMED:
        s = annotated.sentences[head.sentence]
        cases = {t.text.casefold() for t in annotated.tokens[s.first : head.index] if t.head == head.index}
        deeds = {m.head for m in found if m.entry.act not in QUIET}
        return bool(cases & AMID) and not deeds.isdisjoint(path(annotated, match.head)[1:])
    return False


def _state_of_war(annotated: Annotated, head: Token) -> bool:
    """Whether a noun tells only how two stand to each other: "the rebels, at war with the army since May"."""
    if head.lemma.casefold() != "war" or head.index == 0:
        return False
    before = annotated.tokens[head.index - 1]
    return before.sentence == head.sentence and before.text.casefold() == "at"


def _one_of_many(annotated: Annotated, match: Match) -> bool:
    """Whether a deed's noun only tells that the happening is not the first: "the latest of a series of attacks"."""
    steps = [annotated.tokens[i] for i in path(annotated, match.head)[1:]]
    run = next((n for n, t in enumerate(steps) if t.lemma.casefold() in classes()["runs"]), None)
    return run is not None and any(t.text.casefold() in ("latest", "last") for t in steps[run + 1 :])


def _told(annotated: Annotated, head: Token) -> bool:
    """Whether a clause beside another tells of a flight for itself: "there are fighters, escaped from the front"."""
    s = annotated.sentences[head.sentence]
    before = annotated.tokens[max(s.first, head.index - 1) : head.index]
    return head.tag in ("VBD", "VBN") and bool(before) and before[0].text == ","


def _one_person(annotated: Annotated, index: int) -> bool:
    """Whether who runs is one person by name, or "he": the flight of one is no displacement."""
    s = annotated.sentences[annotated.tokens[index].sentence]
    told = [t for t in annotated.tokens[s.first : s.last] if t.head == index and t.relation == "nsubj"]
    persons = [n.span for n in annotated.names if n.type is NameType.PERSON]
    alone = not any(
        t.head == one.index and t.relation == "conj" for one in told for t in annotated.tokens[s.first : s.last]
    )
    return alone and any(t.text.casefold() in ("he", "she") or any(p.overlaps(t.span) for p in persons) for t in told)


def offence(annotated: Annotated, match: Match) -> bool:
    """Whether a noun only names a crime in law: "guilty of murder", "two counts of kidnapping", "assault charges".

    "The murder of the mayor" is a deed whatever stands before it: an article, a possessor or whom it hit tells of one.
    """
    head = annotated.tokens[match.head]
    if head.lemma.casefold() not in classes()["offences"] or head.tag.startswith("V"):
        return False
    s = annotated.sentences[head.sentence]
    told = [t for t in annotated.tokens[s.first : s.last] if t.head == head.index]
    if any(t.relation in ("det", "nmod:poss", "nmod", "nummod", "acl", "acl:relcl") for t in told):
        return False
    return any(annotated.tokens[i].lemma.casefold() in classes()["charging"] for i in path(annotated, match.head)[1:])
