"""Counts that stand sentences after the one deed of a local report. Refusals first."""

from __future__ import annotations

from datetime import date

import pytest

from casus.coding import untold
from casus.coding.home import Home
from casus.pipeline import Pipeline
from casus.records.document import Document
from casus.values.where import Level, Where

TOLD = (
    "Vesk police are investigating a shooting on Monday night at a bar. Neighbours heard about ten shots. The bar was"
    " closed. Its owner spoke to reporters. Nobody knows why it happened. "
)
TOWN = Home(where=Where(name="Vesk", level=Level.TOWN, country="NO"), spans=(), weight=4.0)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline.load()


def injured(pipeline, text, monkeypatch, *, town=TOWN):
    monkeypatch.setattr(untold, "home", lambda annotated: town)
    events = pipeline.events(Document.of(text, id="t", published=date(2024, 3, 6)))
    return [t.value.best for e in events for t in e.tolls if t.value.harm.value == "injured"]


@pytest.mark.parametrize(
    "text",
    [
        TOLD + "Last year, 30 people were wounded in the city.",
        TOLD + "A neighbour said that the shots could have wounded 20 people.",
        TOLD + "No one was hurt.",
    ],
)
def test_not_what_another_time_or_a_mere_chance_tells(pipeline, text, monkeypatch):
    assert sum(injured(pipeline, text, monkeypatch)) == 0


def test_not_in_a_report_that_is_of_no_town(pipeline, monkeypatch):
    assert injured(pipeline, TOLD + "Officers found two men with gunshot wounds.", monkeypatch, town=None) == []


def test_not_where_another_deed_of_another_place_is_told(pipeline, monkeypatch):
    text = TOLD + "Two guards were shot in Orm on Sunday. Officers found three men with gunshot wounds."
    assert 3 not in injured(pipeline, text, monkeypatch)


def test_those_found_hurt_sentences_later(pipeline, monkeypatch):
    assert injured(pipeline, TOLD + "Officers found two men with gunshot wounds.", monkeypatch) == [2]


SHOOTING = "Vesk police are investigating a shooting at a bar on Skarvik Street. "


def days(pipeline, text, monkeypatch, *, town=TOWN):
    monkeypatch.setattr(untold, "home", lambda annotated: town)
    events = pipeline.events(Document.of(text, id="t", published=date(2024, 3, 6)))
    return [e.when.value.start for e in events if e.when is not None and e.when.value.start is not None]


@pytest.mark.parametrize(
    "text",
    [
        SHOOTING + "The bar was closed. The mayor spoke to reporters on Monday.",
        SHOOTING + "The bar was closed. A shooting was reported there on 3 May 2021.",
        "VESK, 4 March (NTB) -- " + SHOOTING,
    ],
)
def test_not_the_day_of_something_else(pipeline, text, monkeypatch):
    assert date(2024, 3, 4) not in days(pipeline, text, monkeypatch)


def test_no_day_for_a_report_of_no_town(pipeline, monkeypatch):
    text = (
        SHOOTING + "The bar was closed. Its owner spoke to reporters. Officers were called there about 10 p.m. Monday."
    )
    assert days(pipeline, text, monkeypatch, town=None) == []


def test_the_day_that_stands_sentences_later(pipeline, monkeypatch):
    text = (
        SHOOTING + "The bar was closed. Its owner spoke to reporters. Officers were called there about 10 p.m. Monday."
    )
    assert days(pipeline, text, monkeypatch) == [date(2024, 3, 4)]
