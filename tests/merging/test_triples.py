"""Triples: nearer to this than to that."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from casus.merging.compare import compare
from casus.merging.incidents import merge
from casus.merging.tellings import tellings
from casus.records.wire import EventRecord

from .conftest import event

TRIPLES = tomllib.loads(Path(__file__).with_name("triples.toml").read_text("utf-8"))["triple"]


def made(name: str, fields: dict[str, Any]) -> EventRecord:
    told: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()}
    return event(name, f"report of {name}", **told)


@pytest.mark.parametrize("triple", TRIPLES, ids=[t["name"] for t in TRIPLES])
def test_nearer_to_this_than_to_that(triple: dict[str, Any]) -> None:
    told = tellings([made(name, triple[name]) for name in ("this", "near", "far")])
    by_id = {t.event: t for t in told}
    near, far = (compare(by_id["this"], by_id[name]) for name in ("near", "far"))
    assert far.forbidden or near.score > far.score, (near, far)
    assert not near.forbidden
    groups = {frozenset(t.event for t in i.tellings) for i in merge(told)}
    assert not any({"this", "far"} <= group for group in groups) or not triple.get("apart", True)
    if "joined" in triple:
        assert any({"this", "near"} <= group for group in groups) == triple["joined"], near
