"""Frames of a user's own categories: the happening of a sentence that is one, or its main verb where none is framed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casus.records.annotated import Annotated, Own
from casus.records.frame import Frame

Made = tuple[Frame, str | None]
SCOPE = 2  # sentences after the trigger's own that may tell more of it


def owned(annotated: Annotated, made: Sequence[Made]) -> list[Made]:
    """The frames, with one frame of each sentence that is one of a user's own category given to it."""
    out = list(made)
    for own in annotated.own:
        here = [n for n, (f, reason) in enumerate(out) if f.sentence == own.sentence and reason is None]
        if here:
            chosen = min(here, key=lambda n: (_rank(own, out[n][0].head), out[n][0].trigger.start))
            out[chosen] = (replace(out[chosen][0], own=own), None)
            continue
        head = _main(annotated, own)
        if head is None:
            continue
        token = annotated.tokens[head]
        scope = tuple(s.span for s in annotated.sentences[own.sentence : own.sentence + 1 + SCOPE])
        fresh = Frame(trigger=token.span, head=head, sentence=own.sentence, scope=scope, guesses=(), own=own)
        clash = [n for n, (f, _) in enumerate(out) if f.trigger.overlaps(fresh.trigger)]
        out = [m for n, m in enumerate(out) if n not in clash]
        out.append((fresh, None))
    return out


def _rank(own: Own, head: int) -> int:
    return own.words.index(head) if head in own.words else len(own.words)


def _main(annotated: Annotated, own: Own) -> int | None:
    """The verb that most speaks for the category, else the sentence's root, else its first verb or noun."""
    s = annotated.sentences[own.sentence]
    inside = annotated.tokens[s.first : s.last]
    verbs = [i for i in own.words if annotated.tokens[i].pos == "VERB"]
    roots = [t.index for t in inside if t.head == t.index and t.pos in ("VERB", "NOUN", "PROPN")]
    rest = [t.index for t in inside if t.pos in ("VERB", "NOUN")]
    return next(iter((*verbs, *roots, *rest)), None)
