"""Codes whether it happened: cues in the tree around the trigger, else the report tells it as a fact."""

from __future__ import annotations

from collections.abc import Iterator

from casus.coding.cues import Found, found
from casus.coding.roles import Roles
from casus.coding.syntax import words
from casus.records.annotated import Annotated, Token
from casus.records.claim import Basis, Claim
from casus.records.frame import Discarded, Frame
from casus.records.span import Span
from casus.values.factuality import Factuality

CODER = "casus.coding.factuality@1"
ORDER = ("denied", "threatened", "planned", "attempted", "alleged", "ongoing")
LITERAL = frozenset({"protest", "riot", "disperse", "arrest"})  # "protested against prices" is no metaphor
OUTSIDE = frozenset({"governor", "clause", "for", "auxiliary", "noun", "purpose", "condition", "negation"})
SURE = 0.75  # the model's chance from which it adds what no cue tells (chosen on development gold)


def factuality(frame: Frame, annotated: Annotated, roles: Roles) -> Claim[Factuality] | Discarded:
    """The factuality with the cue's words, or the frame set aside by the name of the reason."""
    cues = _bearing(list(found(frame, annotated, roles.carrier)))
    real = [c for c in cues if not c.means.startswith("discard:") and c.means != "same"]
    for cue in cues:
        if cue.where == "metaphor" and frame.act in LITERAL:
            continue
        if cue.means.startswith("discard:") and not _outweighed(cue, real):
            return Discarded(frame=frame, reason=cue.means.removeprefix("discard:"), words=cue.words)
    done = _done(annotated, roles)
    for value in ORDER:
        for cue in real:
            if cue.means == value and not (done and (cue.means, cue.where) == ("planned", "governor")):
                if (cue.means, cue.where) == ("planned", "modifier") and _carried_out(annotated, roles):
                    continue
                return _claim(Factuality(value), annotated, (cue.words, frame.trigger), f"cue:{cue.where}")
    if frame.hint and frame.hint.factuality:
        value, chance = frame.hint.factuality[0]
        if value != "occurred" and chance >= SURE:
            return _claim(Factuality(value), annotated, (frame.trigger,), "model", chance)
    if _goes_on(frame, annotated):
        return _claim(Factuality.ONGOING, annotated, (frame.trigger,), "progressive")
    return _claim(Factuality.OCCURRED, annotated, (frame.trigger,), "told_as_fact")


def _bearing(cues: list[Found]) -> list[Found]:
    """The cues without those that bear on a noun between: "will open a trial over the killing"."""
    between = any(c.means == "same" for c in cues)
    return [c for c in cues if not (between and c.where in OUTSIDE)]


def _outweighed(cue: Found, real: list[Found]) -> bool:
    """A denial or a threat is an event of its own, even with "not" or "could" beside it."""
    return cue.means in ("discard:possible", "discard:purpose", "discard:conditional") and any(
        c.means in ("denied", "threatened", "planned", "attempted") for c in real
    )


def _claim(
    value: Factuality, annotated: Annotated, spans: tuple[Span, ...], rule: str, score: float | None = None
) -> Claim[Factuality]:
    quotes = tuple(annotated.document.quote(s) for s in dict.fromkeys(spans))
    return Claim(value=value, basis=Basis.STATED, evidence=quotes, coder=f"{CODER}:{rule}", score=score)


def _done(annotated: Annotated, roles: Roles) -> bool:
    """Whether the verb itself stands in the past: "announced that they had cleared the mines" is no plan."""
    verb = annotated.tokens[roles.carrier]
    s = annotated.sentences[verb.sentence]
    below = [t for t in annotated.tokens[s.first : s.last] if t.head == verb.index and t.relation.startswith("aux")]
    had = any(t.text.casefold() in ("had", "have", "has") for t in below)
    was = any(t.text.casefold() in ("was", "were") and t.relation == "aux:pass" for t in below)
    return verb.tag == "VBD" or (verb.tag == "VBN" and had) or was


def _carried_out(annotated: Annotated, roles: Roles) -> bool:
    """Whether what was planned or threatened before is told as begun: "launched its long-threatened invasion"."""
    verb = annotated.tokens[roles.carrier]
    s = annotated.sentences[verb.sentence]
    below = [t for t in annotated.tokens[s.first : s.last] if t.head == verb.index]
    modal = any(t.relation == "aux" and t.tag == "MD" for t in below)
    return verb.lemma.casefold() in words("carrying_out") and verb.tag in ("VBD", "VBN") and not modal


def _goes_on(frame: Frame, annotated: Annotated) -> bool:
    """A verb in the progressive present: "are sifting through"."""
    head = annotated.tokens[frame.head]
    return head.tag == "VBG" and any(_present(t.text) for t in _auxiliaries(frame, annotated))


def _auxiliaries(frame: Frame, annotated: Annotated) -> Iterator[Token]:
    s = annotated.sentences[frame.sentence]
    for t in annotated.tokens[s.first : s.last]:
        if t.head == frame.head and t.relation.startswith("aux"):
            yield t


def _present(word: str) -> bool:
    return word.casefold() in ("is", "are", "'s", "'re", "am")
