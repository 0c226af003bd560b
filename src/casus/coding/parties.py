"""From words in the places of doer and sufferer to the parties that they name, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.coding.tree import Tree
from casus.records.annotated import Annotated, NameType, PartyMention
from casus.records.claim import Basis, Claim
from casus.records.span import Span
from casus.values.party import Category, Party

CODER = "casus.coding.parties@1"
INNER = ("compound", "amod", "nmod:poss", "nmod", "flat", "appos", "nmod:desc", "nummod")
OWNING = frozenset({"", "of", "from", "among", "in", "belonging to", "for", "with"})


def mention_of(annotated: Annotated, tree: Tree, index: int, *, owner: bool = True) -> int | None:
    """The party mention (index in Annotated.parties) that a word heads or lies in, or that owns the thing it names."""
    found = _heading(annotated, index)
    if found is None and owner:
        found = next(iter(_owners(annotated, tree, index, 2)), None)
    return found


def _heading(annotated: Annotated, index: int) -> int | None:
    token = annotated.tokens[index]
    headed = [n for n, m in enumerate(annotated.parties) if m.head == index]
    if headed:
        return max(headed, key=lambda n: annotated.parties[n].span.end - annotated.parties[n].span.start)
    holding = [n for n, m in enumerate(annotated.parties) if m.span.covers(token.span)]
    if holding:
        return min(holding, key=lambda n: annotated.parties[n].span.end - annotated.parties[n].span.start)
    return None


def _owners(annotated: Annotated, tree: Tree, index: int, depth: int) -> Iterator[int]:
    """Parties inside the phrase of a thing: ISIS command centres, a convoy of the army, Turkish jets."""
    for child in tree.children(index, *INNER):
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
    here = annotated.sentences[sentence].span
    spans = [mention.span]
    if mention.antecedent is not None and not mention.antecedent.overlaps(mention.span):
        spans.append(mention.antecedent)
    stated = mention.span.overlaps(here) and mention.antecedent is None
    return Claim(
        value=mention.party,
        basis=Basis.STATED if stated else Basis.INFERRED,
        evidence=tuple(annotated.document.quote(s) for s in spans),
        coder=CODER,
        note=f"{how}; {mention.rule}",
    )


def person(annotated: Annotated, tree: Tree, index: int, sentence: int, how: str) -> Claim[Party] | None:
    """A person by name who is no listed actor: a civilian, unless the words say otherwise."""
    token = annotated.tokens[index]
    name = next((n for n in annotated.names if n.type is NameType.PERSON and n.span.overlaps(token.span)), None)
    if name is None:
        for child in tree.children(index, "appos", "flat", "nmod:desc"):
            name = next((n for n in annotated.names if n.type is NameType.PERSON and n.span.overlaps(child.span)), None)
            if name is not None:
                break
    if name is None:
        return None
    words = annotated.document.text[name.span.start : name.span.end]
    full = _fullest(annotated, name.span, words)
    return Claim(
        value=Party(name=" ".join(full.split()), category=Category.CIVILIANS),
        basis=Basis.STATED if name.span.overlaps(annotated.sentences[sentence].span) else Basis.INFERRED,
        evidence=(annotated.document.quote(name.span),),
        coder=CODER,
        note=f"{how}; person by name",
    )


def _fullest(annotated: Annotated, span: Span, words: str) -> str:
    for chain in annotated.chains:
        if span in chain.mentions:
            best = chain.mentions[chain.best]
            return annotated.document.text[best.start : best.end]
    return words


def pick(
    annotated: Annotated, tree: Tree, indices: Sequence[int], *, owner: bool, barred: Sequence[int] = ()
) -> int | None:
    """The first party among words in a role that is not barred; one that tells its name before one that does not."""
    found = [n for i in indices if (n := mention_of(annotated, tree, i, owner=owner)) is not None and n not in barred]
    return found[0] if found else None


def same(one: PartyMention, other: PartyMention) -> bool:
    """Whether two mentions certainly mean one actor."""
    return bool(one.party.same(other.party))
