"""How names are cut and folded for look-up, as the reader cuts text."""

from __future__ import annotations

import re

MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'"})
PIECE = re.compile(r"'s\b|[^\s()\[\]/-]+?(?='s\b)|[^\s()\[\]/-]+|[()\[\]/-]")


def fold(word: str) -> str:
    """A word as the index has it: lower case, straight apostrophes."""
    return word.lower() if word.isascii() else word.translate(MARKS).casefold()


def pieces(name: str) -> list[str]:
    """A name cut as the reader cuts text: hyphens, brackets and possessives stand alone."""
    if name.isascii() and name.replace(" ", "").isalnum():
        return name.split()
    out: list[str] = []
    for piece in PIECE.findall(name.translate(MARKS)):
        if len(piece) > 2 and piece.endswith("s'"):
            out += [piece[:-1], "'"]
        else:
            out.append(piece)
    return out
