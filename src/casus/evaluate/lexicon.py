"""Lets the lexicon be heard: its sentences through reading, framing and coding, by the rules alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from casus.coding.events import code
from casus.framing.frames import frames
from casus.lexicon.check import Told
from casus.pipeline import Pipeline
from casus.records.document import Document
from casus.records.event import Event
from casus.records.frame import Discarded


def teller(pipeline: Pipeline | None = None) -> Callable[[str], Sequence[Told]]:
    """What becomes of every frame of a sentence, without the model's hints: an entry must stand on its own."""
    walk = pipeline or Pipeline.load()

    def tell(text: str) -> Sequence[Told]:
        annotated = replace(walk.annotate(Document.of(text, id="sentence")), hints=())
        told: list[Told] = []
        for frame in frames(annotated, seen=False):
            if isinstance(frame, Discarded):
                told.append(Told(entry=frame.frame.entry, act=frame.frame.act, reason=frame.reason))
                continue
            for outcome in code(frame, annotated):
                if isinstance(outcome, Event):
                    value = outcome.factuality.value.value
                    told.append(Told(entry=frame.entry, act=frame.act, factuality=value))
                else:
                    told.append(Told(entry=frame.entry, act=frame.act, reason=outcome.reason))
        return told

    return tell
