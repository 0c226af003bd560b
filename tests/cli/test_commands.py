"""The commands by themselves: what they take, say, and return. Reading is played by a stand-in that knows one verb."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from casus import __version__
from casus.cli import work
from casus.cli.main import COMMANDS, main
from casus.errors import ModelError
from casus.records.annotated import Annotated, Name, NameType, PlaceMention
from casus.records.claim import Basis, Claim
from casus.records.document import Document
from casus.records.event import Event
from casus.records.frame import Discarded, Frame
from casus.records.issue import Issue, Severity
from casus.records.span import Span
from casus.settings import Settings
from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.toll import Harm, Toll
from casus.values.where import Level, Where

SHELLED = "Guns of the Orm Front shelled Vesk, and three people were killed."
FILM = "The film tells how the Orm Front shelled Vesk."


class StandIn:
    """Codes each "shelled" that is no film's; stumbles over "crash"."""

    def __init__(self) -> None:
        self.annotator = SimpleNamespace(annotate=self.annotate)

    def annotate(self, document: Document, *, given: tuple[Span, ...] | None = None) -> Annotated:
        spans = (Span(start=0, end=4),) if given is None else given
        where = Where(name="Vesk", level=Level.TOWN)
        return Annotated(
            document=document,
            names=tuple(Name(span=s, type=NameType.PLACE) for s in spans),
            places=tuple(PlaceMention(span=s, where=where, score=0.5) for s in spans),
        )

    def walk(self, document: Document) -> Iterator[Event | Discarded | Issue]:
        if "crash" in document.text:
            raise RuntimeError("the stand-in stumbled")
        if "odd" in document.text:
            yield Issue(where=document.id, reason="an odd frame", stage="coding", severity=Severity.WARNING)
        at = document.text.find("shelled")
        if at < 0:
            return
        span = Span(start=at, end=at + 7)
        if "film" in document.text:
            frame = Frame(trigger=span, head=0, sentence=0, scope=(span,), guesses=(), entry="shell:1")
            yield Discarded(frame=frame, reason="film", words=Span(start=4, end=8))
            return
        quote = (document.quote(span),)
        three = document.text.index("three")
        killed = (document.quote(Span(start=three, end=three + 5)),)
        yield Event(
            id=f"abcdef{len(document.text):04x}",
            document=document,
            kind=Claim(value=Kind.parse("violence/explosive/shelling"), basis=Basis.STATED, evidence=quote, coder="k"),
            trigger=quote,
            sentence=Span(start=0, end=len(document.text)),
            factuality=Claim(value=Factuality.OCCURRED, basis=Basis.STATED, evidence=quote, coder="f"),
            tolls=(
                Claim(
                    value=Toll(harm=Harm.KILLED, low=3, best=3, high=3),
                    basis=Basis.STATED,
                    evidence=killed,
                    coder="casus.coding.tolls@1:figure",
                    score=0.875,
                    note="two figures stood near",
                ),
            ),
            coder="casus 9.9.9",
        )


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The stand-in in the pipeline's place; the settings it was asked for."""
    asked: list[Settings] = []

    def loaded(settings: Settings) -> StandIn:
        asked.append(settings)
        return StandIn()

    monkeypatch.setattr(work, "loaded", loaded)
    return asked


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_text(SHELLED, "utf-8")
    return file


def casus(*arguments: object, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


def test_code_writes_json_lines_when_piped(report: Path) -> None:
    done = casus("code", report, "--published", "2031-03-04")
    assert done.exit_code == 0
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert told["document"]["published"] == "2031-03-04"
    assert told["acled"]["sub_event_type"] == "Shelling/artillery/missile attack"
    assert told["trigger"]["evidence"] == [{"start": 22, "end": 29, "exact": "shelled"}]


def test_code_writes_a_table_and_says_how_many(report: Path) -> None:
    done = casus("code", report, "--format", "table")
    assert str(report.name) in done.stdout.replace("\n", "")
    assert "3 killed" in done.stdout
    assert "shelled · three" in " ".join(done.stdout.split())
    assert done.stdout.endswith("1 event in 1 document\n")


def test_code_writes_csv_with_and_without_the_guard(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"id": "a", "text": SHELLED, "title": "=2+3"}), "utf-8")
    assert ",'=2+3," in casus("code", file, "--format", "csv").stdout
    assert ",=2+3," in casus("code", file, "--format", "csv", "--no-excel-safe").stdout


def test_code_reads_standard_input(reading: list[Settings]) -> None:
    done = casus("code", "-", "--min-score", "0.25", stdin=SHELLED.encode())
    assert (done.exit_code, done.stdout.count("\n")) == (0, 1)
    assert {s.min_score for s in reading} == {0.25}


def test_what_cannot_be_read_is_named_and_the_rest_is_coded(tmp_path: Path, report: Path) -> None:
    empty, crash = tmp_path / "empty.txt", tmp_path / "crash.txt"
    empty.write_bytes(b"")
    crash.write_text("crash " + SHELLED, "utf-8")
    done = casus("code", empty, tmp_path / "none.txt", crash, report)
    assert done.exit_code == 1
    assert done.stdout.count("\n") == 1
    assert done.stderr.splitlines() == [
        f"casus: {empty}: empty",
        f"casus: {tmp_path / 'none.txt'}: No such file or directory",
        f"casus: {crash}: RuntimeError while reading: the stand-in stumbled",
    ]


def test_a_warning_loses_no_document(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("odd " + SHELLED, "utf-8")
    done = casus("code", file)
    assert (done.exit_code, done.stdout.count("\n")) == (0, 1)
    assert "warning: " in done.stderr
    assert "an odd frame" in done.stderr


def test_a_pipeline_that_cannot_start_is_told_once(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(settings: Settings) -> StandIn:
        raise ModelError("casus-model-en is not installed")

    monkeypatch.setattr(work, "loaded", absent)
    done = casus("code", report)
    assert str(done.exception) == "casus-model-en is not installed"
    assert done.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("code",),
        ("code", "x", "--format", "yaml"),
        ("code", "x", "--published", "March 4"),
        ("code", "x", "--min-score", "2"),
        ("code", "x", "--jobs", "0"),
        ("annotate", "x", "--mentions", "/no/such/file"),
        ("explain", "abcdef12"),
        ("evaluate", "gold", "/no/such/file"),
        ("nonsense",),
    ],
)
def test_wrong_usage_is_exit_2(arguments: tuple[str, ...]) -> None:
    done = casus(*arguments)
    assert done.exit_code == 2
    assert "Error: " in done.stderr


def test_annotate_writes_a_record_a_document(report: Path) -> None:
    told = json.loads(casus("annotate", report).stdout)
    assert told["schema"] == "casus.annotated/1"
    assert told["names"] == [{"start": 0, "end": 4, "exact": "Guns", "type": "place"}]
    assert told["places"][0]["latitude"] is None


def test_annotate_resolves_given_mentions(tmp_path: Path) -> None:
    docs, mentions = tmp_path / "docs.jsonl", tmp_path / "mentions.jsonl"
    rows = [{"id": "a", "text": SHELLED}, {"id": "b", "text": FILM}]
    docs.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    vesk = SHELLED.index("Vesk")
    spans = [{"start": vesk, "end": vesk + 4, "type": "LOC"}, {"start": 0, "end": 4, "type": "weapon"}]
    mentions.write_text(json.dumps({"id": "a", "spans": spans}), "utf-8")
    a, b = map(json.loads, casus("annotate", docs, "--mentions", mentions).stdout.splitlines())
    assert [p["exact"] for p in a["places"]] == ["Vesk"]
    assert b["places"] == []


def test_bad_mentions_are_named_by_line_before_anything_is_written(tmp_path: Path, report: Path) -> None:
    mentions = tmp_path / "m.jsonl"
    mentions.write_text('{"id": "a"}\n{"id": "b", "spans": [{"start": 3, "end": 3}]}\n', "utf-8")
    done = casus("annotate", report, "--mentions", mentions)
    assert done.stdout == ""
    first, second = str(done.exception).splitlines()
    assert first.startswith(f"{mentions}:1: Object missing required field `spans`")
    assert second.startswith(f"{mentions}:2: empty or backward span 3:3")


def test_mentions_beyond_the_text_lose_that_document(tmp_path: Path) -> None:
    docs, mentions = tmp_path / "docs.jsonl", tmp_path / "m.jsonl"
    docs.write_text(json.dumps({"id": "a", "text": "Vesk."}), "utf-8")
    mentions.write_text('{"id": "a", "spans": [{"start": 3, "end": 30}]}', "utf-8")
    done = casus("annotate", docs, "--mentions", mentions)
    assert done.exit_code == 1
    assert "span 3-30 of 'a' is outside its text of 5 characters" in done.stderr


def test_explain_tells_each_field_with_its_words_and_rule(report: Path) -> None:
    told = casus("explain", "abcdef", report).stdout
    assert f"({report})" in told
    for line in (
        "  trigger    “shelled” 22-29",
        "  place      unknown",
        "  toll       harm killed, low 3, best 3, high 3, of unknown",
        "             stated: “three” 40-45",
        "             by casus.coding.tolls@1:figure, score 0.88; two figures stood near",
    ):
        assert line in told.splitlines()


def test_explain_tells_what_became_of_every_frame(tmp_path: Path, report: Path) -> None:
    film, quiet = tmp_path / "film.txt", tmp_path / "quiet.txt"
    film.write_text(FILM, "utf-8")
    quiet.write_text("Nothing was told from Norland.", "utf-8")
    told = casus("explain", report, film, quiet).stdout
    assert "  coded      abcdef0041  violence/explosive/shelling, occurred: “shelled” 22-29" in told
    assert "  discarded  film: “shelled” 33-40, because of “film” 4-8 [shell:1]" in told
    assert told.endswith("  nothing that could be an event\n")


def test_explain_of_an_unknown_event(report: Path) -> None:
    done = casus("explain", "abcdef99", report)
    assert done.exit_code == 1
    assert "no event abcdef99" in done.stderr
    assert "1 document read" in done.stderr


def test_evaluate_codes_and_scores(tmp_path: Path) -> None:
    docs, gold = tmp_path / "docs.jsonl", tmp_path / "gold.jsonl"
    docs.write_text(json.dumps({"id": "a", "text": SHELLED}), "utf-8")
    event = {"kind": "Attack", "trigger": "shelled", "sentence": SHELLED, "killed": {"low": 3, "best": 3}}
    missed = {**event, "trigger": "Guns", "sentence": None}
    gold.write_text(json.dumps({"id": "a", "events": [event, missed]}), "utf-8")
    done = casus("evaluate", "gold", docs, gold, "--errors", "5")
    lines = done.stdout.splitlines()
    assert lines[0] == "a | Attack -> Shelling/artillery/missile attack | wrong: kind | shelled"
    assert lines[1] == "a | MISSED Attack | Guns"
    assert "detection_f1               0.667" in lines
    assert "kinds confused: Attack -> Shelling/artillery/missile attack x1" in lines
    figures = json.loads(casus("evaluate", "gold", docs, gold, "--json").stdout)
    assert figures["killed"] == {"of_pairs": 1.0, "f1": 0.667}


def test_evaluate_scores_a_public_corpus(tmp_path: Path) -> None:
    docs, gold = tmp_path / "docs.jsonl", tmp_path / "gold.jsonl"
    docs.write_text(json.dumps({"id": "a", "text": SHELLED}), "utf-8")
    label = {"id": "a", "label": "SHELLING", "sub_event_type": "Shelling/artillery/missile attack"}
    gold.write_text(json.dumps(label), "utf-8")
    rows = json.loads(casus("evaluate", "case21", docs, gold, "--json").stdout)
    assert rows["ACLED's kinds"]["accuracy"] == 1.0
    gold.write_text(json.dumps({**label, "sub_event_type": "Attack"}), "utf-8")
    done = casus("evaluate", "case21", docs, gold, "--errors", "1")
    assert done.stdout.splitlines()[0] == "a | Attack -> Shelling/artillery/missile attack"
    assert "weighted f1" in done.stdout


def test_version_and_help() -> None:
    assert casus("--version").stdout == f"casus {__version__}\n"
    assert "Examples:" in casus("--help").stdout


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_with_an_example_or_commands_of_its_own(name: str) -> None:
    told = casus(name, "--help")
    assert told.exit_code == 0
    assert f"casus {name}" in told.stdout or "Commands:" in told.stdout


def test_the_manual_is_current() -> None:
    from casus.cli.manual import manual

    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "cli.md"
    assert page.read_text("utf-8") == manual(), "run: python docs/generate.py"


def test_no_bar_where_nobody_sees_it(report: Path) -> None:
    assert casus("code", *[report] * 30).stderr.count("read once") == 29
    assert "documents/s" not in casus("code", *[report] * 30).stderr


def test_the_bar_counts_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from casus.cli import bar

    (tmp_path / "a.jsonl").write_text("{}\n{}\n")
    (tmp_path / "b.txt").write_text("x")
    (tmp_path / "c.png").write_text("x")
    assert bar.count(tmp_path) == 3
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with bar.progress((str(tmp_path),)) as few:
        assert few.shown is None
    monkeypatch.setattr(bar, "FEW", 2)
    with bar.progress((str(tmp_path),)) as shown:
        shown.step()
        with shown.hidden():
            pass
    told: Any = terminal.getvalue()
    assert "reading" in told
    assert "1/3" in told
