"""The laws that every value keeps: covering, overlapping, meeting, being alike."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casus.values.kind import Kind
from casus.values.party import Category, Party
from casus.values.toll import Harm, Of, Toll
from casus.values.when import Precision, When
from casus.values.where import Level, Where

days = st.dates(min_value=date(1989, 1, 1), max_value=date(2030, 12, 31))


@st.composite
def whens(draw: st.DrawFn) -> When:
    start = draw(days)
    length = draw(st.integers(0, 400))
    return When(
        start=start, end=start + timedelta(length), precision=draw(st.sampled_from(Precision)), text=draw(st.text())
    )


@st.composite
def tolls(draw: st.DrawFn) -> Toll:
    low, best, high = sorted(draw(st.tuples(*[st.integers(0, 500)] * 3)))
    return Toll(
        harm=draw(st.sampled_from(Harm)),
        low=low,
        best=best,
        high=draw(st.sampled_from([high, None])),
        of=draw(st.sampled_from(Of)),
    )


@st.composite
def wheres(draw: st.DrawFn) -> Where:
    return Where(
        name="Vesk",
        level=draw(st.sampled_from(Level)),
        latitude=draw(st.floats(-90, 90)),
        longitude=draw(st.floats(-180, 180)),
        radius_km=draw(st.one_of(st.none(), st.floats(0, 500))),
        relation=draw(st.sampled_from([None, "near"])),
    )


unknown_when = When(start=None, end=None, precision=None, text="some time ago")


@given(whens(), whens())
def test_when_overlap_is_mutual_and_meeting_lies_in_both(a: When, b: When) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    shared = a.meet(b)
    assert (shared is not None) == a.overlaps(b)
    if shared is not None:
        assert a.covers(shared)
        assert b.covers(shared)
        other = b.meet(a)
        assert other is not None
        assert (other.start, other.end) == (shared.start, shared.end)


@given(whens(), whens())
def test_when_covers_both_ways_only_for_the_same_days(a: When, b: When) -> None:
    assert a.covers(a)
    if a.covers(b) and b.covers(a):
        assert (a.start, a.end) == (b.start, b.end)


@given(whens(), whens())
def test_when_likeness_is_mutual_and_one_for_itself(a: When, b: When) -> None:
    assert a.alike(b) == b.alike(a)
    assert a.alike(a) == 1.0
    likeness = a.alike(b)
    assert likeness is not None
    assert 0.0 <= likeness <= 1.0
    assert (likeness > 0) == a.overlaps(b)


@given(whens())
def test_unresolved_time_says_nothing(a: When) -> None:
    for compare in (a.overlaps, a.covers, a.alike, a.meet):
        assert compare(unknown_when) is None


def test_when_refuses_backward_and_half_spans() -> None:
    with pytest.raises(ValueError, match="is after"):
        When(start=date(2024, 3, 2), end=date(2024, 3, 1), precision=None, text="x")
    with pytest.raises(ValueError, match="one end only"):
        When(start=date(2024, 3, 2), end=None, precision=None, text="x")
    with pytest.raises(ValueError, match="neither days nor words"):
        When(start=None, end=None, precision=None, text="")


@given(tolls(), tolls())
def test_toll_overlap_is_mutual_and_meeting_lies_in_both(a: Toll, b: Toll) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    shared = a.meet(b)
    assert (shared is not None) == bool(a.overlaps(b))
    if shared is not None:
        assert a.covers(shared)
        assert b.covers(shared)


@given(tolls(), tolls())
def test_toll_covering_implies_overlap(a: Toll, b: Toll) -> None:
    assert a.covers(a)
    if a.covers(b):
        assert a.overlaps(b)


@given(tolls(), tolls())
def test_different_harms_say_nothing_of_each_other(a: Toll, b: Toll) -> None:
    assume(a.harm is not b.harm)
    assert a.overlaps(b) is None
    assert a.alike(b) is None
    assert a.meet(b) is None


@given(st.integers(-5, 5), st.integers(-5, 5), st.integers(-5, 5))
def test_toll_must_rise(low: int, best: int, high: int) -> None:
    if 0 <= low <= best <= high:
        Toll(harm=Harm.KILLED, low=low, best=best, high=high)
    else:
        with pytest.raises(ValueError, match="does not rise"):
            Toll(harm=Harm.KILLED, low=low, best=best, high=high)


@given(wheres(), wheres())
def test_where_distance_is_a_distance(a: Where, b: Where) -> None:
    apart = a.distance_km(b)
    assert apart is not None
    assert apart == pytest.approx(b.distance_km(a))
    assert 0 <= apart <= 20016
    assert a.distance_km(a) == pytest.approx(0, abs=1e-3)


@given(wheres(), wheres())
def test_where_covering_implies_overlap(a: Where, b: Where) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    if a.covers(b):
        assert a.overlaps(b) is not False


@given(wheres())
def test_precision_codes_fall_with_the_level(a: Where) -> None:
    assert a.geo_precision in (1, 2, 3, None)
    assert a.where_prec in range(1, 8)
    assert (a.geo_precision is None) == (a.level is Level.COUNTRY)


def test_great_circle_of_a_known_pair() -> None:
    # Baghdad to Basra, about 448 km by the haversine formula.
    baghdad = Where(name="Baghdad", level=Level.TOWN, latitude=33.3406, longitude=44.4009)
    basra = Where(name="Basra", level=Level.TOWN, latitude=30.5085, longitude=47.7804)
    assert baghdad.distance_km(basra) == pytest.approx(448, abs=4)


def test_half_a_point_is_refused() -> None:
    with pytest.raises(ValueError, match="half a point"):
        Where(name="Vesk", level=Level.TOWN, latitude=3.0)


steps = st.lists(st.text(alphabet="abc_", min_size=1), min_size=1, max_size=4).map(tuple)


@given(steps, steps)
def test_kind_covers_its_narrower_kinds(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    wide, narrow = Kind(path=a), Kind(path=a + b)
    assert wide.covers(narrow)
    assert not narrow.covers(wide)
    assert Kind.parse(str(narrow)) == narrow
    assert 0 < wide.alike(narrow) < 1


def test_kind_refuses_empty_steps() -> None:
    with pytest.raises(ValueError, match="not a path"):
        Kind.parse("violence//strike")


def test_party_sameness() -> None:
    front = Party(name="Orm Front", category=Category.REBEL_GROUP, id="orm-front", country="NO")
    alias = Party(name="Front of Orm", category=Category.REBEL_GROUP, id="orm-front", country="NO")
    nameless = Party(name="Unidentified armed group", category=Category.UNKNOWN)
    other = Party(name="Vesk Guard", category=Category.REBEL_GROUP, id="vesk-guard", country="NO")
    assert front.same(alias) is True
    assert front.same(other) is False
    assert front.same(nameless) is None
    assert front.alike(other) == 0.5
    assert front.alike(nameless) is None
    assert nameless.armed is None
    assert front.armed is True
