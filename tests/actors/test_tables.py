"""The tables of actors, countries, leaders and nouns: whole, and right where a mistake would be seen."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from casus.actors import tables
from casus.actors.aliases import pieces
from casus.actors.lookup import load_actors
from casus.annotate.text import split
from casus.errors import DataError
from casus.values.party import Category


def test_every_actor_is_well_formed() -> None:
    for actor in tables.armed().values():
        assert actor.name
        assert actor.id == actor.id.lower()
        assert " " not in actor.id
        assert all(len(c) == 2 and c.isupper() for c in actor.countries), actor.id
        assert actor.first is None or actor.last is None or actor.first <= actor.last, actor.id
        assert actor.wikidata is None or actor.wikidata.startswith("Q"), actor.id


def test_homes_of_actors_are_countries_of_the_table() -> None:
    unknown = {c for a in tables.armed().values() for c in a.countries} - set(tables.countries())
    assert unknown == set()


def test_several_hundred_actors_of_every_armed_category() -> None:
    counted = Counter(a.category for a in tables.armed().values())
    assert sum(counted.values()) > 900
    for category in ("rebel group", "political militia", "identity militia", "state forces", "external forces"):
        assert counted[Category(category)] > 20


def test_no_alias_stands_twice_in_one_row() -> None:
    for actor in tables.armed().values():
        folded = [a.casefold() for a in (actor.name, *actor.aliases)]
        assert len(folded) == len(set(folded)), actor.id


def test_few_aliases_mean_two_actors() -> None:
    shared = [k for k, v in load_actors().aliases.items() if len(v.actors) > 1]
    assert len(shared) < 10, shared


@pytest.mark.parametrize(
    ("id", "day", "category"),
    [
        ("taliban", date(2021, 8, 14), "rebel group"),
        ("taliban", date(2021, 8, 15), "state forces"),
        ("taliban", None, "rebel group"),
        ("rapid-support-forces", date(2020, 1, 1), "state forces"),
        ("rapid-support-forces", date(2023, 6, 1), "rebel group"),
        ("sudan-people-s-liberation-army", date(2005, 1, 1), "rebel group"),
        ("sudan-people-s-liberation-army", date(2012, 1, 1), "state forces"),
        ("ethiopian-people-s-revolutionary-democratic-front", date(1990, 1, 1), "rebel group"),
        ("ethiopian-people-s-revolutionary-democratic-front", date(1995, 1, 1), "state forces"),
    ],
)
def test_a_category_holds_for_its_time(id: str, day: date | None, category: str) -> None:
    assert tables.armed()[id].on(day).value == category


def test_leaders_lead_for_their_years_only() -> None:
    leader = next(found for found in tables.leaders() if found.name == "Saddam Hussein")
    assert leader.leads(date(1995, 1, 1))
    assert leader.leads(None)
    assert not leader.leads(date(2005, 1, 1))


def test_every_group_shows_a_phrase_that_it_takes_and_one_that_it_does_not() -> None:
    nouns = load_actors().nouns
    for group in tables.groups():
        assert group.match, group.sort
        assert group.refuse, group.sort
        for phrase in group.match:
            assert any(nouns.get(tail) is group for tail in _tails(phrase)), (group.sort, phrase)
        for phrase in group.refuse:
            assert all(nouns.get(tail) is not group for tail in _tails(phrase)), (group.sort, phrase)


def _tails(phrase: str) -> list[str]:
    """The ends of a phrase, its last word also without its plural."""
    words = phrase.lower().split()
    last = {words[-1], words[-1].removesuffix("s"), words[-1].removesuffix("es"), words[-1].replace("men", "man")}
    return [" ".join([*words[n:-1], end]) for n in range(len(words)) for end in sorted(last)]


def test_a_noun_stands_in_one_group(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {
        "sort": "a",
        "nouns": ["troll"],
        "category": "civilians",
        "name": "n",
        "bare": "b",
        "match": ["m"],
        "not": ["n"],
    }
    monkeypatch.setattr(tables, "_nouns", lambda: {"group": [row, row]})
    with pytest.raises(DataError, match="troll"):
        tables.groups.__wrapped__()


@pytest.mark.parametrize(
    "name", ["Orm's Army", "Al-Orm Brigades' Front", "Orm Front (Vesk)", "Orm/Vesk Army", "O'rm Front", "Orm"]
)
def test_a_name_is_cut_as_the_reader_cuts_text(name: str) -> None:
    assert pieces(name) == [name[a:b] for sentence in split(name) for a, b in sentence]
