"""From an annotated document to frames: the lexicon's words and the model's hints, one frame for one happening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

from casus.framing.asides import aside, offence
from casus.framing.matches import Match, matches, other_senses, span_of
from casus.framing.nesting import HARM, swallowed
from casus.framing.own import owned
from casus.framing.rivals import rivals
from casus.framing.signs import chance, supported
from casus.framing.subject import beside
from casus.lexicon.examples import taken_up
from casus.lexicon.numbers import ordinal
from casus.lexicon.words import classes
from casus.ontology.kinds import by_sub_event
from casus.records.annotated import Annotated, Hint
from casus.records.frame import Discarded, Frame, Guess
from casus.records.span import Span

# Chosen on reports and passages that the model has not seen (see decision 0049). A hint is the model's chance that a
# word is a trigger.
ALONE = 0.5  # a hint of this strength makes a frame without a lexicon entry
ALONE_BARE = 0.75  # the same where the sentence tells of no arms or harm
TRUST_WORDS, TRUST_MODEL = 0.6, 0.8  # weights of the two chances' log-odds where both speak
BOTH = -1.75  # their weighted sum from which there is a frame
BARE = -0.4  # the same for a sentence that tells of no arms, harm or crowd
UNSEEN = 0.2  # the model's chance of a word that it gives no hint for
PHRASE = 1.0  # what a phrase that only happenings stand in adds
HELD = frozenset({"occupy", "hold", "control", "besiege", "displace", "displaced"})
LIGHT = frozenset({"launch", "carry", "stage", "mount", "conduct", "wage", "suffer", "repel"})
SCOPE = 2  # sentences after the trigger's own that may tell more of it


def frames(annotated: Annotated, *, seen: bool = True) -> Iterator[Frame | Discarded]:
    """Frames in order of position; what is set aside comes with the name of the reason.

    `seen`: the reading model has looked for happenings, so that a document without hints is one in which it sees none.
    """
    found = matches(annotated)
    hints = _hints(annotated, found)
    made: list[tuple[Frame, str | None]] = []
    refused = {match.head: _refused(annotated, match, hints.get(match.head), seen=seen) for match in found}
    told = [match for match in found if refused[match.head] is None]
    swallow = swallowed(annotated, told)
    beside_others = {match.head for match in told if aside(annotated, match, told)}
    for match in found:
        frame = _frame(annotated, match, hints.get(match.head))
        reason = refused[match.head]
        if reason is None and match.head in swallow:
            reason = "part_of_another"
        if reason is None and match.head in beside_others:
            reason = "beside_another"
        if reason is None and offence(annotated, match):
            reason = "offence"
        made.append((frame, reason))
    taken = [f.trigger for f, _ in made]
    alone = (
        h for h in annotated.hints if h.score >= _least(annotated, h) and not any(h.trigger.overlaps(t) for t in taken)
    )
    senses = other_senses(annotated)
    alone = (h for h in alone if not any(t.index in senses for t in annotated.words(h.trigger)))
    lone = [_seen(annotated, h) for h in alone if _tells(annotated, h)]
    made.extend((frame, beside(annotated, frame.sentence, frame.act, frame.hint)) for frame in lone)
    made = owned(annotated, made)
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


def _least(annotated: Annotated, hint: Hint) -> float:
    """The chance that a hint needs alone: more where its sentence names no party that bears arms, and nobody harmed."""
    s = annotated.sentence_at(hint.trigger.start)
    told = s is not None and (
        any(p.span.overlaps(s.span) and p.party.armed for p in annotated.parties)
        or any(q.span.overlaps(s.span) for q in annotated.quantities)
    )
    return ALONE if told else ALONE_BARE


def _tells(annotated: Annotated, hint: Hint) -> bool:
    """Whether a hint's words can name a happening: a verb, or a noun that is no party, place, vehicle or storm."""
    head = annotated.head_of(hint.trigger)
    if head is None or head.pos not in ("VERB", "NOUN", "PROPN", "ADJ"):
        return False
    alone = len(annotated.words(hint.trigger)) == 1
    if head.lemma.casefold() in classes()["nature"] or (alone and head.lemma.casefold() in classes()["vehicles"]):
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


def _refused(annotated: Annotated, match: Match, hint: Hint | None, *, seen: bool) -> str | None:
    """Why a match makes no frame, or None."""
    far = beside(annotated, annotated.tokens[match.head].sentence, match.entry.act, hint)
    if far is not None:
        return far
    if not seen:
        return "weak_word" if match.entry.weak and not supported(annotated, match) else None
    if _modifies(annotated, match):
        return "modifier"
    if _without(annotated, match):
        return "negated"
    both = TRUST_WORDS * _logit(chance(annotated, match)) + TRUST_MODEL * _logit(hint.score if hint else UNSEEN)
    if both + (PHRASE if _phrased(annotated, match) else 0.0) >= (BOTH if supported(annotated, match) else BARE):
        return None
    return "weak_word" if match.entry.weak else "model_sees_none"


def _phrased(annotated: Annotated, match: Match) -> bool:
    """A deed's noun under a light verb ("launch the attack"), or a numbered phase, or deeds with one told next."""
    head = annotated.tokens[match.head]
    above = annotated.tokens[head.head]
    if head.pos == "NOUN" and head.relation in ("obj", "nsubj:pass") and above.lemma.casefold() in LIGHT:
        return True
    if taken_up(annotated, match.head) is not None or _by_arms(annotated, match):
        return True
    if head.lemma.casefold() != "phase":
        return False
    before = annotated.tokens[max(0, head.index - 3) : head.index]
    return any(t.head == head.index and ordinal(t.text) is not None for t in before)


def _by_arms(annotated: Annotated, match: Match) -> bool:
    """Whether a verb has aircraft or shells for its subject and an object: helicopters that struck positions."""
    head = annotated.tokens[match.head]
    s = annotated.sentences[head.sentence]
    below = [t for t in annotated.tokens[s.first : s.last] if t.head == head.index and t.index != head.index]
    arms = classes()["aircraft"] | classes()["shells"]
    subject = any(t.relation == "nsubj" and t.lemma.casefold() in arms for t in below)
    return subject and match.entry.act in HARM and any(t.relation == "obj" for t in below)


def _modifies(annotated: Annotated, match: Match) -> bool:
    """A word that only tells the sort of a thing ("attack helicopter"), or whose a place is ("rebel-occupied")."""
    head = annotated.tokens[match.head]
    above = annotated.tokens[head.head]
    if head.relation not in ("compound", "amod") or above.pos not in ("NOUN", "PROPN"):
        return False
    if head.tag in ("VBN", "JJ", "VBD") and head.lemma.casefold() in HELD:
        return True
    if head.tag == "VBN":
        return False
    parties = [m.span for m in annotated.parties if m.head == above.index]
    if head.relation == "compound" and any(span.covers(head.span) for span in parties):
        return True  # "riot police", "suicide squads"
    lemma = above.lemma.casefold()
    return lemma in classes()["hideouts"] or lemma in classes()["weapons"] or lemma in classes()["armed_force"]


def _without(annotated: Annotated, match: Match) -> bool:
    """Whether a deed's noun stands after "without": the town fell without a fight."""
    head = annotated.tokens[match.head]
    s = annotated.sentences[head.sentence]
    before = annotated.tokens[s.first : head.index]
    return head.pos == "NOUN" and any(t.head == head.index and t.text.casefold() == "without" for t in before)


def _logit(p: float) -> float:
    p = min(max(p, 0.001), 0.999)
    return log(p / (1 - p))
