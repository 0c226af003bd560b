"""Expressions that belong together: the two days of a range, a year told once for both, "since"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from casus.annotate.timex_course import month_number
from casus.annotate.timex_patterns import Match
from casus.records.annotated import TimeMention, TimeType
from casus.values.when import When

JOIN = re.compile(
    r"\s*(?:-|–|—|,|to|through|thru|until|till|and|or|/)\s*(?:(?:in|on|by|the|early|late|mid)[\s-]*)*", re.IGNORECASE
)
RANGE = re.compile(r"\s*(?:-|–|—|to|through|thru|until|till|up to|up until)\s*(?:the\s+)?", re.IGNORECASE)
AND = re.compile(r"\s*and\s*(?:the\s+)?", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s+(?:\S+\s+)?$", re.IGNORECASE)
OF = re.compile(r"\s+(?:from|of|between)\s+", re.IGNORECASE)  # "the night from Friday to Saturday"
SINCE = re.compile(r"\bsince\s+(?:about\s+|around\s+|at least\s+)?$", re.IGNORECASE)


def parts(match: Match) -> Iterator[Match]:
    """The expressions in one match: two for "3 to 7 March", one for most."""
    if match.rule not in ("days", "years", "years_bc"):
        yield match
        return
    g = match.groups
    (a, b), (c, d) = match.at["first"], match.at["second"]
    offset = match.start
    first_text, second_text = match.text[a - offset : b - offset], match.text[c - offset : d - offset]
    if match.rule == "days":
        shared = {k: v for k, v in g.items() if k in ("m", "y")}
        rule, one, two = "date", shared | {"d": g["d"]}, shared | {"d": g["d2"]}
    elif match.rule == "years":
        head = g["first"][: 4 - len(g["second"])]
        if int(head + g["second"]) <= int(g["first"]):
            yield replace(match, rule="year", end=b, text=first_text, groups={"y": g["first"]})
            return
        rule, one, two = "year", {"y": g["first"]}, {"y": head + g["second"]}
    else:
        rule, one, two = "year_bc", {"bcy": g["first"]}, {"bcy": re.sub(r"\D", "", g["second"])}
    yield replace(match, start=a, end=b, rule=rule, text=first_text, groups=one, at={})
    yield replace(match, start=c, end=d, rule=rule, text=second_text, groups=two, at={})


def year_from_next(matches: Sequence[Match], text: str) -> list[Match]:
    """Matches in which a day, month or season without a year has that of the next, if joined ("May and June 2031")."""
    out = list(matches)
    for n in range(len(out) - 2, -1, -1):
        first, second = out[n], out[n + 1]
        bare = not {"y", "yy", "that", "dir", "y2"} & first.groups.keys() and first.rule in ("date", "season")
        year = second.groups.get("y") if second.rule in ("date", "season") else None
        if not bare or year is None or not JOIN.fullmatch(text, first.end, second.start):
            continue
        number = int(year)
        if first.rule == second.rule == "date" and "m" in first.groups and "m" in second.groups:
            number -= month_number(first.groups["m"]) > month_number(second.groups["m"])
        out[n] = replace(first, groups=first.groups | {"y": str(number)})
    return out


def joined(mentions: Sequence[TimeMention], text: str, written: date | None) -> Iterator[TimeMention]:
    """The mentions, both ends of a range standing for all its days, and "since" reaching to the day of writing."""
    out = list(mentions)
    for n in range(len(out) - 1):
        first, second = out[n], out[n + 1]
        if first.type is not TimeType.DATE or second.type is not TimeType.DATE or not first.when or not second.when:
            continue
        between = text[first.span.end : second.span.start]
        lead = text[max(0, first.span.start - 16) : first.span.start]
        if not (RANGE.fullmatch(between) or (AND.fullmatch(between) and BETWEEN.search(lead))):
            continue
        start, end = first.when.start, second.when.end
        if start is None or end is None or start > end:
            continue
        words = " ".join(text[first.span.start : second.span.end].split())
        whole = When(start=start, end=end, precision=second.when.precision, text=words)
        out[n], out[n + 1] = (replace(m, when=whole, note=f"{m.note}; range") for m in (first, second))
        night = out[n - 1] if n else None
        if night is not None and night.type is TimeType.TIME and OF.fullmatch(text, night.span.end, first.span.start):
            out[n - 1] = replace(night, when=whole, note=f"{night.note}; range")
    for m in out:
        lead = text[max(0, m.span.start - 24) : m.span.start]
        begun = m.when.start if m.when and m.type is not TimeType.DURATION and SINCE.search(lead) else None
        if m.when and begun and written and begun <= written and "range" not in m.note:
            reach = When(start=begun, end=written, precision=m.when.precision, text=m.when.text)
            yield replace(m, when=reach, note=f"{m.note}; since")
        else:
            yield m
