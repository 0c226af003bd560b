"""Words of a happening that their sentence tells only beside another: "as they fled", "killed during an operation"."""

from __future__ import annotations

from collections.abc import Sequence

from casus.framing.matches import Match
from casus.framing.nesting import path
from casus.lexicon.words import classes
from casus.records.annotated import Annotated

BESIDE = ("advcl", "acl", "xcomp")
AMID = frozenset({"in", "during", "amid", "throughout"})
NAMED = frozenset({"phase", "stage"})  # of an operation by name: told wherever it stands
QUIET = frozenset({"operate", "deploy", "move", "agree", "protest"})  # acts that may be told with an operation as well


def aside(annotated: Annotated, match: Match, found: Sequence[Match]) -> bool:
    """Whether the words only tell how or when another happening went on."""
    head = annotated.tokens[match.head]
    if head.lemma.casefold() in classes()["running"]:
        return head.relation.startswith(BESIDE)
    if match.entry.act == "operate" and head.pos == "NOUN" and head.lemma.casefold() not in NAMED:
        s = annotated.sentences[head.sentence]
        cases = {t.text.casefold() for t in annotated.tokens[s.first : head.index] if t.head == head.index}
        deeds = {m.head for m in found if m.entry.act not in QUIET}
        return bool(cases & AMID) and not deeds.isdisjoint(path(annotated, match.head)[1:])
    return False
