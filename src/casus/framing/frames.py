"""From an annotated document to frames: the lexicon's words and the model's hints, one frame for one happening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.framing.matches import Match, forms, matches, span_of
from casus.framing.nesting import swallowed
from casus.framing.rivals import rivals
from casus.lexicon.words import classes
from casus.ontology.kinds import by_sub_event
from casus.records.annotated import Annotated, Hint
from casus.records.frame import Discarded, Frame, Guess
from casus.records.span import Span
from casus.values.party import STATE, Category
from casus.values.toll import Harm

# Chosen on the training passages (see docs/scores.md); a hint is the model's chance that a word is a trigger.
ALONE = 0.6  # a hint of this strength makes a frame without a lexicon entry
WEAK = 0.35  # a weak entry needs a hint of at least this, where the model gives hints at all
STRONG = 0.15  # a strong entry is dropped under this
SCOPE = 2  # sentences after the trigger's own that may tell more of it
ARMED = STATE | {Category.REBEL_GROUP, Category.POLITICAL_MILITIA, Category.IDENTITY_MILITIA}
VIOLENT = {Harm.KILLED, Harm.INJURED, Harm.ABDUCTED}


def frames(annotated: Annotated) -> Iterator[Frame | Discarded]:
    """Frames in order of position; what is set aside comes with the name of the reason."""
    found = matches(annotated)
    hints = _hints(annotated, found)
    made: list[tuple[Frame, str | None]] = []
    swallow = swallowed(annotated, found)
    for match in found:
        hint = hints.get(match.head)
        frame = _frame(annotated, match, hint)
        reason = _refused(annotated, match, hint)
        if reason is None and match.head in swallow:
            reason = "part_of_another"
        made.append((frame, reason))
    taken = [f.trigger for f, _ in made]
    alone = (h for h in annotated.hints if h.score >= ALONE and not any(h.trigger.overlaps(t) for t in taken))
    made.extend((_seen(annotated, h), None) for h in alone if _tells(annotated, h))
    standing = [n for n, (_, reason) in enumerate(made) if reason is None]
    for lost in rivals(annotated, [made[n][0] for n in standing]):
        made[standing[lost]] = (made[standing[lost]][0], "told_by_another")
    for frame, reason in sorted(made, key=lambda x: (x[0].trigger.start, x[0].trigger.end)):
        yield frame if reason is None else Discarded(frame=frame, reason=reason, words=frame.trigger)


def _hints(annotated: Annotated, found: Sequence[Match]) -> dict[int, Hint]:
    out: dict[int, Hint] = {}
    for match in found:
        span = span_of(annotated, match.first, match.last)
        touching = [h for h in annotated.hints if h.trigger.overlaps(span)]
        if touching:
            out[match.head] = max(touching, key=lambda h: (h.score, -h.trigger.start))
    return out


def _frame(annotated: Annotated, match: Match, hint: Hint | None) -> Frame:
    sentence = annotated.tokens[match.head].sentence
    return Frame(
        trigger=span_of(annotated, match.first, match.last),
        head=match.head,
        sentence=sentence,
        scope=_scope(annotated, sentence),
        guesses=_guesses(hint),
        hint=hint,
        act=match.entry.act,
        entry=match.entry.name,
    )


def _tells(annotated: Annotated, hint: Hint) -> bool:
    """Whether a hint's words can name a happening: a verb, or a noun that is neither a party nor a place."""
    head = annotated.head_of(hint.trigger)
    if head is None or head.pos not in ("VERB", "NOUN", "PROPN", "ADJ"):
        return False
    if head.pos == "VERB":
        return True
    named = [p.span for p in annotated.parties] + [p.span for p in annotated.places] + [n.span for n in annotated.names]
    return not any(span.covers(head.span) for span in named)


def _seen(annotated: Annotated, hint: Hint) -> Frame:
    head = annotated.head_of(hint.trigger)
    index = head.index if head else 0
    sentence = annotated.tokens[index].sentence
    return Frame(
        trigger=hint.trigger,
        head=index,
        sentence=sentence,
        scope=_scope(annotated, sentence),
        guesses=_guesses(hint),
        hint=hint,
    )


def _guesses(hint: Hint | None) -> tuple[Guess, ...]:
    if hint is None:
        return ()
    known = by_sub_event()
    return tuple(Guess(kind=str(known[k]), score=p, rule="model") for k, p in hint.kinds if k in known)


def _scope(annotated: Annotated, sentence: int) -> tuple[Span, ...]:
    return tuple(s.span for s in annotated.sentences[sentence : sentence + 1 + SCOPE])


def _refused(annotated: Annotated, match: Match, hint: Hint | None) -> str | None:
    """Why a match makes no frame, or None."""
    chance = hint.score if hint else 0.0
    if annotated.hints:
        if match.entry.weak and chance < WEAK:
            return "weak_word"
        return "model_sees_none" if chance < STRONG and not _supported(annotated, match) else None
    if match.entry.weak and not _supported(annotated, match):
        return "weak_word"
    return None


def _supported(annotated: Annotated, match: Match) -> bool:
    """Whether the sentence tells of arms: an armed side, people harmed, or a weapon."""
    sentence = annotated.sentences[annotated.tokens[match.head].sentence]
    span = sentence.span
    if any(p.span.overlaps(span) and p.party.category in ARMED for p in annotated.parties):
        return True
    if any(q.span.overlaps(span) and q.toll.harm in VIOLENT for q in annotated.quantities):
        return True
    words = {
        form for t in annotated.tokens[sentence.first : sentence.last] if t.index != match.head for form in forms(t)
    }
    return bool(words & (classes()["weapons"] | classes()["armed_force"]))
