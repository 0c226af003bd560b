"""How rules and the model settle a kind: a rule by default gives way sooner than one that knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casus.coding.kinds import TRUSTED, TRUSTED_WEAK, kind
from casus.coding.roles import Construction, Roles
from casus.records.annotated import Annotated, Sentence, Token
from casus.records.claim import Claim
from casus.records.document import Document
from casus.records.frame import Discarded, Frame, Guess
from casus.records.span import Span

TEXT = "Gunmen attacked villagers"
WORDS = ((0, 6, "gunman", "NOUN"), (7, 15, "attack", "VERB"), (16, 25, "villager", "NOUN"))
ANNOTATED = Annotated(
    document=Document.of(TEXT, id="x"),
    sentences=(Sentence(index=0, start=0, end=len(TEXT), first=0, last=3),),
    tokens=tuple(
        Token(
            index=i, start=a, end=b, text=TEXT[a:b], lemma=lemma, pos=pos, tag="NNS" if pos == "NOUN" else "VBD",
            head=1, relation="dep", sentence=0,
        )
        for i, (a, b, lemma, pos) in enumerate(WORDS)
    ),
)  # fmt: skip
FRAME = Frame(
    trigger=Span(start=7, end=15), head=1, sentence=0, scope=(Span(start=0, end=len(TEXT)),), guesses=(), act="attack",
    entry="harm:attack/VERB",
)  # fmt: skip
ROLES = Roles(construction=next(iter(Construction)), carrier=1, clause=(0, 1, 2))
BOMB = "violence/explosive/bomb"


def coded(frame: Frame) -> str:
    found = kind(frame, ANNOTATED, ROLES)
    assert isinstance(found, Claim)
    return str(found.value)


def test_no_rule_and_no_model_is_set_aside_by_name() -> None:
    found = kind(replace(FRAME, act=""), ANNOTATED, ROLES)
    assert isinstance(found, Discarded)
    assert found.reason == "no_kind"


@pytest.mark.parametrize(
    ("act", "score", "told"),
    [
        ("attack", TRUSTED_WEAK - 0.05, "violence/civilians/attack"),
        ("attack", TRUSTED_WEAK + 0.05, BOMB),
        ("abduct", TRUSTED_WEAK + 0.05, "violence/civilians/abduction"),
        ("abduct", TRUSTED + 0.05, BOMB),
    ],
)
def test_the_model_overrules_a_default_sooner_than_a_rule_that_knows(act: str, score: float, told: str) -> None:
    assert coded(replace(FRAME, act=act, guesses=(Guess(kind=BOMB, score=score, rule="model"),))) == told


def test_every_decision_tells_its_rule_and_the_runner_up() -> None:
    found = kind(replace(FRAME, guesses=(Guess(kind=BOMB, score=0.3, rule="model"),)), ANNOTATED, ROLES)
    assert isinstance(found, Claim)
    assert "decisions:" in found.coder
    assert BOMB in (found.note or "")
