"""Who a noun phrase denotes: a known actor's people, a state's forces, an unnamed group, civilians."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from casus.actors.aliases import fold
from casus.actors.tables import Group, countries, groups, words
from casus.annotate.party_context import Context, Stated, Told, span_of
from casus.annotate.party_phrases import (
    Phrase,
    actor_after,
    actor_in,
    country_of,
    people_told,
    person_after,
    phrase_at,
    sort_told,
)
from casus.records.annotated import NameType, PartyMention, Token
from casus.records.span import Span
from casus.values.party import STATE, Category, Party

OF_ACTOR = frozenset({"rebels", "militia", "gunmen", "suspects", "tribe", "military", "materiel", "collective", "security", "police"})
ARMED = frozenset({"rebels", "militia", "gunmen", "suspects", "tribe"})
FORCES = frozenset({"military", "security", "police", "government", "materiel"})
LEADERS = frozenset({"leader", "chief", "ringleader", "commander"})
COUNTS = frozenset("hundred thousand dozen score million other".split())
HEADS = frozenset("leader commander chief boss member operative spokesman figure official ringleader".split())
CLIMBED = ("conj", "compound", "flat", "nmod:desc", "appos")
ACTIVE = ("nsubj",)
PASSIVE = ("nsubj:pass", "obj", "iobj")
BY_SORT: Mapping[str, Group] = {g.sort: g for g in groups()}
CIVIL = frozenset({"convoy", "company", "vessel", "plane"})
ENDED = {"man": "men", "woman": "women", "person": "people", "child": "children"}


def noun_mentions(view: Context, token: Token) -> Iterator[PartyMention]:
    """The mentions that a noun heads: none, one, or two where it tells of two sides."""
    phrase = phrase_at(view, token)
    if phrase is None:
        return
    if phrase.joint is not None and _sides(view, phrase):
        left = replace(phrase, own=phrase.joint, joint=None)
        right = replace(phrase, first=phrase.joint + 1, joint=None)
        one = _denoted(view, left, 0)
        if one is not None and left.first < phrase.joint:
            last = phrase.joint - 1
            yield replace(one, span=span_of(view.core, left.first, last), head=last)
        phrase = right
    found = _denoted(view, phrase, 0)
    if found is not None:
        yield found


def stated(view: Context) -> Iterator[Stated]:
    """Forces and officials whose country their own words tell, in order."""
    for token in view.core.tokens:
        phrase = phrase_at(view, token)
        if phrase is not None and (phrase.group.sort in FORCES or phrase.group.sort == "official"):
            told = country_of(view, phrase)
            if told is not None and told.last < token.index:
                yield Stated(index=token.index, sort=phrase.group.sort, told=told)


def _sides(view: Context, phrase: Phrase) -> bool:
    """Whether two joined qualifiers are two sides: "between rebel and government forces"."""
    tokens = view.core.tokens
    start = view.core.sentences[phrase.head.sentence].first
    if any(fold(tokens[i].text) == "between" for i in range(max(start, phrase.first - 2), phrase.first)):
        return True
    held = phrase.joint is not None and view.known(phrase.joint - 1) is not None
    return held


def _noun_mention(view: Context, token: Token, depth: int) -> PartyMention | None:
    phrase = phrase_at(view, token)
    return None if phrase is None else _denoted(view, phrase, depth)


def _denoted(view: Context, phrase: Phrase, depth: int) -> PartyMention | None:
    """The mention of a phrase, or None where it denotes nobody."""
    if not _people(view, phrase):
        return None
    known = _known(view, phrase)
    if known is not None:
        return known
    sort = _sort(view, phrase)
    if phrase.group.sort == "collective" and (sort is None or phrase.noun in COUNTS) and depth < 3:
        return _after(view, phrase, depth)
    if sort is None:
        return None
    return _unnamed(view, phrase, BY_SORT[sort])


def _people(view: Context, phrase: Phrase) -> bool:
    """Whether the noun means people here: not a modifier of a known actor's name, and no name of a place."""
    token = phrase.head
    if token.pos == "PROPN" and _named(view, phrase):
        return False
    if token.pos == "ADJ" and phrase.group.sort in ("people", "civilians", "official"):
        return token.relation in ("nsubj", "obj", "nsubj:pass", "obl:agent", "conj") or token.text.endswith("s")
    if token.relation == "compound" and phrase.group.sort in ("people", "civilians", "protesters", "collective"):
        return False
    if phrase.noun in ("major", "general", "private") and token.pos == "ADJ":
        return False
    return not (phrase.noun in ("state", "marine", "patient", "court", "intelligence") and token.pos == "ADJ")


def _named(view: Context, phrase: Phrase) -> bool:
    """Whether the noun is part of an organisation's own name, with no country to tell whose it is."""
    name = next((n for n in view.core.names if n.span.covers(phrase.head.span)), None)
    if name is None or name.type is not NameType.ORGANISATION or view.capitals:
        return False
    inside = view.core.words(name.span)
    told = any(view.at(t.index) is not None for t in inside) or country_of(view, phrase) is not None
    return len(inside) > phrase.head.index - phrase.own + 1 and not told


def _known(view: Context, phrase: Phrase) -> PartyMention | None:
    """People of a known actor: "Orm Front fighters", "a leader of the Orm Front"."""
    sort = phrase.group.sort
    if sort not in OF_ACTOR and not (phrase.noun in HEADS and sort in ("official", "civilians")):
        return None
    found = actor_in(view, phrase)
    last = phrase.head.index
    if found is None and phrase.after is not None and phrase.group.sort in ("collective", "official", "rebels", "gunmen"):
        known = view.known(phrase.after)
        if known is not None and phrase.noun not in ("other",):
            found, last = known, known[0] + known[1].size - 1
    if found is None and sort in ("collective", "rebels", "militia"):
        found = actor_after(view, phrase)
        last = found[0] + found[1].size - 1 if found else last
    if found is None or last < phrase.first:
        return None
    actor = found[1].actor
    if sort == "official" and actor.on(view.day) in STATE:
        if actor.category is not Category.EXTERNAL_FORCES:
            return None
        party = replace(view.actors.party(actor, view.day), category=Category.CIVILIANS)
        return _mention(view, phrase, party, f"staff of actors:{actor.id}", last=last)
    return _mention(view, phrase, view.actors.party(actor, view.day), f"actors:{actor.id}", last=last)


def _sort(view: Context, phrase: Phrase) -> str | None:
    """The sort of party, after the words before the noun and the verb that it hangs on."""
    sort, told = phrase.group.sort, sort_told(view, phrase)
    if sort in ("collective", "military") and _led(view, phrase):
        return "peacekeepers"
    if told == "civilians" and sort in ("military", "police", "official", "security", "government"):
        return "civilians"
    if sort == "collective":
        return _collective(view, phrase, told)
    if sort == "materiel":
        if told in ("rebels", "militia", "military", "police", "peacekeepers", "security"):
            return told
        if phrase.noun in words("shared"):
            return "military" if country_of(view, phrase) and phrase.noun not in CIVIL else None
        return "military"
    if sort in ("military", "police", "security"):
        if phrase.noun in ("guard", "agent", "bodyguard", "security guard") and told is None and country_of(view, phrase) is None:
            return "civilians" if phrase.noun in ("guard", "bodyguard", "security guard") else "security"
        if told in ("rebels", "peacekeepers"):
            return told
        return told if phrase.noun == "officer" and told in ("military", "security") else sort
    if sort in ("people", "suspects"):
        return _loose(view, phrase, told)
    if sort in ("official", "civilians") and phrase.noun in LEADERS and told in ("rebels", "militia", "tribe", "police"):
        return told
    if sort == "official":
        return "civilians" if harmed(view, phrase.head) else "government"
    if sort == "rioters" and phrase.noun == "crowd" and not _acts(view, phrase.head):
        return "civilians"
    if sort == "rebels" and any(fold(view.core.tokens[i].text) in ("unidentified", "unknown") for i in phrase.before):
        return "gunmen"
    if sort == "rebels" and told in ("militia", "gunmen", "tribe") and phrase.noun in ("fighter", "combatant"):
        return told if told != "gunmen" else "rebels"
    if sort == "rebels" and phrase.noun in ("fighter", "combatant") and _pro_state(view, phrase):
        return "militia"
    if sort == "protesters" and violent(view, phrase.head) and phrase.noun not in ("supporter", "striker"):
        return "rioters"
    return sort


def _collective(view: Context, phrase: Phrase, told: str | None) -> str | None:
    if phrase.noun in ("post", "base", "position", "hideout", "command", "front", "side", "party", "alliance", "leadership"):
        return None
    if told is None and country_of(view, phrase) is not None and phrase.noun in ("force", "forces", "personnel", "commander"):
        return "military"
    if told == "gunmen":
        return "gunmen" if phrase.noun == "group" or phrase.noun == "element" else "military"
    if told is None and phrase.noun in ("forces", "personnel"):
        return "military" if phrase.noun == "forces" else None
    if told is None and phrase.noun == "commander":
        return "military"
    return told


def _loose(view: Context, phrase: Phrase, told: str | None) -> str:
    """People by no more than "men": perpetrators, suspects, demonstrators or civilians, by their words and their verb."""
    if phrase.group.sort == "suspects":
        return "suspects"
    if told in ("gunmen", "protesters"):
        return told
    if told == "tribe" and phrase.noun in ("youth",):
        return told
    if phrase.noun in ("man", "men", "individual", "person", "people", "youth", "brother"):
        if violent(view, phrase.head):
            return "gunmen" if phrase.noun != "youth" else "rioters"
        if phrase.noun in ("man", "men", "individual", "brother") and held(view, phrase.head):
            return "suspects"
    return "civilians"


def _led(view: Context, phrase: Phrase) -> bool:
    """Whether a country leads others: "Norlandish-led forces"."""
    return any(fold(view.core.tokens[i].text) == "led" for i in phrase.before)


def _pro_state(view: Context, phrase: Phrase) -> bool:
    tokens = [fold(view.core.tokens[i].text) for i in phrase.before]
    joined = "".join(tokens)
    return "pro-regime" in joined or "pro-government" in joined or "loyalist" in joined


def _verb(view: Context, token: Token) -> tuple[Token, str]:
    """The verb that a noun hangs on, through coordination, with the relation."""
    at = token
    for _ in range(6):
        if at.relation not in CLIMBED or at.head == at.index:
            break
        at = view.core.tokens[at.head]
    return view.core.tokens[at.head], at.relation


def _acts(view: Context, token: Token) -> bool:
    verb, relation = _verb(view, token)
    return relation in ACTIVE or (relation.startswith("obl") and _by(view, token)) or verb.index == token.index


def _by(view: Context, token: Token) -> bool:
    return any(t.head == token.index and fold(t.text) == "by" for t in view.core.tokens[max(0, token.index - 6) : token.index])


def violent(view: Context, token: Token) -> bool:
    """Whether a noun is the doer of something violent."""
    verb, relation = _verb(view, token)
    if (relation in ACTIVE and token.index < verb.index) or (relation.startswith("obl") and _by(view, token)):
        return fold(verb.lemma) in words("violent")
    relative = [t for t in view.core.tokens[token.index + 1 : token.index + 8] if t.head == token.index]
    return any(t.relation in ("acl", "acl:relcl") and t.tag in ("VBG", "VBD") and fold(t.lemma) in words("violent") for t in relative)


def harmed(view: Context, token: Token) -> bool:
    """Whether a noun names the victim of something violent: its object, or "the killing of"."""
    verb, relation = _verb(view, token)
    if relation in PASSIVE or (relation in ACTIVE and token.index > verb.index):
        return fold(verb.lemma) in words("violent")
    return relation in ("nmod", "nmod:poss") and fold(verb.lemma) in words("harm")


def held(view: Context, token: Token) -> bool:
    """Whether a noun names people arrested, charged, hunted."""
    verb, relation = _verb(view, token)
    if relation in PASSIVE and fold(verb.lemma) in words("custody"):
        return True
    relative = [t for t in view.core.tokens[token.index + 1 : token.index + 6] if t.head == token.index]
    return any(t.relation == "acl" and fold(t.lemma) in words("custody") for t in relative)


def _after(view: Context, phrase: Phrase, depth: int) -> PartyMention | None:
    """"Hundreds of protesters", "members of the militia": who follows "of"; counts alone are of people."""
    if phrase.after is None:
        if phrase.noun in COUNTS and phrase.head.tag.startswith("NNS") and phrase.head.relation in (*ACTIVE, *PASSIVE):
            return _unnamed(view, phrase, BY_SORT["civilians"])
        return None
    inner = _noun_mention(view, view.core.tokens[phrase.after], depth + 1)
    if inner is not None:
        joined = Span(start=view.core.tokens[phrase.first].start, end=max(inner.span.end, phrase.head.end))
        return replace(inner, span=joined, head=phrase.head.index, plural=True)
    land = view.at(phrase.after)
    if land is not None and phrase.noun in COUNTS:
        return _unnamed(view, phrase, BY_SORT["civilians"], last=land.last)
    return None


def _unnamed(view: Context, phrase: Phrase, group: Group, last: int | None = None) -> PartyMention:
    """The party of a sort, with the country that the words tell, else the one told nearest."""
    told = country_of(view, phrase)
    people = people_told(view, phrase)
    stated = told is not None
    code = told.code if told else people[1] if people else None
    antecedent: Told | None = None
    if code is None and group.sort != "peacekeepers":
        antecedent = view.near(phrase.head.index, group.sort)
        code = antecedent.code if antecedent else None
    word = people[0] if people and group.sort in ARMED else None
    person = person_after(view, phrase) if last is None else None
    party = named(group, code, phrase.noun, word)
    if person is not None:
        last = view.core.words(person)[-1].index
        if group.category is Category.CIVILIANS:
            party = replace(party, name=" ".join(view.core.document.text[person.start : person.end].split()))
    party = abroad(view, party, phrase.head.index)
    rule = f"noun:{group.sort}" + ("" if stated or code is None else ", country from the text around")
    return _mention(view, phrase, party, rule, last=last, antecedent=antecedent)


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
    country = f"the {land.name}" if land.name in ARTICLE and "of {country}" in group.name else land.name
    name = group.name.format(country=country, adjective=word.title() if word else land.adjective, noun=plural)
    return Party(name=_upper(name), category=group.category, country=land.code)


ARTICLE = ("United States", "United Kingdom", "Netherlands", "Philippines", "Democratic Republic of Congo", "Maldives", "Bahamas",
           "United Arab Emirates", "Central African Republic", "Republic of the Congo", "Czech Republic", "Dominican Republic", "Gambia")


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun if noun.endswith(("s", "men", "people", "deen", "din")) else f"{noun}s"


def _upper(name: str) -> str:
    name = " ".join(name.split())
    return name[:1].upper() + name[1:]


def _mention(
    view: Context, phrase: Phrase, party: Party, rule: str, *, last: int | None = None, antecedent: Told | None = None
) -> PartyMention:
    end = max(phrase.head.index, last or 0)
    return PartyMention(
        span=span_of(view.core, phrase.first, end),
        head=phrase.head.index,
        party=party,
        rule=rule,
        antecedent=span_of(view.core, antecedent.first, antecedent.last) if antecedent else None,
        plural=phrase.head.tag in ("NNS", "NNPS") or phrase.noun in ("people", "police"),
    )


