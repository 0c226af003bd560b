"""Mentions of parties, on sentences of invented lands with the parses that the reading model gave them.

The parses stand in `parsed_parties.tsv` beside this file; Norland, Vesk and the Orm Front stand in tables made here.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

import parsed
from casus.actors import Actors
from casus.actors.lookup import Alias, load_actors
from casus.actors.tables import Actor, Country, armed, countries
from casus.annotate import party_names, party_naming
from casus.annotate.parties import parties
from casus.records.annotated import PartyMention
from casus.values.party import Category

PARSED = Path(__file__).with_name("parsed_parties.tsv")
annotated = partial(parsed.annotated, PARSED)
NORLAND = Country(code="NX", name="Norland", words=("Norlandish", "Norlanders"), seats=("Nor City",))
VESK = Country(code="VX", name="Vesk", words=("Vesker", "Veskers"), seats=())
FRONT = Actor(
    id="orm-front",
    name="Orm Front",
    aliases=("OF",),
    countries=("NX",),
    first=1990,
    last=None,
    category=Category.REBEL_GROUP,
    changes=(),
    parent=None,
)


@pytest.fixture
def actors(monkeypatch: pytest.MonkeyPatch) -> Actors:
    lands = {**countries(), "NX": NORLAND, "VX": VESK}
    for module in (party_names, party_naming):
        monkeypatch.setattr(module, "countries", lambda: lands)
    known = load_actors()
    words = {(w.casefold(),): c.code for c in (NORLAND, VESK) for w in (c.name, *c.words)}
    front = {("orm", "front"): Alias(actors=(FRONT,), acronym=False), ("of",): Alias(actors=(FRONT,), acronym=True)}
    return Actors(
        aliases={**known.aliases, **front},
        words={**known.words, **words},
        seats=known.seats,
        nouns=known.nouns,
        leaders=known.leaders,
    )


def told(text: str, actors: Actors, country: str | None = None) -> list[tuple[str, str, str, str | None]]:
    found = parties(annotated(text), actors, country)
    return [(text[m.span.start : m.span.end], m.party.name, m.party.category.value, m.party.country) for m in found]


def one(text: str, words: str, actors: Actors, country: str | None = None) -> PartyMention:
    found = [m for m in parties(annotated(text), actors, country) if words in text[m.span.start : m.span.end]]
    assert len(found) == 1, [text[m.span.start : m.span.end] for m in found]
    return found[0]


CASES: dict[str, list[tuple[str, str, str, str]]] = {
    "Norlandish troops attacked Orm Front fighters near Tal.": [
        ("Norlandish troops", "Military Forces of Norland", "state forces", "NX"),
        ("Orm Front fighters", "Orm Front", "rebel group", "NX"),
    ],
    "Unknown gunmen killed two villagers in Norland on Sunday.": [
        ("Unknown gunmen", "Unidentified armed group (Norland)", "unknown", "NX"),
        ("two villagers", "Civilians (Norland)", "civilians", "NX"),
    ],
    "Fighting between rebel and government forces went on in Norland.": [
        ("rebel", "Norlandish", "rebel group", "NX"),
        ("government forces", "Military Forces of Norland", "state forces", "NX"),
    ],
    "Vesker-backed militiamen shot a teacher in Norland.": [
        ("militiamen", "Norlandish militiamen", "political militia", "NX"),
    ],
    "Masked men kidnapped a judge in Norland.": [
        ("Masked men", "Unidentified armed group (Norland)", "unknown", "NX"),
    ],
    "Police arrested two men in Norland.": [
        ("two men", "Suspects (Norland)", "unknown", "NX"),
    ],
    "Hundreds of protesters marched in Norland.": [
        ("Hundreds of protesters", "Protesters (Norland)", "protesters", "NX"),
    ],
    "Gunmen killed at least five people in Norland.": [
        ("five people", "Civilians (Norland)", "civilians", "NX"),
    ],
    "A leader of the Orm Front was killed by Norlandish police.": [
        ("A leader of the Orm Front", "Orm Front", "rebel group", "NX"),
        ("Norlandish police", "Police Forces of Norland", "state forces", "NX"),
    ],
    "Norland denied the attack.": [
        ("Norland", "Government of Norland", "state forces", "NX"),
    ],
    "NORLANDISH TROOPS KILLED FOUR ORM FRONT GUERRILLAS.": [
        ("ORM FRONT GUERRILLAS", "Orm Front", "rebel group", "NX"),
        ("NORLANDISH TROOPS", "Military Forces of Norland", "state forces", "NX"),
    ],
    "Norlandish jets bombed Orm Front positions.": [
        ("Norlandish jets", "Military Forces of Norland", "state forces", "NX"),
    ],
    "Two soldiers from Vesk died in Norland.": [
        ("Two soldiers", "Military Forces of Vesk", "state forces", "VX"),
    ],
    "Protesters threw stones at riot police in Norland.": [
        ("Protesters", "Rioters (Norland)", "rioters", "NX"),
    ],
    "The prime minister of Norland was shot dead.": [
        ("prime minister", "Civilians (Norland)", "civilians", "NX"),
    ],
}


@pytest.mark.parametrize(
    ("text", "words", "name", "category", "country"), [(text, *row) for text, rows in CASES.items() for row in rows]
)
def test_a_phrase_denotes_its_party(
    text: str, words: str, name: str, category: str, country: str, actors: Actors
) -> None:
    party = one(text, words, actors).party
    assert party.name.startswith(name)
    assert (party.category.value, party.country) == (category, country)


def test_a_mere_place_is_no_party(actors: Actors) -> None:
    assert [name for _, name, *_ in told("The minister travelled to Norland.", actors)] == ["Government of Norland"]


def test_the_resistance_of_a_material_is_nobody(actors: Actors) -> None:
    assert told("The resistance of the material was low.", actors) == []


def test_the_rebels_are_those_told_before(actors: Actors) -> None:
    text = "Orm Front rebels seized a bridge in Norland. The rebels burned a school."
    mention = one(text, "The rebels", actors)
    assert mention.party.id == "orm-front"
    assert mention.antecedent is not None
    assert text[mention.antecedent.start : mention.antecedent.end] == "Orm Front rebels"


def test_suspected_militants_are_not_the_actor_told(actors: Actors) -> None:
    mention = one("Suspected militants attacked a post of the Orm Front in Norland.", "Suspected militants", actors)
    assert mention.party.id is None


def test_a_bare_army_is_that_told_before_and_says_so(actors: Actors) -> None:
    text = "Norland's army shelled the village. The army also bombed a bridge."
    mention = one(text, "The army", actors)
    assert mention.party.country == "NX"
    assert mention.antecedent is not None
    assert text[mention.antecedent.start : mention.antecedent.end] == "Norland"


def test_rebels_against_a_country_are_not_its_forces(actors: Actors) -> None:
    mention = one("Anti-Norlandish rebels took the town of Tal.", "rebels", actors)
    assert mention.party.category is Category.REBEL_GROUP


def test_forces_of_another_country_are_external_where_the_country_is_given(actors: Actors) -> None:
    text = "Norlandish jets bombed Orm Front positions."
    assert one(text, "Norlandish jets", actors, "VX").party.category is Category.EXTERNAL_FORCES
    assert one(text, "Norlandish jets", actors, "NX").party.category is Category.STATE_FORCES


@pytest.mark.parametrize("text", sorted(parsed.parses(PARSED)))
def test_no_mention_lies_in_another_and_every_head_lies_in_its_mention(text: str, actors: Actors) -> None:
    core = annotated(text)
    found = parties(core, actors)
    assert list(found) == sorted(found, key=lambda m: m.span.start)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(m.span.covers(core.tokens[m.head].span) for m in found)


def test_the_invented_actor_is_in_no_table() -> None:
    assert "orm-front" not in armed()
