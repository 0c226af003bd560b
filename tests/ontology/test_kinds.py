"""The tree of kinds covers its counterparts, and the rules decide as the conventions say."""

from __future__ import annotations

import pytest

from casus.ontology.decisions import decide, rules
from casus.ontology.kinds import by_sub_event, crosswalk_acled, crosswalk_plover, kinds
from casus.values.kind import Kind

PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def test_every_acled_sub_event_has_one_kind() -> None:
    assert len(by_sub_event()) == len(kinds()) == 25
    assert {e.acled.event_type for e in kinds().values()} == {
        "Battles",
        "Protests",
        "Riots",
        "Explosions/Remote violence",
        "Violence against civilians",
        "Strategic developments",
    }


def test_plover_types_are_of_the_sixteen() -> None:
    assert {e.plover.event_type for e in kinds().values()} <= PLOVER


def test_a_finer_kind_takes_the_counterparts_of_the_kind_above() -> None:
    finer = Kind.parse("violence/explosive/air_strike/helicopter")
    acled = crosswalk_acled(finer)
    assert acled is not None
    assert acled.sub_event_type == "Air/drone strike"
    assert crosswalk_acled(Kind.parse("weather/storm")) is None
    assert crosswalk_plover(Kind.parse("weather/storm")) is None


def test_every_rule_names_a_kind_of_the_tree() -> None:
    assert {str(rule.kind) for rule in rules()} <= set(kinds())


@pytest.mark.parametrize(
    ("act", "facts", "kind"),
    [
        ("attack", {"initiator:armed", "initiator:nonstate", "target:armed", "target:state"}, "battle/clash"),
        ("kill", {"initiator:armed", "target:civilians"}, "violence/civilians/attack"),
        ("arrest", {"initiator:nonstate", "initiator:armed"}, "violence/civilians/abduction"),
        ("arrest", {"initiator:state", "initiator:armed"}, "strategic/arrests"),
        ("ground", {"initiator:nonstate", "object:place"}, "battle/overtaken"),
        ("ground", {"initiator:state", "object:place"}, "battle/regained"),
        ("protest", set(), "demonstration/protest/peaceful"),
        ("disperse", {"tolls:killed"}, "demonstration/protest/excessive_force"),
        ("destroy", {"object:hideout"}, "strategic/disrupted_weapons"),
        ("bomb", {"words:suicide", "words:explosives"}, "violence/explosive/suicide"),
    ],
)
def test_the_rules_that_bind(act: str, facts: set[str], kind: str) -> None:
    rule = decide(act, frozenset(facts))
    assert rule is not None
    assert str(rule.kind) == kind


def test_an_act_that_no_rule_knows_is_not_decided() -> None:
    assert decide("knit", frozenset()) is None
