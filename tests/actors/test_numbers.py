"""Numbers of UCDP's list: an actor's own, its government's for state forces, none where nothing is known."""

from __future__ import annotations

import pytest

from casus.actors import tables
from casus.actors.numbers import ucdp
from casus.errors import DataError
from casus.values.party import Category, Party


@pytest.mark.parametrize(
    ("party", "number"),
    [
        (Party(name="Islamic State", category=Category.REBEL_GROUP, id="islamic-state", country="IQ"), 234),
        (Party(name="Military Forces of Iraq", category=Category.STATE_FORCES, country="IQ"), 116),
        (Party(name="Military Forces of France", category=Category.EXTERNAL_FORCES, country="FR"), 33),
        (Party(name="Orm Front", category=Category.REBEL_GROUP, country="IQ"), None),
        (Party(name="Civilians (Iraq)", category=Category.CIVILIANS, country="IQ"), None),
        (Party(name="Military forces", category=Category.STATE_FORCES), None),
    ],
)
def test_a_party_has_the_number_that_is_known(party: Party, number: int | None) -> None:
    assert ucdp(party) == number


def test_most_actors_that_fought_a_government_have_one() -> None:
    rebels = [a for a in tables.armed().values() if a.category is Category.REBEL_GROUP]
    numbered = [a for a in rebels if ucdp(Party(name=a.name, category=a.category, id=a.id)) is not None]
    assert len(numbered) > len(rebels) / 2


def test_a_fault_in_the_table_is_told_by_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from casus.actors import numbers

    rows = [(8, {"actor": "nobody-at-all", "ucdp": "7"}), (9, {"actor": "taliban", "ucdp": "many"})]
    monkeypatch.setattr(numbers, "listed", lambda *_: iter(rows))
    numbers._ucdp.cache_clear()
    with pytest.raises(DataError, match=r"line 8: no actor 'nobody-at-all'(.|\n)*line 9: 'many' is not a number"):
        ucdp(Party(name="Taliban", category=Category.REBEL_GROUP, id="taliban"))
    numbers._ucdp.cache_clear()
