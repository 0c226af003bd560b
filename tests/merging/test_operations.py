"""Campaigns across documents: names joined, phases by number, aims with their words."""

from __future__ import annotations

from typing import Any

import pytest

from casus.merging.campaigns import key
from casus.merging.operations import operations
from casus.merging.tellings import tellings
from casus.merging.written import operation_record
from casus.records.operation import Operation, Status
from casus.records.wire import EventRecord

from .conftest import event


def gathered(*records: EventRecord) -> list[Operation]:
    return operations(tellings(records))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Victory Will", "Will of Victory"),
        ("Operation Victory Will", "the Victory Will operation"),
        ("OPERATION GREY DAWN", "Grey Dawn"),
        ("Operation Dawn's Shield", "Operation Dawn Shield"),
        ("Operación Amanecer", "Operacion Amanecer"),
    ],
)
def test_spellings_and_orders_are_one_name(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_other_names_are_other_operations() -> None:
    assert key("Grey Dawn") != key("Grey Dusk")
    assert key("The Campaign") != key("The Offensive")


def test_a_campaign_is_gathered_across_reports() -> None:
    records = [
        event("e1", "d1", at="Vesk", on="2031-05-01", by="Norland Army", operation={"name": "Operation Grey Dawn"}),
        event(
            "e2",
            "d2",
            at="Tarn",
            on="2031-05-09",
            by="Norland Army",
            operation={"name": "Dawn of Grey", "phase": "second phase", "objective": "to free the valley"},
        ),
        event("e3", "d3", on="2031-05-11", operation={"name": "Operation Grey Dawn", "phase": "phase 2"}),
        event("e4", "d3", operation={"name": "Operation Iron Rain"}),
        event("e5", "d3"),
    ]
    found = {o.name: o for o in gathered(*records)}
    assert set(found) == {"Operation Grey Dawn", "Operation Iron Rain"}
    grey = found["Operation Grey Dawn"]
    assert grey.aliases == ("Dawn of Grey",)
    assert grey.events == ("e1", "e2", "e3")
    assert [(s.role, s.party.value.name, s.party.events) for s in grey.sides] == [
        ("conducts", "Norland Army", ("e1", "e2"))
    ]
    second, untold = grey.phases
    assert second.events == ("e2", "e3")
    assert second.when is not None
    assert (str(second.when.start), str(second.when.end)) == ("2031-05-09", "2031-05-11")
    assert (untold.phase, untold.events) == (None, ("e1",))
    assert [a.value.name for a in grey.areas] == ["Tarn", "Vesk"]
    written = operation_record(grey, {r.id: r for r in records})
    assert [(aim.value, aim.event, aim.document) for aim in written.objectives] == [("to free the valley", "e2", "d2")]


def test_order_does_not_matter() -> None:
    records = [
        event(f"e{n}", f"d{n}", operation={"name": name}) for n, name in enumerate(["Will of Victory", "Victory Will"])
    ]
    assert gathered(*records) == gathered(*reversed(records))
    assert len(gathered(*records)) == 1


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ([{"factuality": "planned"}], Status.PLANNED),
        ([{"factuality": "planned"}, {"trigger": "launched", "published": "2031-05-11"}], Status.ONGOING),
        ([{"trigger": "launched"}, {"trigger": "ended", "published": "2031-06-01"}], Status.ENDED),
        ([{"trigger": "ended"}, {"trigger": "resumed", "published": "2031-06-01"}], Status.ONGOING),
        ([{"trigger": "shelled"}], None),
    ],
)
def test_status_is_told_or_null(told: list[dict[str, Any]], status: Status | None) -> None:
    records = [event(f"e{n}", f"d{n}", operation={"name": "Grey Dawn"}, **fields) for n, fields in enumerate(told)]
    assert gathered(*records)[0].status is status
