"""Words of raw text with exact offsets, by the conventions of the English UD treebanks. Linear in the text."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

Span = tuple[int, int]

APOSTROPHES = "'’ʼ‘`´"
HYPHENS = "-–‐‑"
# Marks that go on with a word: accents, vowel signs, joiners, the soft hyphen.
_JOINS = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d\u00ad\ufe0e\ufe0f"
# White space, and characters that print nothing.
_BLANK = "\\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_L = r"[^\W\d_]"
_W = rf"[\w{_JOINS}]"
_UNITS = (
    "[ap]m|[AP]M|[mck]?m|[kK]|[kK]g|mph|[kK]ph|ft|lbs?|yds?|in|[bm]n|[mbMB]|[hH]z|mg|ml|x|h|hrs?|min|sec|USD|GMT|EST"
)

# Every repetition is of characters that exclude what follows, or is bounded: no input makes it backtrack far.
_TOKEN = re.compile(
    rf"""
    (?P<url>(?:https?://|ftp://|www\.)[^\s<>"“”]+)
  | (?P<mail>[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}})*)
  | (?P<tag>[\#@][^\W\d]{_W}*)
  | (?P<money>[A-Z]{{1,3}}\$)
  | (?P<year>(?<!\S)['’‘]\d\ds?(?!{_W}))
  | (?P<smiley>(?:(?<!\w)[:;=]['o-]?[()\[\]DPp|]{{1,4}}|<3|\^_\^|[:;=]-?[()]{{1,4}})(?!{_W}))
  | (?P<phone>(?:\d{{1,2}}-)?(?:\d{{3}}[-/])?\d{{3}}-\d{{4}}(?![\w-]))
  | (?P<date>\d{{1,4}}-\d{{1,2}}-\d{{2,4}}(?![\w-]))
  | (?P<number>(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:[.:/]\d+)*|(?<![\w.])\.\d+)
      (?:(?:st|nd|rd|th|ST|ND|RD|TH|[{APOSTROPHES}]?s)(?!{_W})|(?!{_W})|(?=(?:{_UNITS})(?!{_W}))))
  | (?P<initials>{_L}(?:\.{_L})+(?:\.(?!\.)|(?!{_W}))|(?:Ph|M|B)\.?(?:D|Sc|Ed)\.(?!{_W}))
  | (?P<word>\w{_W}*(?:[{APOSTROPHES}]{_L}{_W}*|(?<=[A-Z])&(?=[A-Z]){_W}+)*)
  | (?P<clitic>(?<=\S)['’](?:s|S|re|ve|ll|d|m)(?!{_W}))
  | (?P<dots>[.!?…]{{2,}})
  | (?P<many>(?P<same>[^\w{_BLANK}"“”()\[\]])(?P=same)+)
  | (?P<mark>[^{_BLANK}])
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(rf"(?i)(?:n[{APOSTROPHES}]t|[{APOSTROPHES}](?:s|re|ve|ll|d|m))$")
_TAIL = ".,;:!?)]}'’\""


@cache
def lists(name: str) -> frozenset[str]:
    """A word list of data/reading/en.toml."""
    table = tomllib.loads(files("casus").joinpath("data/reading/en.toml").read_text("utf-8"))
    return frozenset(table[name])


@cache
def contractions() -> dict[str, int]:
    """Words written without their apostrophe or space, and where to part them ("cannot" after 3)."""
    return {word.replace("|", ""): word.index("|") for word in lists("contractions")}


def tokens(text: str, start: int, end: int) -> list[Span]:
    """The tokens of a stretch of text, in order; none is empty or holds white space."""
    out: list[Span] = []
    parts = contractions()
    at = start
    while found := _TOKEN.search(text, at, end):
        a, b = found.span()
        kind = found.lastgroup
        at = b
        if kind == "word":
            word = text[a:b]
            if not word.isalpha() and (clitic := _CLITIC.search(word)) and _clitic(word, clitic.start()):
                out += [(a, a + clitic.start()), (a + clitic.start(), b)]
            elif (cut := parts.get(word.casefold())) is not None:
                out += [(a, a + cut), (a + cut, b)]
            else:
                out.append((a, b))
        elif kind == "url":
            while text[b - 1] in _TAIL and b - a > 1:
                b -= 1
            out.append((a, b))
            at = b
        elif kind == "mark" and text[a] == "." and out and out[-1][1] == a and _dotted(text, out, a, end):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return _hyphens(text, _domains(text, out))


def _clitic(word: str, cut: int) -> bool:
    """Whether what stands before is a word of its own: not the Sa of Sa'd."""
    return cut > 0 and not (
        cut <= 2
        and word[0].isupper()
        and word[cut:].casefold() in ("'d", "’d")
        and cut == 2
        and word[:cut].casefold() not in ("he", "we")
    )


def _dotted(text: str, out: list[Span], dot: int, end: int) -> bool:
    """Whether a full stop belongs to the word that it touches."""
    a, b = out[-1]
    word = text[a:b]
    low = word.casefold()
    following = text[dot + 1 : min(dot + 4, end)].lstrip()[:1]
    if not word[0].isalpha():
        return False
    if low in lists("before_number") and not (len(word) == 1 and word.isupper()):
        return following.isdigit()
    if low in lists("titles") or low in lists("abbreviations"):
        return True
    if len(word) == 1 and word.isupper() and text[dot + 1 : dot + 2].isspace():
        before = text[slice(*out[-2])].casefold() if len(out) > 1 else ""
        return following.isupper() and before not in lists("lettered")
    return len(word) == 1 and word.islower() and following.isdigit()


def _domains(text: str, spans: list[Span]) -> list[Span]:
    """Addresses and file names without a scheme are joined: "casus.org", "report.doc"."""
    out: list[Span] = []
    at = 0
    while at < len(spans):
        a = spans[at][0]
        end = at
        while (
            end + 2 < len(spans)
            and spans[end + 1][1] - spans[end + 1][0] == 1
            and text[spans[end + 1][0]] == "."
            and spans[end][1] == spans[end + 1][0]
            and spans[end + 1][1] == spans[end + 2][0]
            and text[spans[end + 2][0]].isalnum()
        ):
            end += 2
        if end > at and text[slice(*spans[end])].casefold() in lists("domains") and text[a].isalnum():
            out.append((a, spans[end][1]))
        else:
            out += spans[at : end + 1]
        at = end + 1
    return out


def _hyphens(text: str, spans: list[Span]) -> list[Span]:
    """Prefixes stay with their word ("anti-government"); every other hyphen stands alone ("Saudi-led")."""
    if not any(c in text for c in HYPHENS):
        return spans
    out: list[Span] = []
    at = 0
    while at < len(spans):
        a, b = spans[at]
        if (
            at + 2 < len(spans)
            and spans[at + 1] == (b, b + 1)
            and text[b] in HYPHENS
            and spans[at + 2][0] == b + 1
            and text[b + 1].isalnum()
            and (not out or out[-1][1] < a or text[out[-1][0]] not in HYPHENS)
            and text[a:b].casefold() in lists("prefixes")
        ):
            out.append((a, spans[at + 2][1]))
            at += 3
            continue
        out.append((a, b))
        at += 1
    return out
