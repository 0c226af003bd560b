"""The whole walk on one screen: Document -> Annotated -> Frame* -> Event*. The only room that knows every stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from casus.annotate.annotator import Annotator
from casus.coding.apart import apart
from casus.coding.claimed import attributed
from casus.coding.continued import continued
from casus.coding.events import code
from casus.coding.fatal import settled
from casus.coding.folding import fold
from casus.coding.gist import gist
from casus.coding.heading import headed
from casus.coding.housing import housed
from casus.coding.identified import identified
from casus.coding.later import later
from casus.coding.parts import whole
from casus.coding.summed import summed
from casus.coding.untold import completed
from casus.components import reader as reader_of
from casus.framing.frames import frames
from casus.learned.own import heads
from casus.records.annotated import Annotated
from casus.records.document import Document
from casus.records.event import Event
from casus.records.frame import Discarded, Frame
from casus.records.issue import Issue, Severity
from casus.settings import Settings, kinds_folder

Outcome = Event | Discarded | Issue
Stage = Callable[[Sequence[Event], Annotated], Iterable[Event]]

# What is done with the events of a document together, in this order.
STAGES: tuple[Stage, ...] = (
    continued,  # what a list leaves out
    summed,  # a headline that adds up
    fold,  # one happening told again
    headed,  # ... by the headline
    whole,  # ... as a part of another
    attributed,  # who claimed it
    identified,  # victims named later
    apart,  # whose count is whose
    completed,  # what a local report tells late
    later,  # figures taken back, and added
    settled,  # who died of it
    housed,  # the town of its report
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """A pure function of (document, data files, model): same in, same out."""

    annotator: Annotator

    @classmethod
    def load(cls, settings: Settings | None = None) -> Pipeline:
        """The pipeline with its model and tables. Raises ModelError or DataError where one of them is not right."""
        settings = settings or Settings()
        reader = reader_of(settings.model, threads=settings.threads)
        own = heads(settings.kinds or kinds_folder(), reader.manifest.digest)
        return cls(annotator=Annotator.load(reader, min_score=settings.min_score, own=own))

    def annotate(self, document: Document) -> Annotated:
        """The document as read."""
        return self.annotator.annotate(document)

    def walk(self, document: Document) -> Iterator[Outcome]:
        """What became of every frame: an event, discarded by name, or an issue. Events come last, folded."""
        annotated = self.annotate(document)
        events: list[Event] = []
        for frame in frames(annotated):
            if isinstance(frame, Discarded):
                yield frame
                continue
            for outcome in _coded(frame, annotated):
                if isinstance(outcome, Event):
                    events.append(outcome)
                else:
                    yield outcome
        if events:
            for stage in STAGES:
                events = list(stage(events, annotated))
            about = gist(annotated)
            yield from (replace(e, gist=about) for e in events)

    def events(self, document: Document) -> list[Event]:
        """The events that a document tells."""
        return [outcome for outcome in self.walk(document) if isinstance(outcome, Event)]


def _coded(frame: Frame, annotated: Annotated) -> Iterator[Outcome]:
    try:
        yield from code(frame, annotated)
    except Exception as fault:  # one frame is lost, by name; the rest of the report is not
        yield Issue(
            where=annotated.document.id,
            reason=f"{type(fault).__name__}: {fault}",
            stage="coding",
            severity=Severity.WARNING,
            span=frame.trigger,
        )
