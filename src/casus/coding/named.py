"""Persons who suffer, by name: each is a participant "victim", with the fullest words of the report for the name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casus.coding.roles import Roles
from casus.coding.syntax import words
from casus.coding.tree import Tree
from casus.records.annotated import Annotated, NameType
from casus.records.claim import Basis, Claim
from casus.records.event import Participant
from casus.records.frame import Frame
from casus.records.span import Evidence, Span
from casus.values.kind import Kind
from casus.values.party import Category, Party
from casus.values.toll import Harm

CODER = "casus.coding.named@1"
ROLE = "victim"
HARMED = frozenset({Harm.KILLED, Harm.INJURED, Harm.ABDUCTED, Harm.MISSING})
NOBODY = frozenset({Category.CIVILIANS, Category.UNKNOWN})  # categories of persons who are no side
BESIDE = ("appos", "flat", "nmod:desc", "compound", "list", "parataxis", "dep", "conj")
INSIDE = ("nmod", "acl", "obl")  # "the murder of the priests, including Ada Lund"
CALLING = frozenset({"know", "name", "call", "identify"})  # "a minor known as Ada"
LISTING = frozenset({"including", "include", "such", "among", "like"})


def victims(
    frame: Frame, annotated: Annotated, told: Roles, kind: Kind
) -> tuple[Claim[Party] | None, tuple[Participant, ...]]:
    """The target with its name's own words, and the persons by name who suffer violence, in order of position.

    Folding leaves out those who are the target already.
    """
    target = told.target
    if kind.path[0] != "violence":
        return target, ()
    tree = Tree(annotated=annotated)
    persons = [n.span for n in annotated.names if n.type is NameType.PERSON]
    doers = [] if told.initiator is None else [e.span for e in told.initiator.evidence]
    seen: dict[Span, Span] = {}
    for index in _struck(frame, annotated, told, tree):
        token = tree.token(index)
        here = next((s for s in persons if s.overlaps(token.span)), None)
        if here is None or any(here.overlaps(d) for d in doers) or placed(annotated, here):
            continue
        full = fullest(annotated, here)
        told_so = target is not None and any(e.span.overlaps(s) for e in target.evidence for s in (here, full))
        if target is not None and told_so and target.value.id is None and target.value.category in NOBODY:
            name = _quotes(annotated, full, here)
            what = tuple(e for e in target.evidence if not any(e.span.overlaps(n.span) for n in name))
            target = replace(target, evidence=what + name)
        if len(annotated.words(full)) > 1:
            seen.setdefault(full, here)
    found = sorted(seen.items(), key=lambda pair: (pair[1].start, pair[1].end))
    return target, tuple(Participant(role=ROLE, party=suffers(annotated, frame.sentence, *pair)) for pair in found)


def _quotes(annotated: Annotated, full: Span, here: Span) -> tuple[Evidence, ...]:
    return tuple(annotated.document.quote(s) for s in ((here,) if full == here else (here, full)))


def suffers(annotated: Annotated, sentence: int, full: Span, here: Span) -> Claim[Party]:
    """The claim that a person by name suffers, with the fullest words for the name and those that stand here."""
    said = annotated.document.text[full.start : full.end]
    stated = full == here and here.overlaps(annotated.sentences[sentence].span)
    return Claim(
        value=Party(name=" ".join(said.split()), category=Category.CIVILIANS),
        basis=Basis.STATED if stated else Basis.INFERRED,
        evidence=_quotes(annotated, full, here),
        coder=CODER,
        note="suffers; person by name",
    )


def _struck(frame: Frame, annotated: Annotated, told: Roles, tree: Tree) -> Iterator[int]:
    """The words for those who suffer: sufferers by the tree, those counted as harmed, and names beside and in lists."""
    heads = list(told.patients)
    if told.target is not None:
        at = [annotated.head_of(e.span) for e in told.target.evidence[:1]]
        heads += [t.index for t in at if t is not None]
    here = annotated.sentences[frame.sentence]
    heads += [
        q.head
        for q in annotated.quantities
        if q.toll.harm in HARMED and q.span.overlaps(here.span) and q.verb in (frame.head, told.carrier)
    ]
    for verb in dict.fromkeys((frame.head, told.carrier)):  # "exploded, killing Ada Lund"
        for clause in tree.children(verb, "advcl", "conj", "acl"):
            if tree.lemma(clause.index) in words("harm") | words("fatal") and not tree.passive(clause.index):
                heads += [t.index for t in tree.children(clause.index, "obj")]
    yield from beside(tree, heads)


def beside(tree: Tree, heads: list[int]) -> Iterator[int]:
    """Words, and those beside them in apposition and in lists: "the priests, among them Ada Lund; Dag Moe, 42"."""
    seen: set[int] = set()
    while heads:
        index = heads.pop(0)
        if index in seen:
            continue
        seen.add(index)
        yield index
        for child in tree.children(index):
            base = child.relation.partition(":")[0]
            called = base == "acl" and tree.lemma(child.index) in CALLING
            if called:
                heads += [t.index for t in tree.children(child.index, "obl", "xcomp", "obj")]
            listed = base in INSIDE and bool({tree.case(child.index) or "", tree.lemma(child.index)} & LISTING)
            if child.relation in BESIDE or base in ("appos", "flat", "conj") or listed:
                heads.append(child.index)


def placed(annotated: Annotated, span: Span) -> bool:
    """Whether a name is a place's that the map knows."""
    return any(p.span.overlaps(span) and p.where.geonameid is not None for p in annotated.places)


def fullest(annotated: Annotated, span: Span) -> Span:
    """The longest words that name the same person: the best mention of its chain."""
    for chain in annotated.chains:
        if any(m.overlaps(span) for m in chain.mentions):
            best = chain.mentions[chain.best]
            named = any(n.type is NameType.PERSON and n.span.overlaps(best) for n in annotated.names)
            return best if named and len(annotated.words(best)) > len(annotated.words(span)) else span
    return span
