"""Deeds told in the plural, of which the next sentence tells one: "different attacks. The last occurred in Vesk"."""

from __future__ import annotations

from dataclasses import replace

from casus.coding.roles import Roles
from casus.coding.tree import Tree
from casus.records.annotated import Annotated
from casus.records.frame import Frame

ONE = frozenset({"last", "latest", "first", "second", "third", "worst", "deadliest", "biggest", "recent", "one"})
HAPPEN = frozenset({"occur", "happen", "come", "take", "be"})


def example(frame: Frame, annotated: Annotated, roles: Roles) -> tuple[Frame, Roles]:
    """The frame and roles as the example's sentence tells them, for place, day and toll; else as given."""
    head = annotated.tokens[frame.head]
    if head.tag not in ("NNS", "NNPS") or frame.sentence + 1 >= len(annotated.sentences):
        return frame, roles
    tree = Tree(annotated=annotated)
    s = annotated.sentences[frame.sentence + 1]
    root = next(t.index for t in annotated.tokens[s.first : s.last] if t.head == t.index)
    subject = next((t for t in tree.children(root, "nsubj")), None)
    if subject is None or tree.lemma(root) not in HAPPEN or not tree.verbal(root):
        return frame, roles
    words = {tree.word(i) for i in tree.subtree(subject.index)}
    if not words & ONE or "the" not in words or len(words) > 4:
        return frame, roles
    scope = tuple(x.span for x in annotated.sentences[s.index : s.index + 2])
    shown = replace(frame, head=root, sentence=s.index, scope=scope)
    return shown, replace(roles, carrier=root, clause=tree.clause(root))
