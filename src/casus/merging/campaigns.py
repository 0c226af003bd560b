"""Names of campaigns: "Victory Will", "Will of Victory" and "Operation VICTORY WILL" are one."""

from __future__ import annotations

import re
import unicodedata

EMPTY = frozenset({"operation", "operations", "campaign", "offensive", "exercise", "the", "a", "an", "of", "for"})


def key(name: str) -> tuple[str, ...]:
    """What all spellings and orders of a campaign's name share: its telling words, plain, in alphabetical order.

    A name of such words only ("The Campaign") keeps them all.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", plain))
    return tuple(sorted(w for w in words if w not in EMPTY) or sorted(words))


def bare(name: str) -> str:
    """The name without the word "operation" before it, and without quotes."""
    return re.sub(r"(?i)^(?:the\s+)?operation\s+", "", " ".join(name.split())).strip("\"'“”‘’ ") or name
