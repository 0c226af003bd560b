from __future__ import annotations

import pytest

from casus.coding.choosing import chances, reasons, weights


def test_chances_make_one_and_follow_the_weights() -> None:
    found = chances([{"near": 1.0}, {"far": 1.0}, {}], {"near": 2.0, "far": -1.0})
    assert sum(found) == pytest.approx(1.0)
    assert found[0] > found[2] > found[1]


def test_no_options_no_chances() -> None:
    assert chances([], {"near": 1.0}) == []


def test_reasons_name_the_loudest_first() -> None:
    assert reasons({"a": 1.0, "b": 1.0, "c": 0.0}, {"a": 0.5, "b": -2.0, "c": 9.0}) == "b -2.0, a +0.5"


@pytest.mark.parametrize("facet", ["place", "time"])
def test_the_shipped_weights_tell_both_facets(facet: str) -> None:
    assert weights(facet)["none"]
    assert weights(facet)["seen"] > 0
