"""Laws of the codec: what goes out comes back, in the contract's fields, as bytes that never vary."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.errors import InputError
from casus.records import wire
from casus.records.annotated import (
    Annotated,
    Name,
    NameType,
    PartyMention,
    PlaceMention,
    QuantityMention,
    Sentence,
    TimeMention,
    TimeType,
)
from casus.records.claim import Basis, Claim
from casus.records.codec import decode_annotated, decode_event, encode, encode_annotated, encode_event, event_record
from casus.records.decoded import event_of
from casus.records.document import Document, settle
from casus.records.event import Event, Participant
from casus.records.schema import RECORDS, page, schema
from casus.records.span import Span
from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.party import Category, Party
from casus.values.thing import Campaign, Effect, Thing, Voice, Weapon
from casus.values.toll import Harm, Of, Toll
from casus.values.when import Precision, When
from casus.values.where import Level, Where

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = ROOT.parent / "shared" / "contract" / "event.schema.json"
ACLED = wire.AcledRecord(disorder_type="Political violence", event_type="Battles", sub_event_type="Armed clash")
ORDER = """schema id document kind acled plover trigger factuality initiator target participants place when tolls
objects weapons operation source sentence coder gist"""
PLOVER = wire.PloverRecord(event_type="ASSAULT", mode=None, contexts=("military",))

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
countries = st.sampled_from(["NL", "VK", "OR"])
maybe_words = st.none() | words


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = settle(draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))) or "x"
    return Document.of(
        text,
        id=draw(words),
        url=draw(maybe_words),
        title=draw(maybe_words),
        source=draw(maybe_words),
        published=draw(st.none() | st.dates()),
        language=draw(st.none() | st.just("en")),
    )


@st.composite
def spans(draw: st.DrawFn, document: Document) -> Span:
    start = draw(st.integers(0, len(document.text) - 1))
    return Span(start=start, end=draw(st.integers(start + 1, len(document.text))))


def wheres() -> st.SearchStrategy[Where]:
    points = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))
    return st.builds(
        lambda point, **fields: Where(
            latitude=point and point[0],
            longitude=point and point[1],
            **fields,  # type: ignore[arg-type]
        ),
        points,
        name=words,
        level=st.sampled_from(Level),
        geonameid=st.none() | st.integers(1, 10**8),
        admin1=maybe_words,
        admin2=maybe_words,
        country=st.none() | countries,
        radius_km=st.none() | st.floats(0, 1e4) | st.integers(0, 500),
        relation=maybe_words,
    )


def whens() -> st.SearchStrategy[When]:
    days = st.tuples(st.dates(), st.dates()).map(sorted)
    unknown = st.builds(When, start=st.none(), end=st.none(), precision=st.none(), text=words)
    known = days.flatmap(
        lambda d: st.builds(
            When,
            start=st.just(d[0]),
            end=st.just(d[1]),
            precision=st.none() | st.sampled_from(Precision),
            text=st.just("") | words,
        )
    )
    return unknown | known


def tolls() -> st.SearchStrategy[Toll]:
    rising = st.lists(st.integers(0, 10**6), min_size=3, max_size=3).map(sorted)
    return st.builds(
        lambda n, opened, harm, of: Toll(harm=harm, low=n[0], best=n[1], high=None if opened else n[2], of=of),
        rising,
        st.booleans(),
        st.sampled_from(Harm),
        st.sampled_from(Of),
    )


parties = st.builds(
    Party, name=words, category=st.sampled_from(Category), id=maybe_words, country=st.none() | countries
)
things = st.builds(Thing, what=words, count=st.none() | st.integers(0, 999), effect=st.none() | st.sampled_from(Effect))
campaigns = st.builds(Campaign, name=words, phase=maybe_words, objective=maybe_words)


@st.composite
def claims(draw: st.DrawFn, value: st.SearchStrategy[Any], document: Document) -> Claim[Any]:
    basis = draw(st.sampled_from(Basis))
    least = 0 if basis is Basis.ASSUMED else 1
    evidence = draw(st.lists(spans(document), min_size=least, max_size=2))
    return Claim(
        value=draw(value), basis=basis, evidence=tuple(document.quote(s) for s in evidence), coder="casus 9.9.9"
    )


@st.composite
def events(draw: st.DrawFn) -> Event:
    doc = draw(documents())

    def claim(value: st.SearchStrategy[Any]) -> Any:
        return draw(st.none() | claims(value, doc))

    def many(value: st.SearchStrategy[Any]) -> Any:
        return tuple(draw(st.lists(claims(value, doc), max_size=2)))

    trigger = tuple(doc.quote(s) for s in draw(st.lists(spans(doc), min_size=1, max_size=2)))
    kinds = st.lists(words.map(lambda w: w.replace("/", "_")), min_size=1, max_size=3)
    return Event(
        id=draw(words),
        document=doc,
        kind=Claim(value=Kind(path=tuple(draw(kinds))), basis=Basis.STATED, evidence=trigger, coder="casus 9.9.9"),
        trigger=trigger,
        sentence=draw(spans(doc)),
        factuality=draw(claims(st.sampled_from(Factuality), doc)),
        initiator=claim(parties),
        target=claim(parties),
        participants=tuple(Participant(role="ally", party=c) for c in many(parties)),
        place=claim(wheres()),
        when=claim(whens()),
        tolls=many(tolls()),
        objects=many(things),
        weapons=many(words.map(lambda w: Weapon(what=w))),
        operation=claim(campaigns),
        source=claim(words.map(lambda w: Voice(name=w))),
        coder="casus 9.9.9",
    )


@settings(max_examples=80, deadline=None)
@given(events(), st.sampled_from([(None, None), (ACLED, PLOVER)]))
def test_an_event_comes_back_as_it_went_out(event: Event, names: tuple[Any, Any]) -> None:
    line = encode_event(event, acled=names[0], plover=names[1])
    record = decode_event(line)
    assert event_of(record, event.document) == event
    assert record == event_record(event, acled=names[0], plover=names[1])
    assert (record.acled, record.plover) == names
    assert encode(record) == line


@settings(max_examples=40, deadline=None)
@given(events())
def test_a_line_is_one_line_of_the_schema(event: Event) -> None:
    line = encode_event(event, acled=ACLED, plover=PLOVER)
    assert b"\n" not in line
    jsonschema.validate(json.loads(line), schema("event"))
    if CONTRACT.exists():
        jsonschema.validate(json.loads(line), json.loads(CONTRACT.read_text("utf-8")))


DOCUMENT = Document.of("Orm Front fighters shelled Vésk on Monday, killing 3.", id="a", published=date(2031, 3, 4))


def span(text: str) -> Span:
    start = DOCUMENT.text.index(text)
    return Span(start=start, end=start + len(text))


def small_event(**fields: Any) -> Event:
    trigger = (DOCUMENT.quote(span("shelled")),)
    stated: Any = {"basis": Basis.STATED, "evidence": trigger, "coder": "t"}
    made: dict[str, Any] = {
        "id": "e1",
        "document": DOCUMENT,
        "kind": Claim(value=Kind.parse("violence/explosive/shelling"), **stated),
        "trigger": trigger,
        "sentence": Span(start=0, end=len(DOCUMENT.text)),
        "factuality": Claim(value=Factuality.OCCURRED, **stated),
        "coder": "casus 9.9.9",
    }
    return Event(**{**made, **fields})


def test_fields_stand_in_the_contracts_order_and_unknown_is_null() -> None:
    told = json.loads(encode_event(small_event()))
    assert " ".join(told) == " ".join(ORDER.split())
    assert told["document"]["published"] == "2031-03-04"
    assert told["place"] is None
    assert told["tolls"] == []
    assert told["trigger"] == {"evidence": [{"start": 19, "end": 26, "exact": "shelled"}]}


def test_letters_outside_ascii_stay_as_they_are() -> None:
    place = Claim(
        value=Where(name="Vésk", level=Level.TOWN),
        basis=Basis.STATED,
        evidence=(DOCUMENT.quote(span("Vésk")),),
        coder="t",
    )
    assert "Vésk".encode() in encode_event(small_event(place=place))


def test_whole_degrees_are_spelled_one_way() -> None:
    def at(degrees: float) -> bytes:
        where = Where(name="Vésk", level=Level.TOWN, latitude=degrees, longitude=degrees, radius_km=degrees)
        return encode_event(small_event(place=Claim(value=where, basis=Basis.ASSUMED, evidence=(), coder="t")))

    assert at(36) == at(36.0)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda r: r.pop("weapons"), "weapons"),
        (lambda r: r.update(schema="casus.event/2"), "casus.event/2"),
        (lambda r: r["factuality"].update(value="rumoured"), "rumoured"),
        (lambda r: r["trigger"].update(evidence=[]), "trigger.evidence"),
        (lambda r: r["sentence"].update(start=-1), "sentence.start"),
    ],
)
def test_what_is_no_event_record_is_refused_with_the_field(change: Any, told: str) -> None:
    record = json.loads(encode_event(small_event()))
    change(record)
    with pytest.raises(InputError, match=told):
        decode_event(json.dumps(record))


def test_a_field_of_a_later_version_is_passed_over() -> None:
    record = json.loads(encode_event(small_event()))
    assert decode_event(json.dumps({**record, "mood": "grim"})) == decode_event(json.dumps(record))


def test_words_that_the_document_does_not_have_are_refused() -> None:
    other = Document.of("Nothing of the sort was told from anywhere in Norland.", id="a")
    with pytest.raises(InputError, match=r"event e1: document a has .* not 'shelled'"):
        event_of(decode_event(encode_event(small_event())), other)


def test_a_toll_that_falls_is_refused() -> None:
    killed = Claim(value=Toll(harm=Harm.KILLED, low=3, best=3, high=3), basis=Basis.ASSUMED, evidence=(), coder="t")
    record = json.loads(encode_event(small_event(tolls=(killed,))))
    record["tolls"][0]["high"] = 2
    with pytest.raises(InputError, match="event e1: toll does not rise: 3, 3, 2"):
        event_of(decode_event(json.dumps(record)), DOCUMENT)


def test_an_annotated_document_comes_back_as_it_went_out() -> None:
    actor = Party(name="Orm Front", category=Category.REBEL_GROUP, id="orm")
    found = Annotated(
        document=DOCUMENT,
        sentences=(Sentence(index=0, start=0, end=len(DOCUMENT.text), first=0, last=9),),
        names=(Name(span=span("Vésk"), type=NameType.PLACE, score=0.9),),
        places=(PlaceMention(span=span("Vésk"), where=Where(name="Vésk", level=Level.TOWN), score=0.25),),
        times=(TimeMention(span=span("Monday"), type=TimeType.DATE, value=None, when=None),),
        parties=(PartyMention(span=span("Orm Front fighters"), head=2, party=actor, rule="r"),),
        quantities=(
            QuantityMention(span=span("3"), toll=Toll(harm=Harm.KILLED, low=3, best=3, high=None), head=8, verb=7),
        ),
    )
    line = encode_annotated(found)
    told = json.loads(line)
    jsonschema.validate(told, schema("annotated"))
    assert encode(decode_annotated(line)) == line
    assert told["names"] == [{"start": 27, "end": 31, "exact": "Vésk", "type": "place"}]
    assert told["places"][0]["latitude"] is None
    assert told["times"][0] == {"start": 35, "end": 41, "exact": "Monday", "type": "DATE", "value": None}
    assert told["parties"][0]["id"] == "orm"
    assert told["quantities"][0]["high"] is None
    assert told["sentences"] == [{"start": 0, "end": len(DOCUMENT.text)}]


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_the_schema_page_is_current(name: str) -> None:
    kept = (ROOT / "docs" / "reference" / f"{name}.schema.json").read_text("utf-8")
    assert kept == page(name), "run: python docs/generate.py"


def meaning(node: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """A schema node as plain facts: references followed, null told apart, `const` and `enum` as one."""
    if "$ref" in node:
        return meaning(whole["$defs"][node["$ref"].rsplit("/", 1)[-1]], whole)
    for group in ("oneOf", "anyOf"):
        if group in node:
            (other,) = [n for n in node[group] if n.get("type") != "null"]
            return {**meaning(other, whole), "null": True}
    facts: dict[str, Any] = {"null": False, "properties": {}, "required": set(), "types": set()}
    for part in node.get("allOf", ()):
        told = meaning(part, whole)
        facts["types"] |= told["types"]
        facts["required"] |= told["required"]
        facts["properties"].update(told["properties"])
    types = node.get("type", [])
    facts["types"] |= {types} if isinstance(types, str) else set(types)
    values = set(node.get("enum", [node["const"]] if "const" in node else []))
    facts["null"] = "null" in facts["types"] or None in values
    facts["types"] -= {"null"}
    facts["values"] = values - {None}
    facts["limits"] = {k: node[k] for k in ("minimum", "maximum", "minLength", "pattern", "format") if k in node}
    facts["least"] = node.get("minItems", 0)
    facts["required"] |= set(node.get("required", ()))
    facts["properties"].update({k: meaning(v, whole) for k, v in node.get("properties", {}).items()})
    if "items" in node:
        facts["items"] = meaning(node["items"], whole)
    return facts


def differences(ours: dict[str, Any], theirs: dict[str, Any], at: str) -> list[str]:
    """Where our schema says another thing than theirs. Ours may say more where theirs is silent."""
    found = [
        f"{at}.{fact}: {ours[fact]!r}, not {theirs[fact]!r}"
        for fact in ("null", "required", "values", "limits", "least")
        if ours.get(fact) != theirs.get(fact)
    ]
    if theirs["types"] and theirs["types"] != ours["types"]:
        found.append(f"{at}.types: {ours['types']}, not {theirs['types']}")
    for name, node in theirs["properties"].items():
        found += differences(ours["properties"][name], node, f"{at}.{name}")
    if "items" in theirs:
        found += differences(ours["items"], theirs["items"], f"{at}[]")
    return found


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract is not beside this checkout")
def test_our_schema_means_what_the_contract_means() -> None:
    ours, theirs = schema("event"), json.loads(CONTRACT.read_text("utf-8"))
    assert differences(meaning(ours, ours), meaning(theirs, theirs), "event") == []
    harsh = json.loads(json.dumps(theirs))
    harsh["$defs"]["basis"]["enum"].append("guessed")
    harsh["properties"]["coder"]["type"] = ["string", "null"]
    assert len(differences(meaning(ours, ours), meaning(harsh, harsh), "event")) > 5
