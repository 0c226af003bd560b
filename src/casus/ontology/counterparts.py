"""The counterparts of a kind in other schemes, as records."""

from __future__ import annotations

from casus.ontology.kinds import crosswalk_acled
from casus.ontology.plover import plover_of
from casus.records.wire import AcledRecord, PloverRecord
from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.party import Category


def acled(kind: Kind) -> AcledRecord | None:
    """ACLED's names of a kind, as written."""
    names = crosswalk_acled(kind)
    if names is None:
        return None
    return AcledRecord(
        disorder_type=names.disorder_type, event_type=names.event_type, sub_event_type=names.sub_event_type
    )


def plover(
    kind: Kind,
    *,
    factuality: Factuality = Factuality.OCCURRED,
    words: str = "",
    cues: str = "",
    doer: Category | None = None,
) -> PloverRecord | None:
    """PLOVER's names of an event, as written: of its kind, its reality, its words and who did it."""
    names = plover_of(kind, factuality=factuality, words=words, cues=cues, doer=doer)
    if names is None:
        return None
    return PloverRecord(event_type=names.event_type, mode=names.mode, contexts=names.contexts)
