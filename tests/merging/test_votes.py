"""What two tellings say by the numbers of their values is what comparing them says."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from casus.merging import votes as kept
from casus.merging.briefs import Briefs
from casus.merging.compare import compare
from casus.merging.votes import Votes

from .test_doubt import some


@pytest.mark.parametrize("seed", range(4))
def test_votes_are_those_of_comparing(seed: int) -> None:
    votes, links, apart = Votes(Briefs()), 0, 0
    for a, b in combinations(some(Random(seed), 80), 2):
        told = compare(a, b)
        assert votes.weighed(a, b) == (told.forbidden, told.score)
        found = votes.likeness(a, b)
        if a.document == b.document or told.same:
            assert found == told
            links += told.same
        else:
            assert found is None
            apart += 1
    assert links > 10
    assert apart > 1000


def test_answers_that_were_let_go_are_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "HELD", 2)
    votes = Votes(Briefs())
    for _ in range(2):
        for a, b in combinations(some(Random(9), 30), 2):
            told = compare(a, b)
            assert votes.weighed(a, b) == (told.forbidden, told.score)
