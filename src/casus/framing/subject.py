"""Frames in reports about other things: sport, trade, storms, films. "Beat", "hit" and "took over" are no deeds there.

Who is killed, hurt, shot at or bombed is told wherever it stands: the subject does not say what is ordinary crime.
"""

from __future__ import annotations

from casus.records.annotated import Annotated
from casus.values.toll import Harm

FAR = -1.5  # log-odds under which a sentence and those around it are not about conflict
DEADLY = frozenset({"kill", "shoot", "wound", "bomb", "suicide", "grenade", "chemical", "shell", "airstrike", "attack"})


def beside(annotated: Annotated, sentence: int, act: str) -> str | None:
    """The name of the reason where an act's sentence stands in a report about something else, or None."""
    if not annotated.about or act in DEADLY or _harmed(annotated, sentence):
        return None
    return "other_subject" if annotated.about[sentence] < FAR else None


def _harmed(annotated: Annotated, sentence: int) -> bool:
    """Whether the sentence counts people killed or hurt."""
    span = annotated.sentences[sentence].span
    hurt = (q for q in annotated.quantities if q.toll.harm in (Harm.KILLED, Harm.INJURED) and q.toll.best > 0)
    return any(q.span.overlaps(span) for q in hurt)
