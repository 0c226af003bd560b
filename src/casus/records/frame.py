"""Something happened here: a trigger in its sentence, with what framing thinks it may be. Not yet an event."""

from __future__ import annotations

from dataclasses import dataclass

from casus.records.annotated import Hint, Own
from casus.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A kind that a frame may be of, how likely (0 to 1), and the entry or model that says so."""

    kind: str
    score: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A trigger. `head` is its main token, `sentence` its sentence's index; `scope` are the spans that may tell of it.

    `guesses` come best first. `hint` is the reading model's view of the same trigger, where it has one. `act` is the
    lexicon's class of what is done (`kill`, `bomb`, `clash`, `protest`, ...), `entry` the lexicon entry that matched.
    `own` is the user's own category that the sentence is one of.
    """

    trigger: Span
    head: int
    sentence: int
    scope: tuple[Span, ...]
    guesses: tuple[Guess, ...]
    hint: Hint | None = None
    act: str = ""
    entry: str = ""
    own: Own | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discarded:
    """A frame that is no event, and the name of the reason (`film`, `anniversary`, `not_conflict`, ...)."""

    frame: Frame
    reason: str
    words: Span | None = None
