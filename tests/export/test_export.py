"""Events as lines, rows and tables: nothing told that the record does not tell, nothing that a stranger could run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from casus.components import component, names
from casus.export.records import record
from casus.export.rows import COLUMNS, clean, place, row, toll, when, words
from casus.ontology.counterparts import acled, plover
from casus.records import wire
from casus.records.claim import Basis, Claim
from casus.records.document import Document
from casus.records.event import Event
from casus.records.span import Span
from casus.records.wire import EventRecord
from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.party import Category, Party
from casus.values.thing import Campaign, Effect, Thing
from casus.values.toll import Harm, Of, Toll
from casus.values.when import When
from casus.values.where import Level, Where

DOCUMENT = Document.of(
    "Orm Front fighters shelled Vesk on Monday, killing at least 3 civilians and two soldiers and destroying ten "
    "tunnels, in the second phase of Operation Grey Dawn.",
    id="doc",
    title="=Shells\x1b[31m fall on\u202e Vesk",
)


def claim(value: Any, *quotes: str) -> Claim[Any]:
    spans = [Span(start=DOCUMENT.text.index(q), end=DOCUMENT.text.index(q) + len(q)) for q in quotes]
    return Claim(value=value, basis=Basis.STATED, evidence=tuple(map(DOCUMENT.quote, spans)), coder="rule")


def event(**fields: Any) -> EventRecord:
    trigger = claim(None, "shelled").evidence
    made: dict[str, Any] = {
        "id": "e1",
        "document": DOCUMENT,
        "kind": claim(Kind.parse("violence/explosive/shelling"), "shelled"),
        "trigger": trigger,
        "sentence": Span(start=0, end=20),
        "factuality": claim(Factuality.OCCURRED, "shelled"),
        "initiator": claim(Party(name="Orm Front", category=Category.REBEL_GROUP, id="orm"), "Orm Front fighters"),
        "place": claim(Where(name="Vesk", level=Level.TOWN, country="NL", latitude=-1.5, longitude=2.0), "Vesk"),
        "when": claim(When(start=None, end=None, precision=None, text="Monday"), "Monday"),
        "tolls": (
            claim(Toll(harm=Harm.KILLED, low=3, best=3, high=None, of=Of.CIVILIANS), "at least 3 civilians"),
            claim(Toll(harm=Harm.KILLED, low=2, best=2, high=2, of=Of.STATE_FORCES), "two soldiers"),
        ),
        "objects": (claim(Thing(what="tunnel", count=10, effect=Effect.DESTROYED), "ten tunnels"),),
        "operation": claim(Campaign(name="Grey Dawn", phase="second"), "Operation Grey Dawn"),
        "coder": "casus 9.9.9",
    }
    return record(Event(**{**made, **fields}))


def written(form: str, events: Iterable[EventRecord], **options: Any) -> str:
    out = io.BytesIO()
    component("format", form)(events, out, **options)
    return out.getvalue().decode()


def test_a_record_has_the_counterparts_of_its_kind() -> None:
    made = event()
    assert made.acled == acled(Kind.parse("violence/explosive/shelling"))
    assert made.acled is not None
    assert made.acled.sub_event_type == "Shelling/artillery/missile attack"
    assert made.plover is not None
    assert made.plover.event_type == "ASSAULT"
    assert plover(Kind.parse("weather/rain")) is None


def test_jsonl_is_the_whole_record_a_line() -> None:
    lines = written("jsonl", [event(), event(id="e2")]).splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["e1", "e2"]


def test_csv_has_a_cell_for_each_column() -> None:
    (cells,) = csv.DictReader(io.StringIO(written("csv", [event()])))
    assert list(cells) == list(COLUMNS)
    told = {name: value for name, value in cells.items() if value}
    assert told == {
        "id": "e1",
        "document": "doc",
        "title": "'=Shells[31m fall on Vesk",
        "kind": "violence/explosive/shelling",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "plover_type": "ASSAULT",
        "plover_mode": told.get("plover_mode", "absent"),
        "factuality": "occurred",
        "initiator": "Orm Front",
        "initiator_id": "orm",
        "initiator_category": "rebel group",
        "place": "Vesk",
        "country": "NL",
        "latitude": "-1.5",
        "longitude": "2.0",
        "level": "town",
        "geo_precision": "1",
        "where_prec": "1",
        "when_words": "Monday",
        "killed_low": "5",
        "killed_best": "5",
        "tolls": "3+ killed (civilians); 2 killed (state forces)",
        "objects": "10 tunnel destroyed",
        "operation": "Grey Dawn",
        "phase": "second",
        "trigger": "shelled",
        "words": "Orm Front fighters | shelled | Vesk | Monday | at least 3 civilians | two soldiers | ten tunnels | "
        "Operation Grey Dawn",
        "coder": "casus 9.9.9",
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d", "\t=", "\r\n=", "\x00="])
def test_no_cell_of_a_stranger_is_a_formula(start: str) -> None:
    hostile = event(initiator=claim(Party(name=f"{start}SUM(A1)", category=Category.UNKNOWN), "Orm Front"))
    (guarded,) = csv.DictReader(io.StringIO(written("csv", [hostile]), newline=""))
    assert guarded["initiator"] == f"'{start.strip(chr(0)).strip()}SUM(A1)"
    assert guarded["latitude"] == "-1.5"
    (bare,) = csv.DictReader(io.StringIO(written("csv", [hostile], guarded=False), newline=""))
    assert bare["initiator"] == guarded["initiator"][1:]


def test_an_open_toll_has_no_high_and_an_explicit_none_is_zero() -> None:
    none = claim(Toll(harm=Harm.INJURED, low=0, best=0, high=0), "two soldiers")
    cells = row(event(tolls=(none,)))
    assert (cells["injured_low"], cells["injured_high"], cells["killed_best"]) == (0, 0, None)
    assert cells["tolls"] == "none injured"


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_the_table_shows_values_and_words_at_every_width(width: int) -> None:
    shown = written("table", [event(factuality=claim(Factuality.PLANNED, "shelled"))], width=width)
    assert max(map(len, shown.splitlines())) <= width
    flat = " ".join(shown.split())
    for told in ("planned", "e1", "tunnel", "Grey", "Dawn", "3+", "Monday", "soldiers"):
        assert told in flat or told in flat.replace(" ", ""), told


def test_the_table_obeys_no_report() -> None:
    shown = written("table", [event()], width=120)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "=Shells[31m fall on Vesk" in shown


def test_the_table_has_a_block_for_each_document_with_its_place() -> None:
    untitled = Document.of(DOCUMENT.text, id="x")
    shown = written("table", [event(), event(id="e2"), event(id="e3", document=untitled)], where={"x": "folder/x.txt"})
    assert shown.count("=Shells") == 1
    assert "folder/x.txt" in shown


def test_words_stand_in_order_and_once() -> None:
    assert words(event())[:3] == ["Orm Front fighters", "shelled", "Vesk"]


def test_values_in_few_words() -> None:
    told = event()
    assert place(told.place) == "Vesk, NL"
    assert when(told.when) == "“Monday”"
    assert place(None) == when(None) == ""
    days = claim(When(start=date(2031, 3, 3), end=date(2031, 3, 4), precision=None, text=""), "Monday")
    assert when(event(when=days).when) == "2031-03-03 – 2031-03-04"
    up_to = wire.TollRecord(
        harm=Harm.INJURED, low=0, best=1200, high=1200, of=Of.UNKNOWN, basis=Basis.ASSUMED, evidence=()
    )
    assert toll(up_to) == "0–1,200 injured"
    assert clean("a\nb\x00\u202ec") == "a bc"


def test_every_format_is_listed() -> None:
    assert {"csv", "jsonl", "table"} <= set(names("format"))
