"""Raw text to sentences of tokens, with exact offsets. Linear in the text; never fails."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casus.annotate.tokens import Span, lists, tokens

CLOSERS = frozenset(['"', "'", "”", "’", "»", ")", "]", "}", "''", "’’"])
_LINE = re.compile(r"[^\n]*\n?")
_ITEM = re.compile(r"[-*•–—·▪]\s|\(?(?:\d{1,2}|[a-zA-Z])[.)]\s")
_STAMP = re.compile(r"\d/\d{2,4} \d{1,2}:\d{2} [AP]M$")  # the head of a forwarded message
WIDEST = 110  # characters; a line longer than this was not wrapped by hand or by an old terminal
NARROW = 40  # a shorter line is a heading or a list item, unless what follows would have fitted in it
_DATELINE = re.compile(
    r"(?P<town>[A-Z][\w'’.-]*(?:,? [A-Z][\w'’.-]*){0,4})"
    r"(?:,? \(?(?:\d{1,2} )?[A-Z][a-zA-Z]{2,8}\.?(?: \d{1,2})?(?:,? \d{2,4})?\)?)?"
    r"(?P<agency> ?[(\[][^()\[\]\n]{2,60}[)\]]){0,2}"
    r" ?(?:--|—|–|-) (?P<mark>(?:\[[A-Z .]{2,40}\] ?){1,4})?"
)


SHORTEST = 8  # characters of a title that can be told to open a text


def split(text: str, title: str | None = None) -> list[list[Span]]:
    """Sentences of token spans, in order. Every token is non-empty and free of white space.

    A title that opens the text and runs into its first word ends a sentence of its own.
    """
    cut = glued(text, title)
    if cut:
        rest = split(text[cut:])
        return [*split(text[:cut]), *([(a + cut, b + cut) for a, b in s] for s in rest)]
    sentences: list[list[Span]] = []
    for start, end in blocks(text):
        lead = _lead(text, start, end)
        for a, b in ((start, lead), (lead, end)) if lead > start else ((start, end),):
            found = tokens(text, a, b)
            if found:
                sentences.extend(_sentences(text, found))
    return sentences


def glued(text: str, title: str | None) -> int:
    """Where a title that opens the text ends, if the text goes on without a blank, as saved pages often do; else 0."""
    size = len(title or "")
    if not title or size < SHORTEST or not text.startswith(title) or size == len(text):
        return 0
    return size if not text[size].isspace() and text[size] not in ",;:.?!'’-" else 0


def blocks(text: str) -> Iterator[Span]:
    """Stretches of text that no sentence crosses: paragraphs, headings, list items; hard-wrapped lines are joined."""
    lines = [m.span() for m in _LINE.finditer(text) if m.end() > m.start()]
    shown = [text[a:b].strip() for a, b in lines]
    at = 0
    while at < len(lines):
        if not shown[at]:
            at += 1
            continue
        end = at
        while end + 1 < len(lines) and shown[end + 1]:
            end += 1
        width = max(len(s) for s in shown[at : end + 1])
        begun = at
        for i in range(at, end + 1):
            if i == end or not _wrapped(shown[i], shown[i + 1], width, end - at + 1):
                yield lines[begun][0], lines[i][1]
                begun = i + 1
        at = end + 1


def _wrapped(line: str, following: str, width: int, lines: int) -> bool:
    """Whether a line ends only because its paragraph's width was used up."""
    if width > WIDEST or _ITEM.match(following):
        return False
    if len(line) >= NARROW and following[0].islower() and line[-1] not in ".!?:":
        return True
    word = following.split(None, 1)[0]
    full = len(line) + 1 + len(word) > width - (2 if lines > 2 else 0)
    return full and width >= NARROW and len(line) >= NARROW * 3 // 4


def _lead(text: str, start: int, end: int) -> int:
    """Where the report begins after a dateline ("VESK (Agency) -- "); the start where there is none."""
    while start < end and text[start].isspace():
        start += 1
    found = _DATELINE.match(text, start, min(end, start + 200))
    if not found or found.end() >= end:
        return start
    told = found["agency"] or found["mark"] or (found["town"].isupper() and len(found["town"]) > 3)
    return found.end() if told else start


def _sentences(text: str, spans: list[Span]) -> Iterator[list[Span]]:
    current: list[Span] = []
    capitals = text[spans[0][0] : spans[-1][1]].isupper()
    at, last = 0, len(spans) - 1
    while at <= last:
        current.append(spans[at])
        if at < last and _ends(text, spans, at, len(current) == 1 or _marker(text, current), capitals):
            while at < last and _closes(text, spans, at + 1):
                at += 1
                current.append(spans[at])
            yield _stopped(text, current)
            current = []
        at += 1
    if current:
        yield _stopped(text, current)


def _marker(text: str, current: list[Span]) -> bool:
    """Whether a sentence holds nothing yet but the number of a list item."""
    return len(current) == 2 and current[0][1] - current[0][0] <= 2 and text[current[0][0]].isalnum()


def _stopped(text: str, sentence: list[Span]) -> list[Span]:
    """A sentence whose last full stop is a token of its own, though it also ends an abbreviation."""
    a, b = sentence[-1]
    if b - a > 2 and text[b - 1] == "." and text[b - 2] != "." and text[a].isalpha() and len(sentence) > 2:
        return [*sentence[:-1], (a, b - 1), (b - 1, b)]
    return sentence


def _ends(text: str, spans: list[Span], at: int, first: bool, capitals: bool) -> bool:
    """Whether a sentence ends at a token that is not the last of its block."""
    a, b = spans[at]
    word = text[a:b]
    following = text[slice(*spans[at + 1])]
    gap = spans[at + 1][0] > b
    if word[-1] in ".!?…" and not word.strip(".!?…"):
        return _stop(text, spans, at, following, gap, first)
    if word in ("AM", "PM") and following[0].isupper() and _STAMP.search(text[max(0, a - 20) : b]):
        return True
    if word[-1] in "。؟۔":
        return True
    if word[-1] == "." and b - a > 1 and word[0].isalpha() and gap:
        low = word[:-1].casefold()
        if low in lists("titles") or low in lists("before_number") or b - a == 2:
            return False
        if low == "etc" and following[0].isupper():
            return True
        opens = lists("strong_openers") if capitals else lists("openers")
        return following[0].isupper() and following.casefold() in opens
    return False


def _stop(text: str, spans: list[Span], at: int, following: str, gap: bool, first: bool) -> bool:
    """Whether a mark that can end a sentence ends this one."""
    mark = text[slice(*spans[at])]
    if first and mark == ".":
        return False
    after = at + 1
    while after < len(spans) and _closes(text, spans, after):
        after += 1
    closed = after > at + 1
    if after == len(spans):
        return True
    following = text[slice(*spans[after])]
    gap = spans[after][0] > spans[after - 1][1]
    if not gap and not closed:
        return mark == "." and following[0].isupper() and len(following) > 1 and text[spans[at][0] - 1].islower()
    if closed and following[0].islower():
        return False
    if closed and mark[0] in "?!" and after + 1 < len(spans):
        return text[slice(*spans[after + 1])] not in lists("said")
    if "..." in mark or "…" in mark or mark == "..":
        return following[0].isupper() or (not following[0].isalpha() and gap and following[0] not in ",;:-")
    before = text[slice(*spans[at - 1])] if at else ""
    if mark == "." and following[0].islower() and before.isdigit() and len(before) < 3:
        return False
    return following[0] not in ",;:-–—%"


def _closes(text: str, spans: list[Span], at: int) -> bool:
    """Whether a token still belongs to the sentence that has just ended: a closing mark, a note's number, a smiley."""
    a, b = spans[at]
    word = text[a:b]
    touching = a == spans[at - 1][1]
    if touching and word in CLOSERS:
        return True
    if word in ("[", "]") or (word.isdigit() and text[a - 1] == "["):
        return bool(re.match(r"\[\d{1,3}\]|\d{1,3}\]|\]", text[a : a + 5])) and "[" in text[max(0, a - 4) : a + 1]
    if word in ("”", "»", "’’", "''") and touching is False and text[spans[at - 1][0]] in ".!?":
        return True
    return len(word) >= 2 and word[0] in ":;=" and word[-1] in "()DP"
