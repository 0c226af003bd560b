"""Expressions of time, on texts of invented lands. A plain tokeniser stands in for the reading model."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.annotate.calendar_days import add_months, easter, of_month, of_season, of_week
from casus.annotate.times import times
from casus.annotate.timex_patterns import candidates, lexicon
from casus.records.annotated import Annotated, Sentence, TimeMention, Token
from casus.records.document import Document

WROTE = date(2031, 5, 14)  # a Wednesday


def plain(text: str, published: date | None = WROTE, url: str | None = None) -> Annotated:
    document = Document.of(text, id="t", published=published, url=url)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    start = 0
    for end in [m.end() for m in re.finditer(r"(?<=[a-z\d)])[.!?](?=\s+[A-Z]|\s*$)", text)] or [len(text)]:
        first = len(tokens)
        for m in re.finditer(r"\w+|[^\w\s]", text[start:end]):
            n = len(tokens)
            tokens.append(
                Token(
                    index=n,
                    start=start + m.start(),
                    end=start + m.end(),
                    text=m[0],
                    lemma=m[0].lower(),
                    pos="",
                    tag="",
                    head=n,
                    relation="",
                    sentence=len(sentences),
                )
            )
        sentences.append(Sentence(index=len(sentences), start=start, end=end, first=first, last=len(tokens)))
        start = end
    return Annotated(document=document, sentences=tuple(sentences), tokens=tuple(tokens))


def found(text: str, published: date | None = WROTE, url: str | None = None) -> list[TimeMention]:
    return list(times(plain(text, published, url)))


def only(text: str, published: date | None = WROTE) -> TimeMention:
    (mention,) = found(text, published)
    return mention


def days(mention: TimeMention) -> tuple[str, str] | None:
    return None if mention.when is None else (str(mention.when.start), str(mention.when.end))


# ---- refusals first


@pytest.mark.parametrize(
    "text",
    [
        "They may march on Vesk.",
        "Some 1500 men crossed the border.",
        "Shots were fired in the 1600 block of Orm Road.",
        "The fall of Vesk shook Norland.",
        "A second shell hit the quarter.",
        "Resolution 1973 was passed.",
        "The 3rd Division entered Vesk.",
        "Wells of spring water dried up.",
    ],
)
def test_what_is_no_time_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit Vesk on Friday.",
        "Shells hit Vesk yesterday.",
        "Shells hit Vesk last week.",
        "Shells hit Vesk on 3 May.",
    ],
)
def test_without_a_day_of_writing_nothing_relative_has_days(text: str) -> None:
    assert only(text, published=None).when is None


@pytest.mark.parametrize(
    "text", ["The siege lasted three weeks.", "Vesk is shelled every day.", "They vanished years later."]
)
def test_durations_sets_and_vague_times_have_no_days(text: str) -> None:
    assert all(m.when is None for m in found(text))
    assert found(text)


def test_the_day_of_writing_is_never_a_default() -> None:
    assert found("Shells hit Vesk and three people died.") == []


# ---- values and days


@pytest.mark.parametrize(
    ("text", "words", "kind", "value", "start", "end"),
    [
        ("Shells hit Vesk on 3 March 2030.", "3 March 2030", "DATE", "2030-03-03", "2030-03-03", "2030-03-03"),
        ("Shells hit Vesk on March 3, 2030.", "March 3, 2030", "DATE", "2030-03-03", "2030-03-03", "2030-03-03"),
        ("Shells hit Vesk in March 2030.", "March 2030", "DATE", "2030-03", "2030-03-01", "2030-03-31"),
        ("Shells hit Vesk in late March 2030.", "late March 2030", "DATE", "2030-03", "2030-03-21", "2030-03-31"),
        ("Shells hit Vesk in 2029.", "2029", "DATE", "2029", "2029-01-01", "2029-12-31"),
        ("Shells hit Vesk in the 1990s.", "the 1990s", "DATE", "199", "1990-01-01", "1999-12-31"),
        ("Shells hit Vesk in the summer of 2030.", "the summer of 2030", "DATE", "2030-SU", "2030-06-01", "2030-08-31"),
        ("Shells hit Vesk yesterday.", "yesterday", "DATE", "2031-05-13", "2031-05-13", "2031-05-13"),
        ("Shells hit Vesk last night.", "last night", "TIME", "2031-05-13TNI", "2031-05-13", "2031-05-13"),
        ("Shells hit Vesk overnight.", "overnight", "TIME", "2031-05-13TNI", "2031-05-13", "2031-05-14"),
        ("Shells hit Vesk on Friday.", "Friday", "DATE", "2031-05-09", "2031-05-09", "2031-05-09"),
        ("Shells hit Vesk on Wednesday.", "Wednesday", "DATE", "2031-05-14", "2031-05-14", "2031-05-14"),
        ("Shells hit Vesk last Wednesday.", "last Wednesday", "DATE", "2031-05-07", "2031-05-07", "2031-05-07"),
        ("The sides will meet on Friday.", "Friday", "DATE", "2031-05-16", "2031-05-16", "2031-05-16"),
        ("The sides meet next Friday.", "next Friday", "DATE", "2031-05-16", "2031-05-16", "2031-05-16"),
        ("Shells hit Vesk last week.", "last week", "DATE", "2031-W19", "2031-05-05", "2031-05-11"),
        ("Shells hit Vesk earlier this month.", "earlier this month", "DATE", "2031-05", "2031-05-01", "2031-05-14"),
        ("Shells hit Vesk three days ago.", "three days ago", "DATE", "2031-05-11", "2031-05-11", "2031-05-11"),
        ("Shells hit Vesk a few hours ago.", "a few hours ago", "TIME", "2031-05-14TXX", "2031-05-14", "2031-05-14"),
        ("Shells hit Vesk on May 2.", "May 2", "DATE", "2031-05-02", "2031-05-02", "2031-05-02"),
        ("Shells hit Vesk on 20 November.", "20 November", "DATE", "2030-11-20", "2030-11-20", "2030-11-20"),
        ("Shells hit Vesk in the past two weeks.", "the past two weeks", "DURATION", "P2W", "2031-04-30", "2031-05-14"),
        ("SHELLS HIT VESK ON 3 MARCH.", "3 MARCH", "DATE", "2031-03-03", "2031-03-03", "2031-03-03"),
    ],
)
def test_value_and_days(text: str, words: str, kind: str, value: str, start: str, end: str) -> None:
    mention = only(text)
    assert text[mention.span.start : mention.span.end] == words
    assert (mention.type.value, mention.value, days(mention)) == (kind, value, (start, end))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("The siege lasted three weeks.", "DURATION", "P3W"),
        ("The siege lasted two and a half years.", "DURATION", "P2.5Y"),
        ("The three-day siege ended.", "DURATION", "P3D"),
        ("The siege lasted decades.", "DURATION", "PXDE"),
        ("Vesk is shelled every day.", "SET", "P1D"),
        ("They pray on Fridays.", "SET", "XXXX-WXX-5"),
        ("The former mayor spoke.", "DATE", "PAST_REF"),
        ("In 264 BC Vesk fell.", "DATE", "BC0264"),
        ("Trade grew in the nineteenth century.", "DATE", "18"),
        ("The budget for fiscal 2030 passed.", "DATE", "FY2030"),
        ("The guns fell silent during Ramadan.", "DATE", None),
    ],
)
def test_type_and_value_without_days(text: str, kind: str, value: str | None) -> None:
    mention = only(text)
    assert (mention.type.value, mention.value) == (kind, value)


def test_rarer_forms() -> None:
    group = only("Shells hit Vesk at 171900Z Aug 30.")
    assert (group.value, days(group)) == ("2030-08-17T19:00Z", ("2030-08-17", "2030-08-17"))
    assert days(only("Shells hit Vesk in the 2d week of December.")) == ("2030-12-08", "2030-12-14")
    quarter = only("Shells hit Vesk in the second quarter of 2030.")
    assert (quarter.value, days(quarter)) == ("2030-Q2", ("2030-04-01", "2030-06-30"))


def test_both_ends_of_a_range_stand_for_all_its_days() -> None:
    first, second = found("Shells hit Vesk between 3 and 7 March 2030.")
    assert (first.value, second.value) == ("2030-03-03", "2030-03-07")
    assert days(first) == days(second) == ("2030-03-03", "2030-03-07")
    assert first.when is not None
    assert first.when.text == "3 and 7 March 2030"
    monday, wednesday = found("Shells hit Vesk from Monday to Wednesday.")
    assert days(monday) == days(wednesday) == ("2031-05-12", "2031-05-14")


def test_a_list_of_days_is_no_range() -> None:
    first, second = found("Shells hit Vesk on October 19 and 20, 2030.")
    assert (days(first), days(second)) == (("2030-10-19", "2030-10-19"), ("2030-10-20", "2030-10-20"))


def test_years_written_short() -> None:
    assert [m.value for m in found("The war of 1941-43 began.")] == ["1941", "1943"]


def test_since_reaches_to_the_day_of_writing() -> None:
    assert days(only("Vesk has been shelled since Monday.")) == ("2031-05-12", "2031-05-14")


NARRATIVE = (
    "On 9 September 1944 the Orm Front took Vesk. In October it crossed the Tal. Two days later, on 12 October, "
    "the front halted. In December 1944 the guns fell silent. On 3 January they opened again. It was the hardest "
    "fighting since 1813. In March 1945 Vesk was free. On the same day the front broke up. In June 1946 it was banned."
)


def test_a_narrative_takes_its_year_from_the_last_time_told() -> None:
    told = {NARRATIVE[m.span.start : m.span.end]: m.value for m in found(NARRATIVE, published=date(2009, 1, 1))}
    assert told["October"] == "1944-10"
    assert told["12 October"] == "1944-10-12"
    assert told["3 January"] == "1945-01-03"
    assert told["1813"] == "1813"


def test_an_aside_does_not_move_the_narrative() -> None:
    text = (
        "In March 1945 Vesk fell. In April 1945 it was free. On 3 May 1945 the war ended. "
        "It was the hardest war since 1813. On 9 May the sides met."
    )
    assert found(text, published=None)[-1].value == "1945-05-09"


def test_two_days_later_counts_from_the_last_day_told() -> None:
    mentions = found("On 3 March 2030 shells hit Vesk. Two days later the rebels left.")
    assert days(mentions[-1]) == ("2030-03-05", "2030-03-05")


def test_a_time_of_day_takes_the_day_beside_it() -> None:
    clock, day = found("At 5:30 p.m. on 3 March 2030 shells hit Vesk.")
    assert clock.value == "2030-03-03T17:30"
    assert day.value == "2030-03-03"


def test_a_time_of_day_alone_has_no_day() -> None:
    assert only("Shells hit Vesk at noon.").when is None


@pytest.mark.parametrize(
    ("text", "url", "value"),
    [
        ("Shells hit Vesk on 03/04/2030.", None, "2030-XX-XX"),
        ("Shells hit Vesk on 23/04/2030.", None, "2030-04-23"),
        ("Shells hit Vesk on 03/04/2030, and on 23/04/2030.", None, "2030-04-03"),
        ("Shells hit Vesk on 03/04/2030.", "https://example.gov/a", "2030-03-04"),
        ("Shells hit Vesk on 03/04/2030.", "https://example.co.uk/a", "2030-04-03"),
    ],
)
def test_day_and_month_in_figures_by_the_order_of_the_source(text: str, url: str | None, value: str) -> None:
    assert found(text, url=url)[0].value == value


# ---- the lexicon's own samples


@pytest.mark.parametrize("sample", lexicon()["pattern"], ids=lambda s: str(s["name"]))
def test_each_pattern_matches_its_samples_and_no_others(sample: dict[str, Any]) -> None:
    for marked in sample["match"]:
        text = marked.replace("«", "").replace("»", "")
        wanted = (marked.index("«"), marked.index("»") - 1)
        assert wanted in [(m.start, m.end) for m in candidates(text) if m.name == sample["name"]], marked
    for text in sample["not"]:
        assert not [m for m in candidates(text) if m.name == sample["name"]], text


# ---- laws


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 1, 1)))
def test_a_date_written_out_gives_back_its_day(day: date) -> None:
    month = next(m for m, n in lexicon()["months"].items() if n == day.month).capitalize()
    (mention,) = times(plain(f"Shells hit Vesk on {day.day} {month} {day.year}.", published=None))
    assert mention.value == day.isoformat()


@given(st.text(alphabet="aA 0139-/:.,'\nMayMarch", max_size=60))
def test_any_text_is_read_without_error_and_in_order(text: str) -> None:
    mentions = times(plain(Document.of(text or "a").text))
    assert [m.span.start for m in mentions] == sorted(m.span.start for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(-30, 30))
def test_months_move_back_as_they_moved_on(day: date, months: int) -> None:
    moved = add_months(day.replace(day=1), months)
    assert moved is not None
    assert add_months(moved, -months) == day.replace(day=1)


def test_calendar_facts() -> None:
    assert of_week(WROTE) == (date(2031, 5, 12), date(2031, 5, 18))
    assert of_month(2028, 2, "END") == (date(2028, 2, 21), date(2028, 2, 29))
    assert of_season(2030, "WI") == (date(2030, 12, 1), date(2031, 2, 28))
    assert [easter(y) for y in (2024, 2025, 2038)] == [date(2024, 3, 31), date(2025, 4, 20), date(2038, 4, 25)]


def test_a_report_with_a_past_is_still_a_report() -> None:
    text = "Shells hit Vesk on Friday. The town fell in 2027, was free in 2028 and fell again in 2029."
    assert days(found(text)[0]) == ("2031-05-09", "2031-05-09")


def test_a_night_from_one_day_to_the_next_has_both() -> None:
    first, *_ = found("Shells hit Vesk in the night from Friday to Saturday.")
    assert days(first) == ("2031-05-09", "2031-05-10")


def test_a_month_ends_with_its_sentence() -> None:
    assert [days(m) for m in found("Shells hit Vesk in May. In 2029 they hit Skarvik.")] == [
        ("2031-05-01", "2031-05-31"),
        ("2029-01-01", "2029-12-31"),
    ]


def test_at_night_is_of_the_one_day_that_a_report_tells() -> None:
    text = (
        "Shells hit Vesk on Monday. The town burned. Shops stayed shut. Schools were closed. At night guns were heard."
    )
    assert [days(m) for m in found(text)] == [("2031-05-12", "2031-05-12")] * 2
    assert found(text.replace("The town burned.", "It rained on Sunday. The town burned."))[-1].when is None
