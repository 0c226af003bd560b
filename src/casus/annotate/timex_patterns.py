"""The patterns of time as data say them, compiled, and tried only near the words that can start them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from casus.lexicon import numbers

REACH = 70  # characters on either side of a trigger word within which its expression must lie
BLANK = r"(?:[ \t\u00a0]+|[ \t]*\n[ \t]*(?!\n))"
BLANKS = re.compile(r" |\[[^\]]*\]|\(\?<[=!][^)]*\)")  # in a set or a look-behind a blank is one character
WORD = re.compile(r"[A-Za-z]+|\d+")
THE = re.compile(r"\bthe\s+(?:next|last|past|coming)\b", re.IGNORECASE)
CLOCK = (
    r"(?:(?:\d{1,2}[:.]\d{2}(?::\d{2})?|\d{1,2}) ?[ap]\.? ?m\b\.?"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?(?:hrs?|hours|h))?(?![\d:])"
    r"|(?:[01]\d|2[0-3])[0-5]\d ?(?:hrs?|hours|GMT|UTC|Z|local time)"
    r"|(?:[01]?\d|2[0-3])[.:h][0-5]\d ?(?:hrs?|hours|GMT|UTC|local time)"
    r"|(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) ?o['’]?clock"
    r"(?: (?:in the )?(?:morning|afternoon|evening|at night))?)"
    r"(?: ?(?:GMT|UTC|[ECMP][SD]T|CET|BST|IST|local(?: time)?)\b)?"
)
OTHERS = {
    "bc": ("b", "bc", "bce"),
    "century": ("century",),
    "decade": ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"),
    "deictic": ("today", "yesterday", "tomorrow", "tonight", "overnight", "last"),
    "point": (
        "noon",
        "midday",
        "mid",
        "midnight",
        "dawn",
        "daybreak",
        "sunrise",
        "sunset",
        "dusk",
        "nightfall",
        "light",
    ),
    "part": ("hours",),
    "that": ("time", "period", "date", "day", "moment"),
    "clock": ("am", "pm", "m", "gmt", "utc", "hr", "hrs", "hours", "h", "z", "clock", "oclock", "time"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way to write a time. `order` is its place in the file; earlier ones win where two are equally long."""

    name: str
    rule: str
    needs: frozenset[str]
    regex: re.Pattern[str]
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Where a pattern was found, and what its groups hold (absent ones left out)."""

    start: int
    end: int
    rule: str
    name: str
    order: int
    text: str
    groups: dict[str, str]
    at: dict[str, tuple[int, int]]

    @property
    def text_the(self) -> bool:
        """Whether "the" stands before next, last, past: "the next week" leans on the text, "next week" on its day."""
        return THE.search(self.text) is not None


@cache
def lexicon() -> dict[str, Any]:
    """The lexicon of time as read from its file."""
    return tomllib.loads(files("casus.data").joinpath("lexicons/en/times.toml").read_text("utf-8"))


@cache
def cues(name: str) -> frozenset[str]:
    """A small word list of the lexicon of time."""
    return frozenset(lexicon()["cues"][name])


def either(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, blanks as blanks of any sort."""
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def macros() -> dict[str, str]:
    """What stands for each letter in braces; a group's name is the letter in lower case."""
    data = lexicon()
    ordinal = rf"\d{{1,2}}(?:st|nd|rd|th|d)|(?:twenty|thirty)[ -](?:{either(numbers.table()['ordinals'])})"
    ordinal += "|" + either(numbers.table()["ordinals"])
    days = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|d)?(?![\d])"
    words = r"(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|" + either(
        w for w, n in numbers.table()["ordinals"].items() if n <= 31
    )
    spread = (
        r"a hundred|hundred(?! and)|an?|(?:a |the )?few|a couple(?: of)?|several|many|some|a number of"
        r"|a handful of|dozens of|scores of"
        r"|hundreds of|thousands of|half an?|two and a half|three and a half|one and a half|two-and-a-half"
        r"|a year and a half|a month and a half|\d+(?:\.\d+|½)?(?: to |-| or )\d+|\d+\.\d+"
        r"|two or three|one or two|three or four"
    )
    parts = lexicon()["parts_of"]
    before = either(w for p in parts.values() for w in p if w in ("early", "late", "mid", "middle"))
    after = either(w for p in parts.values() for w in p if w not in ("early", "late", "mid", "early in", "late in"))
    return {
        "M": either(data["months"]),
        "D": rf"{days}|{words}",
        "Y": r"(?:1[0-9]|20)\d{2}(?![\d])",
        "W": either(data["weekdays"]),
        "P": r"morning|afternoon|evening|night|noon|midday|dawn",
        "S": either(data["seasons"]),
        "N": rf"{spread}|{numbers.pattern()}",
        "U": either(data["units"]),
        "O": ordinal,
        "MOD": rf"(?:very )?(?:{before})(?: in)?|(?:the )?(?:very )?(?:{after}) of",
        "DASH": r" ?(?:-|–|—|‑) ?",
        "ORD": ordinal,
        "CLOCK": CLOCK,
        "REF": either(data["references"]),
        "FEAST": either(data["calendars"]),
        "MOON": either(data["moons"]["names"]),
    }


UNNAMED = frozenset({"DASH", "ORD", "CLOCK", "REF", "FEAST", "MOON"})


def expand(pattern: str) -> str:
    """A pattern of the file as a regular expression."""

    def group(found: re.Match[str]) -> str:
        letter, number = found[1], found[2]
        body = macros()[letter]
        if letter in UNNAMED:
            return f"(?:{body})"
        if letter == "MOD":
            return f"(?P<mod{number}>{body})(?: |-)"
        return f"(?P<{letter.lower()}{number}>{body})"

    whole = re.sub(r"\{([A-Z]+)(\d?)\}", group, pattern)
    whole = rf"(?<![A-Za-z0-9_])(?:{whole})(?![A-Za-z0-9_])"
    return BLANKS.sub(lambda m: BLANK if m[0] == " " else m[0].replace(" ", r"\s"), whole)


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns in the order of the file."""
    return tuple(
        Pattern(
            name=p["name"],
            rule=p["rule"],
            needs=frozenset(p["needs"]),
            regex=re.compile(expand(p["pattern"]), re.IGNORECASE),
            order=n,
        )
        for n, p in enumerate(lexicon()["pattern"])
    )


@cache
def triggers() -> dict[str, frozenset[str]]:
    """Lower-case words, each with the sorts of pattern that it can belong to."""
    data = lexicon()
    sorts: dict[str, set[str]] = {}

    def add(sort: str, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            words = WORD.findall(phrase.lower())
            if words:
                sorts.setdefault(max(words, key=len), set()).add(sort)

    for sort, words in OTHERS.items():
        add(sort, words)
    add("month", data["months"])
    add("weekday", [*data["weekdays"], *(w + "s" for w in data["weekdays"] if len(w) > 5)])
    add("season", data["seasons"])
    add("part", data["parts"])
    add("unit", [*data["units"], *data["parts"], *data["seasons"]])
    add("reference", data["references"])
    add("frequency", data["frequencies"])
    add("feast", data["calendars"])
    add("moon", data["moons"]["names"])
    return {w: frozenset(s) for w, s in sorts.items()}


def windows(text: str) -> dict[str, list[tuple[int, int]]]:
    """For each sort of pattern the stretches of text, ending at blanks, near its trigger words."""
    found: dict[str, list[tuple[int, int]]] = {}
    known = triggers()
    for word in WORD.finditer(text):
        sorts: Iterable[str] | None = ("digits",) if word[0][0].isdigit() else known.get(word[0].lower())
        if not sorts:
            continue
        a, b = max(0, word.start() - REACH), min(len(text), word.end() + REACH)
        while a > 0 and not text[a - 1].isspace():
            a -= 1
        while b < len(text) and not text[b].isspace():
            b += 1
        for sort in sorts:
            spans = found.setdefault(sort, [])
            if spans and spans[-1][1] >= a:
                spans[-1] = (spans[-1][0], b)
            else:
                spans.append((a, b))
    return found


def candidates(text: str) -> Iterator[Match]:
    """Every place where a pattern fits, overlaps included."""
    near = windows(text)
    for pattern in patterns():
        done = -1
        spans = sorted(s for need in pattern.needs for s in near.get(need, ()))
        for a, b in spans:
            for m in pattern.regex.finditer(text, max(a, done), b):
                done = m.end()
                groups = {k: " ".join(v.split()) for k, v in m.groupdict().items() if v is not None}
                yield Match(
                    start=m.start(),
                    end=m.end(),
                    rule=pattern.rule,
                    name=pattern.name,
                    order=pattern.order,
                    text=m[0],
                    groups=groups,
                    at={k: m.span(k) for k in groups},
                )


def longest(found: Iterable[Match]) -> list[Match]:
    """Matches of which none overlaps another: the longest first, then the earlier pattern; in order of position."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (m.start - m.end, m.order, m.start)):
        if all(match.end <= k.start or k.end <= match.start for k in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)
