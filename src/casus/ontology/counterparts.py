"""The counterparts of a kind in other schemes, as records."""

from __future__ import annotations

from casus.ontology.kinds import crosswalk_acled, crosswalk_plover
from casus.records.wire import AcledRecord, PloverRecord
from casus.values.kind import Kind


def acled(kind: Kind) -> AcledRecord | None:
    """ACLED's names of a kind, as written."""
    names = crosswalk_acled(kind)
    if names is None:
        return None
    return AcledRecord(
        disorder_type=names.disorder_type, event_type=names.event_type, sub_event_type=names.sub_event_type
    )


def plover(kind: Kind) -> PloverRecord | None:
    """PLOVER's names of a kind, as written."""
    names = crosswalk_plover(kind)
    if names is None:
        return None
    return PloverRecord(event_type=names.event_type, mode=names.mode, contexts=names.contexts)
