"""The day and place of writing."""

from __future__ import annotations

from datetime import date

import pytest

from casus.annotate.dateline import dateline, document_date
from casus.records.claim import Basis
from casus.records.document import Document


def document(text: str, published: date | None = None, url: str | None = None) -> Document:
    return Document.of(text, id="t", published=published, url=url)


def test_nothing_tells_the_day() -> None:
    assert document_date(document("Shells hit Vesk. The town had seen war on 3 March 2029.")) is None


@pytest.mark.parametrize("url", ["https://a.example/2019/13/45/x", "https://a.example/story-20", None])
def test_an_address_without_a_day(url: str | None) -> None:
    assert document_date(document("Shells hit Vesk.", url=url)) is None


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("VESK, 3 JAN 90 -- [TEXT] SHELLS HIT THE TOWN.", "VESK", date(1990, 1, 3)),
        ("NEW ORM (NORLAND), 12 MAR 89 (NORLAND RADIO) -- [TEXT] SHELLS HIT.", "NEW ORM (NORLAND)", date(1989, 3, 12)),
        ("VESK, March 4, 2031 (Agency) - Shells hit the town.", "VESK", date(2031, 3, 4)),
    ],
)
def test_a_dateline_tells_place_and_day(text: str, place: str, day: date) -> None:
    line = dateline(document(text))
    assert line is not None
    assert text[line.place.start : line.place.end] == place
    dated = document_date(document(text))
    assert dated is not None
    assert (dated.day, dated.basis) == (day, Basis.STATED)
    assert dated.span == line.span


def test_a_dateline_without_a_year_takes_that_of_publication() -> None:
    text = "VESK, March 4 (Agency) - Shells hit the town."
    dated = document_date(document(text, published=date(2031, 3, 5)))
    assert dated is not None
    assert dated.day == date(2031, 3, 4)
    assert document_date(document(text)) is None


def test_a_dateline_far_from_publication_gives_way() -> None:
    dated = document_date(document("VESK, 3 March 2030 -- Shells hit the town.", published=date(2031, 5, 1)))
    assert dated is not None
    assert (dated.day, dated.span) == (date(2031, 5, 1), None)


def test_a_dateline_of_place_only() -> None:
    text = "VESK (Agency) - Shells hit the village of Tal."
    line = dateline(document(text))
    assert line is not None
    assert (text[line.place.start : line.place.end], line.day) == ("VESK", None)


def test_a_sentence_is_no_dateline() -> None:
    assert dateline(document("The shells hit Vesk on 3 March 2031, the army said.")) is None


def test_the_address_tells_the_day() -> None:
    dated = document_date(document("Shells hit Vesk.", url="https://a.example/2031/08/14/shells"))
    assert dated is not None
    assert (dated.day, dated.basis) == (date(2031, 8, 14), Basis.INFERRED)


@pytest.mark.parametrize("head", ["Published: 4 March 2031", "March 4, 2031", "2031-03-04", "Date: Mar 4 2031 | World"])
def test_a_line_of_the_head_tells_the_day(head: str) -> None:
    text = f"Shells hit Vesk\n{head}\n\nShells hit the town on Monday."
    dated = document_date(document(text))
    assert dated is not None
    assert dated.day == date(2031, 3, 4)
    assert dated.span is not None
    assert "4" in text[dated.span.start : dated.span.end]


def test_published_goes_before_updated() -> None:
    dated = document_date(document("Updated: 6 March 2031\nPublished: 4 March 2031\n\nShells hit the town."))
    assert dated is not None
    assert dated.day == date(2031, 3, 4)
