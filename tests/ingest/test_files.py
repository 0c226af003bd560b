"""The door lets in what can be read, and sets the rest aside by name."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from casus.ingest import arrival, lines
from casus.ingest.arrival import Arrival
from casus.ingest.files import read
from casus.records.document import Document
from casus.records.issue import Issue, Severity

REPORT = (
    "Fighters of the Orm Front shelled the market of Vesk on Monday and killed at least three people, officials of "
    "the town said. The front has not said that it was behind the attack.\n"
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Market of Vesk shelled | Post</title>
<link rel="canonical" href="https://post.example/vesk"><meta property="og:site_name" content="Norland Post">
<meta property="article:published_time" content="2031-03-04T22:10:00+01:00"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Market of Vesk shelled</h1><p>REPORT</p><p>Norland sent an ambulance train to the town on Tuesday, and the
governor asked the front to keep away from markets.</p></article></body></html>""".replace("REPORT", REPORT)


def documents(*paths: object, **options: object) -> list[Document]:
    return [a.document for a in read(map(str, paths), **options) if isinstance(a, Arrival)]  # type: ignore[arg-type]


def issues(*paths: object, **options: object) -> list[Issue]:
    return [a for a in read(map(str, paths), **options) if isinstance(a, Issue)]  # type: ignore[arg-type]


def only_issue(path: object) -> str:
    assert documents(path) == []
    (issue,) = issues(path)
    assert (issue.where, issue.severity, issue.stage) == (str(path), Severity.ERROR, "ingest")
    return issue.reason


def test_a_text_file_is_kept_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Skip to content\n\n" + REPORT + "\nBack to top\n", "utf-8")
    (document,) = documents(file, published=date(2031, 3, 4))
    assert document.text == file.read_text("utf-8")
    assert (document.language, document.published, document.title) == ("en", date(2031, 3, 4), "Skip to content")
    assert document.url is None
    assert document.source is None


def test_the_id_of_a_text_depends_on_the_text_alone(tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_bytes(REPORT.encode())
    other.write_bytes(REPORT.replace("\n", "\r\n").encode("utf-8-sig"))
    from_pipe = documents("-", stdin=io.BytesIO(REPORT.encode()))
    assert documents(one) == documents(other) == from_pipe


def test_a_saved_page_gives_its_article_and_origin(tmp_path: Path) -> None:
    file = tmp_path / "saved"  # no suffix: told by its first bytes
    file.write_text(PAGE, "utf-8")
    assert issues(file) == []
    (document,) = documents(file, published=date(2040, 1, 1))
    assert "shelled the market of Vesk" in document.text
    assert "Home" not in document.text
    assert document.title == "Market of Vesk shelled"
    assert (document.source, document.url) == ("Norland Post", "https://post.example/vesk")
    assert document.published == date(2031, 3, 4)


def test_a_page_that_breaks_off_is_read_with_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(PAGE[: PAGE.index("governor") + 8], "utf-8")
    (issue,) = issues(file)
    assert issue.severity is Severity.WARNING
    assert issue.reason == "the page has no closing </html>; its end may be missing"
    assert "shelled" in documents(file)[0].text
    file.write_text(PAGE[: PAGE.index("</p><p>Nor")] + "<a hre", "utf-8")
    assert "breaks off inside a tag" in issues(file)[0].reason


def test_linked_data_tells_before_meta_fields_do(tmp_path: Path) -> None:
    start = '<script type="application/ld+json">'
    linked = {
        "@graph": [
            {"@type": "WebSite", "name": "x"},
            {
                "@type": ["NewsArticle"],
                "headline": "Vesk",
                "datePublished": "2031-03-05",
                "publisher": {"name": "Orm Times"},
            },
        ]
    }
    file = tmp_path / "a.html"
    script = f"{start}{json.dumps(linked)}</script>{start}[[</script>"
    file.write_text(PAGE.replace("</head>", script + "</head>"), "utf-8")
    (document,) = documents(file)
    assert (document.title, document.source, document.published) == ("Vesk", "Orm Times", date(2031, 3, 5))


def test_a_page_without_an_article_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>", "utf-8")
    assert only_issue(file).startswith("no article found in this page")


def test_a_page_nested_without_end_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<html><body>" + "<div>" * 100_000 + REPORT, "utf-8")
    assert "nested more than" in only_issue(file)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7\n...", "a PDF file, not text; save it as text or HTML first"),
        (b"PK\x03\x04rest", "a ZIP archive or an Office document, not text; save it as text or HTML first"),
        (bytes(range(256)) * 40, "binary data, not text"),
        (b"\xff\xfeV\xd8e\x00", "begins as utf-16-le but is not: illegal UTF-16 surrogate at byte 0"),
    ],
)
def test_what_is_no_text_is_reported_by_what_it_is(tmp_path: Path, raw: bytes, told: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(raw)
    assert only_issue(file) == told


def test_fifty_megabytes_of_one_line_are_reported(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        for _ in range(50):
            stream.write(b"a " * 500_000)
    assert only_issue(file) == "more than 20,000,000 bytes; a report is shorter"


def test_a_book_is_no_report(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("shells fell " * 200_000, "utf-8")
    assert only_issue(file) == "2,400,000 characters; a report has at most 2,000,000"


def test_a_missing_file_and_one_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert only_issue(tmp_path / "none.txt") == "No such file or directory"

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "a.txt"
    file.write_text(REPORT, "utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    assert only_issue(file) == "Permission denied"


def test_a_folder_is_walked_in_order_and_tells_what_it_passes_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "a/c.jsonl", ".hidden/x.txt", "picture.png", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name}: {REPORT}", "utf-8")
    (tmp_path / "a/c.jsonl").write_text(json.dumps({"id": "c", "text": REPORT}) + "\n", "utf-8")
    read_ = [a.where for a in read([str(tmp_path)]) if isinstance(a, Arrival)]
    assert [Path(where).relative_to(tmp_path).as_posix() for where in read_] == ["a/c.jsonl:1", "a/z.TXT", "b.txt"]
    (issue,) = issues(tmp_path)
    assert issue.severity is Severity.WARNING
    assert issue.reason == "files of other sorts were passed over (.md 1, .png 1); name them to read them"


def test_an_empty_folder_is_reported(tmp_path: Path) -> None:
    assert only_issue(tmp_path) == "no reports in this folder"


def test_the_same_text_is_read_once_and_an_id_names_one_text(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(REPORT, "utf-8")
    (issue,) = issues(tmp_path)
    assert issue.severity is Severity.WARNING
    assert issue.reason == f"the same text as {tmp_path / 'a.txt'}; read once"
    file = tmp_path / "c.jsonl"
    file.write_text('{"id": "1", "text": "One."}\n{"id": "1", "text": "Two."}\n{"id": "2", "text": "Two."}\n', "utf-8")
    assert [d.text for d in documents(file)] == ["One.", "Two."]
    (issue,) = issues(file)
    assert (issue.where, issue.severity) == (f"{file}:2", Severity.ERROR)
    assert issue.reason == f"id '1' was given to another text by {file}:1; not read"


def test_a_bad_line_is_reported_by_number_and_the_rest_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    good = json.dumps({"id": "good", "text": REPORT, "published": "2031-03-04T10:00:00Z", "extra": [1]})
    bad = [
        '{"id": "x", "text": ',
        '{"id": "x"}',
        '{"id": "x", "text": 5}',
        "[1]",
        '{"id": "x", "text": " "}',
        '{"id": "x", "text": "\\ud83d broken"}',
        '{"id": "x", "text": ' + "[" * 100_000,
        '{"id": "x", "text": "t", "more": ' + "[" * 100_000 + "]" * 100_000 + "}",
    ]
    raw = "\n".join([*bad, good, ""]).encode()
    file.write_bytes(b'\xef\xbb\xbf{"id": "latin", "text": "caf\xe9"}\n' + raw)
    found = issues(file)
    assert [i.where for i in found] == [f"{file}:{n}" for n in range(1, 10)]
    assert "not UTF-8" in found[0].reason
    assert "missing required field `text`" in found[2].reason
    assert "`$.text`" in found[3].reason
    assert found[5].reason == "empty"
    assert "too deep" in found[8].reason
    (document,) = documents(file)
    assert (document.id, document.published) == ("good", date(2031, 3, 4))


def test_an_odd_date_is_unknown_and_told(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": 7, "text": "One.", "published": "March 4"}\n', "utf-8")
    (document,) = documents(file)
    assert (document.id, document.published) == ("7", None)
    (issue,) = issues(file)
    assert issue.severity is Severity.WARNING
    assert "published 'March 4' is no ISO date" in issue.reason


def test_a_line_without_end_is_skipped_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LINE_LIMIT", 1000)
    raw = b'{"id": "a", "text": "' + b"x" * 5000 + b'"}\n{"id": "b", "text": "Two."}\n'
    first, second = lines.documents(io.BytesIO(raw), "f")
    assert isinstance(first, Issue)
    assert (first.where, first.reason) == ("f:1", "a line of more than 1,000 bytes")
    assert isinstance(second, Arrival)
    assert (second.where, second.document.id) == ("f:2", "b")


class Endless(io.RawIOBase):
    """Lines without end: a door that wanted them all would never open."""

    def __init__(self) -> None:
        self.given = 0
        self.left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if not self.left:
            self.given += 1
            self.left = b'{"id": "%d", "text": "Shells fell on Vesk, %d of them."}\n' % (self.given, self.given)
        part, self.left = self.left[: len(buffer)], self.left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def test_lines_stream_through_standard_input() -> None:
    source = Endless()
    found = read(["-"], stdin=io.BufferedReader(source, buffer_size=64))
    for _ in range(2000):
        assert isinstance(next(found), Arrival)
    assert source.given < 2100


def test_standard_input_may_be_a_page_or_nothing() -> None:
    assert documents("-", stdin=io.BytesIO(PAGE.encode()))[0].source == "Norland Post"
    (issue,) = issues("-", stdin=io.BytesIO())
    assert (issue.where, issue.reason) == ("standard input", "empty")


def test_a_text_in_another_language_is_set_aside_by_name(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "Les combattants du Front d'Orm ont bombardé le marché de Vesk lundi et ont tué au moins trois personnes, "
        "selon les autorités de la ville, qui ne savent pas encore pourquoi.",
        "utf-8",
    )
    assert documents(file) == []
    (issue,) = issues(file)
    assert issue.severity is Severity.WARNING
    assert issue.reason == "written in French; casus codes English only, so it was not coded"


def test_limits_hold_each_other() -> None:
    assert arrival.TEXT_LIMIT < arrival.PAGE_LIMIT


def test_a_date_in_the_text_of_a_page_is_asked_last(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    meta = PAGE[PAGE.index('<meta property="article') : PAGE.index("</head>")]
    file.write_text(PAGE.replace(meta, "").replace("</h1>", "</h1><p>Published March 4, 2019</p>"), "utf-8")
    assert documents(file)[0].published == date(2019, 3, 4)
    assert documents(file, published=date(2019, 3, 6))[0].published == date(2019, 3, 6)
