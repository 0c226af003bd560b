"""One happening once. Refusals first; then laws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casus.coding.folding import fold
from casus.records.annotated import Annotated
from casus.records.claim import Basis, Claim
from casus.records.event import Event
from casus.records.span import Evidence
from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.party import Category, Party
from casus.values.toll import Harm, Toll
from casus.values.when import Precision, When
from casus.values.where import Level, Where

LINES = (
    "Rebels=rebel/NNS/2/nsubj raided=raid/VBD/0/root Vesk/NNP/2/obj ././2/punct",
    "The/DT/2/det raid/NN/3/nsubj lasted=last/VBD/0/root hours=hour/NNS/3/obj ././3/punct",
    "Gunmen=gunman/NNS/2/nsubj raided=raid/VBD/0/root Orm/NNP/2/obj ././2/punct",
)


def claim(annotated: Annotated, value, words: str, basis: Basis = Basis.STATED) -> Claim:
    at = annotated.document.text.index(words)
    return Claim(
        value=value, basis=basis, evidence=(Evidence(start=at, end=at + len(words), exact=words),), coder="test"
    )


@pytest.fixture
def report(make):
    return make(*LINES).done()


def event(report: Annotated, words: str, nth: int = 0, **facets) -> Event:
    at = -1
    for _ in range(nth + 1):
        at = report.document.text.index(words, at + 1)
    sentence = report.sentence_at(at)
    assert sentence is not None
    base = Event(
        id=f"{at}",
        document=report.document,
        kind=claim(report, Kind.parse("battle/clash"), words),
        trigger=(Evidence(start=at, end=at + len(words), exact=words),),
        sentence=sentence.span,
        factuality=claim(report, Factuality.OCCURRED, words),
        initiator=claim(report, Party(name="Rebels", category=Category.REBEL_GROUP), "Rebels"),
        place=claim(report, Where(name="Vesk", level=Level.TOWN, country="NO"), "Vesk"),
    )
    return replace(base, **facets)


def on(report: Annotated, day: int) -> Claim:
    when = date(2024, 5, day)
    return claim(report, When(start=when, end=when, precision=Precision.DAY, text=f"{day} May"), "hours")


def toll(report: Annotated, best: int) -> Claim:
    return claim(report, Toll(harm=Harm.KILLED, low=best, best=best, high=best), "hours")


def test_two_days_stay_two(report):
    events = [event(report, "raided", when=on(report, 3)), event(report, "raided", 1, when=on(report, 7))]
    assert len(fold(events, report)) == 2


def test_two_places_stay_two(report):
    orm = claim(report, Where(name="Orm", level=Level.TOWN, country="NO"), "Orm")
    assert len(fold([event(report, "raided"), event(report, "raided", 1, place=orm)], report)) == 2


def test_a_deed_anew_with_another_toll_is_another(make):
    report = make(
        "Rebels=rebel/NNS/2/nsubj raided=raid/VBD/0/root Vesk/NNP/2/obj ././2/punct",
        "A/DT/2/det raid/NN/3/nsubj lasted=last/VBD/0/root hours=hour/NNS/3/obj ././3/punct",
    ).done()
    other = claim(report, Toll(harm=Harm.KILLED, low=9, best=9, high=9), "A")
    events = [event(report, "raided", tolls=(toll(report, 3),)), event(report, "raid", 1, tolls=(other,))]
    assert len(fold(events, report)) == 2


def test_the_planned_is_not_the_done(report):
    planned = claim(report, Factuality.PLANNED, "raid")
    assert len(fold([event(report, "raided"), event(report, "raided", 1, factuality=planned)], report)) == 2


def test_an_operation_and_what_is_found_in_it_are_two(report):
    kinds = [claim(report, Kind.parse(f"strategic/{k}"), "lasted") for k in ("change", "disrupted_weapons")]
    assert len(fold([event(report, "raided", kind=kinds[0]), event(report, "lasted", kind=kinds[1])], report)) == 2


def test_told_again_is_one_with_both_words(report):
    again = event(report, "raid", 1, initiator=None, place=None, tolls=(toll(report, 3),))
    (one,) = fold([event(report, "raided"), again], report)
    assert [e.exact for e in one.trigger] == ["raided", "raid"]
    assert [t.value.best for t in one.tolls] == [3]


def test_the_finer_place_is_kept(report):
    land = claim(report, Where(name="Norland", level=Level.COUNTRY, country="NO"), "Orm")
    again = event(report, "raid", 1)
    (one,) = fold([event(report, "raided", place=land), again], report)
    assert one.place is not None
    assert one.place.value.name == "Vesk"


def test_nobody_is_killed_twice(report):
    same = (toll(report, 3),)
    (one,) = fold([event(report, "raided", tolls=same), event(report, "raid", 1, tolls=same)], report)
    assert len(one.tolls) == 1


def test_folding_is_stable_and_loses_no_trigger(report):
    events = [event(report, "raided"), event(report, "raid", 1), event(report, "raided", 1, when=on(report, 7))]
    once = fold(events, report)
    assert fold(once, report) == once
    assert fold(list(reversed(events)), report) == once
    assert {e for x in once for e in x.trigger} == {e for x in events for e in x.trigger}
