"""When two names are one: casefolded, without brackets and marks, by known aliases, or by half of their telling words.

Method and lists: those of the gold measure that casus is judged by, so that both give the same figures.
"""

from __future__ import annotations

import re

# Words that tell no actor or place from another.
COMMON = frozenset(
    {
        *("the", "a", "an", "of", "in", "and", "group", "groups", "force", "forces", "militants", "militant"),
        *("fighters", "terrorists", "rebels", "members", "army", "troops", "armed", "security", "unidentified"),
        *("province", "governorate", "district", "region", "city", "town", "village", "near"),
    }
)
ALIASES = (
    (
        *("Islamic State", "ISIS", "ISIL", "Daesh", "IS", "Da'esh", "Islamic State of Iraq and the Levant"),
        "Islamic State (ISIS)",
    ),
    ("Iraqi security forces", "ISF", "Baghdad troops", "Military Forces of Iraq"),
    ("Popular Mobilization Forces", "PMF", "PMU", "Hashd al-Shaabi"),
    ("Syrian Democratic Forces", "SDF"),
    ("Taliban", "Taleban", "Afghan Taliban"),
    ("Al-Shabaab", "Al Shabaab", "Al-Shabab", "Shebab", "Al Shabab"),
    ("Al-Qaeda", "Al Qaeda", "Al-Qaida", "Al Qaida"),
    ("Houthis", "Houthi", "Ansar Allah", "Houthi movement"),
    (
        *("Combined Joint Task Force - Operation Inherent Resolve", "Coalition", "US-led coalition"),
        *("Global coalition", "Coalition forces"),
    ),
)


def plain(name: str) -> str:
    """The name casefolded, without brackets and their content, without marks but the apostrophe."""
    name = re.sub(r"\(.*?\)", " ", name).casefold().replace("’", "'")
    return " ".join(re.sub(r"[^\w' ]+", " ", name).split())


_GROUPS = tuple(frozenset(map(plain, group)) for group in ALIASES)


def telling(name: str) -> frozenset[str]:
    """The words of a name that tell it from others; all of them where none does."""
    found = frozenset(plain(name).split())
    return (found - COMMON) or found


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names are one; False where one is missing."""
    if not a or not b:
        return False
    one, other = plain(a), plain(b)
    if one == other or any(one in group and other in group for group in _GROUPS):
        return True
    mine, theirs = telling(a), telling(b)
    union = mine | theirs
    return bool(union) and len(mine & theirs) / len(union) >= 0.5
