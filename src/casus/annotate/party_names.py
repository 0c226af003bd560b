"""Parties by proper name: actors of the table, leaders, unknown organisations and persons, countries that act."""

from __future__ import annotations

from collections.abc import Iterator

from casus.actors.aliases import fold
from casus.actors.tables import armed, countries, sorts
from casus.actors.tables import words as words_of
from casus.annotate.party_context import Context, Told, span_of
from casus.annotate.party_naming import BY_SORT, abroad, named
from casus.annotate.party_verbs import held, violent
from casus.records.annotated import NameType, PartyMention, Token
from casus.values.party import Category, Party

ACTING = ("nsubj", "obl:agent", "nmod:poss", "appos", "root", "conj", "obj", "iobj", "vocative", "parataxis")
BESIDE = frozenset({"by", "between", "with", "against", "and", "from", "versus", "to"})
STATELESS = {"PS": "palestinian-militants"}  # who attacks for a people without an army


def known(view: Context) -> Iterator[PartyMention]:
    """Actors of the table by their names."""
    for index, match in view.matches.items():
        if not view.supported(match):
            continue
        last = index + match.size - 1
        head = _head(view, index, last)
        yield PartyMention(
            span=span_of(view.core, index, last),
            head=head.index,
            party=view.actors.party(match.actor, view.day),
            rule=f"actors:{match.actor.id}",
            plural=head.tag in ("NNS", "NNPS"),
        )


def names(view: Context) -> Iterator[PartyMention]:
    """Persons and organisations that the table does not know."""
    for name in view.core.names:
        inside = view.core.words(name.span)
        if inside and all(view.at(t.index) is not None for t in inside):
            continue
        if any(p.span.overlaps(name.span) and p.where.country for p in view.core.places):
            continue
        head = view.core.head_of(name.span)
        if head is None:
            continue
        words = " ".join(view.core.document.text[name.span.start : name.span.end].split())
        if name.type is NameType.PERSON:
            party, rule = _person(view, words, inside)
        elif name.type is NameType.ORGANISATION:
            party, rule = _organisation(view, words, inside)
        else:
            continue
        yield PartyMention(span=name.span, head=head.index, party=party, rule=rule)


def _person(view: Context, words: str, inside: tuple[Token, ...]) -> tuple[Party, str]:
    """A leader's side, or the person, a civilian."""
    leader = view.actors.leader(words, view.day)
    if leader is not None and leader.actor is not None:
        return view.actors.party(armed()[leader.actor], view.day), "leader of a known actor"
    if leader is not None and leader.state is not None:
        return abroad(view, named(BY_SORT["government"], leader.state, "", None), inside[0].index), "leader of a state"
    name = _full(view, inside, words)
    head = view.core.head_of(span_of(view.core, inside[0].index, inside[-1].index)) or inside[-1]
    if held(view, head) or violent(view, head):
        return Party(name=name, category=Category.UNKNOWN), "name of a person accused"
    return Party(name=name, category=Category.CIVILIANS), "name of a person"


def _full(view: Context, inside: tuple[Token, ...], words: str) -> str:
    """The fullest form of a name in the document."""
    for chain in view.core.chains:
        if any(s.overlaps(inside[0].span) for s in chain.mentions):
            best = chain.mentions[chain.best]
            words = " ".join(view.core.document.text[best.start : best.end].split())
    return words


def _organisation(view: Context, words: str, inside: tuple[Token, ...]) -> tuple[Party, str]:
    """An organisation by the words of its name: armed, a state's, or civil."""
    full = _full(view, inside, words)
    low = fold(full)
    sort = next((s for w, s in sorts("naming").items() if w in low.split() or (" " in w and w in low)), None)
    told = next((t for t in view.lands.values() if inside[0].index <= t.first <= inside[-1].index), None)
    if sort in ("police", "military", "government"):
        land = told or view.near(inside[0].index)
        group = BY_SORT[sort]
        party = named(group, land.code if land else None, "", None)
        return abroad(
            view, Party(name=full, category=party.category, country=party.country), inside[0].index
        ), "name of a service"
    if sort in ("rebels", "militia"):
        land = told or view.near(inside[0].index)
        group = BY_SORT[sort]
        return Party(name=full, category=group.category, country=land.code if land else None), "name of an armed group"
    return Party(name=full, category=Category.CIVILIANS, country=told.code if told else None), "name of an organisation"


def states(view: Context) -> Iterator[PartyMention]:
    """Countries and seats of government that act or suffer, and peoples: "Norland denied", "two Vesker"."""
    for told in view.lands.values():
        head = view.core.tokens[told.last]
        group = _what(view, told, head)
        if group is None:
            continue
        party = named(BY_SORT[group], told.code, "", None)
        if group == "military" and told.code in STATELESS:
            party = view.actors.party(armed()[STATELESS[told.code]], view.day)
        yield PartyMention(
            span=span_of(view.core, _start(view, told), told.last),
            head=head.index,
            party=abroad(view, party, head.index),
            rule=f"a country as {group}",
            plural=head.tag in ("NNPS", "NNS"),
        )


def _what(view: Context, told: Told, head: Token) -> str | None:
    """What a country's word stands for: its government, its forces, its people; None for a mere place."""
    tokens = view.core.tokens
    own = _own(view, told)
    if told.first == 0 and len(tokens) > told.last + 1 and tokens[told.last + 1].text == ":":
        return None  # "Norland: army shells Vesk" tells where
    if not own and not told.seat and (head.tag in ("NNPS", "NNS") or head.pos == "NOUN"):
        return "military" if _martial(view, told, head) else "civilians"
    governor = tokens[head.head]
    misread = head.relation == "nsubj" and governor.pos == "NOUN" and governor.index == head.index + 1
    if head.relation in ("amod", "compound", "nmod:poss", "nmod") or misread:  # "Russian shelling killed a man"
        sort = sorts("adjective").get(fold(governor.lemma)) if governor.index > head.index else None
        if sort is not None and not told.seat:
            return sort
        if head.relation in ("amod", "compound"):
            return None
    if not told.seat and not own:
        return "civilians" if head.relation.startswith(("nsubj", "obj")) and head.pos != "ADJ" else None
    if head.relation.startswith(ACTING) and not _cased(view, head):
        return "government"
    if head.relation.startswith(("obl", "nmod", "conj")):
        case = _case(view, head)
        if case in BESIDE and case != "from" and case != "to":
            return "government"
    return None


def _martial(view: Context, told: Told, head: Token) -> bool:
    """Whether a people, uncounted, does what armies do: "the Norlanders besieged Vesk"."""
    tokens = view.core.tokens
    article = told.first > 0 and fold(tokens[told.first - 1].text) == "the"
    verb = tokens[head.head]
    return article and head.relation == "nsubj" and verb.pos == "VERB" and fold(verb.lemma) in words_of("martial")


def _own(view: Context, told: Told) -> bool:
    """Whether the words are a name of the country itself, not its adjective or people."""
    words = " ".join(fold(t.text) for t in view.core.tokens[told.first : told.last + 1])
    land = countries().get(told.code)  # territories such as the Falklands are places, but no actors of the table
    return (land is not None and words == fold(land.name)) or words in words_of("countries")


def _cased(view: Context, head: Token) -> bool:
    return _case(view, head) is not None


def _case(view: Context, head: Token) -> str | None:
    start = view.core.sentences[head.sentence].first
    for t in view.core.tokens[max(start, head.index - 5) : head.index]:
        if t.head == head.index and t.relation == "case" and t.tag != "POS":
            return fold(t.text)
    return None


def _start(view: Context, told: Told) -> int:
    """The first token with the words that count and determine: "at least two Norlanders"."""
    index, tokens = told.first, view.core.tokens
    while (
        index > 0
        and tokens[index - 1].head == tokens[told.last].index
        and tokens[index - 1].pos in ("NUM", "DET", "ADJ")
    ):
        index -= 1
    return index


def _head(view: Context, first: int, last: int) -> Token:
    for index in range(first, last + 1):
        head = view.core.tokens[index].head
        if head == index or not first <= head <= last:
            return view.core.tokens[index]
    return view.core.tokens[last]
