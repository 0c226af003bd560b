"""Who is mentioned in a document: known actors, states by pattern, groups by noun, names that are none of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casus.actors import Actors, Match
from casus.actors.lookup import fold
from casus.actors.tables import Group, countries
from casus.annotate.party_context import Context, context
from casus.records.annotated import Annotated, NameType, PartyMention, Token
from casus.records.span import Span
from casus.values.party import Category, Party

NOUNS = ("NOUN", "PROPN", "ADJ")
NAMING = frozenset(
    "front army movement brigade brigades militia liberation party battalion battalions forces group union league "
    "resistance organization organisation cartel gang jihad guard guards command council faction tigers".split()
)
AGENTIVE = ("nsubj", "obl:agent", "nmod:poss", "conj", "compound", "appos", "root")
FIGHTING = (Category.REBEL_GROUP, Category.POLITICAL_MILITIA, Category.IDENTITY_MILITIA)


def parties(core: Annotated, actors: Actors) -> tuple[PartyMention, ...]:
    """Mentions in order of position. A mention that says not who ("the militants") points to the one that does."""
    view = context(core, actors)
    found: list[PartyMention] = []
    taken: set[int] = set()
    for mention, tokens in (*_known(core, actors, view), *_nouns(core, actors, view)):
        if not taken & tokens:
            taken |= tokens
            found.append(mention)
    for mention, tokens in (*_names(core, view), *_states(core, actors)):
        if not taken & tokens:
            taken |= tokens
            found.append(mention)
    found.sort(key=lambda m: (m.span.start, m.span.end))
    return tuple(_referred(core, found))


def _known(core: Annotated, actors: Actors, view: Context) -> Iterator[tuple[PartyMention, set[int]]]:
    """Actors of the table, with the noun that they qualify: "Taliban fighters"."""
    tokens = core.tokens
    for index, match in view.matches.items():
        if match.guarded and not _supported(view, match):
            continue
        last = index + match.size - 1
        first = index
        sentence = tokens[index].sentence
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].sentence == sentence
            and _qualified(core, actors, index, last + 1)
        ):
            last += 1
        head = _head(core, first, last)
        mention = PartyMention(
            span=Span(start=tokens[first].start, end=tokens[last].end),
            head=head.index,
            party=actors.party(match.actor, view.day),
            rule=f"actors:{match.actor.id}",
            plural=head.tag in ("NNS", "NNPS"),
        )
        yield mention, set(range(first, last + 1))


def _supported(view: Context, match: Match) -> bool:
    """An ambiguous alias counts where the actor is told by another name, or its country is the document's."""
    return match.actor.id in view.sure or bool(set(match.actor.countries) & view.told)


def _qualified(core: Annotated, actors: Actors, first: int, index: int) -> bool:
    """Whether a word goes on with the actor's phrase: a group noun that the actor's name qualifies."""
    token = core.tokens[index]
    if token.pos not in ("NOUN", "PROPN") or not actors.groups(_noun(token)):
        return False
    head = core.tokens[first]
    return head.head == index or token.head == head.head or core.tokens[index - 1].head == index


def _nouns(core: Annotated, actors: Actors, view: Context) -> Iterator[tuple[PartyMention, set[int]]]:
    """Groups by common noun, with country where their words tell it, else the document's."""
    for token in core.tokens:
        if token.pos not in ("NOUN", "PROPN") and token.tag not in ("NNS", "NNP", "NNPS"):
            continue
        noun, first = _compound(core, actors, token)
        groups = actors.groups(noun)
        if not groups:
            continue
        left = _left(core, token, first)
        country, word = _country(core, actors, left)
        rule = "noun"
        group = groups[0]
        if group.needs_country and country is None:
            group = groups[1] if len(groups) > 1 else group
            if group.needs_country:
                if view.country is None or not _military(core, token):
                    continue
                country, rule = view.country, "noun, the document's country"
        elif country is None and group.category in (Category.STATE_FORCES, Category.PROTESTERS, Category.RIOTERS):
            country, rule = view.country, "noun, the document's country"
        start = core.tokens[left[0]].start if left else core.tokens[first].start
        party = _named(actors, group, country, word, _noun(token))
        mention = PartyMention(
            span=Span(start=start, end=token.end),
            head=token.index,
            party=party,
            rule=rule,
            plural=token.tag in ("NNS", "NNPS") or noun in ("people", "police"),
        )
        yield mention, set(range(left[0] if left else first, token.index + 1))


def _named(actors: Actors, group: Group, country: str | None, word: str | None, noun: str) -> Party:
    told = countries().get(country or "")
    if told is None:
        plural = noun if noun.endswith(("s", "men", "people")) else f"{noun}s"
        return Party(name=group.bare.format(noun=plural), category=group.category)
    plural = noun if noun.endswith(("s", "men")) else f"{noun}s"
    adjective = word if word and actors.country(word) == told.code and word[:1].isupper() else told.adjective
    name = group.name.format(country=told.name, adjective=adjective, noun=plural)
    return Party(name=name[:1].upper() + name[1:], category=group.category, country=told.code)


def _noun(token: Token) -> str:
    low = fold(token.lemma)
    if token.pos == "PROPN" and low.endswith("s") and not low.endswith("ss") and len(low) > 4:
        return low[:-1]
    return low


def _compound(core: Annotated, actors: Actors, token: Token) -> tuple[str, int]:
    """A noun of two words where the table knows it ("aid worker"), with its first token."""
    if token.index > 0 and core.tokens[token.index - 1].sentence == token.sentence:
        before = core.tokens[token.index - 1]
        for tail in (_noun(token), fold(token.text)):
            two = f"{fold(before.text)} {tail}"
            if actors.groups(two):
                return two, before.index
    for form in (_noun(token), fold(token.text)):
        if actors.groups(form):
            return form, token.index
    return _noun(token), token.index


def _left(core: Annotated, token: Token, first: int) -> list[int]:
    """The words of the phrase before its noun, in one stretch."""
    out: list[int] = []
    index = first - 1
    start = core.sentences[token.sentence].first
    while index >= start and first - index <= 6:
        t = core.tokens[index]
        inside = t.pos in ("ADJ", "NOUN", "PROPN", "DET", "NUM", "PART") or t.text in ("-", "'s", "’s", "'", "’")
        if not inside or (t.relation in ("obj", "nsubj", "obl") and t.head < t.index):
            break
        if t.pos in ("NOUN", "PROPN") and not _hangs(core, t, token):
            break
        out.insert(0, index)
        index -= 1
    while out and core.tokens[out[0]].text in ("'s", "’s", "'", "’", "-"):
        out.pop(0)
    return out


def _hangs(core: Annotated, t: Token, on: Token) -> bool:
    at = t
    for _ in range(3):
        if at.head == on.index:
            return True
        if at.head == at.index:
            return False
        at = core.tokens[at.head]
    return False


def _country(core: Annotated, actors: Actors, left: Iterable[int]) -> tuple[str | None, str | None]:
    """The country that the words before a noun tell, and the word."""
    indices = list(left)
    for at, index in enumerate(indices):
        word = core.tokens[index].text
        two = " ".join(core.tokens[i].text for i in indices[at : at + 2])
        for said in (two, word):
            code = actors.country(said) or actors.seat(said)
            if code:
                return code, said if actors.country(said) else None
    return None, None


def _military(core: Annotated, token: Token) -> bool:
    return fold(token.lemma) in ("warplane", "jet", "battalion", "brigade", "garrison", "airman") or any(
        t.head == token.index and fold(t.text) in ("special", "armed", "government", "security", "military")
        for t in core.tokens[max(0, token.index - 4) : token.index]
    )


def _names(core: Annotated, view: Context) -> Iterator[tuple[PartyMention, set[int]]]:
    """Organisations that the table does not know, and persons."""
    for name in core.names:
        inside = {t.index for t in core.words(name.span)}
        head = core.head_of(name.span)
        if head is None:
            continue
        words = core.document.text[name.span.start : name.span.end]
        if name.type is NameType.ORGANISATION:
            fighting = {fold(w) for w in words.replace("-", " ").split()} & NAMING
            category = Category.REBEL_GROUP if fighting else Category.CIVILIANS
            rule = "name of a group" if fighting else "name of an organisation"
            party = Party(name=" ".join(words.split()), category=category, country=view.country if fighting else None)
        elif name.type is NameType.PERSON:
            party, rule = Party(name=" ".join(words.split()), category=Category.CIVILIANS), "name of a person"
        else:
            continue
        yield PartyMention(span=name.span, head=head.index, party=party, rule=rule), inside


def _states(core: Annotated, actors: Actors) -> Iterator[tuple[PartyMention, set[int]]]:
    """A country or its seat of government that acts: "Russia denied", "Ankara sent"."""
    for token in core.tokens:
        if token.pos not in ("PROPN", "NOUN") or not token.relation.startswith(AGENTIVE):
            continue
        before = core.tokens[token.index - 1] if token.index else None
        two = f"{before.text} {token.text}" if before and before.sentence == token.sentence else ""
        span = Span(start=before.start, end=token.end) if before and actors.country(two) else token.span
        code = actors.country(two) or actors.country(token.text) or actors.seat(token.text)
        cased = any(
            t.head == token.index and t.relation == "case" and t.tag == "IN" for t in core.words(_around(core, token))
        )
        if code is None or (cased and token.relation not in ("obl:agent",)):
            continue
        adjective = fold(token.text) != fold(countries()[code].name) and not actors.seat(token.text)
        name = (
            f"Civilians ({countries()[code].name})"
            if adjective and token.tag == "NNPS"
            else f"Government of {countries()[code].name}"
        )
        category = Category.CIVILIANS if name.startswith("Civ") else Category.STATE_FORCES
        yield (
            PartyMention(
                span=span,
                head=token.index,
                party=Party(name=name, category=category, country=code),
                rule="a country as actor",
                plural=token.tag == "NNPS",
            ),
            {t.index for t in core.words(span)},
        )


def _around(core: Annotated, token: Token) -> Span:
    first = core.tokens[max(core.sentences[token.sentence].first, token.index - 4)]
    return Span(start=first.start, end=token.end)


def _head(core: Annotated, first: int, last: int) -> Token:
    for index in range(first, last + 1):
        head = core.tokens[index].head
        if head == index or not first <= head <= last:
            return core.tokens[index]
    return core.tokens[last]


def _referred(core: Annotated, found: list[PartyMention]) -> Iterator[PartyMention]:
    """Definite nouns that say not who ("the militants") take the party told last that they can mean."""
    told: list[PartyMention] = []
    for m in found:
        if m.rule.startswith("actors:"):
            told.append(m)
        elif (
            m.rule.startswith("noun")
            and m.party.category in FIGHTING
            and m.party.country is None
            and _definite(core, m)
        ):
            before = next((t for t in reversed(told) if t.party.category in FIGHTING), None)
            later = {x.party: x for x in found if x.rule.startswith("actors:") and x.party.category in FIGHTING}
            who = before or (next(iter(later.values())) if len(later) == 1 else None)
            if who is not None:
                yield replace(m, party=who.party, rule="refers back", antecedent=who.span)
                continue
        yield m


def _definite(core: Annotated, m: PartyMention) -> bool:
    """Whether the words are of the sort that refers: "the rebels", "militants" after they were told, "jihadists"."""
    words = [fold(t.text) for t in core.words(m.span)]
    return not any(w in ("unidentified", "unknown", "suspected", "other", "some", "several", "masked") for w in words)
