"""Who a noun phrase denotes: a known actor's people, a state's forces, an unnamed group, civilians."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casus.actors.aliases import fold
from casus.actors.tables import Group, words
from casus.annotate.party_bands import beside, called, own_name
from casus.annotate.party_context import Context, Stated, Told, span_of
from casus.annotate.party_naming import BY_SORT, abroad, named
from casus.annotate.party_phrases import (
    Phrase,
    actor_after,
    actor_in,
    believed,
    clothed,
    country_of,
    owner,
    people_told,
    person_after,
    phrase_at,
)
from casus.annotate.party_sorts import sort_of
from casus.annotate.party_verbs import ACTIVE, PASSIVE
from casus.records.annotated import NameType, PartyMention, Token
from casus.records.span import Span
from casus.values.party import STATE, Category, Party

OF_ACTOR = frozenset(
    {"rebels", "militia", "gunmen", "suspects", "tribe", "military", "materiel", "collective", "security", "police"}
)
AMONG = ("collective", "official", "rebels", "gunmen", "militia", "suspects")
MEN = frozenset({"man", "men"})
SETTLERS = frozenset({"settler"})
ARMED = frozenset({"rebels", "militia", "gunmen", "suspects", "tribe"})
FORCES = frozenset({"military", "security", "police", "government", "materiel"})


AROUND = "country from the text around"


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
        yield from _beside(view, phrase, found)


def _beside(view: Context, phrase: Phrase, found: PartyMention) -> Iterator[PartyMention]:
    """The other of two bands that one noun names: "the Gak" of "the Gak and Manuer clans"."""
    other = beside(view, phrase)
    if other is None or found.party.id is not None:
        return
    tokens = view.core.tokens
    name = f"{view.core.document.text[tokens[other[0]].start : tokens[other[1]].end]} {phrase.head.text}"
    head = next((i for i in range(other[0], other[1] + 1) if not other[0] <= tokens[i].head <= other[1]), other[1])
    yield replace(found, span=span_of(view.core, *other), head=head, party=replace(found.party, name=name))


def stated(view: Context) -> Iterator[Stated]:
    """Forces and officials whose country their own words tell, in order."""
    for token in view.core.tokens:
        phrase = phrase_at(view, token)
        if phrase is not None and (phrase.group.sort in FORCES or phrase.group.sort == "official"):
            told = country_of(view, phrase)
            if told is not None and told.last < token.index:
                yield Stated(index=token.index, sort=phrase.group.sort, told=told)


def _sides(view: Context, phrase: Phrase) -> bool:
    """Whether two joined qualifiers are two sides: "between rebel and state forces", "Orm and Vesk troops clashed"."""
    tokens = view.core.tokens
    start = view.core.sentences[phrase.head.sentence].first
    if any(fold(tokens[i].text) == "between" for i in range(max(start, phrase.first - 2), phrase.first)):
        return True
    if phrase.joint is None:
        return False
    one, other = (view.at(i) for i in (phrase.joint - 1, phrase.joint + 1))
    nations = one is not None and other is not None and one.code != other.code
    fight = fold(tokens[phrase.head.head].lemma) in words("mutual") and phrase.head.relation == "nsubj"
    return (nations and fight) or view.known(phrase.joint - 1) is not None


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
    sort = sort_of(view, phrase)
    if phrase.group.sort == "collective" and (sort is None or phrase.noun in words("counts")) and depth < 3:
        return _after(view, phrase, depth)
    if sort is None:
        return None
    return _unnamed(view, phrase, BY_SORT[sort])


def _people(view: Context, phrase: Phrase) -> bool:
    """Whether the noun means people here: not a modifier of a known actor's name, and no name of a place."""
    token = phrase.head
    if view.known(token.index) is not None or (token.pos == "PROPN" and _named(view, phrase)):
        return False
    if phrase.noun in words("labels") and token.relation in ("compound", "amod"):
        return False
    if phrase.noun in words("abstract") and phrase.after is not None:
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
    if phrase.noun in words("positions"):
        return None
    led = phrase.noun in words("heads") and sort in ("official", "civilians")
    if sort not in OF_ACTOR and not led and phrase.noun not in MEN:
        return None
    found = actor_in(view, phrase)
    last = phrase.head.index
    said = believed(view, phrase) if found is None else None
    said = clothed(view, phrase) if found is None and said is None else said
    if said is not None and said in view.matches and view.supported(view.matches[said]):
        found = said, view.matches[said]
        last = said + found[1].size - 1
    if found is None and phrase.after is not None and (phrase.noun in MEN or phrase.group.sort in AMONG):
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


def _after(view: Context, phrase: Phrase, depth: int) -> PartyMention | None:
    """The people of "hundreds of protesters", "members of the militia": counts alone are of people."""
    if phrase.after is None:
        told = phrase.head.tag.startswith("NNS") and phrase.head.relation in (*ACTIVE, *PASSIVE)
        if told and phrase.noun in words("counts"):
            return _unnamed(view, phrase, BY_SORT["civilians"])
        return None
    inner = _noun_mention(view, view.core.tokens[phrase.after], depth + 1)
    if inner is not None:
        joined = Span(start=view.core.tokens[phrase.first].start, end=max(inner.span.end, phrase.head.end))
        return replace(inner, span=joined, head=phrase.head.index, plural=True)
    land = view.at(phrase.after)
    if land is not None and phrase.noun in words("counts"):
        return _unnamed(view, phrase, BY_SORT["civilians"], last=land.last)
    return None


def _unnamed(view: Context, phrase: Phrase, group: Group, last: int | None = None) -> PartyMention:
    """The party of a sort, with the country that the words tell, else the one told nearest."""
    told = country_of(view, phrase)
    people = people_told(view, phrase)
    stated = told is not None
    code = told.code if told else people[1] if people else None
    antecedent: Told | None = None
    if code is None and group.sort in FORCES:
        antecedent = owner(view, phrase)
        code = antecedent.code if antecedent else None
    if code is None and group.sort != "peacekeepers":
        things = phrase.group.sort == "materiel"
        antecedent = view.near(phrase.head.index, "materiel" if things else group.sort)
        code = antecedent.code if antecedent else None
    if phrase.noun in SETTLERS and code == "PS":
        code = "IL"  # who settles on the West Bank is of Israel
    word = people[0] if people and group.sort in ARMED else None
    person = person_after(view, phrase) if last is None else None
    party = named(group, code, phrase.noun, word)
    if person is not None:
        last = view.core.words(person)[-1].index
        if group.category is Category.CIVILIANS:
            party = replace(party, name=" ".join(view.core.document.text[person.start : person.end].split()))
    party, last = _by_name(view, phrase, party, last)
    party = abroad(view, party, phrase.head.index)
    rule = f"noun:{group.sort}" + ("" if stated or code is None else f", {AROUND}")
    return _mention(view, phrase, party, rule, last=last, antecedent=antecedent)


def _by_name(view: Context, phrase: Phrase, party: Party, last: int | None) -> tuple[Party, int | None]:
    """A band by its own name where the words tell one, with the last token of it."""
    own, after = own_name(view, phrase), called(view, phrase)
    if after is not None:
        tokens = view.core.tokens
        told = view.core.document.text[tokens[after[0]].start : tokens[after[1]].end]
        category = Category.REBEL_GROUP if party.category is Category.UNKNOWN else party.category
        return replace(party, name=" ".join(told.split()), category=category), max(last or 0, after[1])
    return (party if own is None else replace(party, name=own)), last


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
