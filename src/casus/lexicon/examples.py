"""Deeds told in the plural, of which the next sentence tells one: "different attacks. The last occurred in Vesk"."""

from __future__ import annotations

from casus.records.annotated import Annotated

ONE = frozenset({"last", "latest", "first", "second", "third", "worst", "deadliest", "biggest", "recent", "one"})
HAPPEN = frozenset({"occur", "happen", "come", "take", "be"})
LONGEST = 4  # words of a subject that only points


def taken_up(annotated: Annotated, head: int) -> int | None:
    """The verb (token index) by which the next sentence tells one of the deeds that a plural noun names, or None."""
    token = annotated.tokens[head]
    if token.tag not in ("NNS", "NNPS") or token.sentence + 1 >= len(annotated.sentences):
        return None
    s = annotated.sentences[token.sentence + 1]
    inside = annotated.tokens[s.first : s.last]
    root = next(t for t in inside if t.head == t.index)
    subject = next(
        (t for t in inside if t.head == root.index and t.relation.startswith("nsubj") and t is not root), None
    )
    if subject is None or root.lemma.casefold() not in HAPPEN or not root.tag.startswith("VB"):
        return None
    words = {t.text.casefold() for t in inside if t is subject or t.head == subject.index}
    return root.index if words & ONE and "the" in words and len(words) <= LONGEST else None
