"""From a document to an annotated one: the reader's words and names, then places, times, parties, quantities."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casus.actors import Actors, load_actors
from casus.annotate.core import read
from casus.annotate.parties import parties
from casus.annotate.place_pointers import pointers
from casus.annotate.places import places
from casus.annotate.quantities import quantities
from casus.annotate.times import times
from casus.gazetteer import Gazetteer, open_gazetteer
from casus.learned.own import Head
from casus.learned.reading import Reads
from casus.records.annotated import Annotated
from casus.records.document import Document
from casus.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """A reader with the tables that it looks things up in."""

    reader: Reads
    gazetteer: Gazetteer
    actors: Actors
    min_score: float | None = None
    own: tuple[Head, ...] = ()

    @classmethod
    def load(cls, reader: Reads, *, min_score: float | None = None, own: tuple[Head, ...] = ()) -> Annotator:
        """The annotator with casus's own tables. `min_score` None means the gazetteer's calibrated default."""
        return cls(reader=reader, gazetteer=open_gazetteer(), actors=load_actors(), min_score=min_score, own=own)

    def annotate(self, document: Document, *, given: tuple[Span, ...] | None = None) -> Annotated:
        """The document as read. `given` place mentions take the place of the recogniser's."""
        core = read(document, self.reader, self.own)
        core = replace(core, times=times(core))
        core = replace(core, places=places(core, self.gazetteer, min_score=self.min_score, given=given))
        core = replace(core, pointers=pointers(core, core.places, self.gazetteer))
        core = replace(core, parties=parties(core, self.actors))
        return replace(core, quantities=quantities(core))
