"""What looks like a time and is none: the verb "may", 1,500 men written 1500, the fall of a town."""

from __future__ import annotations

import re
from collections.abc import Callable

from casus.annotate.timex_patterns import Match, cues
from casus.records.annotated import Annotated, Token
from casus.records.span import Span

RUNNING = re.compile(r"\S+\s*$")
NEXT = re.compile(r"\s*([A-Za-z]+|[^\sA-Za-z])")


def before(text: str, at: int) -> str:
    """The word that ends before a place, in lower case; empty at the start of a paragraph."""
    found = RUNNING.search(text, max(0, at - 40), at)
    if found is None or "\n\n" in text[found.end() - 1 : at]:
        return ""
    return found[0].strip().lower()


def after(text: str, at: int) -> str:
    """The word or sign that follows a place, in lower case."""
    found = NEXT.match(text, at)
    return found[1].lower() if found else ""


def token_at(core: Annotated, at: int) -> Token | None:
    """The token that holds a character."""
    found = core.words(Span(start=at, end=at + 1))
    return found[0] if found else None


def named(core: Annotated, match: Match) -> bool:
    """Whether a month or weekday word is written as a name: with a capital, or as a noun where the text has no case."""
    text = core.document.text
    return all(text[match.at[g][0]].isupper() for g in ("m", "m2", "w") if g in match.at)


def month_alone(core: Annotated, match: Match) -> bool:
    """Whether a bare month is one: "May" and "March" need a word before them that only a date has."""
    text = core.document.text
    word = match.groups["m"].lower()
    lead = before(text, match.at["m"][0]).strip("(,[").split("-")[-1].split("/")[-1]
    if "mod" in match.groups or "dir" in match.groups:
        return not (word == "may" and lead == "the")
    follower = after(text, match.end)
    capitals = match.groups["m"].isupper() and len(word) > 3
    if word in ("may", "march", "mar"):
        token = token_at(core, match.at["m"][0])
        if token is not None and token.tag and not token.tag.startswith("NN"):
            return False
        if word == "may" and (follower in ("be", "have", "not") or (lead in ("and", "or", "to", "the") and capitals)):
            return False
        if word in ("march", "may") and lead in ("the", "a", "to", "on"):
            return False
        return lead in cues("leads") or follower in (",", ")")
    if len(word) <= 4 and word not in ("june", "july"):
        return lead in cues("leads") and text[match.end : match.end + 1] != "-"
    if word in ("april", "june"):  # given names of people
        return (
            lead in cues("leads")
            or follower in (",", ".", ")", "-", "–", "")
            or not text[match.end + 1 : match.end + 2].isupper()
        )
    return True


def year_alone(core: Annotated, match: Match) -> bool:
    """Whether four figures are a year: by what stands before them, and no counted thing after."""
    text = core.document.text
    if "mod" in match.groups or "year" in match.text.lower():
        return True
    lead, follower = before(text, match.start), after(text, match.end)
    if lead.endswith(("#", "$", "£", "€", "no.", "number", "resolution", "flight", "route", "highway", "unit")):
        return False
    if lead in (
        "at",
        "some",
        "about",
        "than",
        "over",
        "nearly",
        "approximately",
        "least",
        "almost",
        "another",
        "killed",
    ):
        return False
    number = int(match.groups["y"])
    if follower in cues("counted") and not (
        lead in ("in", "since", "of", "until") and follower in ("people", "police", "others")
    ):
        return False
    if lead in ("in", "since", "until", "during", "by", "of") or lead.endswith(("(", "-", "–", "—")):
        return 1000 <= number <= 2100
    if text[match.end : match.end + 1] in ("-", "–", "—") and text[match.end + 1 : match.end + 2].isalpha():
        return 1800 <= number <= 2100
    token = token_at(core, match.end + 1) if match.end + 1 < len(text) else None
    if token is not None and token.tag == "NNS" and not 1900 <= number <= 2040:
        return False
    return 1600 <= number <= 2040 or (lead.rstrip(",") in cues("leads") | cues("year_leads") and number >= 1000)


def season_alone(core: Annotated, match: Match) -> bool:
    """Whether spring and fall are seasons, not a leap, a well, or the loss of a town."""
    text = core.document.text
    word = (match.groups.get("s") or match.groups.get("s2", "")).lower()
    if word not in ("spring", "fall"):
        return True
    lead, follower = before(text, match.at["s"][0]), after(text, match.end)
    if lead in ("arab", "prague") or (follower == "of" and "that" not in match.groups):
        return False
    token = token_at(core, match.at["s"][0])
    if token is not None and token.tag and not token.tag.startswith("NN"):
        return False
    if word == "spring" and match.groups["s"][0].isupper() and follower in ("offensive", "campaign", "of"):
        return True
    if word == "fall" and follower in ("from", "in", "to", "into", "under", "back", "off", "out"):
        return False
    placed = "dir" in match.groups or "mod" in match.groups
    return placed or (lead in cues("leads") and lead != "of") or lead.startswith(("summer", "winter"))


def unit_alone(core: Annotated, match: Match) -> bool:
    """Whether a length of time is one: no "second" as an ordinal, no "quarter" of a town, no "days" in a name."""
    text = core.document.text
    word = (match.groups.get("u") or match.groups.get("u2", "")).lower()
    lead, follower = before(text, match.start), after(text, match.end)
    if word == "quarters" or (
        word in ("second", "quarter", "moment") and match.groups.get("n", "a").lower() in ("a", "an", "one")
    ):
        return False
    if match.name in ("duration_bare",):
        if lead in ("office", "opening", "visiting", "early", "business", "old"):
            return False
        if word == "hours" and lead in (
            "predawn",
            "pre-dawn",
            "morning",
            "small",
            "dark",
            "daylight",
            "rush",
            "school",
        ):
            return False
        return lead != "" or follower in ("of", "later", "earlier", "after")
    if match.name == "duration" and match.groups.get("n", "").lower() in ("a", "an") and word in ("night", "weekend"):
        return False
    return not (match.name == "rate" and word in ("second", "minute", "hour") and lead == "half")


def rate(core: Annotated, match: Match) -> bool:
    """Whether "a day" tells how often: after a counted thing or "once", not after a preposition."""
    lead = before(core.document.text, match.start)
    word = match.groups["u"].lower()
    if word == "second" or lead in (
        "for",
        "in",
        "after",
        "within",
        "of",
        "about",
        "only",
        "just",
        "than",
        "over",
        "is",
        "was",
    ):
        return False
    if not match.text.lower().startswith(("a ", "an ")):
        return True
    token = token_at(core, max(0, match.start - 2))
    many = token is not None and token.tag in ("NNS", "CD") if token is not None and token.tag else lead.endswith("s")
    return lead in ("once", "twice", "thrice", "times") or many or bool(re.match(r"[\d,.]+\)?$|\w*\)$", lead))


def keeps(core: Annotated, match: Match) -> bool:
    """Whether a match is a time at all."""
    if not named(core, match):
        return False
    check = CHECKS.get(match.name)
    return check is None or check(core, match)


def by_words(core: Annotated, match: Match) -> bool:
    """Whether the words on either side of a match leave it a time."""
    text = core.document.text
    lead, follower = before(text, match.start), after(text, match.end)
    g = match.groups
    match match.name:
        case "year_pair":
            return 1000 <= int(g["first"]) <= 2040 and follower not in cues("counted") and lead not in ("at", "score")
        case "weekday":
            return len(g["w"]) > 5 or match.text.endswith(".")
        case "bare_day":
            return lead == "" or lead in cues("day_leads")
        case "day_month_short_year":
            return follower != "%"
        case "decade":
            return not ("dec2" in g and lead in cues("owners")) and follower != "-"
        case "decade_word":
            return lead not in cues("owners") and match.text.lower().startswith("the")
        case "clock" | "clock_bare":
            return lead not in ("score", "verse") and follower != "%"
        case "point_of_day":
            return not (match.text[0].isupper() and not match.text.isupper() and lead and lead[-1:] not in '.:"“')
        case "moon":
            return lead != "operation" and (g["moon"][0].isupper() or match.text.lower().startswith("the"))
        case _:  # a frequency that is part of a name ("Daily News")
            return not (match.text[0].isupper() and text[match.end : match.end + 2].lstrip()[:1].isupper())


def month_day(core: Annotated, match: Match) -> bool:
    """Whether a month and a number are a day, and not a month and a count ("in May 20 men")."""
    follower = after(core.document.text, match.end)
    return follower not in cues("counted") and not (
        match.groups["m"].lower() in ("may", "march") and match.groups["m"].islower()
    )


def length(core: Annotated, match: Match) -> bool:
    """Whether a length of time is one, and the words around leave it so."""
    if not unit_alone(core, match):
        return False
    follower = after(core.document.text, match.end)
    if match.name == "offset" and match.groups["dir"].lower() in ("on", "before", "after") and "n" not in match.groups:
        return match.groups["dir"].lower() != "on" and match.groups["u"].lower().endswith("s")
    if match.name == "offset" and match.groups["dir"].lower() == "on":
        return match.groups["u"].lower() in ("years", "months") and follower in (",", ".", ";", "")
    if match.name == "past_span":
        word = match.groups["dir"].lower()
        if word in ("early", "final", "initial", "first") and not match.groups["u"].lower().endswith("s"):
            return False
        return match.groups["u"].lower() not in ("second", "quarters", "moments", "moment")
    return True


def reference(core: Annotated, match: Match) -> bool:
    """Whether a word like "present" or "past" speaks of time."""
    lead, follower = before(core.document.text, match.start), after(core.document.text, match.end)
    word = match.groups["ref"].lower()
    if word in ("the past", "the present"):
        return lead in ("in", "of", "from", "to", "with", "into", "for", "at", "by") and not follower.isalpha()
    if word == "future":
        return lead not in ("its", "their", "his", "her", "our", "own")
    if word == "former":
        return lead != "the" or follower not in (",", ".", "and", "was", "is", "were")
    return not (word == "current" and follower in ("of", "and"))


def slashes(core: Annotated, match: Match) -> bool:
    """Whether three numbers can be a date, and not a version or a telephone number."""
    lead = before(core.document.text, match.start)
    a, b = int(match.groups["a"]), int(match.groups["b"])
    if lead in ("version", "v", "no.", "ext"):
        return False
    if match.groups["sep"] == "-" and len(match.groups["yy"]) == 2:
        return False
    return (1 <= a <= 12 and 1 <= b <= 31) or (1 <= b <= 12 and 1 <= a <= 31)


CHECKS: dict[str, Callable[[Annotated, Match], bool]] = {
    "month": month_alone,
    "last_month_name": month_alone,
    "year": year_alone,
    "season": season_alone,
    "month_day": month_day,
    "rate": rate,
    "duration": length,
    "duration_bare": length,
    "duration_hyphen": length,
    "past_span": length,
    "offset": length,
    "reference": reference,
    "slashes": slashes,
    **dict.fromkeys(
        (
            "year_pair",
            "weekday",
            "bare_day",
            "day_month_short_year",
            "decade",
            "decade_word",
            "clock",
            "clock_bare",
            "point_of_day",
            "moon",
            "frequency",
        ),
        by_words,
    ),
}
