"""What is passed over unjudged is only what judging would refuse."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from random import Random

import msgspec
import pytest

from casus.merging.blocks import day
from casus.merging.briefs import Briefs
from casus.merging.compare import compare
from casus.merging.doubt import Doubt
from casus.merging.grounds import Grounds
from casus.merging.incidents import told_again
from casus.merging.tellings import tellings
from casus.records.incident import Telling
from casus.records.wire import GistRecord

from .conftest import event

KINDS = ("violence/explosive/bomb", "battle/clash", "demonstration/protest/peaceful", "strategic/arrests")
WORDS = ("harbour", "ferry", "granary", "bishop", "orchard", "viaduct", "quarry", "lighthouse")


def some(chance: Random, count: int) -> list[Telling]:
    """Tellings of few towns, days, doers and words, so that many are nearly one."""
    records = []
    for n in range(count):
        day = date(2031, 1, 1) + timedelta(chance.choice((0, 0, 1, 3, 9, 12, 40)))
        record = event(
            f"e{n:03}",
            f"d{n * 2 // 3:03}",
            kind=chance.choice(KINDS),
            at=chance.choice(("Vesk", "Vesk", "Tarn", None)),
            on=str(day) if chance.random() < 0.8 else None,
            published=str(day + timedelta(chance.randrange(3))) if chance.random() < 0.8 else None,
            by=chance.choice(("Orm Front", "Coast Front", None)),
            killed=chance.choice(((3, 3, 3), (4, 4, None), (30, 30, 30), None)),
            factuality=chance.choice(("occurred", "occurred", "denied", "planned")),
        )
        words = dict.fromkeys(chance.sample(WORDS, chance.randrange(1, 8)), 1)
        gist = GistRecord(words=words, places=(), days=(), sketch=None)
        records.append(msgspec.structs.replace(record, gist=gist) if chance.random() < 0.9 else record)
    return tellings(records)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_linked_has_a_ground_in_common(seed: int) -> None:
    grounds, links, parted = Grounds(), 0, 0
    came: list[Telling] = []
    for t in sorted(some(Random(seed), 90), key=lambda t: (day(t), t.event)):
        grounds.add(t)
        shared = set(grounds.shared(list(range(len(came)))))
        for n, other in enumerate(came):
            if other.document == t.document:
                continue
            links += n in shared and compare(other, t).same
            if n not in shared:
                parted += 1
                assert not compare(other, t).same
        came.append(t)
    assert links > 20
    assert parted > 300


@pytest.mark.parametrize("seed", range(6))
def test_no_link_is_passed_over(seed: int) -> None:
    doubt, links, passed = Doubt(Briefs()), 0, 0
    for a, b in combinations(some(Random(seed), 90), 2):
        likeness = compare(a, b)
        linked = likeness.same or told_again(a, b, likeness)
        links += linked
        if doubt.hopeless(a, b):
            passed += 1
            assert not linked, likeness
    assert links > 20
    assert passed > 1000
