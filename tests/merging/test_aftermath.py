"""The hunt and the arrest that a report tells with a deed belong to the deed's incident, and do not say what it was."""

from __future__ import annotations

from typing import Any

from casus.merging.incidents import merge
from casus.merging.tellings import tellings
from casus.records.incident import Incident
from casus.records.wire import EventRecord

from .conftest import event

NEXT = (50, 100)


def shooting(name: str, report: str, **fields: Any) -> EventRecord:
    told: dict[str, Any] = {"at": "Vesk", "on": "2031-05-09", "by": "Orm Front", "killed": (3, 3, 3)} | fields
    return event(name, report, **told)


def arrest(name: str, report: str, **fields: Any) -> EventRecord:
    told: dict[str, Any] = {"kind": "strategic/arrests", "trigger": "arrested", "by": "Police", "detained": 1} | fields
    return event(name, report, **told)


def groups(*records: EventRecord) -> dict[str, Incident]:
    return {t.event: i for i in merge(tellings(records)) for t in i.tellings}


def test_an_arrest_for_the_deed_is_of_the_deeds_incident() -> None:
    found = groups(
        arrest("a", "d1", on="2031-05-12", start=5),
        shooting("b", "d1", start=30),
        shooting("c", "d2"),
    )
    assert found["a"] is found["b"] is found["c"]


def test_what_followed_does_not_say_what_the_deed_was() -> None:
    incident = groups(
        arrest("a", "d1", on="2031-05-12", at="Tarn", start=5),
        shooting("b", "d1", start=30),
        arrest("c", "d2", on="2031-05-12", at="Tarn", start=5),
        shooting("d", "d2", start=30),
        arrest("e", "d2", on="2031-05-13", at="Tarn", start=45),
    )["a"]
    assert len(incident.tellings) == 5
    assert str(incident.kind) == "violence/civilians/attack"
    assert incident.initiator is not None
    assert incident.initiator.value.name == "Orm Front"
    assert incident.place is not None
    assert incident.place.value.name == "Vesk"
    assert incident.when is not None
    assert str(incident.when.value.start) == "2031-05-09"
    assert {t.value.harm.value: t.value.best for t in incident.tolls} == {"killed": 3, "detained": 1}
    assert not {d.field for d in incident.disagreements} & {"kind", "initiator", "place", "when"}


def test_a_sweep_is_a_happening_of_its_own() -> None:
    found = groups(shooting("a", "d1"), arrest("b", "d1", detained=40, start=30))
    assert found["a"] is not found["b"]


def test_an_arrest_in_a_report_that_tells_no_deed_stands_alone() -> None:
    found = groups(shooting("a", "d1"), arrest("b", "d2", at="Tarn", on="2031-05-09"))
    assert found["a"] is not found["b"]


def test_in_a_report_of_two_deeds_an_arrest_follows_the_one_told_in_its_sentence() -> None:
    deeds = (shooting("a", "d1", start=10), shooting("b", "d1", start=60, sentence=NEXT, at="Tarn", on="2031-04-01"))
    found = groups(*deeds, arrest("c", "d1", start=80, sentence=NEXT))
    assert found["c"] is found["b"]
    assert found["c"] is not found["a"]


def test_in_a_report_of_two_deeds_an_arrest_told_with_neither_stands_alone() -> None:
    deeds = (shooting("a", "d1", start=10), shooting("b", "d1", start=60, sentence=NEXT, at="Tarn", on="2031-04-01"))
    found = groups(*deeds, arrest("c", "d1", start=120, sentence=(100, 150)))
    assert found["c"] not in (found["a"], found["b"])


def test_in_a_report_of_one_deed_the_hunt_follows_it_from_afar() -> None:
    hunt = event("b", "d1", kind="strategic/change", trigger="searching", start=220, sentence=(200, 250))
    march = event("c", "d1", kind="strategic/change", trigger="advanced", start=320, sentence=(300, 350))
    found = groups(shooting("a", "d1"), hunt, march)
    assert found["b"] is found["a"]
    assert found["c"] is not found["a"]


def test_people_may_part_an_arrest_from_the_deed() -> None:
    told = tellings([shooting("a", "d1"), arrest("b", "d1", start=30)])
    assert len(merge(told)) == 1
    assert len(merge(told, judged={("a", "b"): False})) == 2
