"""The filter words as Python says them."""

from __future__ import annotations

from datetime import date

import pytest

from casus.errors import UsageError
from casus.query.words import NAMES, filter_of
from casus.store.status import Status


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"countri": "Iraq"}, "did you mean 'country'"),
        ({"country": "Iraqq"}, "'Iraq'"),
        ({"kind": "Air strike"}, "'Air/drone strike'"),
        ({"kind": "violence/explosiv"}, "'violence/explosive'"),
        ({"factuality": "maybe"}, "occurred, ongoing"),
        ({"status": "acepted"}, "'accepted'"),
        ({"since": "yesterday"}, "ISO date"),
        ({"box": (1, 2, 3)}, "west,south,east,north"),
        ({"actor": object()}, "a text, a number"),
    ],
)
def test_faults_name_the_nearest(words: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        filter_of(words)


def test_words() -> None:
    made = filter_of(
        {
            "country": ["Iraq", "SY"],
            "kind": "Air/drone strike",
            "since": date(2019, 8, 1),
            "box": (1, 2, 3, 4),
            "killed": 3,
        }
    )
    assert made.country == ("Iraq", "SY")
    assert made.since == date(2019, 8, 1)
    assert made.box == (1.0, 2.0, 3.0, 4.0)
    assert filter_of({"status": Status.ACCEPTED, "country": None}).country == ()
    assert set(NAMES) >= {"country", "admin1", "kind", "since", "until", "box", "actor", "operation", "text"}
