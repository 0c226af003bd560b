"""Places that follow from other words anchor a merging only where both reports tell them."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from casus.merging.compare import compare
from casus.merging.incidents import merge
from casus.merging.tellings import tellings
from casus.merging.where import where
from casus.records.incident import Telling
from casus.records.wire import GistRecord, SpotRecord

from .conftest import TOWNS, event


def told(document: str, names: tuple[str, ...]) -> Telling:
    """Five killed at Vesk, which only follows from other words, in a report that names these towns."""
    record = event(f"e-{document}", document, at="Vesk", basis="inferred", killed=(5, 5, 5), by="Orm Front")
    spots = tuple(SpotRecord(name=n, geonameid=TOWNS[n][2]) for n in names)
    gist = GistRecord(words={}, places=spots, days=(), sketch=None)
    (telling,) = tellings([msgspec.structs.replace(record, gist=gist)])
    return telling


def test_an_inferred_town_that_both_reports_tell_anchors_their_merging() -> None:
    one, other = told("first", ("Vesk",)), told("second", ("Tarn", "Vesk"))
    assert [(f.how, f.anchor) for f in where(one, other)] == [("same place", True)]
    assert compare(one, other).same
    (incident,) = merge([one, other])
    assert {t.event for t in incident.tellings} == {"e-first", "e-second"}


@pytest.mark.parametrize("names", [(), ("Tarn",)])
def test_an_inferred_town_that_one_report_alone_tells_anchors_nothing(names: tuple[str, ...]) -> None:
    one, other = told("first", ("Vesk",)), told("second", names)
    assert not any(f.anchor for f in where(one, other))
    assert not compare(one, other).same
    assert len(list(merge([one, other]))) == 2


def test_one_report_that_infers_a_town_twice_is_no_second_witness() -> None:
    one = told("first", ("Vesk",))
    again = msgspec.structs.replace(
        event("e-again", "first", at="Vesk", basis="inferred", killed=(5, 5, 5), by="Orm Front"),
        gist=GistRecord(words={}, places=(SpotRecord(name="Vesk", geonameid=1),), days=(), sketch=None),
    )
    (other,) = tellings([again])
    assert not any(f.anchor for f in where(one, other))


def test_an_inferred_town_that_is_only_near_the_other_anchors_nothing() -> None:
    one = told("first", ("Vesk",))
    assert one.place is not None
    assert one.place.latitude is not None
    beside = replace(one.place, geonameid=9, latitude=one.place.latitude + 0.15)  # 17 km to the north
    other = replace(told("second", ("Vesk",)), place=beside)
    assert [(f.how, f.anchor) for f in where(one, other)] == [("near", False)]
