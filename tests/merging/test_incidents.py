"""What an incident says: one voice, tolls with their range, disagreement with its documents, a minted id."""

from __future__ import annotations

import msgspec
import pytest

from casus.merging.incidents import merge
from casus.merging.tellings import tellings
from casus.merging.voices import Marks, marks, voices
from casus.merging.written import incident_record
from casus.records.incident import Incident
from casus.records.wire import EventRecord
from casus.values.sketch import Sketch

from .conftest import event


def bombing(name: str, **fields: object) -> EventRecord:
    told = {"kind": "violence/explosive/bomb", "at": "Vesk", "on": "2031-05-09"} | fields
    return event(f"e-{name}", name, **told)  # type: ignore[arg-type]


def one(*records: EventRecord) -> Incident:
    (incident,) = merge(tellings(records))
    return incident


def test_three_papers_three_tolls() -> None:
    incident = one(
        bombing("a", killed=(20, 20, None), published="2031-05-09"),
        bombing("b", killed=(31, 31, 31), published="2031-05-10"),
        bombing("c", killed=(28, 28, 28), published="2031-05-12"),
    )
    (toll,) = incident.tolls
    assert (toll.value.low, toll.value.best, toll.value.high) == (20, 31, None)
    assert toll.events == ("e-a", "e-b", "e-c")
    killed = next(d for d in incident.disagreements if d.field == "killed")
    assert killed.values == (("20+", ("a",)), ("28", ("c",)), ("31", ("b",)))


def test_the_latest_figure_that_two_papers_tell_is_best() -> None:
    told = [20, 20, 20, 31, 31, 45]
    papers = [bombing(f"p{n}", killed=(k, k, k), published=f"2031-05-{9 + n:02}") for n, k in enumerate(told)]
    (toll,) = one(*papers).tolls
    assert (toll.value.low, toll.value.best, toll.value.high) == (20, 31, 45)


def test_a_doer_named_in_a_denial_stands_behind_one_that_is_affirmed() -> None:
    incident = one(
        bombing("a", by="Coast Front"),
        bombing("b", by="Orm Front", factuality="denied"),
    )
    assert incident.initiator is not None
    assert incident.initiator.value.name == "Coast Front"
    only = one(bombing("a"), bombing("b", by="Orm Front", factuality="denied"))
    assert only.initiator is not None
    assert only.initiator.value.name == "Orm Front"


def test_a_copy_is_no_second_voice() -> None:
    copies = [bombing(name, sha256="one text", killed=(5, 5, 5)) for name in ("a", "b")]
    incident = one(*copies, bombing("c", killed=(7, 7, 7)))
    assert incident.voices == 2
    assert incident_record(incident).documents == ("a", "b", "c")


def test_copies_are_found_among_few_and_many(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [" ".join(f"{word}{n % 3}" for word in "abcdefghijklmnopqrstuvwxyz") for n in range(9)]
    kept = {f"sha {n}": Marks(sketch=str(Sketch.of(text))) for n, text in enumerate(texts)}
    among_few = voices(kept)
    assert set(among_few.values()) == {"sha 0", "sha 1", "sha 2"}
    monkeypatch.setattr("casus.merging.voices.FEW", 0)
    assert voices(kept) == among_few


def test_a_copy_under_another_headline_is_one_voice() -> None:
    def paper(name: str, shift: int) -> list[EventRecord]:
        return [
            event(f"{name}{n}", name, trigger=word, start=n * 100 + at + shift)
            for n, (word, at) in enumerate([("shelled", 31), ("stormed", 7), ("burned down", 55), ("abducted", 12)])
        ]

    def moved(records: list[EventRecord], shift: int) -> list[EventRecord]:
        return [
            msgspec.structs.replace(
                r, sentence=msgspec.structs.replace(r.sentence, start=n * 100 + shift, end=n * 100 + 70 + n + shift)
            )
            for n, r in enumerate(records)
        ]

    first, copy, other = moved(paper("a", 0), 0), moved(paper("b", 17), 17), moved(paper("c", 3), 0)
    kept: dict[str, Marks] = {}
    for record in (*first, *copy, *other):
        marks(kept.setdefault(record.document.sha256, Marks()), record)
    spoken = voices(kept)
    assert spoken["sha of a"] == spoken["sha of b"] != spoken["sha of c"]


def test_a_denial_joins_and_is_shown() -> None:
    incident = one(bombing("a"), bombing("b", factuality="denied"))
    assert incident.factuality.value.value == "occurred"
    assert incident.factuality.events == ("e-a",)
    said = next(d for d in incident.disagreements if d.field == "factuality")
    assert said.values == (("denied", ("b",)), ("occurred", ("a",)))


def test_a_report_of_the_month_does_not_disagree_with_the_day() -> None:
    incident = one(bombing("a"), bombing("b", on="2031-05-08/2031-05-11"))
    assert incident.when is not None
    assert str(incident.when.value.start) == str(incident.when.value.end) == "2031-05-09"
    assert not any(d.field == "when" for d in incident.disagreements)


def test_the_id_is_the_founders() -> None:
    alone = one(bombing("b", published="2031-05-09"))
    joined = one(bombing("b", published="2031-05-09"), bombing("a", published="2031-05-10"))
    assert joined.id == alone.id


def test_every_pair_says_why() -> None:
    incident = one(bombing("a", killed=(9, 9, 9)), bombing("b", killed=(12, 12, 12)))
    (why,) = incident.why
    assert why.pair == ("e-a", "e-b")
    assert any(x.startswith("where: same place") for x in why.evidence_for)
    assert any(x.startswith("when: same day") for x in why.evidence_for)


def test_two_deeds_of_one_report_stay_two() -> None:
    def ambush(name: str, killed: int, start: int) -> EventRecord:
        return event(name, "d", at="Vesk", killed=(killed, killed, killed), start=start, kind="battle/clash")

    told = [ambush("e1", 3, 10), ambush("e2", 40, 60)]
    march = event("e3", "d", at="Vesk", kind="demonstration/protest/peaceful", start=90)
    groups = {tuple(t.event for t in i.tellings) for i in merge(tellings([*told, march]))}
    assert ("e3",) in groups
    assert ("e1",) in groups
