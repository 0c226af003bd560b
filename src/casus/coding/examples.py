"""Deeds told in the plural, of which the next sentence tells one: "different attacks. The last occurred in Vesk"."""

from __future__ import annotations

from dataclasses import replace

from casus.coding.roles import Roles
from casus.coding.tree import Tree
from casus.lexicon.examples import taken_up
from casus.records.annotated import Annotated
from casus.records.frame import Frame


def example(frame: Frame, annotated: Annotated, roles: Roles) -> tuple[Frame, Roles]:
    """The frame and roles as the example's sentence tells them, for place, day and toll; else as given."""
    root = taken_up(annotated, frame.head)
    if root is None or annotated.tokens[root].sentence != frame.sentence + 1:
        return frame, roles
    tree = Tree(annotated=annotated)
    s = annotated.sentences[frame.sentence + 1]
    scope = tuple(x.span for x in annotated.sentences[s.index : s.index + 2])
    shown = replace(frame, head=root, sentence=s.index, scope=scope)
    return shown, replace(roles, carrier=root, clause=tree.clause(root))
