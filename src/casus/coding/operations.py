"""The named operation that a happening belongs to, with its phase and aim."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from casus.coding.arguments import arguments
from casus.coding.parties import mention_of, pick
from casus.coding.remembered import per_document
from casus.coding.tree import Tree
from casus.lexicon.numbers import ordinal, whole
from casus.records.annotated import Annotated, NameType
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
from casus.records.span import Span
from casus.values.party import Party
from casus.values.thing import Campaign

if TYPE_CHECKING:
    from casus.coding.roles import Roles

CODER = "casus.coding.operations@1"
NAMED = (NameType.PLACE, NameType.PERSON, NameType.NATIONALITY, NameType.FACILITY)

# A name in quotation marks, after the words that give it: the operation is called "We Are Coming, Norland".
CALLED = re.compile(
    r"(?i:operation|offensive|campaign)\b[^.\"“”\n]{0,40}\b(?i:called|named|dubbed|codenamed|code-named|known as)\s+"
    r"[\"“](?P<name>[^\"“”\n]{3,60})[\"”]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A mention of a named operation: the name without the word "operation", where, and whose operation it is.

    `passing`: told only to say whose somebody is ("the Iron Rain's soldiers"), not as the topic.
    """

    name: str
    span: Span
    sentence: int
    side: int | None
    passing: bool = False


@cache
def words(table: str) -> frozenset[str]:
    """The words of one table of the lexicon of operations."""
    raw = tomllib.loads(files("casus").joinpath("data/lexicons/en/operations.toml").read_text("utf-8"))
    return frozenset(w for row in raw[table] for w in row["words"])


def operation(frame: Frame, annotated: Annotated, roles: Roles) -> Claim[Campaign] | None:
    """The operation of a frame: named in its clause, or in the passage before as an operation of the same side."""
    tree = Tree(annotated=annotated)
    known = told(annotated)
    if not known:
        return None
    here = [t for t in known if t.sentence == frame.sentence]
    chosen = _owned(annotated, roles, here) or (
        None if _alien(annotated, roles, here) else _here(roles, annotated, here)
    )
    basis = Basis.STATED
    if chosen is None:
        chosen = (
            _before(frame, annotated, roles, known)
            or _named_after(frame, annotated, known)
            or (None if here else _meant(frame, annotated, tree, known))
        )
        basis = Basis.INFERRED
    return None if chosen is None else campaign(annotated, known, chosen, basis)


def campaign(annotated: Annotated, known: tuple[Told, ...], chosen: Told, basis: Basis) -> Claim[Campaign]:
    """The claim of a named operation, with the phase and the aim that the passage tells of it."""
    tree = Tree(annotated=annotated)
    phase = _phase(annotated, tree, known, chosen.name)
    aim = _aim(annotated, known, chosen.name)
    spans = [chosen.span, *(s for s in (phase, aim) if s is not None)]
    text = annotated.document.text

    def said(span: Span | None) -> str | None:
        return None if span is None else " ".join(text[span.start : span.end].split())

    return Claim(
        value=Campaign(name=f"Operation {chosen.name}", phase=said(phase), objective=said(aim)),
        basis=basis,
        evidence=tuple(annotated.document.quote(s) for s in spans),
        coder=CODER,
    )


def _meant(frame: Frame, annotated: Annotated, tree: Tree, known: tuple[Told, ...]) -> Told | None:
    """The operation that "the operation killed ..." or "... in the first week of the operation" goes back to."""
    below = [t for h in dict.fromkeys((frame.head, *_nouns(frame, annotated))) for t in tree.children(h)]
    further = [t for b in below if b.pos == "NOUN" for t in tree.children(b.index, "nmod")]
    near = [*annotated.words(frame.trigger), *below, *further]
    for token in near:
        definite = any(t.text.casefold() in ("the", "this") for t in tree.children(token.index, "det"))
        if definite and token.pos == "NOUN" and token.lemma.casefold() in words("operation"):
            return next((t for t in reversed(known) if t.span.end <= token.start and not t.passing), None)
    return None


def _nouns(frame: Frame, annotated: Annotated) -> list[int]:
    return [t.index for t in annotated.words(frame.trigger) if t.pos in ("NOUN", "VERB")]


def _named_after(frame: Frame, annotated: Annotated, known: tuple[Told, ...]) -> Told | None:
    """The name that the next sentence gives to an offensive: "... launched an offensive. It is called ..."."""
    lemmas = {t.lemma.casefold() for t in annotated.words(frame.trigger)}
    if not lemmas & {"offensive", "operation", "campaign", "launch"}:
        return None
    given = [m.span("name") for m in CALLED.finditer(annotated.document.text)]
    following = (t for t in known if t.sentence == frame.sentence + 1)
    return next((t for t in following if (t.span.start, t.span.end) in given), None)


@per_document
def misread(annotated: Annotated) -> frozenset[int]:
    """Party mentions (indices) that are but the names of operations."""
    spans = [t.span for t in told(annotated)]
    return frozenset(
        n
        for n, m in enumerate(annotated.parties)
        if any(m.span.overlaps(span) and _nominal_only(annotated, n, span) for span in spans)
    )


@per_document
def told(annotated: Annotated) -> tuple[Told, ...]:
    """All mentions of named operations in a document, in order."""
    text, tree = annotated.document.text, Tree(annotated=annotated)
    spans: dict[Span, str] = {}
    for name in annotated.names:
        if name.type is NameType.OPERATION:
            spans[name.span] = _bare(text[name.span.start : name.span.end])
    for span in _before_word(annotated):
        spans.setdefault(span, _bare(text[span.start : span.end]))
    for m in CALLED.finditer(text):
        spans.setdefault(Span(start=m.start("name"), end=m.end("name")), _bare(m["name"]))
    owning = set(_owning(annotated, tree))
    for span in owning:
        spans.setdefault(span, _bare(text[span.start : span.end]))
    for bare in sorted(set(spans.values())):
        for m in re.finditer("|".join(_orders(bare)), text):
            span = Span(start=m.start(), end=m.end())
            if not any(span.overlaps(s) for s in spans):
                spans[span] = bare
    out: list[Told] = []
    for span, bare in sorted(spans.items(), key=lambda item: item[0]):
        words_ = annotated.words(span)
        if bare and words_:
            side = _side(annotated, tree, span)
            passing = span in owning
            out.append(Told(name=bare, span=span, sentence=words_[0].sentence, side=side, passing=passing))
    return tuple(out)


def _bare(name: str) -> str:
    bare = re.sub(r"(?i)^(?:the\s+)?operation\s+|\s+operation$", "", " ".join(name.split())).strip("\"'“”‘’ ")
    return bare.title() if bare.isupper() and len(bare) > 4 else bare


def _orders(bare: str) -> Iterator[str]:
    """The name as it stands, and turned round: "Victory Will" is also told as "Will of Victory"."""
    yield rf"\b{re.escape(bare)}\b"
    parts = bare.split()
    if len(parts) == 2:
        yield rf"\b{re.escape(parts[1])} of (?:the )?{re.escape(parts[0])}\b"


def _before_word(annotated: Annotated) -> Iterator[Span]:
    """Proper names before the word: "the Iron Rain campaign", but not a place's or a party's."""
    text = annotated.document.text.casefold()
    if not any(word in text for word in words("operation")):
        return
    for token in annotated.tokens:
        if token.lemma.casefold() not in words("operation"):
            continue
        first = token.index
        while (
            first > 0
            and annotated.tokens[first - 1].tag in ("NNP", "NNPS")
            and annotated.tokens[first - 1].sentence == token.sentence
        ):
            first -= 1
        run = annotated.tokens[first : token.index]
        if len(run) > 1 and not _taken(annotated, Span(start=run[0].start, end=run[-1].end)):
            yield Span(start=run[0].start, end=run[-1].end)


def _owning(annotated: Annotated, tree: Tree) -> Iterator[Span]:
    """The Iron Rain's soldiers: a proper name of two words or more with an article that owns an armed party."""
    for mention in annotated.parties:
        if not mention.party.armed:
            continue
        for child in tree.children(mention.head, "nmod:poss"):
            first = child.index
            while first > 0 and annotated.tokens[first - 1].tag in ("NNP", "NNPS"):
                first -= 1
            name = annotated.tokens[first : child.index + 1]
            if len(name) < 2 or first == 0 or annotated.tokens[first - 1].text.casefold() != "the":
                continue
            span = Span(start=name[0].start, end=name[-1].end)
            if not _taken(annotated, span, but=mention.span):
                yield span


def _taken(annotated: Annotated, span: Span, but: Span | None = None) -> bool:
    if any(n.type in NAMED and n.span.covers(span) for n in annotated.names):
        return True
    if any(p.span.overlaps(span) and p.score > 0.5 and p.span.covers(span) for p in annotated.places):
        return True
    return any(
        p.span != but and span.covers(p.span) and (p.party.armed or p.party.id is not None) for p in annotated.parties
    )


def _side(annotated: Annotated, tree: Tree, span: Span) -> int | None:
    """Whose operation: the party whose phrase the name stands in, else the one that acts in its sentence."""
    token = annotated.head_of(span)
    if token is None:
        return None
    for step in list(tree.path(token.index))[1:4]:
        found = mention_of(annotated, tree, step, owner=False)
        if found is not None and annotated.parties[found].party.armed:
            return found
        if tree.verbal(step):
            break
    for step in tree.path(token.index):
        if tree.verbal(step):
            agent = pick(annotated, tree, arguments(tree, step).agents, owner=True)
            if agent is not None and not _nominal_only(annotated, agent, span):
                return agent
    s = annotated.sentences[token.sentence]
    before = (
        n
        for n, m in enumerate(annotated.parties)
        if s.first <= m.head < token.index and m.party.armed and not m.rule.startswith("a country")
    )
    return next(before, None)


def _nominal_only(annotated: Annotated, number: int, span: Span) -> bool:
    """Whether a party is but the operation's own name, taken for an organisation."""
    mention = annotated.parties[number]
    named = mention.party.id is None and not mention.party.armed and mention.span.overlaps(span)
    return named or mention.rule.startswith("a country")  # "Iraq, Iron Rain goes on": a heading's place


def _owned(annotated: Annotated, roles: Roles, here: list[Told]) -> Told | None:
    """The operation whose name stands in the phrase of the one who acts."""
    if roles.agent is None:
        return None
    return next((t for t in here if t.side == roles.agent and _inside(annotated, roles.agent, t)), None)


def _inside(annotated: Annotated, party: int, told_: Told) -> bool:
    mention = annotated.parties[party]
    return mention.span.overlaps(told_.span) or 0 <= mention.span.start - told_.span.end <= 20


def _alien(annotated: Annotated, roles: Roles, here: list[Told]) -> bool:
    """Whether the operations named here are all told as another party's."""
    return bool(here) and all(
        t.side is not None and _inside(annotated, t.side, t) and not _one(annotated, roles, t) for t in here
    )


def _one(annotated: Annotated, roles: Roles, told_: Told) -> bool:
    side: Party | None = None if told_.side is None else annotated.parties[told_.side].party
    if side is None or roles.initiator is None:
        return side is None
    return bool(roles.initiator.value.same(side)) or roles.initiator.value.name == side.name


def _here(roles: Roles, annotated: Annotated, here: list[Told]) -> Told | None:
    fit = [t for t in here if _one(annotated, roles, t) or roles.initiator is None or t.side is None]
    return fit[0] if fit else None


def _before(frame: Frame, annotated: Annotated, roles: Roles, known: tuple[Told, ...]) -> Told | None:
    """The last operation of the same side named before in the same passage."""
    text = annotated.document.text
    for t in reversed(known):
        if t.span.start >= frame.trigger.start:
            continue
        if "\n" in text[t.span.end : frame.trigger.start].strip(" "):
            return None
        if roles.initiator is not None and _one(annotated, roles, t):
            return t
    return None


def _phase(annotated: Annotated, tree: Tree, known: tuple[Told, ...], name: str) -> Span | None:
    """The phase told of the operation: an ordinal before the word, or a number after it."""
    for token in annotated.tokens:
        if tree.lemma(token.index) not in words("phase") or _whose(tree, known, token.index) != name:
            continue
        before, after = token.index - 1, token.index + 1
        if before >= 0 and ordinal(annotated.tokens[before].text) is not None:
            return annotated.tokens[before].span.join(token.span)
        if after < len(annotated.tokens) and whole(annotated.tokens[after].text) is not None:
            return token.span.join(annotated.tokens[after].span)
    return None


def _whose(tree: Tree, known: tuple[Told, ...], phase: int) -> str | None:
    """The operation that a phase is of: named in its phrase, else the last one told before as a topic."""
    inside = tree.subtree(phase)
    token = tree.token(phase)
    for t in known:
        if any(tree.token(i).span.overlaps(t.span) for i in inside):
            return t.name
    before = [t for t in known if t.span.end <= token.start and not t.passing]
    return before[-1].name if before else next((t.name for t in known if t.sentence == token.sentence), None)


def _aim(annotated: Annotated, known: tuple[Told, ...], name: str) -> Span | None:
    """What the operation is for, in its sentence or the next: "Objective: to ...", "aimed at ...", "in order to"."""
    marks = "|".join(sorted(words("aim")))
    form = re.compile(
        rf"(?i)\b(?:{marks})s?\b(?:[^.:\n]{{0,30}}?(?:is|was|are|being)|:)\s*(?P<aim>to\s[^.\n]+)"
        r"|\b(?:aimed at|aims to|in order|so as)\s(?P<end>[^.\n]+)"
    )
    for t in known:
        if t.name != name:
            continue
        first = annotated.sentences[t.sentence]
        last = annotated.sentences[min(t.sentence + (not t.passing), len(annotated.sentences) - 1)]
        m = form.search(annotated.document.text, first.start, last.end)
        if m is not None:
            group = "aim" if m["aim"] else "end"
            return Span(start=m.start(group), end=m.end(group))
    return None
