"""Sentences and tokens of raw text: conventions of the treebanks, old wires, web debris, and any input at all."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.annotate.text import glued, split


def read(text: str) -> list[str]:
    """Sentences as tokens joined by blanks."""
    return [" ".join(text[a:b] for a, b in s) for s in split(text)]


def test_a_title_that_runs_into_the_text_is_a_sentence_of_its_own() -> None:
    title = "Shells fall on Vesk - Norland News"
    text = f"{title}VESK, Norland - Two men died. Others fled."
    found = [[text[a:b] for a, b in s] for s in split(text, title)]
    assert found[0] == ["Shells", "fall", "on", "Vesk", "-", "Norland", "News"]
    assert found[1][0] == "VESK"
    assert glued(text, title) == len(title)


@pytest.mark.parametrize("title", [None, "", "Two", "Two men died in Vesk", "Two men died in Vesk and others"])
def test_a_title_that_only_begins_the_text_cuts_nothing(title: str | None) -> None:
    text = "Two men died in Vesk, and others fled."
    assert glued(text, title) == 0
    assert split(text, title) == split(text)


def words(text: str) -> str:
    """All tokens joined by blanks."""
    return " ".join(read(text))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("They didn't see Vesk's mayor.", "They did n't see Vesk 's mayor ."),
        ("the rebels' base", "the rebels ' base"),
        ("It cannot end", "It can not end"),
        ("Norland-led, anti-government, 35-year-old", "Norland - led , anti-government , 35 - year - old"),
        ("1,200 men, 3.5 km, 10:30 a.m., $2bn, 5pm", "1,200 men , 3.5 km , 10:30 a.m. , $ 2 bn , 5 pm"),
        ("the 5th of May, the 1990s, 12/03/1989", "the 5th of May , the 1990s , 12/03/1989"),
        ("Gen. A. B. Lund of the U.S. Army", "Gen. A. B. Lund of the U.S. Army"),
        ("Sana'a, Ma'rib, N'Djamena, Luhans'k, Sa'd", "Sana'a , Ma'rib , N'Djamena , Luhans'k , Sa'd"),
        ("Sana’a’s port; Shi’ite", "Sana’a ’s port ; Shi’ite"),
        ("Łódź, São José and Ñuble", "Łódź , São José and Ñuble"),
        (
            "see https://vesk.example/a?b=1, or mail a.b@vesk.example.",
            "see https://vesk.example/a?b=1 , or mail a.b@vesk.example .",
        ),
        ("at vesk-news.org today", "at vesk - news.org today"),
        ("No. 5 and no.", "No. 5 and no ."),
        ("He left...", "He left ..."),
        ("(the Front) [sic] “yes”", "( the Front ) [ sic ] “ yes ”"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert words(text) == tokens


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Lund met Col. Orm.|Both left.",
        "The U.S. Army left.|It was late.",
        "He lives in the U.S.|The army left.",
        "Troops of Norland Inc. left at 5 p.m. on Monday.|They came back.",
        "“We will not stop.”|The crowd went home.",
        "“Will you stop?” the mayor asked.",
        "“Stop!” said Lund.|Nobody did.",
        "It cost 3.5 million.|Fig. 2 shows it.",
        "He died (see p. 12).|She lived.",
        "The war ended in 1990.|[2]|",
        "1. The army left.",
        "He had Plan B.|It failed.",
        "Lund, J. P. Orm and others died.",
        "He asked.. nobody came.",
    ],
)
def test_sentences(text: str) -> None:
    wanted = [part for part in text.replace(".|[2]|", ". [2]").split("|") if part]
    raw = " ".join(wanted)
    assert [raw[s[0][0] : s[-1][1]] for s in split(raw)] == wanted


def test_headline_stands_alone() -> None:
    text = "Rebels shell Vesk\nAt least three people died on Monday, officials said. More were hurt."
    assert len(split(text)) == 3


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "Government troops and fighters of the Orm Front fought for a third\n"
        "day around the town of Vesk, where thousands of people have fled\n"
        "their homes. The army said it had lost no men.\n"
    )
    assert len(split(text)) == 2


def test_list_items_stay_apart() -> None:
    assert len(split("- two tanks destroyed near the bridge\n- one tank damaged near the port\n- a depot burnt")) == 3


def test_dateline_is_a_sentence_of_its_own() -> None:
    assert read("VESK (Agency) -- Troops entered the town.")[0] == "VESK ( Agency ) --"
    assert read("ORMVILLE, 3 JAN 90 (NPA) -- [TEXT] THE REBELS ATTACKED.")[1] == "THE REBELS ATTACKED ."
    assert len(read("Lund - a farmer - came home.")) == 1


def test_capitals() -> None:
    assert len(read("THE REBELS ATTACKED THE U.S. EMBASSY. THE ARMY DID NOT ANSWER.")) == 2


def test_debris_is_no_part_of_a_sentence() -> None:
    assert read("Skip to content\nMenu\n\nTroops entered Vesk.")[-1] == "Troops entered Vesk ."


def gives_back(text: str) -> None:
    """Every visible character stands in one token, in order."""
    last = 0
    for sentence in split(text):
        assert sentence
        for a, b in sentence:
            assert last <= a < b <= len(text)
            assert not any(c.isspace() for c in text[a:b])
            assert not any(c.isalnum() for c in text[last:a])
            last = b
    assert not any(c.isalnum() for c in text[last:])


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_offsets_give_back_every_visible_character(text: str) -> None:
    gives_back(text)


@given(st.text(alphabet="abAB .!?\n\"'’-[]()0123,:/@", max_size=300))
@settings(max_examples=300, deadline=None)
def test_offsets_on_text_like_input(text: str) -> None:
    gives_back(text)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        ".",
        "'",
        "a.",
        "1,2",
        "-",
        "a-",
        "@",
        "a@",
        '"a" ',
        "[",
        "\n",
        "a\n",
        "A. ",
        "\x00",
        "😀",
        "1.",
        "A&",
        "n't",
        "x:)",
    ],
)
def test_time_is_linear(unit: str) -> None:
    text = unit * (50_000 // len(unit))
    begun = time.process_time()
    split(text)
    assert time.process_time() - begun < 3


def test_right_to_left_and_nothing() -> None:
    assert split("") == split(" \n\t\u200b") == []
    assert len(read("\u202bقال الجيش إنه انسحب. لم يعلق أحد.\u202c")) >= 1
