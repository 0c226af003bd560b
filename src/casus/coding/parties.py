"""From words in the places of doer and sufferer to the parties that they name, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from casus.actors.tables import groups
from casus.coding.remembered import per_document
from casus.coding.syntax import words
from casus.coding.tree import Tree
from casus.records.annotated import Annotated, NameType, PartyMention
from casus.records.claim import Basis, Claim
from casus.records.span import Span
from casus.values.party import Category, Party

CODER = "casus.coding.parties@1"
INNER = ("compound", "amod", "nmod:poss", "nmod", "flat", "appos", "nmod:desc", "nummod")
OWNING = frozenset({"", "of", "from", "among", "in", "belonging to", "for", "with"})
AGAIN = frozenset({"the", "these", "those", "both"})


def gunmen(party: Party) -> bool:
    """Whether a party is armed people of whom no more is known, by the name that the table of groups gives them."""
    return party.category is Category.UNKNOWN and party.name.startswith(_nameless())


@cache
def _nameless() -> str:
    return next(g.bare for g in groups() if g.sort == "gunmen")


def mention_of(annotated: Annotated, tree: Tree, index: int, *, owner: bool = True) -> int | None:
    """The party mention (index in Annotated.parties) that a word heads or lies in, or that owns the thing it names."""
    found = _heading(annotated, index)
    if found is None and owner:
        found = next(iter(_owners(annotated, tree, index, 2)), None)
    return found


def _heading(annotated: Annotated, index: int) -> int | None:
    headed = _headed(annotated).get(index)
    if headed:
        return max(headed, key=lambda n: annotated.parties[n].span.end - annotated.parties[n].span.start)
    holding = _holding(annotated).get(index)
    if holding:
        return min(holding, key=lambda n: annotated.parties[n].span.end - annotated.parties[n].span.start)
    return None


@per_document
def _headed(annotated: Annotated) -> dict[int, list[int]]:
    """The parties that each token heads."""
    out: dict[int, list[int]] = {}
    for number, mention in enumerate(annotated.parties):
        out.setdefault(mention.head, []).append(number)
    return out


@per_document
def _holding(annotated: Annotated) -> dict[int, list[int]]:
    """The parties whose words hold each token."""
    out: dict[int, list[int]] = {}
    for number, mention in enumerate(annotated.parties):
        for token in annotated.words(mention.span):
            if mention.span.covers(token.span):
                out.setdefault(token.index, []).append(number)
    return out


def _owners(annotated: Annotated, tree: Tree, index: int, depth: int) -> Iterator[int]:
    """Parties inside the phrase of a thing: ISIS command centres, a convoy of the army, Turkish jets."""
    for child in tree.children(index, *INNER):
        if child.text.casefold() == "whose":  # "Norland, whose aircraft killed three men"
            clause = next((i for i in tree.path(index) if tree.token(i).relation == "acl:relcl"), None)
            found = None if clause is None else _heading(annotated, tree.token(clause).head)
            if found is not None:
                yield found
            continue
        if child.relation in ("nmod", "obl") and tree.case(child.index) not in OWNING:
            continue
        found = _heading(annotated, child.index)
        if found is not None:
            yield found
        elif depth > 1:
            yield from _owners(annotated, tree, child.index, depth - 1)


def claim(annotated: Annotated, number: int, sentence: int, how: str) -> Claim[Party]:
    """The claim that a mention plays a part; inferred where its words or what tells who it is stand elsewhere."""
    mention = annotated.parties[number]
    party = mention.party
    lone = _general(party) and annotated.tokens[mention.head].tag not in ("NNS", "NNPS")
    called = _called(annotated, Tree(annotated=annotated), mention.head) if lone else None
    here = annotated.sentences[sentence].span
    said = _undoubted(annotated, mention.span)
    spans = [said] if party.id is None else _parted(annotated, mention, said)
    if called is not None:
        words = annotated.document.text[called.start : called.end]
        party = replace(party, name=" ".join(_fullest(annotated, called, words).split()))
        spans = _beside(annotated, said, called) if said.covers(called) else [*spans, called]
    if mention.antecedent is not None and not mention.antecedent.overlaps(mention.span):
        # A place or nation elsewhere tells whose "the soldiers" are, but its name is no name of theirs.
        referred = mention.rule.startswith("refers to")
        if mention.rule.endswith(AROUND) or (not referred and _origin(annotated, mention.antecedent)):
            how += f"; of {annotated.document.text[mention.antecedent.start : mention.antecedent.end]}"
        else:
            spans.append(_first(annotated, mention.antecedent))
    earlier = _introduced(annotated, number) if called is None else None
    if earlier is not None and not any(s.overlaps(earlier) for s in spans):
        spans.append(earlier)
    stated = mention.span.overlaps(here) and mention.antecedent is None
    return Claim(
        value=party,
        basis=Basis.STATED if stated else Basis.INFERRED,
        evidence=tuple(annotated.document.quote(s) for s in spans),
        coder=CODER,
        note=f"{how}; {mention.rule}",
    )


def _introduced(annotated: Annotated, number: int) -> Span | None:
    """The words by which people told again ("the peasants") were told first ("five peasants")."""
    mention = annotated.parties[number]
    inside = annotated.words(mention.span)
    if mention.party.id is not None or not inside or inside[0].text.casefold() not in AGAIN:
        return None
    noun = annotated.tokens[mention.head].lemma.casefold()
    for m in annotated.parties[:number]:
        alike = m.party.category is mention.party.category and annotated.tokens[m.head].lemma.casefold() == noun
        first = annotated.words(m.span)[0]
        if alike and (first.text.casefold() not in AGAIN or any(t.pos == "NUM" for t in annotated.words(m.span))):
            return m.span
    return None


def person(annotated: Annotated, tree: Tree, index: int, sentence: int, how: str) -> Claim[Party] | None:
    """A person by name who is no listed actor: a civilian. "Her" is the last one named."""
    token = annotated.tokens[index]
    spans: list[Span] = []
    if token.pos == "PRON":
        if token.text.casefold() not in SINGLE:
            return None
        before = [n.span for n in annotated.names if n.type is NameType.PERSON and n.span.end <= token.start]
        near = [s for s in before if annotated.words(s)[0].sentence >= token.sentence - 1]
        spans = [token.span, near[-1]] if near else []
    else:
        name = _called(annotated, tree, index)
        noun = name is not None and token.pos == "NOUN" and not name.covers(token.span)
        spans = [] if name is None else [_phrase(tree, index), name] if noun else [name]
    if not spans:
        return None
    words = annotated.document.text[spans[-1].start : spans[-1].end]
    here = token.pos != "PRON" and spans[-1].overlaps(annotated.sentences[sentence].span)
    return Claim(
        value=Party(name=" ".join(_fullest(annotated, spans[-1], words).split()), category=Category.CIVILIANS),
        basis=Basis.STATED if here else Basis.INFERRED,
        evidence=tuple(annotated.document.quote(s) for s in spans),
        coder=CODER,
        note=f"{how}; person by name",
    )


def _beside(annotated: Annotated, said: Span, called: Span) -> list[Span]:
    """A person's name and, where a comma parts them, what he is before it: "a prosecutor, Ada Lund"."""
    before = [t for t in annotated.words(said) if t.end <= called.start]
    comma = next((n for n, t in enumerate(before) if t.text == ","), 0)
    return [Span(start=said.start, end=before[comma - 1].end), called] if comma else [called]


def _phrase(tree: Tree, index: int) -> Span:
    """A noun with the words right before it that hang on it: "a retired prosecutor"."""
    first = index
    while first > 0 and tree.token(first - 1).head == index and tree.token(first - 1).relation in PREMODIFIERS:
        first -= 1
    return Span(start=tree.token(first).start, end=tree.token(index).end)


def _undoubted(annotated: Annotated, span: Span) -> Span:
    """A party's words without those that doubt it: "alleged Orm Front fighters" are said to be these fighters."""
    inside = annotated.words(span)
    keep = next((t for t in inside if t.text.casefold() not in words("doubting")), None)
    return span if keep is None else Span(start=keep.start, end=span.end)


def _parted(annotated: Annotated, mention: PartyMention, said: Span) -> list[Span]:
    """The people and whose they are as words of their own: "fighters of the Orm Front"."""
    said = _once(annotated, said)
    inside = annotated.words(said)
    closing = next((n for n, t in enumerate(inside[:-1]) if t.text in (")", "]")), None)
    opening = next((n for n, t in enumerate(inside) if t.text in ("(", "[")), 0)
    if closing is not None and opening and inside[closing].index < mention.head:  # "Orm Front (OF) fighters"
        return [Span(start=s[0].start, end=s[-1].end) for s in (inside[closing + 1 :], inside[:opening])]
    for n, token in enumerate(inside[1:-1], 1):
        if token.text.casefold() in ("of", "from") and mention.head < token.index:
            before, after = inside[:n], inside[n + 1 :]
            if before[-1].pos != "NOUN" and before[-1].tag not in ("NNS", "NN"):
                break
            return [Span(start=s[0].start, end=s[-1].end) for s in (before, after)]
    return [said]


def _once(annotated: Annotated, span: Span) -> Span:
    """A name without its other name in brackets at its end: "the Orm Front (OF)"."""
    inside = annotated.words(span)
    opening = [n for n, t in enumerate(inside) if t.text in ("(", "[")]
    if len(inside) < 3 or inside[-1].text not in (")", "]") or not opening or opening[-1] == 0:
        return span
    return Span(start=span.start, end=inside[opening[-1] - 1].end)


def _first(annotated: Annotated, span: Span) -> Span:
    """The name before another name in brackets: "the Orm Front" of "the Orm Front (OF) fighters"."""
    inside = annotated.words(span)
    opening = next((n for n, t in enumerate(inside) if t.text in ("(", "[")), 0)
    return Span(start=span.start, end=inside[opening - 1].end) if opening else span


def _origin(annotated: Annotated, span: Span) -> bool:
    """Whether words name a place or a nationality."""
    nations = (n.span for n in annotated.names if n.type is NameType.NATIONALITY)
    return any(s.overlaps(span) for s in (*(p.span for p in annotated.places), *nations))


PREMODIFIERS = ("det", "amod", "compound", "nummod", "nmod:poss")
AROUND = "country from the text around"  # the rule of a mention whose antecedent tells only whose people they are
TITLES = ("compound", "nmod:desc", "flat")  # how a title hangs on the name after it
SINGLE = frozenset({"he", "him", "his", "she", "her"})


def _called(annotated: Annotated, tree: Tree, index: int) -> Span | None:
    """The person's name at a word, or beside it: "the mayor, Ada Lund"; "aid worker Ada Lund"."""
    persons = [n.span for n in annotated.names if n.type is NameType.PERSON]
    at = [index, *(t.index for t in tree.children(index, "appos", "flat", "nmod:desc", "compound"))]
    if any(tree.children(index, "cop")):
        at += [t.index for t in tree.children(index, "nsubj")]  # "Ada Lund is the second reporter to be killed"
    if tree.token(index).relation in TITLES and tree.token(index).head > index:
        at.append(tree.token(index).head)  # "party leader Ada Lund"
    elif tree.token(index).relation == "appos":
        at.append(tree.token(index).head)  # "Ada Lund, 28, a leader of the party"
    found = [s for i in at for s in persons if s.overlaps(annotated.tokens[i].span)]
    if found and found[0].overlaps(annotated.tokens[index].span):
        return found[0]
    return max(found, key=lambda s: (len(annotated.words(s)), s.start), default=None)


def _fullest(annotated: Annotated, span: Span, words: str) -> str:
    for chain in annotated.chains:
        if span in chain.mentions:
            best = chain.mentions[chain.best]
            words = annotated.document.text[best.start : best.end]
    parts = set(words.split())
    persons = (n.span for n in annotated.names if n.type is NameType.PERSON)
    longer = [w for s in persons if set((w := annotated.document.text[s.start : s.end]).split()) > parts]
    return longer[0] if longer and len({*longer}) == 1 else words


def _general(party: Party) -> bool:
    return party.category is Category.CIVILIANS and party.id is None


def pick(
    annotated: Annotated, tree: Tree, indices: Sequence[int], *, owner: bool, barred: Sequence[int] = ()
) -> int | None:
    """The first party among words in a role that is not barred; one that tells its name before one that does not."""
    found = [n for i in indices if (n := mention_of(annotated, tree, i, owner=owner)) is not None and n not in barred]
    if found:
        return found[0]
    meant = (referent(annotated, i) for i in indices)
    return next((n for n in meant if n is not None and n not in barred), None)


def referent(annotated: Annotated, index: int) -> int | None:
    """The party that a pronoun points back to: by its chain, else for "they" and "it" the last subject told before."""
    token = annotated.tokens[index]
    if token.pos != "PRON":
        return None
    linked = _linked(annotated, index)
    if linked is not None or token.text.casefold() not in BARE:
        return linked
    earlier = [
        n
        for n, m in enumerate(annotated.parties)
        if m.head < index and annotated.tokens[m.head].sentence >= token.sentence - 1
    ]
    if token.text.casefold() == "them":
        here = [n for n in earlier if annotated.tokens[annotated.parties[n].head].sentence == token.sentence]
        return here[-1] if here else None
    subjects = [n for n in earlier if annotated.tokens[annotated.parties[n].head].relation.startswith("nsubj")]
    return subjects[-1] if subjects else None


def _linked(annotated: Annotated, index: int) -> int | None:
    """The last party before a pronoun among the mentions that reading links it to."""
    token = annotated.tokens[index]
    for chain in annotated.chains:
        if not any(s == token.span for s in chain.mentions):
            continue
        names = [s for s in chain.mentions if s.end <= token.start]
        heads = [(n, annotated.tokens[m.head].span) for n, m in enumerate(annotated.parties)]
        found = [n for n, head in heads if any(s.covers(head) for s in names)]
        return found[-1] if found else None
    return None


BARE = frozenset({"they", "them", "it", "themselves"})


def same(one: PartyMention, other: PartyMention) -> bool:
    """Whether two mentions certainly mean one actor."""
    return bool(one.party.same(other.party))
