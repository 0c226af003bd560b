"""The tree of kinds with its counterparts in ACLED, PLOVER, CAMEO and UCDP, read from data/ontologies/kinds.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from casus.errors import DataError
from casus.values.kind import Kind

FILE = "data/ontologies/kinds.toml"
FIELDS = {"path", "means", "acled", "plover", "cameo", "ucdp", "match", "not"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Acled:
    """ACLED's three names of a kind."""

    disorder_type: str
    event_type: str
    sub_event_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plover:
    """PLOVER's type and mode of a kind, with contexts."""

    event_type: str
    mode: str | None
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A kind: what it means, its counterparts, a sentence that is one and a sentence that is none."""

    kind: Kind
    means: str
    acled: Acled
    plover: Plover
    cameo: str
    ucdp: int | None
    match: str
    refuse: str


@cache
def kinds() -> dict[str, Entry]:
    """All kinds by path, in the order of the file. Raises DataError listing every fault."""
    raw = tomllib.loads(files("casus").joinpath(FILE).read_text("utf-8"))
    found: dict[str, Entry] = {}
    faults: list[str] = []
    for number, row in enumerate(raw.get("kind", []), 1):
        name = row.get("path", f"kind {number}")
        unknown, missing = set(row) - FIELDS, FIELDS - {"ucdp"} - set(row)
        if unknown or missing:
            faults.append(f"{name}: unknown {sorted(unknown)}, missing {sorted(missing)}")
        elif name in found:
            faults.append(f"{name}: told twice")
        elif len(row["acled"]) != 3 or not 1 <= len(row["plover"]) <= 2:
            faults.append(f"{name}: acled needs three names, plover one or two")
        else:
            found[name] = Entry(
                kind=Kind.parse(name),
                means=row["means"],
                acled=Acled(disorder_type=row["acled"][0], event_type=row["acled"][1], sub_event_type=row["acled"][2]),
                plover=Plover(event_type=row["plover"][0], mode=row["plover"][1] if len(row["plover"]) > 1 else None),
                cameo=row["cameo"],
                ucdp=row.get("ucdp"),
                match=row["match"],
                refuse=row["not"],
            )
    if faults:
        raise DataError(FILE, faults)
    return found


@cache
def by_sub_event() -> dict[str, Kind]:
    """The kind of each ACLED sub-event type."""
    return {entry.acled.sub_event_type: entry.kind for entry in kinds().values()}


def crosswalk_acled(kind: Kind) -> Acled | None:
    """ACLED's names of a kind or of the nearest kind above it; None where there is none."""
    entry = _nearest(kind)
    return entry.acled if entry else None


def crosswalk_plover(kind: Kind) -> Plover | None:
    """PLOVER's type and mode of a kind or of the nearest kind above it; None where there is none."""
    entry = _nearest(kind)
    return entry.plover if entry else None


def _nearest(kind: Kind) -> Entry | None:
    for depth in range(len(kind.path), 0, -1):
        entry = kinds().get("/".join(kind.path[:depth]))
        if entry:
            return entry
    return None
