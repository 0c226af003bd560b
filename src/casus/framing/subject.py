"""Frames in reports about other things: sport, trade, storms, films. "Beat", "hit" and "took over" are no deeds there.

Who is killed, shot at or bombed is told wherever it stands: the subject does not say what is ordinary crime.
"""

from __future__ import annotations

from casus.records.annotated import Annotated

FAR = -1.5  # log-odds under which a sentence and those around it are not about conflict
DEADLY = frozenset({"kill", "shoot", "wound", "bomb", "suicide", "grenade", "chemical", "shell", "airstrike"})


def beside(annotated: Annotated, sentence: int, act: str) -> str | None:
    """The name of the reason where an act's sentence stands in a report about something else, or None."""
    if not annotated.about or act in DEADLY:
        return None
    return "other_subject" if annotated.about[sentence] < FAR else None
