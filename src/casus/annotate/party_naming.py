"""How a party without a row in the table is called, and whether a state's forces are abroad."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casus.actors.aliases import fold
from casus.actors.tables import Group, countries, groups, words
from casus.annotate.party_context import Context
from casus.values.party import Category, Party

BY_SORT: Mapping[str, Group] = {g.sort: g for g in groups()}
ENDED = {"man": "men", "woman": "women", "person": "people", "child": "children"}


def abroad(view: Context, party: Party, index: int) -> Party:
    """The party with its category by the country given for the document, else by the places told around."""
    if party.country is None or party.category is not Category.STATE_FORCES:
        return party
    here = view.country
    if here is None and not any(t.place and t.code == party.country for t in view.clues):
        here = view.scene(index)
    return replace(party, category=view.actors.category(party, here, view.day))


def named(group: Group, code: str | None, noun: str, word: str | None) -> Party:
    """The party that a group's template names. `word` is a people that takes the adjective's place."""
    land = countries().get(code or "")
    plural = ENDED.get(noun) or _plural(noun)
    if land is None:
        adjective = word or ""
        if adjective and "{adjective}" in group.name:
            name = group.name.format(adjective=adjective, noun=plural, country="")
        else:
            name = group.bare.format(noun=plural)
        return Party(name=_upper(name), category=group.category)
    country = f"the {land.name}" if fold(land.name) in words("articled") and "of {country}" in group.name else land.name
    name = group.name.format(country=country, adjective=word.title() if word else land.adjective, noun=plural)
    return Party(name=_upper(name), category=group.category, country=land.code)


def _plural(noun: str) -> str:
    if noun in words("abstract"):
        return noun
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun if noun.endswith(("s", "men", "people", "deen", "din")) else f"{noun}s"


def _upper(name: str) -> str:
    name = " ".join(name.split())
    return name[:1].upper() + name[1:]
