"""The measures over public corpora, against figures worked out by hand in an invented land."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casus.errors import InputError, UsageError
from casus.evaluate import case21, gsr, gvdb, muc, wikievents
from casus.evaluate.corpora import golds, measure, part, written
from casus.evaluate.muc_incidents import incidents, named, specific
from casus.evaluate.muc_templates import incident, template, templates
from casus.evaluate.told import by_document, told_first
from casus.records.wire import EventRecord
from happened import ARMY, ORM, days, event, party, place, toll

ATTACK, BOMB, KIDNAP = "violence/civilians/attack", "violence/explosive/bomb", "violence/civilians/abduction"
ROLES: dict[str, list[list[str]]] = {role: [] for role in muc.ROLES}


def at(words: str, start: int) -> dict[str, Any]:
    return {"evidence": [{"start": start, "end": start + len(words), "exact": words}]}


def fact(value: str) -> dict[str, Any]:
    return {"value": value, "basis": "stated", **at("shelled", 10)}


def thing(words: str, effect: str | None) -> dict[str, Any]:
    return {"what": words, "count": None, "effect": effect, "basis": "stated", **at(words, 70)}


def only(events: list[EventRecord]) -> muc.Template:
    (made,) = templates(events)
    return made


# ---- the event told first


def test_told_first_passes_over_what_is_not_real() -> None:
    planned = event("a", trigger=at("raid", 1), factuality=fact("planned"))
    later, longer = event("b", trigger=at("raid", 9)), event("c", trigger=at("raid on Vesk", 9))
    assert told_first([planned, later, longer]) is longer
    assert told_first([planned]) is None
    assert told_first([planned, later], real=False) is planned


# ---- CASE


def test_case_counts_classes_and_quiet() -> None:
    gold = [
        {"id": "1", "label": "A", "sub_event_type": "Armed clash"},
        {"id": "2", "label": "B", "sub_event_type": "Attack"},
        {"id": "3", "label": "DIPLO", "sub_event_type": None},
        {"id": "4", "label": "DIPLO", "sub_event_type": None},
    ]
    coded = [event("a", "battle/clash", document="1"), event("b", "battle/clash", document="2")]
    rows = dict(case21.score(gold, by_document([*coded, event("c", ATTACK, document="3")]), {}).flat())
    assert rows["ACLED's kinds.accuracy"] == 0.5
    assert rows["ACLED's kinds.weighted_f1"] == pytest.approx((2 / 3 + 0) / 2)
    assert rows["quiet: DIPLO.share"] == 0.5
    assert rows["with none.accuracy"] == 0.5


# ---- MUC


def test_a_muc_mapping_is_the_best_of_all_not_the_first() -> None:
    gold = [muc.Template.read({**ROLES, "incident_type": "attack / bombing", "PerpOrg": [["Orm Front", "the front"]]})]
    plain = muc.Template.of("attack", [[], [], [], [], []])
    named = muc.Template.of("bombing", [[], [["The FRONT"]], [], [], []])
    assert muc.mapping([plain, named], gold, muc.strict) == (None, 0)
    row = muc.counted({"d": gold}, {"d": [plain, named]}, muc.strict)["micro"]
    assert (row["precision"], row["recall"]) == (2 / 3, 1.0)


def test_a_muc_mapping_of_many_templates_ends_with_each_at_most_once() -> None:
    told = [muc.Template.of("attack", [[[f"man {n % 5}"]], [[f"front {n % 3}"]], [], [], []]) for n in range(18)]
    taken = [j for j in muc.mapping(told, told[:12], muc.strict) if j is not None]
    assert sorted(taken) == list(range(12))


def test_a_filler_of_two_strings_must_be_right_in_both() -> None:
    assert muc.strict(("orm front",), ("orm front", "front"))
    assert not muc.strict(("orm front", "army"), ("orm front", "front"))
    assert muc.loose(("armed orm front",), ("orm front",))
    assert not muc.loose(("army",), ("orm front",))


def test_muc_types_come_from_kind_and_words() -> None:
    assert incident(event("a", BOMB)) == "bombing"
    assert incident(event("b", KIDNAP)) == "kidnapping"
    assert incident(event("c", ATTACK, trigger=at("dynamited", 3))) == "bombing"
    assert incident(event("d", "violence/explosive/air_strike", trigger=at("bombed", 3))) == "attack"
    assert incident(event("e", "demonstration/protest/peaceful")) is None


def test_muc_leaves_out_plans_denials_and_fights_of_armies() -> None:
    army = party(ARMY, "soldiers")
    assert template(event("a", ATTACK, factuality=fact("planned"))) is None
    assert template(event("b", ATTACK, factuality=fact("denied"))) is None
    assert template(event("c", ATTACK, factuality=fact("threatened"))) is not None
    assert template(event("d", "battle/clash", target=army)) is None
    assert template(event("e", "battle/clash", target=army, objects=[thing("school", "damaged")])) is not None
    assert template(event("f", "battle/clash", target=army, tolls=[toll(1, 1, 1, "one", of="civilians")])) is not None


def test_muc_roles_take_persons_bodies_things_names_and_arms() -> None:
    fighters = party(ORM, "Orm Front fighters")
    made = only(
        [
            event(
                "a",
                ATTACK,
                initiator=fighters,
                target=party({**ORM, "id": None, "category": "civilians"}, "Anna Holm"),
                objects=[thing("town hall", "damaged"), thing("rifles", "found")],
                weapons=[{"what": "grenade", "basis": "stated", **at("grenade", 80)}],
            )
        ]
    )
    assert made.roles == (
        (("orm front fighters",),),
        (("orm front",),),
        (("town hall",),),
        (("anna holm",),),
        (("grenade",),),
    )


def test_muc_victims_without_a_name_are_left_out() -> None:
    villagers = party({**ORM, "id": None, "category": "civilians"}, "three villagers")
    assert only([event("a", ATTACK, target=villagers)]).roles[3] == ()


CIVIL = {**ORM, "id": None, "category": "civilians"}


def test_a_muc_incident_told_twice_is_one_and_keeps_the_fullest_words() -> None:
    told = [
        event("a", ATTACK, document="1", when=days("2024-03-05"), target=party(CIVIL, "Mayor Anna Holm")),
        event("b", ATTACK, document="1", when=days("2024-03-05"), target=party(CIVIL, "Holm"), place=None),
    ]
    (made,) = incidents(told)
    assert made.roles[3] == (("anna holm",),)
    other_day = event("c", ATTACK, document="1", when=days("2024-03-01"), target=party(CIVIL, "Ida Berg"))
    other_town = event(
        "d", ATTACK, document="1", place=place(name="Orsk", admin1="Orm"), target=party(CIVIL, "Ida Berg")
    )
    assert len(incidents([*told, other_day])) == 2
    assert len(incidents([*told, other_town])) == 2


def test_muc_asks_for_incidents_not_for_fights_finds_and_campaigns() -> None:
    assert specific(event("a", ATTACK))
    assert not specific(
        event("b", "battle/clash", target=party(ARMY, "soldiers"), objects=[thing("school", "damaged")])
    )
    assert not specific(event("h", ATTACK, target=party(ORM, "fighters")))
    assert specific(event("c", "battle/clash", target=party(CIVIL, "a villager")))
    assert not specific(event("d", "strategic/disrupted_weapons"))
    assert not specific(event("e", ATTACK, factuality=fact("ongoing")))
    assert not specific(event("f", ATTACK, when=days("2024-01-01", "2024-03-01")))
    assert not specific(event("g", ATTACK, when=None, place=place(name="Norland", level="country"), tolls=[]))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("General Anna Holm", "Anna Holm"),
        ("Father Ida Berg", "Ida Berg"),
        ("the Norland Bank", None),
        ("the bus", None),
        ("Dr", None),
        ("three villagers", None),
        ("six Jesuit", None),
        ("Colombian", None),
    ],
)
def test_muc_names_persons_without_their_titles(words: str, name: str | None) -> None:
    assert named(words) == name


# ---- PLOVER


def test_gsr_scores_categories_and_countries() -> None:
    gold = [
        {"id": "1", "event_type": "FIGHT", "actor": {"country": "NLD"}, "recipient": None, "killed": "3"},
        {"id": "2", "event_type": "DEMAND", "actor": {"country": "IGO"}, "recipient": {"country": "NLD"}},
    ]
    coded = by_document([event("a", document="1", tolls=[toll(3, 3, 3, "three")])])
    rows = dict(gsr.score(gold, coded, {}).flat())
    assert rows["category.accuracy"] == 0.5
    assert rows["actor.of_all"] == 1.0
    assert rows["recipient.of_all"] == 0.0
    assert rows["recipient.asked"] == 1
    assert rows["killed.share"] == 1.0
    assert rows["records.without_event"] == 1


# ---- gun violence


def test_gvdb_asks_only_what_the_article_states() -> None:
    text = "Two men were shot dead in Vesk on March 4, 2024."
    city = {"text": "Vesk", "start": text.index("Vesk"), "end": text.index("Vesk") + 4}
    gold = [{"id": "1", "killed": 2, "injured": 7, "city": city, "date": "2024-3-4"}]
    rows = dict(
        gvdb.score(gold, by_document([event("a", document="1", tolls=[toll(2, 2, 2, "Two")])]), {"1": text}).flat()
    )
    assert (rows["killed.of_all"], rows["city.of_all"], rows["date.of_all"]) == (1.0, 1.0, 1.0)
    assert "injured.asked" not in rows, "seven are not told"
    wrong = dict(
        gvdb.score(gold, by_document([event("a", document="1", tolls=[toll(1, 1, 1, "a")])]), {"1": text}).flat()
    )
    assert wrong["killed.of_all"] == 0.0


@pytest.mark.parametrize(("text", "number", "stated"), [("two died", 2, True), ("12 died", 2, False), ("x", 1, True)])
def test_gvdb_knows_a_stated_number(text: str, number: int, stated: bool) -> None:
    assert gvdb.states(text, number) is stated


# ---- WikiEvents


def test_wikievents_covers_triggers_and_arguments() -> None:
    text = "Orm men shelled Vesk.\nA minister spoke.\nA bomb killed two."
    trigger = {"start": 8, "end": 15, "text": "shelled"}
    other = {"start": text.index("killed"), "end": text.index("killed") + 6, "text": "killed"}
    attacker = {"role": "Attacker", "start": 0, "end": 7, "text": "Orm men", "entity_type": "ORG"}
    gold = [
        {
            "id": "1",
            "events": [
                {"type": "Conflict.Attack.Unspecified", "trigger": trigger, "arguments": [attacker]},
                {"type": "Life.Die.Unspecified", "trigger": other, "arguments": []},
                {"type": "Contact.Contact.Meet", "trigger": other, "arguments": []},
            ],
        }
    ]
    rows = dict(wikievents.score(gold, by_document([event("a", document="1")]), {"1": text}).flat())
    assert rows["events.found"] == 0.5
    assert rows["events.asked"] == 2
    assert rows["initiator.covered"] == 1.0


# ---- corpora


def lines(file: Path, *told: dict[str, Any]) -> Path:
    file.write_text("".join(json.dumps(t) + "\n" for t in told), "utf-8")
    return file


def test_a_part_leaves_out_what_was_learned_from(tmp_path: Path) -> None:
    folder = tmp_path / "muc"
    folder.mkdir()
    docs = lines(folder / "docs.jsonl", *({"id": i, "text": "x"} for i in ("T-1", "T-2", "T-3", "D-1")))
    learned = lines(tmp_path / "train.jsonl", {"id": "muc-T-2"}, {"id": "T-3"})
    assert [d["id"] for d in part(docs, only="T", without=learned)] == ["T-1"]
    assert written(part(docs), tmp_path / "out.jsonl") == dict.fromkeys(("T-1", "T-2", "T-3", "D-1"), "x")


def test_another_gold_is_refused_with_its_line(tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", {"id": "1", "label": "A"})
    with pytest.raises(InputError, match=r"gold\.jsonl:1: no templates"):
        golds("muc", str(gold), {"1": "x"})
    with pytest.raises(UsageError, match="there are: gold, case21, muc"):
        measure("bleu")
