"""From the model's labels to names: titles and articles cut off, facilities, weapons and operations told apart."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from casus.learned.reading import Reading
from casus.records.annotated import Annotated, Name, NameType, Token
from casus.records.span import Span

TYPES = {
    "PER": NameType.PERSON,
    "ORG": NameType.ORGANISATION,
    "LOC": NameType.PLACE,
    "FAC": NameType.FACILITY,
    "NORP": NameType.NATIONALITY,
    "OPER": NameType.OPERATION,
    "WEAPON": NameType.WEAPON,
    "MISC": NameType.OTHER,
}
POSSESSIVE = ("'s", "’s", "'", "’")
OPERATION = re.compile(
    r"(?i:\boperations?)\s+(?P<quote>[\"“'‘])?(?P<name>[A-Z0-9][\w'’-]*(?:[\s-](?:of|the|and|[A-Z0-9][\w'’-]*)){0,8})"
)


@cache
def words(name: str) -> frozenset[str]:
    """A word list of data/reading/names.toml."""
    table = tomllib.loads(files("casus").joinpath("data/reading/names.toml").read_text("utf-8"))
    return frozenset(table[name])


def names(core: Annotated, readings: Sequence[Reading]) -> tuple[Name, ...]:
    """The names of a document in order, from the reader's labels; times are no names."""
    found: list[Name] = []
    for sentence, reading in zip(core.sentences, readings, strict=True):
        for n in reading.names:
            run = list(core.tokens[sentence.first + n.first : sentence.first + n.last])
            name = _name(run, n.label, n.score)
            if name:
                found.append(name)
    found = _joined(core, found)
    found += [n for n in _weapons(core) if not any(n.span.overlaps(f.span) for f in found)]
    for operation in _operations(core):
        found = [n for n in found if not n.span.overlaps(operation.span)]
        found.append(operation)
    return tuple(sorted(found, key=lambda n: (n.span.start, n.span.end)))


def _name(run: list[Token], kind: str, score: float) -> Name | None:
    if kind not in TYPES:
        return None
    while run and run[-1].text.casefold() in POSSESSIVE:
        run = run[:-1]
    while run and (run[0].text.casefold() in words("articles") or run[0].pos == "PUNCT"):
        run = run[1:]
    if kind == "PER":
        while len(run) > 1 and run[0].text.casefold().rstrip(".") in words("titles"):
            run = run[1:]
    if not run or not any(c.isalnum() for t in run for c in t.text):
        return None
    span = Span(start=run[0].start, end=run[-1].end)
    last = run[-1].text.casefold()
    type_ = TYPES[kind]
    if len(run) > 1 and last in words("bodies") and kind in ("WEAPON", "MISC", "LOC", "OPER", "FAC"):
        return Name(span=span, type=NameType.ORGANISATION, score=score)
    if kind in ("LOC", "ORG", "MISC") and last in words("facilities"):
        type_ = NameType.FACILITY
    if any(t.text.casefold() in words("weapons") for t in run) and kind in ("MISC", "ORG", "WEAPON"):
        type_ = NameType.WEAPON
    return Name(span=span, type=type_, score=score)


def _joined(core: Annotated, found: list[Name]) -> list[Name]:
    """A nation with the body that follows in capitals is one organisation: "Norland Security Forces"."""
    out: list[Name] = []
    for name in found:
        before = out[-1] if out else None
        if before is not None and name.span.start < before.span.end:
            continue
        if name.type in (NameType.NATIONALITY, NameType.PLACE):
            last = core.words(name.span)[-1]
            end = _body(core, last)
            if end is not None:
                span = Span(start=name.span.start, end=end.end)
                out.append(Name(span=span, type=NameType.ORGANISATION, score=name.score))
                continue
        out.append(name)
    return out


def _body(core: Annotated, last: Token) -> Token | None:
    """The last of the capitalised words after a nation's name, where it is the head noun of a body."""
    sentence = core.sentences[last.sentence]
    if core.document.text[sentence.start : sentence.end].isupper():
        return None
    end = last.index + 1
    while end < sentence.last and end - last.index < 6 and core.tokens[end].text[0].isupper():
        end += 1
    token = core.tokens[end - 1]
    return token if end > last.index + 1 and token.text.casefold() in words("bodies") else None


def _weapons(core: Annotated) -> Iterator[Name]:
    """Weapons known by their initials."""
    for token in core.tokens:
        if token.text in words("weapon_initials"):
            yield Name(span=token.span, type=NameType.WEAPON)


def _operations(core: Annotated) -> Iterator[Name]:
    """Proper names that follow the word "operation"."""
    text = core.document.text
    if text.isupper():
        return
    for found in OPERATION.finditer(text):
        if found["name"].casefold() in words("not_operations") or found["name"].isdigit():
            continue
        yield Name(span=Span(start=found.start("name"), end=found.end("name")), type=NameType.OPERATION)
