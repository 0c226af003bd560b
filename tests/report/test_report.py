"""Situation reports: no sentence without an event, no number without its filter, no zero dressed as a finding."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

import happened
import kept
from casus.errors import DataError, InputError, UsageError
from casus.records.wire_incident import IncidentRecord
from casus.report import Report, report
from casus.report.changes import former
from casus.report.figures import trend
from casus.report.html import POLICY
from casus.report.links import Links
from casus.report.model import Sentence
from casus.report.period import period
from casus.report.words import own, words
from casus.store.filter import Filter
from casus.store.status import Status
from casus.values.toll import Harm

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=1> [a](javascript:x) |"
APP = "http://127.0.0.1:8765"


def records() -> list[IncidentRecord | object]:
    """Two Augusts' worth of incidents in two provinces of an invented land; some planned, some old."""
    out: list[object] = []
    for n in range(40):
        month, day = 5 + n % 4, 1 + (n * 7) % 27
        e = happened.event(
            f"e{n:02}",
            ("violence/explosive/shelling", "battle/clash", "battle/regained", "violence/civilians/attack")[n % 3],
            place=happened.place(
                name="Vesk" if n % 2 else "Orrin", admin1="East" if n % 2 else "West", longitude=5 + n % 2
            ),
            when=happened.days(f"2019-{month:02}-{day:02}"),
            tolls=[happened.toll(n % 5, n % 5, None if n % 3 else n % 5 + 2, "some")] if n % 2 else [],
            title=HOSTILE,
            source_name=HOSTILE,
            factuality={"value": "planned" if n % 10 == 3 else "occurred", "basis": "stated", "evidence": []},
        )
        out += [e, happened.incident(f"i{n:02}", e)]
    return out


@pytest.fixture(scope="module")
def store() -> kept.Memory:
    return kept.Memory(records(), statuses={"i07": Status.REJECTED, "i11": Status.ACCEPTED})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made(store: kept.Memory) -> Report:
    return report(store, "2019-08", "Netherlands", app=APP)


class Seen(HTMLParser):
    """What a page holds: tags with attributes, and the list items that are sentences with the links in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[list[dict[str, str | None]]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append((tag, named))
        if tag == "li" and named.get("class") == "said":
            self.said.append([])
            self.inside = True
        elif tag == "a" and self.inside:
            self.said[-1].append(named)

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "li"


def test_no_sentence_without_an_event(made: Report, store: kept.Memory) -> None:
    with pytest.raises(ValueError, match="without an event"):
        Sentence(text="Nothing bears this.", cites=())
    seen = Seen(made.html())
    assert len(seen.said) >= 4
    ids = {a["id"] for _, a in seen.tags if a.get("id")}
    for links in seen.said:
        cites = [a["href"] for a in links if a.get("class") == "cite"]
        assert cites
        assert all(c is not None and (c[1:] in ids if c.startswith("#") else "/incidents/" in c) for c in cites)


def test_every_number_links_to_its_filter(made: Report, store: kept.Memory) -> None:
    for figure in made.parts.figures:
        assert counted(store, figure.link, figure.name) == figure.value, figure.name
        if figure.before is not None:
            assert counted(store, figure.before_link, figure.name) == figure.before, figure.name
        for mean, link, weeks in ((figure.four, figure.four_link, 4), (figure.year, figure.year_link, 52)):
            if mean is not None:
                assert counted(store, link, figure.name) / weeks == pytest.approx(mean), figure.name
    for row in made.parts.area_table.rows:
        assert row[1].link
        assert counted(store, row[1].link, "Incidents") == int(row[1].text)


def counted(store: kept.Memory, link: str, name: str) -> int:
    """What the app would show under a link, less what a person rejected."""
    found = [
        i.record
        for i in store.all_incidents(Filter.parse(parse_qs(urlsplit(link).query)))
        if i.status is not Status.REJECTED
    ]
    if name == own()["figure"]["killed"]:
        return sum(t.best for i in found for t in i.tolls if t.harm is Harm.KILLED)
    return len(found)


def test_what_the_store_cannot_know_is_empty(store: kept.Memory) -> None:
    early = report(store, "2019-05", "Netherlands")
    assert {(f.before, f.four, f.year) for f in early.parts.figures} == {(None, None, None)}
    assert all(row[3].text == "" for row in early.parts.area_table.rows)
    assert 'class="unknown"' in early.html()
    late = report(store, "2019-08", "Netherlands")
    assert late.parts.figures[0].before is not None
    assert late.parts.figures[0].four is not None
    assert late.parts.figures[0].year is None


def test_nothing_reported_says_so() -> None:
    none = report(kept.Memory([]), "2019-08", "Iraq")
    assert none.parts.nothing
    assert none.parts.nothing in none.html()
    assert all(f.before is None for f in none.parts.figures)


def test_rejected_and_planned_do_not_count(made: Report) -> None:
    ids = {row[0].cites[0] for row in made.parts.incidents.rows}
    assert "i07" not in ids
    assert "i03" not in ids
    assert "i11" in ids
    assert any("1 that a person rejected" in line or "so are 1" in line for line in made.parts.method)


def test_the_page_is_safe_and_whole(made: Report) -> None:
    page = made.html()
    seen = Seen(page)
    assert not {"script", "img", "link", "iframe", "object", "base"} & {tag for tag, _ in seen.tags}
    assert not [a for _, a in seen.tags if "style" in a or any(k.startswith("on") for k in a)]
    addresses = [v for _, a in seen.tags for k, v in a.items() if k in ("href", "src") and v]
    assert all(v.startswith((APP, "#")) for v in addresses)
    assert "url(" not in re.sub(r"url\(#hatch\)", "", page)
    assert made.csp() == POLICY
    assert "unsafe" not in POLICY
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page


def test_headings_are_in_order_and_tables_have_heads(made: Report) -> None:
    seen = Seen(made.html())
    assert [t for t, _ in seen.tags if t in ("h1", "h2", "h3")].count("h1") == 1
    assert all(a.get("scope") for t, a in seen.tags if t == "th")
    assert all(a.get("aria-label") for t, a in seen.tags if t == "svg")


def test_markdown_says_the_same(made: Report) -> None:
    text = made.markdown()
    assert "<script" not in re.sub(r"\\<", "", text)
    said = [line for line in text.splitlines() if line.startswith("- ") and "sha256" not in line]
    assert len(said) == len(made.parts.highlights) + len(made.parts.areas)
    assert all(re.search(r"\\\[\d+\\\]\]\(<", line) for line in said)
    assert "](javascript:" not in text.replace("\\]\\(", "")


def test_same_store_same_bytes(made: Report, store: kept.Memory) -> None:
    again = report(store, "2019-08", "Netherlands", app=APP)
    assert (again.html(), again.markdown(), again.snapshot) == (made.html(), made.markdown(), made.snapshot)


def test_changes_since_a_former_report(made: Report, tmp_path: Path) -> None:
    (tmp_path / "last.json").write_bytes(made.snapshot)
    last = former(tmp_path / "last.json")
    fresh = happened.event("new", when=happened.days("2019-08-30"))
    rows = [r for r in records() if getattr(r, "id", "") != "i11"]
    now = report(kept.Memory([*rows, fresh, happened.incident("inew", fresh)]), "2019-08", "Netherlands", last=last)  # type: ignore[list-item]
    said = {s.cites[0]: s.text for s in now.parts.changes}
    assert said["inew"].startswith("New")
    assert said["i11"].startswith("No longer held")
    assert said["i07"].startswith("New")
    assert "[" in now.html()
    same = report(
        kept.Memory(records(), statuses={"i07": Status.REJECTED, "i11": Status.ACCEPTED}),
        "2019-08",
        "Netherlands",
        last=last,
    )  # type: ignore[arg-type]
    assert not same.parts.changes
    (tmp_path / "bad.json").write_text(json.dumps({"schema": "other"}))
    with pytest.raises(InputError, match="snapshot"):
        former(tmp_path / "bad.json")


@pytest.mark.parametrize(
    ("text", "start", "end", "before"),
    [
        ("2019-08", date(2019, 8, 1), date(2019, 8, 31), "2019-07"),
        ("2019-03", date(2019, 3, 1), date(2019, 3, 31), "2019-02"),
        ("2019-08-05..2019-08-11", date(2019, 8, 5), date(2019, 8, 11), "2019-07-29..2019-08-04"),
        ("2019-W33", date(2019, 8, 12), date(2019, 8, 18), "2019-08-05..2019-08-11"),
        ("2019-08-05", date(2019, 8, 5), date(2019, 8, 5), "2019-08-04..2019-08-04"),
    ],
)
def test_periods(text: str, start: date, end: date, before: str) -> None:
    made = period(text)
    assert (made.start, made.end, str(made.before())) == (start, end, before)


@pytest.mark.parametrize("text", ["august", "2019-13", "2019-08-31..2019-08-01", "2019-W60", ""])
def test_no_period(text: str) -> None:
    with pytest.raises(UsageError):
        period(text)


@pytest.mark.parametrize(
    ("now", "mean", "expected"),
    [
        (20, 10, "large_up"),
        (11.5, 10, "up"),
        (10, 10, "level"),
        (8.5, 10, "down"),
        (5, 10, "large_down"),
        (4, 1, "low"),
    ],
)
def test_bands(now: float, mean: float, expected: str) -> None:
    assert trend(now, mean, own()) == own()["trend"][expected]
    assert trend(now, None, own()) == ""


def test_links_are_the_shared_words() -> None:
    links = Links(base="", filter=Filter(country=("IQ",), factuality="occurred"), of="incidents")
    assert links.filtered(period("2019-08"), kind=("battle",)) == (
        "/?country=IQ&kind=battle&since=2019-08-01&until=2019-08-31&factuality=occurred"
    )
    assert links.record("a b/c") == "/incidents/a%20b%2Fc"


def test_own_words_must_be_whole(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[title]\nreport = "x"\n')
    with pytest.raises(DataError, match="highlights is missing"):
        words(tmp_path / "own.toml")


def test_pdf_names_the_extra(made: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UsageError, match=r"casus\[pdf\]"):
        made.pdf()


def test_pictures_of_a_pdf_carry_their_own_colours(made: Report) -> None:
    from casus.report.pdf import inked

    page = inked(made.html())
    pictures = re.findall(r"<svg\b[^>]*><style>(.*?)</style>", page, re.S)
    assert len(pictures) == page.count("<svg") >= 2
    assert all(re.search(r"\.land\{fill:#[0-9a-f]{3,6}", p) and "var(" not in p and "@media" not in p for p in pictures)


def test_a_pdf_is_drawn_where_its_maker_is_installed(made: Report) -> None:
    pytest.importorskip("weasyprint", reason="the extra `pdf` is not installed", exc_type=ImportError)
    assert made.pdf().startswith(b"%PDF-")


def test_the_title_names_the_country_of_a_code(store: kept.Memory) -> None:
    assert "<h1>Situation report: Iraq</h1>" in report(store, "2019-08", "IQ").html()
