"""Frames in reports about other things: sport, trade, storms, films. "Beat", "hit" and "took over" are no deeds there.

Who is killed, hurt, shot at or bombed is told wherever it stands: the subject does not say what is ordinary crime.
"""

from __future__ import annotations

from casus.records.annotated import Annotated, Hint
from casus.values.toll import Harm

FAR = -1.5  # log-odds under which a sentence and those around it are not about conflict
ELSEWHERE = -0.8  # mean log-odds of a whole report under which it is about something else
LONG = 8  # sentences from which that mean is sure
SEEN = 0.3  # the model's chance that a word needs in such a report
DEADLY = frozenset({"kill", "shoot", "wound", "bomb", "suicide", "grenade", "chemical", "shell", "airstrike", "attack"})


def beside(annotated: Annotated, sentence: int, act: str, hint: Hint | None) -> str | None:
    """The name of the reason where an act's sentence stands in a report about something else, or None."""
    if not annotated.about or act in DEADLY or _harmed(annotated, sentence):
        return None
    unseen = hint is None or hint.score < SEEN
    return "other_subject" if annotated.about[sentence] < FAR or (unseen and _elsewhere(annotated)) else None


def _elsewhere(annotated: Annotated) -> bool:
    """Whether a whole report is about something else: a war of prices, a by-election that is called a battle."""
    about = annotated.about
    return len(about) >= LONG and sum(about) / len(about) < ELSEWHERE


def _harmed(annotated: Annotated, sentence: int) -> bool:
    """Whether the sentence counts people killed or hurt."""
    span = annotated.sentences[sentence].span
    hurt = (q for q in annotated.quantities if q.toll.harm in (Harm.KILLED, Harm.INJURED) and q.toll.best > 0)
    return any(q.span.overlaps(span) for q in hurt)
