"""How a place name is looked up: without marks and case, without its article, folded over transliterations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARTICLE = r"al|el|ad|ar|as|ash|at|az|an|ed|ez|er|es|et|ud|ul"
ARTICLES = re.compile(rf"\b(?:{ARTICLE})\b")
LEADING = re.compile(rf"^(?:the|{ARTICLE})\s+(?=\w{{3}})")
# Pairs of spellings that transliterations of one name swap. Found by comparing names of the same place.
FOLDS = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ay", "i"), ("ai", "i"), ("ey", "i"), ("iy", "i"), ("kh", "k"),
    ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("q", "k"), ("w", "v"), ("y", "i"),
    ("e", "i"), ("o", "u"), ("z", "s"), ("c", "k"),
)  # fmt: skip
INITIALS = re.compile(r"^(?:[A-Za-z]\.\s?)+(?:[A-Za-z]{1,2}\.?)?$")
APOSTROPHES = re.compile(r"[’'`ʿʾ‘´ʻʼ]")
LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "æ": "ae", "ħ": "h"})


@lru_cache(100_000)
def plain(name: str) -> str:
    """A name without marks, case, apostrophes and punctuation: "Ta‘izz" -> "taizz", "N.Y." -> "ny"."""
    if INITIALS.match(name):
        name = name.replace(".", "").replace(" ", "")
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^\w]+", " ", APOSTROPHES.sub("", bare.translate(LETTERS))).strip()


def stripped(key: str) -> str:
    """A plain key without its leading article: "al anbar" -> "anbar"."""
    return LEADING.sub("", key)


@lru_cache(100_000)
def folded(name: str) -> str:
    """A name folded so that "Hodeidah" and "Al Hudaydah" agree; empty for names not in Latin letters."""
    s = plain(name)
    if not s.isascii():
        return ""
    s = ARTICLES.sub("", s).replace(" ", "")
    for a, b in FOLDS:
        s = s.replace(a, b)
    s = re.sub(r"h\b", "", s)
    s = re.sub(r"(.)\1+", r"\1", s)
    return re.sub(r"a$", "", s)
