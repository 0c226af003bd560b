"""Counts of people harmed, on sentences of invented lands with the parses that the reading model gave them.

The parses stand in `parsed_quantities.tsv` beside this file, so that these tests need no model.
"""

from __future__ import annotations

import tomllib
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import parsed
from casus.annotate.quantities import quantities
from casus.annotate.quantity_lexicon import class_of, entries, read
from casus.records.annotated import QuantityMention
from casus.values.toll import Harm, Of

PARSED = Path(__file__).with_name("parsed_quantities.tsv")
annotated = partial(parsed.annotated, PARSED)


def told(text: str) -> list[tuple[str, str, int, int, int | None]]:
    return [
        (text[q.span.start : q.span.end], q.toll.harm.value, q.toll.low, q.toll.best, q.toll.high)
        for q in quantities(annotated(text))
    ]


def only(text: str) -> QuantityMention:
    (found,) = quantities(annotated(text))
    return found


# ---- refusals first


@pytest.mark.parametrize(
    "text",
    [
        "The vote killed the plan.",
        "Casualties were reported in Vesk.",
        "The shelling of Vesk killed two cows and a horse.",
        "Gunmen killed and wounded 12 people in Vesk.",
        "Twelve people were killed or wounded in Vesk.",
        "There was no immediate word on casualties.",
        "The rebels surrendered the town.",
        "The Orm Front claimed the attack.",
        "The bomber killed himself in Vesk.",
        "They were killed in Vesk.",
        "He fired 3 shots in Vesk.",
    ],
)
def test_no_count_where_the_words_settle_none(text: str) -> None:
    assert told(text) == []


# ---- figures


@pytest.mark.parametrize(
    ("text", "low", "best", "high"),
    [
        ("The shells killed three villagers in Vesk.", 3, 3, 3),
        ("The shells killed at least three villagers in Vesk.", 3, 3, None),
        ("The shells killed more than 40 villagers in Vesk.", 40, 40, None),
        ("The shells killed up to seven villagers in Vesk.", 0, 7, 7),
        ("The shells killed about 20 villagers in Vesk.", 20, 20, 20),
        ("The shells killed nearly 90 villagers in Vesk.", 90, 90, 90),
        ("The shells killed between 15 and 20 villagers in Vesk.", 15, 17, 20),
        ("The shells killed dozens of villagers in Vesk.", 24, 24, None),
        ("The shells killed scores of villagers in Vesk.", 40, 40, None),
        ("The shells killed hundreds of villagers in Vesk.", 200, 200, None),
        ("The shells killed tens of thousands of villagers in Norland.", 20000, 20000, None),
        ("The shells killed several villagers in Vesk.", 3, 3, None),
        ("The shells killed villagers in Vesk.", 3, 3, None),
        ("The shells killed a villager in Vesk.", 1, 1, 1),
        ("The shells killed more than a dozen villagers in Vesk.", 12, 12, None),
        ("The shells killed 1,200 villagers in Norland.", 1200, 1200, 1200),
        ("The shells killed 1,80,000 people in Norland.", 180000, 180000, 180000),
    ],
)
def test_figures_count_as_the_record_format_says(text: str, low: int, best: int, high: int | None) -> None:
    toll = only(text).toll
    assert (toll.harm, toll.low, toll.best, toll.high) == (Harm.KILLED, low, best, high)


def test_the_span_holds_figure_and_people_and_the_verb_tells_the_harm() -> None:
    text = "The shells killed at least three old villagers in Vesk."
    core = annotated(text)
    (found,) = quantities(core)
    assert core.document.quote(found.span).exact == "at least three old villagers"
    assert found.people is not None
    assert core.document.quote(found.people).exact == "old villagers"
    assert core.tokens[found.verb].text == "killed"
    assert core.tokens[found.head].text == "villagers"


# ---- constructions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The raid killed three soldiers and two civilians.",
            [("three soldiers", "killed", 3, 3, 3), ("two civilians", "killed", 2, 2, 2)],
        ),
        ("The raid killed 5 and wounded 12.", [("5", "killed", 5, 5, 5), ("12", "injured", 12, 12, 12)]),
        (
            "Five people were killed and another 12 injured.",
            [("Five people", "killed", 5, 5, 5), ("another 12", "injured", 12, 12, 12)],
        ),
        (
            "The blast killed five soldiers and two civilians were wounded.",
            [("five soldiers", "killed", 5, 5, 5), ("two civilians", "injured", 2, 2, 2)],
        ),
        (
            "The attack left five dead and 12 wounded.",
            [("five dead", "killed", 5, 5, 5), ("12 wounded", "injured", 12, 12, 12)],
        ),
        (
            "One guard and one Veskan soldier were killed on Monday.",
            [("One guard", "killed", 1, 1, 1), ("one Veskan soldier", "killed", 1, 1, 1)],
        ),
        (
            "The attack left five people dead and three wounded.",
            [("five people", "killed", 5, 5, 5), ("three", "injured", 3, 3, 3)],
        ),
        (
            "The shooting left a woman dead and five others injured.",
            [("a woman", "killed", 1, 1, 1), ("five others", "injured", 5, 5, 5)],
        ),
        (
            "The shooting left one person dead and three others in the hospital.",
            [("one person", "killed", 1, 1, 1), ("three others", "injured", 3, 3, 3)],
        ),
        (
            "The shooting left a man dead and a woman in critical condition.",
            [("a man", "killed", 1, 1, 1), ("a woman", "injured", 1, 1, 1)],
        ),
        (
            "He is charged with murder for the deaths of Orlo Tarn, 24, and Davin Brask, 23.",
            [("Orlo Tarn", "killed", 1, 1, 1), ("Davin Brask", "killed", 1, 1, 1)],
        ),
        ("A 9 or 10 year old boy was shot and killed.", [("A 9 or 10 year old boy", "killed", 1, 1, 1)]),
        (
            "Twenty-five-year-old Orlo Tarn of Vesk died in the shooting.",
            [("Twenty-five-year-old Orlo Tarn", "killed", 1, 1, 1)],
        ),
        ("Police said Davin Brask shot the couple's son during a dispute.", [("the couple's son", "injured", 1, 1, 1)]),
        ("The Vesk police confirm an 18-month old is dead after a shooting.", [("an 18-month old", "killed", 1, 1, 1)]),
        (
            "Six people were shot, one fatally, in Vesk.",
            [("Six people", "injured", 6, 6, 6), ("one", "killed", 1, 1, 1)],
        ),
        ("4 shot, 1 fatally, in East Vesk", [("4", "injured", 4, 4, 4), ("1", "killed", 1, 1, 1)]),
        (
            "Of the six men who were shot, one was pronounced dead at the scene.",
            [("the six men", "injured", 6, 6, 6), ("one", "killed", 1, 1, 1)],
        ),
        ("Three victims showed up at the hospital with gunshot wounds.", [("Three victims", "injured", 3, 3, 3)]),
        ("A 26-year-old man was grazed in the shoulder.", [("A 26-year-old man", "injured", 1, 1, 1)]),
        (
            "All four victims were taken to the hospital, where two were listed in critical condition.",
            [("All four victims", "injured", 4, 4, 4)],
        ),
        ("The death toll rose to 12.", [("12", "killed", 12, 12, 12)]),
        ("The attack caused the death of three people.", [("three people", "killed", 3, 3, 3)]),
        (
            "Police told of the assassination of six priests and two employees in Vesk.",
            [("six priests", "killed", 6, 6, 6), ("two employees", "killed", 2, 2, 2)],
        ),
        ("Gunmen shot dead two guards.", [("two guards", "killed", 2, 2, 2)]),
        ("Two guards were shot and killed in Vesk.", [("Two guards", "killed", 2, 2, 2)]),
        ("Four soldiers killed in the ambush were buried.", [("Four soldiers", "killed", 4, 4, 4)]),
        ("The driver, who was killed, came from Vesk.", [("The driver", "killed", 1, 1, 1)]),
        ("Eighteen women and children were killed in Vesk.", [("Eighteen women", "killed", 18, 18, 18)]),
        ("Gunmen shot dead Mayor Orm Tallis in Vesk.", [("Mayor Orm Tallis", "killed", 1, 1, 1)]),
        ("The bomber killed himself and three others.", [("three others", "killed", 3, 3, 3)]),
        ("Nobody was hurt.", [("Nobody was hurt", "injured", 0, 0, 0)]),
        ("No casualties were reported.", [("No casualties", "injured", 0, 0, 0), ("No casualties", "killed", 0, 0, 0)]),
        ("Seven of the guards died.", [("Seven of the guards", "killed", 7, 7, 7)]),
        (
            "One soldier and three policemen lost their lives.",
            [("One soldier", "killed", 1, 1, 1), ("three policemen", "killed", 3, 3, 3)],
        ),
        ("THREE POLICEMEN WERE KILLED IN VESK.", [("THREE POLICEMEN", "killed", 3, 3, 3)]),
        (
            "Militants kidnapped two nurses and a doctor.",
            [("two nurses", "abducted", 2, 2, 2), ("a doctor", "abducted", 1, 1, 1)],
        ),
        ("Police arrested at least 40 demonstrators.", [("at least 40 demonstrators", "detained", 40, 40, None)]),
        ("Twelve rebels surrendered to the army.", [("Twelve rebels", "surrendered", 12, 12, 12)]),
        ("Six sailors are missing.", [("Six sailors", "missing", 6, 6, 6)]),
        ("Some 3,000 people fled their homes.", [("Some 3,000 people", "displaced", 3000, 3000, 3000)]),
    ],
)
def test_people_are_found_through_the_sentence(
    text: str, expected: list[tuple[str, str, int, int, int | None]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The raid wounded 12 others.", "another"),
        ("The death toll rose to 12.", "total"),
        ("Gunmen tried to kill the mayor.", "; to"),
        ("The shells could kill hundreds of people.", "modal"),
        ("Gunmen shot a guard in the leg.", "doubtful"),
        ("Three villagers were taken to a local hospital.", "open"),
        ("Among the dead were a student and a teacher.", "part"),
    ],
)
def test_the_rule_tells_what_coding_must_know(text: str, mark: str) -> None:
    assert all(mark in q.rule for q in quantities(annotated(text)))
    assert quantities(annotated(text))


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("The shells killed three villagers in Vesk.", Of.CIVILIANS),
        ("THREE POLICEMEN WERE KILLED IN VESK.", Of.STATE_FORCES),
        ("Twelve rebels surrendered to the army.", Of.UNKNOWN),
        ("The shells killed 1,80,000 people in Norland.", Of.UNKNOWN),
        ("The army killed four rebel soldiers.", Of.UNKNOWN),
    ],
)
def test_whose_people_they_are_only_where_the_noun_says_it(text: str, of: Of) -> None:
    assert only(text).toll.of is of


# ---- the lexicons' own samples


@pytest.mark.parametrize("number", range(len(entries())))
def test_each_entry_of_harm_matches_its_samples_and_no_others(number: int) -> None:
    sample = read("harms")["harm"][number]
    for text in sample["match"]:
        assert any(q.toll.harm.value == sample["harm"] for q in quantities(annotated(text))), text
    for text in sample["not"]:
        assert not [q for q in quantities(annotated(text)) if q.toll.harm.value == sample["harm"]], text


@pytest.mark.parametrize("part", ["none", "toll"])
def test_the_phrases_of_zero_and_sum_match_their_samples(part: str) -> None:
    sample = read("harms")[part]
    for text in sample["match"]:
        assert quantities(annotated(text)), text
    for text in sample["not"]:
        assert not quantities(annotated(text)), text


def words_of(text: str) -> list[str]:
    return text.rstrip(".").replace(",", "").split()


@pytest.mark.parametrize("group", read("people")["class"], ids=lambda g: str(g["of"]))
def test_each_class_of_people_matches_its_samples(group: dict[str, Any]) -> None:
    def classes(text: str) -> set[str]:
        words = words_of(text)
        found = (class_of(words[: n + 1]) for n in range(len(words)))
        return {f[0] for f in found if f}

    for text in group["match"]:
        assert group["of"] in classes(text), text
    for text in group.get("not", []):
        assert group["of"] not in classes(text), text


def test_every_lexicon_file_tells_its_origin_and_licence() -> None:
    for name in ("harms", "people", "numbers", "times"):
        text = files("casus.data").joinpath(f"lexicons/en/{name}.toml").read_text("utf-8")
        head = "\n".join(text.splitlines()[:12])
        assert "Origin:" in head, name
        assert "Licence:" in head, name
        tomllib.loads(text)


def test_a_year_is_no_count_of_people() -> None:
    assert told("A December 2015 homicide shook Vesk.") == []


@pytest.mark.parametrize("text", ["Officers shot into a crowd in Vesk.", "None of the dead was armed."])
def test_those_who_fire_and_the_dead_who_were_unarmed_are_no_count(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("A soothsayer and her niece died in Vesk.", [1, 1]),
        ("The blast killed a soothsayer.", [1]),
        ("The shells claimed the lives of ten farmers and a nurse.", [10, 1]),
        ("Officials spoke of 20 dead but later corrected this to 25.", [25]),
        ("The mayor gave 138 as the number of dead.", [138]),
    ],
)
def test_people_whom_no_table_lists_and_figures_taken_back(text: str, counts: list[int]) -> None:
    assert [best for _, harm, _, best, _ in told(text) if harm == "killed"] == counts


def test_a_word_in_brackets_is_no_companion() -> None:
    assert [(harm, best) for _, harm, _, best, _ in told("Marchers were shot with pellets on Monday (one dead).")] == [
        ("injured", 3),
        ("killed", 1),
    ]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Two policemen were killed and their driver hurt in Vesk.", [("killed", 2), ("injured", 1)]),
        ("The ministry put the dead at 11 and the injured at 28.", [("killed", 11), ("injured", 28)]),
        ("Bombs killed 12 guards and wounded as many more.", [("killed", 12), ("injured", 12)]),
        ("Bombs killed 12 guards, and twice as many were injured.", [("killed", 12), ("injured", 24)]),
    ],
)
def test_two_harms_of_one_sentence(text: str, counts: list[tuple[str, int]]) -> None:
    assert [c for c in counts if c in [(harm, best) for _, harm, _, best, _ in told(text)]] == counts


def test_one_whom_the_tagger_takes_for_several() -> None:
    assert [
        best for _, harm, _, best, _ in told("A man killed his 19-year-old stepson in Vesk.") if harm == "killed"
    ] == [1]


def test_a_thing_that_no_table_knows_is_no_person() -> None:
    assert told("Officers killed a rifle.") == []
