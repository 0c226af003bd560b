"""Documents keep their text; spans and claims keep their words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.records.claim import Basis, Claim
from casus.records.document import Document, settle
from casus.records.span import Evidence, Span


@given(st.text())
def test_settling_twice_changes_nothing(text: str) -> None:
    once = settle(text)
    assert settle(once) == once
    assert "\r" not in once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(min_size=1), st.data())
def test_a_quote_gives_back_the_words(text: str, data: st.DataObject) -> None:
    document = Document.of(text)
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    quote = document.quote(Span(start=start, end=end))
    assert quote.exact == document.text[quote.start : quote.end]
    assert quote.span == Span(start=start, end=end)


def test_a_quote_beyond_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Document.of("Vesk fell.").quote(Span(start=5, end=50))


def test_unsettled_text_is_refused_by_the_constructor() -> None:
    with pytest.raises(ValueError, match="not settled"):
        Document(id="x", text="Ve\u0301sk\r\n")
    assert Document.of("Ve\u0301sk\r\n").text == "V\u00e9sk\n"


@given(st.text(), st.text())
def test_an_id_follows_text_source_and_address(one: str, two: str) -> None:
    assert Document.of(one).id == Document.of(one).id
    assert (Document.of(one).id == Document.of(two).id) == (settle(one) == settle(two))
    assert Document.of(one, source="Norland Wire").id != Document.of(one, source="Vesk Post").id
    assert Document.of(one, id="given").id == "given"


def test_only_an_assumption_stands_without_words() -> None:
    words = (Evidence(start=0, end=4, exact="Vesk"),)
    for basis in (Basis.STATED, Basis.INFERRED):
        with pytest.raises(ValueError, match="without evidence"):
            Claim(value=3, basis=basis, evidence=(), coder="test")
        assert Claim(value=3, basis=basis, evidence=words, coder="test").value == 3
    assert Claim(value=3, basis=Basis.ASSUMED, evidence=(), coder="test").evidence == ()


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_joined_spans_hold_both(a: int, m: int, b: int, n: int) -> None:
    one, two = Span(start=a, end=a + m), Span(start=b, end=b + n)
    both = one.join(two)
    assert both.covers(one)
    assert both.covers(two)
    assert one.overlaps(two) == two.overlaps(one)


def test_empty_and_backward_spans_are_refused() -> None:
    for start, end in ((3, 3), (4, 2), (-1, 2)):
        with pytest.raises(ValueError, match="span"):
            Span(start=start, end=end)
