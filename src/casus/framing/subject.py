"""Frames in reports about other things: sport, trade, storms, films. "Beat", "hit" and "took over" are no deeds there.

Who is killed, hurt, shot at or bombed is told wherever it stands: the subject does not say what is ordinary crime.
"""

from __future__ import annotations

from casus.records.annotated import Annotated, Hint
from casus.values.toll import Harm

FAR = -1.5  # log-odds under which a sentence and those around it are not about conflict
ELSEWHERE = -0.8  # mean log-odds of a whole report under which it is about something else
LONG, SURE = 6, 12  # sentences from which that mean tells of harmless deeds, of deadly ones too
SEEN = 0.5  # the model's chance that a word needs in such a report
KILLING = frozenset({"kill", "shoot", "wound"})
DEADLY = KILLING | {"bomb", "suicide", "grenade", "chemical", "shell", "airstrike", "attack"}


def beside(annotated: Annotated, sentence: int, act: str, hint: Hint | None) -> str | None:
    """The name of the reason where an act's sentence stands in a report about something else, or None."""
    if not annotated.about or act in KILLING or _harmed(annotated, sentence):
        return None
    if (hint is None or hint.score < SEEN) and _elsewhere(annotated, SURE if act in DEADLY else LONG):
        return "other_subject"
    return "other_subject" if act not in DEADLY and annotated.about[sentence] < FAR else None


def _elsewhere(annotated: Annotated, sentences: int) -> bool:
    """Whether a whole report is about something else: a war of prices, a by-election that is called a battle."""
    about = annotated.about
    return len(about) >= sentences and sum(about) / len(about) < ELSEWHERE


def _harmed(annotated: Annotated, sentence: int) -> bool:
    """Whether the sentence counts people killed or hurt."""
    span = annotated.sentences[sentence].span
    hurt = (q for q in annotated.quantities if q.toll.harm in (Harm.KILLED, Harm.INJURED) and q.toll.best > 0)
    return any(q.span.overlaps(span) for q in hurt)
