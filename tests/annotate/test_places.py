from __future__ import annotations

import re
from pathlib import Path

import pytest

from casus.annotate.places import places
from casus.annotate.spatial import relation, travelled
from casus.gazetteer import Gazetteer, default_path, distance, open_gazetteer, sources
from casus.records.annotated import Annotated, Name, NameType, PlaceMention, Sentence, Token
from casus.records.document import Document
from casus.records.span import Span
from casus.values.where import Level

CASES = Path(__file__).parents[1] / "gazetteer" / "conflict_names.tsv"


def core(text: str, names: dict[str, NameType] | None = None) -> Annotated:
    """A document cut at white space and punctuation; a capital makes a proper noun, `names` are the reader's."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, s in enumerate(re.finditer(r"[^.!?]+(?:\.(?=\S)[^.!?]*)*[.!?]?", text)):
        first = len(tokens)
        for m in re.finditer(r"[\w’'-]+(?:\.\w\.?)*|[^\w\s]", s[0]):
            start = s.start() + m.start()
            word = m[0]
            pos = "PROPN" if word[:1].isupper() else "X"
            tokens.append(
                Token(
                    index=len(tokens), start=start, end=start + len(word), text=word, lemma=word, pos=pos, tag="X",
                    head=len(tokens), relation="dep", sentence=number,
                )
            )  # fmt: skip
        if len(tokens) > first:
            at = (tokens[first].start, tokens[-1].end)
            sentences.append(Sentence(index=number, start=at[0], end=at[1], first=first, last=len(tokens)))
    found = [
        Name(span=Span(start=m.start(), end=m.end()), type=kind)
        for name, kind in (names or {}).items()
        for m in re.finditer(re.escape(name), text)
    ]
    return Annotated(
        document=Document(id="t", text=text),
        sentences=tuple(sentences),
        tokens=tuple(tokens),
        names=tuple(sorted(found, key=lambda n: n.span.start)),
    )


def told(gazetteer: Gazetteer, text: str, *names: str, least: float | None = None) -> list[PlaceMention]:
    return list(places(core(text, dict.fromkeys(names, NameType.PLACE)), gazetteer, min_score=least))


def test_a_province_is_no_foreign_town(embedded: Gazetteer) -> None:
    (anbar,) = told(embedded, "Troops swept Anbar for hideouts.", "Anbar")
    assert (anbar.where.country, anbar.where.level) == ("IQ", Level.ADMIN1)
    assert anbar.where.geo_precision == 3


def test_a_bare_name_is_the_town_and_the_word_province_makes_it_the_province(embedded: Gazetteer) -> None:
    (town,) = told(embedded, "A bomb went off in Aleppo, Syrian officials said.", "Aleppo")
    (province,) = told(embedded, "A bomb went off in Aleppo province, Syrian officials said.", "Aleppo")
    assert (town.where.level, province.where.level) == (Level.TOWN, Level.ADMIN1)


def test_a_province_is_meant_by_its_own_name(embedded: Gazetteer) -> None:
    (province,) = told(embedded, "Marines killed eight men in Nayarit, Mexican officials said.", "Nayarit")
    assert province.where.level is Level.ADMIN1


def test_demonyms_settle_homonyms_and_are_no_places(embedded: Gazetteer) -> None:
    (syrian,) = told(embedded, "Syrian and Lebanese officials met in Tripoli, a Lebanese port.", "Tripoli", "Syrian")
    (libyan,) = told(embedded, "Libyan militias fought in Tripoli.", "Tripoli")
    assert (syrian.where.country, libyan.where.country) == ("LB", "LY")


def test_what_contains_it_settles_it(embedded: Gazetteer) -> None:
    first, second = told(embedded, "They met in Tripoli, Lebanon.", "Tripoli", "Lebanon")
    assert (first.where.country, second.where.level) == ("LB", Level.COUNTRY)
    assert "its container is named" in first.note


def test_one_sense_in_a_document(embedded: Gazetteer) -> None:
    found = told(embedded, "Shells fell on Tripoli, Lebanon. Hours later Tripoli was quiet.", "Tripoli", "Lebanon")
    assert {m.where.country for m in found} == {"LB"}


def test_what_the_gazetteer_does_not_know_is_kept_without_a_point(embedded: Gazetteer) -> None:
    (vesk,) = told(embedded, "Shells fell on Veskograd at dawn.", "Veskograd")
    assert (vesk.where.name, vesk.where.latitude, vesk.score) == ("Veskograd", None, 0.0)


def test_below_the_threshold_the_mention_stays_and_the_point_goes(embedded: Gazetteer) -> None:
    text = "A man was shot in Tripoli."
    (sure,) = told(embedded, text, "Tripoli", least=0.0)
    (unsure,) = told(embedded, text, "Tripoli", least=1.0)
    assert sure.where.latitude is not None
    assert (unsure.where.latitude, unsure.where.country, unsure.score) == (None, None, sure.score)
    assert unsure.note.startswith("below 1.0")


def test_names_that_the_reader_missed_or_mistook(embedded: Gazetteer) -> None:
    missed = places(core("Two soldiers were killed near Fallujah at noon."), embedded)
    mistaken = places(core("Two men died in Fallujah.", {"Fallujah": NameType.PERSON}), embedded)
    assert [m.where.country for m in (*missed, *mistaken)] == ["IQ", "IQ"]


@pytest.mark.parametrize("text", ["The ban begins in May.", "He will speak in March.", "They waited at Christmas."])
def test_dates_are_no_towns(embedded: Gazetteer, text: str) -> None:
    assert places(core(text), embedded) == ()


@pytest.mark.parametrize("letters", ["IRA", "SDF", "DEA", "U.N.", "I.R.A."])
def test_letters_of_a_body_are_no_town_that_has_them_for_a_code(embedded: Gazetteer, letters: str) -> None:
    assert told(embedded, f"The bomb was laid by the {letters} at dawn.", letters) == []


@pytest.mark.parametrize(
    ("letters", "country"),
    [("UAE", "AE"), ("DRC", "CD"), ("NYC", "US"), ("HOMS", "SY"), ("U.S.", "US"), ("N.Y.", "US")],
)
def test_letters_that_our_tables_or_the_name_itself_hold_are_a_place(
    embedded: Gazetteer, letters: str, country: str
) -> None:
    (found,) = told(embedded, f"A bomb went off in {letters} at dawn.", letters, least=0.0)
    assert found.where.country == country


def test_a_metro_police_tells_no_town(embedded: Gazetteer) -> None:
    assert told(embedded, "Metro police searched the mall.", "Metro", least=0.0) == []


def test_where_all_is_in_capitals_letters_may_be_a_name(embedded: Gazetteer) -> None:
    assert told(embedded, "A BOMB WENT OFF IN IRA AT DAWN.", "IRA", least=0.0) != []


def test_persons_are_no_towns(embedded: Gazetteer) -> None:
    assert places(core("Paris told reporters of the vote.", {"Paris": NameType.PERSON}), embedded) == ()


def test_the_place_inside_a_bodys_name(embedded: Gazetteer) -> None:
    (found,) = places(core("The Bank of Iraq said so.", {"Bank of Iraq": NameType.ORGANISATION}), embedded)
    assert (found.where.country, found.span) == ("IQ", Span(start=12, end=16))


def test_an_article_that_the_reader_cut_off_is_put_back(embedded: Gazetteer) -> None:
    text = "Syrian rebels left Al-Bab at dawn."
    (found,) = told(embedded, text, "Bab")
    assert text[found.span.start : found.span.end] == "Al-Bab"


@pytest.mark.parametrize(
    ("text", "words", "km", "bearing"),
    [
        ("12 km north of Mosul", "12 km north of", 12.0, 0.0),
        ("about 30 kilometers south-west of Mosul", "about 30 kilometers south-west of", 30.0, 225.0),
        ("five miles from Mosul", "five miles from", 8.045, None),
        ("southwest of Mosul", "southwest of", None, 225.0),
        ("near Mosul", "near", None, None),
        ("on the outskirts of Mosul", "on the outskirts of", None, None),
        ("near the town of Mosul", "near", None, None),
    ],
)
def test_relations(text: str, words: str, km: float | None, bearing: float | None) -> None:
    document = core(f"A patrol was hit {text}.", {"Mosul": NameType.PLACE})
    found = relation(document, document.names[0].span)
    assert found is not None
    assert (found.words, found.bearing) == (words, bearing)
    assert found.km == pytest.approx(km) if km else found.km is None


@pytest.mark.parametrize("text", ["in Mosul", "the north and Mosul", "three men of Mosul"])
def test_no_relation(text: str) -> None:
    document = core(f"A patrol was hit {text}.", {"Mosul": NameType.PLACE})
    assert relation(document, document.names[0].span) is None


def test_point_and_radius_move_with_the_words(embedded: Gazetteer) -> None:
    (bare,) = told(embedded, "Iraqi police found a body in Mosul.", "Mosul")
    (north,) = told(embedded, "Iraqi police found a body 40 km north of Mosul.", "Mosul")
    (near,) = told(embedded, "Iraqi police found a body near Mosul.", "Mosul")
    a, b = bare.where, north.where
    assert None not in (
        a.latitude,
        a.longitude,
        b.latitude,
        b.longitude,
        a.radius_km,
        b.radius_km,
        near.where.radius_km,
    )
    assert distance(a.latitude, a.longitude, b.latitude, b.longitude) == pytest.approx(40, abs=0.2)
    assert b.latitude > a.latitude
    assert 10 <= b.radius_km <= 20
    assert near.where.radius_km > a.radius_km
    assert (a.geo_precision, near.where.geo_precision) == (1, 2)
    assert north.span.start < bare.span.start + 3


def test_between_two_towns_is_one_place(embedded: Gazetteer) -> None:
    (found,) = told(embedded, "Iraqi troops closed the road between Ramadi and Fallujah.", "Ramadi", "Fallujah")
    assert found.where.relation == "between"
    assert 43.3 < (found.where.longitude or 0) < 43.8
    assert 20 < (found.where.radius_km or 0) < 40


def test_between_two_countries_is_no_road(embedded: Gazetteer) -> None:
    assert len(told(embedded, "Talks between Iraq and Turkey failed.", "Iraq", "Turkey")) == 2


def test_a_border_lies_on_the_side_that_the_report_is_about(embedded: Gazetteer) -> None:
    (found,) = told(embedded, "Syrian officers said a convoy was hit near the border with Turkey.", "Turkey")
    assert (found.where.country, found.where.level) == ("SY", Level.AREA)
    assert 35.5 < (found.where.latitude or 0) < 38
    (alone,) = told(embedded, "A convoy was hit near the border with Turkey.", "Turkey")
    assert alone.where.country == "TR"


def test_part_of_a_country_is_an_area(embedded: Gazetteer) -> None:
    (found,) = told(embedded, "Shells fell on northern Niger.", "northern Niger")
    assert (found.where.level, found.where.country, found.where.name) == (Level.AREA, "NE", "northern Niger")


def test_given_names_are_answered_one_by_one(embedded: Gazetteer) -> None:
    document = core("From Mosul to Vesk and back to Mosul.")
    spans = tuple(Span(start=m.start(), end=m.end()) for m in re.finditer("Mosul|Vesk", document.document.text))
    found = places(document, embedded, given=spans)
    assert tuple(m.span for m in found) == spans
    assert [m.where.country for m in found] == ["IQ", None, "IQ"]


def test_the_way_there_and_back() -> None:
    lat, lon = travelled(*travelled(35.0, 43.0, 100.0, 45.0), 100.0, 225.0)
    assert distance(35.0, 43.0, lat, lon) < 1.0


def test_conflict_names_in_context(embedded: Gazetteer) -> None:
    """77 names, each in one sentence: with the towns of GeoNames at least 74 can be reached and 70 are right."""
    whole = default_path().is_file() and sources.full()
    gazetteer = open_gazetteer() if whole else embedded
    missed, wrong = [], []
    lines = [ln for ln in CASES.read_text("utf-8").splitlines() if ln and not ln.startswith("#")][1:]
    for name, country, lat, lon, km, sentence in (ln.split("\t") for ln in lines):
        here = (float(lat), float(lon))
        known = [p for p in gazetteer.candidates(name) if not country or p.country in (country, None)]
        if not any(distance(*here, p.latitude, p.longitude) <= float(km) for p in known):
            missed.append(name)
        at = sentence.index(name)
        (m,) = places(core(sentence), gazetteer, given=(Span(start=at, end=at + len(name)),))
        w = m.where
        if w.latitude is None or w.longitude is None or distance(*here, w.latitude, w.longitude) > float(km):
            wrong.append((name, m.note))
    assert len(lines) == 77
    assert len(missed) <= (3 if whole else 8), missed
    assert len(wrong) <= (7 if whole else 12), wrong


def test_given_words_that_are_no_names_have_no_say(embedded: Gazetteer) -> None:
    text = "The mayor and the trainer met near Mosul."
    spans = tuple(Span(start=text.index(w), end=text.index(w) + len(w)) for w in ("mayor", "trainer", "Mosul"))
    alone = places(core(text), embedded, given=spans[2:])
    found = places(core(text), embedded, given=spans)
    assert [m.where.latitude for m in found[:2]] == [None, None]
    assert found[2] == alone[0]


@pytest.mark.parametrize("cut", ["New", "Zealand"])
def test_a_name_that_reading_cut_in_two_is_whole(embedded: Gazetteer, cut: str) -> None:
    (found,) = told(embedded, "Troops left for New Zealand today.", cut)
    assert (found.where.name, found.where.country) == ("New Zealand", "NZ")


def test_a_capital_word_beside_a_name_that_makes_no_name_stays_out(embedded: Gazetteer) -> None:
    (found,) = told(embedded, "Troops left Old Mosul today.", "Mosul")
    assert found.where.name == "Mosul"


def test_a_sub_district_that_no_table_holds_stands_at_its_seat(embedded: Gazetteer) -> None:
    found, *_ = told(embedded, "Raids hit the sub-district of Bakhmut in Ukraine.", "Bakhmut", least=0.0)
    assert (found.where.level, found.where.geo_precision, found.where.where_prec) == (Level.DISTRICT, 2, 3)
    assert (found.where.radius_km or 0.0) >= 20


def test_the_compass_before_a_country_makes_a_part_of_it(embedded: Gazetteer) -> None:
    (found,) = told(embedded, "Shells fell on northern Niger.", "Niger")
    assert (found.where.level, found.where.name, found.where.geo_precision) == (Level.AREA, "northern Niger", 3)


def test_the_compass_before_a_town_leaves_the_town(embedded: Gazetteer) -> None:
    (found,) = told(embedded, "Shells fell on western Mosul.", "Mosul")
    assert (found.where.level, found.where.name) == (Level.TOWN, "Mosul")
