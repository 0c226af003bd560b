"""Numbers that other lists give to our actors. Read from data/actors/ucdp.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from casus.actors.tables import STATE, armed, countries, listed
from casus.errors import DataError
from casus.values.party import STATE as STATE_FORCES
from casus.values.party import Party


@cache
def _ucdp() -> Mapping[str, int]:
    found: dict[str, int] = {}
    faults: list[str] = []
    for n, row in listed("ucdp.tsv", ("actor", "ucdp")):
        side, number = row["actor"], row["ucdp"]
        if side not in armed() and side.removeprefix(STATE) not in countries():
            faults.append(f"line {n}: no actor {side!r}")
        if side in found:
            faults.append(f"line {n}: {side!r} told twice")
        if number.isdecimal():
            found[side] = int(number)
        else:
            faults.append(f"line {n}: {number!r} is not a number")
    if faults:
        raise DataError("actors/ucdp.tsv", faults)
    return found


def ucdp(party: Party) -> int | None:
    """The party's number in UCDP's list of actors: its own, for state forces their government's; None where unknown.

    Source: UCDP Actor Dataset (CC BY 4.0). Raises DataError listing every fault of the table.
    """
    own = _ucdp().get(party.id) if party.id else None
    if own is not None or party.category not in STATE_FORCES or party.country is None:
        return own
    return _ucdp().get(STATE + party.country)
