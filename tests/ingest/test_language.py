"""English is told from its neighbours; where there is too little to tell, nothing is said."""

from __future__ import annotations

import pytest

from casus.ingest.language import language, name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The army said on Monday that it had taken the town of Vesk after two days of fighting in the hills.", "en"),
        ("VESK: AT LEAST THREE PEOPLE WERE KILLED WHEN A BOMB WENT OFF AT THE MARKET ON MONDAY, POLICE SAID.", "en"),
        (
            "El ejército dijo el lunes que había tomado la ciudad de Vesk después de dos días de combates.",
            "es",
        ),
        (
            "Die Armee sagte am Montag, dass sie die Stadt Vesk nach zwei Tagen eingenommen hat und nicht weiter geht.",
            "de",
        ),
        (
            "O exército disse na segunda-feira que não tomou a cidade de Vesk e que os combates foram poucos.",
            "pt",
        ),
        (
            "Tentara mengatakan bahwa kota itu telah direbut pada hari Senin dengan bantuan dari udara.",
            "id",
        ),
        ("قال الجيش يوم الاثنين إنه سيطر على المدينة بعد يومين من القتال", "Arabic"),
        ("Армия сообщила в понедельник, что заняла город после двух дней боёв", "Cyrillic"),
        ("Bomb in Vesk", None),
        (
            "http://vesk.example/com?a=1 Tarn Rovers dropped Jo O'Holm, a coach; a Nes man, E. Haug of Dal, came in.",
            None,
        ),
        ("Vesk Orm Norland Tarn Holm Brekke Skarn Ullen Haug Dal Vik Nes Berg", None),
        ("", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language(text) == code


def test_arabic_names_do_not_make_an_english_report_arabic() -> None:
    assert (
        language("The fighters of the group (جبهة اورم) said on Monday that they had left the town and the hills.")
        == "en"
    )


def test_names() -> None:
    assert (name("fr"), name("Arabic")) == ("French", "Arabic")
