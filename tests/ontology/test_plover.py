"""PLOVER's names of events: what the kind alone does not tell, each rule by its own sentences."""

from __future__ import annotations

import pytest

from casus.ontology.kinds import kinds
from casus.ontology.plover import plover_of, rules
from casus.pipeline import Pipeline
from casus.records.document import Document
from casus.values.factuality import Factuality
from casus.values.kind import Kind
from casus.values.party import Category

OCCURRED, THREATENED, PLANNED = Factuality.OCCURRED, Factuality.THREATENED, Factuality.PLANNED


def named(
    kind: str, factuality: Factuality = OCCURRED, words: str = "", cues: str = "", doer: Category | None = None
) -> str:
    found = plover_of(Kind.parse(kind), factuality=factuality, words=words, cues=cues, doer=doer)
    return "none" if found is None else "/".join(filter(None, (found.event_type, found.mode)))


def test_what_happened_has_the_counterpart_of_its_kind() -> None:
    for entry in kinds().values():
        if str(entry.kind) != "demonstration/protest/excessive_force":
            assert named(str(entry.kind)) == "/".join(filter(None, (entry.plover.event_type, entry.plover.mode)))


@pytest.mark.parametrize(
    ("kind", "factuality", "words", "cues", "expected"),
    [
        ("violence/explosive/bomb", THREATENED, "bomb", "threatened", "THREATEN/violence"),
        ("violence/explosive/shelling", PLANNED, "shelling", "prepared", "MOBILIZE/troops"),
        ("battle/clash", PLANNED, "invade", "will", "THREATEN/violence"),
        ("demonstration/protest/peaceful", PLANNED, "march", "will", "THREATEN"),
        ("strategic/change", OCCURRED, "Withdrew", "", "RETREAT/withdraw"),
        ("strategic/change", PLANNED, "withdraw", "will", "AGREE"),
        ("strategic/change", OCCURRED, "sent", "", "MOBILIZE/troops"),
        ("strategic/change", OCCURRED, "imposed a curfew", "", "COERCE/curfew"),
        ("strategic/change", OCCURRED, "lifted", "", "RETREAT/access"),
        ("strategic/agreement", OCCURRED, "surrendered", "", "RETREAT/disarm"),
        ("strategic/agreement", OCCURRED, "signed", "", "AGREE"),
        ("strategic/other", OCCURRED, "fled", "", "none"),
        ("strategic/other", OCCURRED, "forced out", "", "COERCE/deport"),
    ],
)
def test_words_and_reality_refine(kind: str, factuality: Factuality, words: str, cues: str, expected: str) -> None:
    assert named(kind, factuality, words, cues) == expected


def test_the_doer_refines_destruction() -> None:
    assert named("strategic/looting", doer=Category.STATE_FORCES) == "COERCE/seize"
    assert named("strategic/looting", doer=Category.RIOTERS) == "PROTEST/vandalize"
    assert named("strategic/looting") == "PROTEST/vandalize"


@pytest.mark.parametrize("number", range(len(rules())))
def test_a_rule_keeps_its_sentences(walk: Pipeline, number: int) -> None:
    rule = rules()[number]

    def decided(text: str) -> set[str]:
        out = set()
        for e in walk.events(Document.of(text, id="s")):
            words, cues = (" ".join(q.exact for q in own) for own in (e.trigger, e.factuality.evidence))
            doer = e.initiator.value.category if e.initiator else None
            told = (e.kind.value, e.factuality.value, words, cues, doer)
            out.add(next((r.name for r in rules() if r.fits(*told)), ""))
        return out

    assert rule.name in decided(rule.match)
    assert rule.name not in decided(rule.refuse)


@pytest.fixture(scope="module")
def walk() -> Pipeline:
    return Pipeline.load()
