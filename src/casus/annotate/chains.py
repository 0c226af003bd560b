"""Mentions in one document of one thing. First version: names told again shorter, and acronyms in brackets."""

from __future__ import annotations

import re

from casus.records.annotated import Annotated, Chain, Name, NameType
from casus.records.span import Span

ACRONYM = re.compile(r"\(\s*[\"“']?([A-Z][A-Z-]{1,9}s?)[\"”']?\s*\)")


def chains(core: Annotated) -> tuple[Chain, ...]:
    """Chains of two mentions or more, in order of their first."""
    groups: list[list[Span]] = []
    for name in core.names:
        for group in groups:
            if _same(core, group, name):
                group.append(name.span)
                break
        else:
            groups.append([name.span])
    _acronyms(core, groups)
    made = [sorted(set(g)) for g in groups if len(set(g)) > 1]
    return tuple(
        Chain(mentions=tuple(g), best=max(range(len(g)), key=lambda i: (g[i].end - g[i].start, -i)))
        for g in sorted(made, key=lambda g: g[0])
    )


def _same(core: Annotated, group: list[Span], name: Name) -> bool:
    words = _words(core, name.span)
    for other in group:
        told = _words(core, other)
        if words == told:
            return True
        if name.type is NameType.PERSON and len(words) == 1 and len(told) > 1 and told[-1] == words[0]:
            return True
    return False


def _acronyms(core: Annotated, groups: list[list[Span]]) -> None:
    text = core.document.text
    for found in ACRONYM.finditer(text):
        short = found.group(1)
        long = next((n for n in core.names if 0 < found.start() - n.span.end <= 2), None)
        if long is None or not _initials(text[long.span.start : long.span.end], short):
            continue
        joined = [g for g in groups if long.span in g or any(text[s.start : s.end] == short for s in g)]
        merged = [s for g in joined for s in g]
        groups[:] = [g for g in groups if g not in joined]
        groups.append(merged or [long.span])


def _initials(name: str, short: str) -> bool:
    letters = "".join(w[0] for w in re.findall(r"[A-Za-z]+", name) if w[0].isupper())
    return bool(letters) and short.rstrip("s").upper()[0] == letters[0] and len(set(letters) & set(short.upper())) >= 2


def _words(core: Annotated, span: Span) -> list[str]:
    return core.document.text[span.start : span.end].casefold().split()
