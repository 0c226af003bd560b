"""Mentions in one document of one thing: names told again, acronyms, definite nouns, pronouns. Rules, nearest first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casus.annotate.mentions import Form, Mention, before, mentions, nouns, sentences_between
from casus.records.annotated import Annotated, Chain, NameType

REACH = {Form.PRONOUN: 3, Form.NOUN: 14}  # sentences back
MANY = 100  # mentions looked at for one antecedent
POINTING = ("this ", "that ", "these ", "those ")
ACRONYM = re.compile(r"\(\s*[\"“']?([A-Z][A-Za-z-]{1,9})[\"”']?\s*[,)]")
ROLE = {
    "nsubj": 3.0,
    "nsubj:pass": 2.6,
    "obj": 1.4,
    "obl:agent": 1.2,
    "nmod:poss": 0.8,
    "conj": 0.8,
    "obl": 0.6,
    "root": 1.5,
}


def chains(core: Annotated) -> tuple[Chain, ...]:
    """Chains of two mentions or more, in order of their first; `best` is the fullest name, else the first mention."""
    found = mentions(core)
    links: dict[int, int] = {}
    _names(core, found, links)
    genders = {at: g for at, m in enumerate(found) if (g := gender(core, m)) and m.form is not Form.PRONOUN}
    for at, g in list(genders.items()):
        genders.setdefault(_first(links, at), g)
    for at, mention in enumerate(found):
        if mention.form is Form.PRONOUN or (mention.form is Form.NOUN and mention.definite):
            antecedent = _antecedent(core, found, at, links, genders)
            if antecedent is not None:
                links[at] = antecedent
                if mine := genders.get(at) or gender(core, mention):
                    genders.setdefault(_first(links, at), mine)
    groups: dict[int, list[Mention]] = {}
    for at, mention in enumerate(found):
        groups.setdefault(_first(links, at), []).append(mention)
    made = [sorted(g, key=lambda m: (m.span.start, m.span.end)) for g in groups.values()]
    many = [g for g in made if len({m.span for m in g}) > 1]
    return tuple(_chain(g) for g in sorted(many, key=lambda g: g[0].span))


def _chain(group: list[Mention]) -> Chain:
    spans = sorted({m.span for m in group})
    names = [m for m in group if m.form is Form.NAME]
    told = [m for m in group if m.form is Form.NOUN]
    best = max(names, key=lambda m: (m.span.end - m.span.start, -m.span.start)) if names else (told or group)[0]
    return Chain(mentions=tuple(spans), best=spans.index(best.span))


def _first(links: dict[int, int], at: int) -> int:
    while at in links:
        at = links[at]
    return at


def _names(core: Annotated, found: list[Mention], links: dict[int, int]) -> None:
    """Link names to the first of the same name, a surname to the full name, an acronym to what it stands for."""
    known: dict[tuple[str, ...], int] = {}
    surnames: dict[str, int] = {}
    short = dict(_acronyms(core, found))
    for at, m in enumerate(found):
        if m.form is not Form.NAME or not m.words:
            continue
        key = m.words[1:] if m.words[0] == "the" and len(m.words) > 1 else m.words
        first = known.get(key)
        if first is None and m.name is NameType.PERSON and len(key) == 1:
            first = surnames.get(key[0])
        if first is None and at in short:
            first = short[at]
        if first is not None and first != at and _first(links, first) != at:
            links[at] = first
        known.setdefault(key, at)
        if m.name is NameType.PERSON and len(key) > 1:
            surnames[key[-1]] = at


def _acronyms(core: Annotated, found: list[Mention]) -> Iterator[tuple[int, int]]:
    """(acronym, long form) of "Norland Defence Force (NDF)"."""
    text = core.document.text
    for at, m in enumerate(found):
        if m.form is not Form.NAME or len(m.words) != 1:
            continue
        opened = ACRONYM.match(text, max(0, m.span.start - 1)) or ACRONYM.match(text, max(0, m.span.start - 2))
        if not opened:
            continue
        for back in range(at - 1, max(-1, at - 6), -1):
            long = found[back]
            if long.form is Form.NAME and 0 <= m.span.start - long.span.end <= 4 and _initials(long, m.words[0]):
                yield at, back
                break


def _initials(long: Mention, short: str) -> bool:
    """Whether a short form is made of first letters of the long one, in order, the first included."""
    if len(long.words) < 2 or short[0] != long.words[0][0]:
        return False
    letters = iter("".join(w[0] for w in long.words))
    return sum(any(c == x for x in letters) for c in short.rstrip("s")) >= max(2, len(short.rstrip("s")) - 1)


def _antecedent(
    core: Annotated, found: list[Mention], at: int, links: dict[int, int], genders: dict[int, str]
) -> int | None:
    me = found[at]
    mine = gender(core, me)
    best, best_score = None, 0.0
    repeated = set(links.values())
    for back, earlier in enumerate(before(found, at)):
        apart = sentences_between(earlier, me)
        if back > MANY or apart > REACH[me.form]:
            break
        index = at - 1 - back
        if mine and genders.get(_first(links, index), mine) != mine:
            continue
        score = _pronoun(core, me, earlier, apart) if me.form is Form.PRONOUN else _noun(core, me, earlier, apart)
        if score is not None and (index in links or index in repeated):
            score += 0.4
        if score is not None and score > best_score:
            best, best_score = index, score
    return best


def _pronoun(core: Annotated, me: Mention, earlier: Mention, apart: int) -> float | None:
    """How well an earlier mention serves a pronoun; None where it cannot."""
    if earlier.form is Form.PRONOUN:
        same = earlier.sorts == me.sorts and gender(core, earlier) == gender(core, me)
        return 4.5 - 1.5 * apart if same else None
    if (
        not me.sorts & earlier.sorts
        or (me.plural and earlier.plural is False)
        or (me.plural is False and earlier.plural)
    ):
        return None
    if _bound(core, me, earlier):
        return None
    score = 3.0 + ROLE.get(earlier.head.relation, 0.3) - 1.6 * apart
    if earlier.form is Form.NAME or not earlier.sorts <= {"thing"}:
        score += 1.0
    if earlier.head.relation.startswith("nsubj") and me.head.relation.startswith("nsubj"):
        score += 0.5
    return score - 0.01 * (me.head.index - earlier.head.index)


def gender(core: Annotated, m: Mention) -> str:
    """ "she" or "he" where the words tell it (a pronoun, a noun such as "woman", the title of a name), else nothing."""
    if m.name is NameType.PERSON:
        first = core.words(m.span)[0].index
        low = core.tokens[first - 1].text.casefold().rstrip(".") if first else ""
    else:
        low = m.head.text.casefold() if m.form is Form.PRONOUN else m.head.lemma.casefold()
    return "she" if low in nouns("she") else "he" if low in nouns("he") else ""


def _bound(core: Annotated, me: Mention, earlier: Mention) -> bool:
    """Whether both hang on one verb (then only a reflexive can mean the other), or one stands inside the other.

    A verb without a subject of its own shares that of the verb it is joined to: "they came and shot him".
    """
    if me.span.overlaps(earlier.span):
        return True
    if me.head.relation == "nmod:poss":
        return me.head.head == earlier.head.index
    if me.head.text.casefold().endswith(("self", "selves")):
        return False
    verb = core.tokens[me.head.head]
    if earlier.head.head == verb.index:
        return True
    while verb.relation == "conj" and not any(
        t.head == verb.index and t.relation.startswith("nsubj") for t in core.tokens[verb.head : me.head.index]
    ):
        verb = core.tokens[verb.head]
        if earlier.head.head == verb.index and earlier.head.relation.startswith("nsubj"):
            return True
    return False


def _noun(core: Annotated, me: Mention, earlier: Mention, apart: int) -> float | None:
    """How well an earlier mention serves a definite noun; None where it cannot."""
    if earlier.form is Form.PRONOUN or me.span.overlaps(earlier.span):
        return None
    lemma = me.head.lemma.casefold()
    told = set(me.words) - {lemma}
    if earlier.form is Form.NOUN:
        if earlier.head.lemma.casefold() != lemma or (me.plural != earlier.plural):
            return None
        if told and not told <= set(earlier.words):
            shown = core.document.text[me.span.start : me.head.start].casefold().startswith(POINTING)
            return 3.5 - 0.4 * apart if shown and apart <= 3 else None
        return 6.0 - 0.4 * apart
    if lemma in earlier.words and earlier.name in (NameType.ORGANISATION, NameType.FACILITY, NameType.PLACE):
        return 6.5 - 0.4 * apart
    demonstrative = me.span.start != me.head.start and told <= nouns("region") | nouns("warlike")
    if not demonstrative or apart > 3 or lemma not in nouns("place") | nouns("group") | nouns("people"):
        return None
    if me.plural and "people" in me.sorts:
        side = earlier.name is NameType.ORGANISATION and not nouns("official") & set(earlier.words)
        return 2.0 - 0.5 * apart if side and lemma in nouns("people") - nouns("person") else None
    if told & nouns("warlike") and nouns("official") & set(earlier.words):
        return None
    if not me.plural and me.sorts & earlier.sorts:
        return 3.0 - 0.6 * apart + 0.3 * ROLE.get(earlier.head.relation, 0.3)
    return None
