"""Bytes to text. UTF-8 first; else what the bytes or the page say of themselves; else a guess, which is told."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from casus.errors import InputError

# Longest first: the mark of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of files that people mistake for text. Source: the formats' own specifications.
MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
FOREIGN = re.compile(r"[^\x00-\x7f]")
# What Windows-1252 adds to ASCII in English and other western text: letters, and typographic marks.
WESTERN = re.compile(
    "[\u00a0-\u00bf\u00c0-\u00ff\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u20ac\u0152\u0153\u0160\u0161\u2122]"
)
DAMAGE = 0.01  # share of bytes that may be broken in a text still called UTF-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text, the encoding it was read in, and what a person should know of that ("" for nothing)."""

    text: str
    encoding: str
    note: str = ""


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of a file's bytes. Raises InputError, saying what was found, where it is no text."""
    for mark, name in MARKS:
        if raw.startswith(mark):
            return _marked(raw[len(mark) :], name)
    refuse(raw)
    wide = _wide(raw)
    if wide:
        return _marked(raw, wide)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        return _other(raw, declared, fault)
    # Bytes that are UTF-8 are UTF-8, whatever a page says: no other encoding looks like it by chance.
    return Decoded(text=text, encoding="utf-8")


def refuse(raw: bytes) -> None:
    """Raises InputError where the first bytes are those of no text."""
    for magic, what in MAGIC:
        if raw.startswith(magic):
            raise InputError(f"{what}, not text; save it as text or HTML first")
    head = raw[:65536]
    marked = any(raw.startswith(mark) for mark, _ in MARKS)
    if not marked and not _wide(raw) and len(CONTROLS.findall(head)) > len(head) / 200:
        raise InputError("binary data, not text")


def _marked(raw: bytes, name: str) -> Decoded:
    try:
        return Decoded(text=raw.decode(name), encoding=name)
    except UnicodeDecodeError as fault:
        if name == "utf-8":
            return _other(raw, None, fault)
        raise InputError(f"begins as {name} but is not: {fault.reason} at byte {fault.start}") from fault


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of western text is zero."""
    head = raw[:4096]
    if len(head) < 8:
        return None
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.05 else None


def _other(raw: bytes, declared: str | None, fault: UnicodeDecodeError) -> Decoded:
    found = f"byte {raw[fault.start]:#04x} at {fault.start} is not UTF-8"
    patched = raw.decode("utf-8", "replace")
    broken, whole = patched.count("\ufffd"), len(FOREIGN.findall(patched))
    if broken * 3 <= whole - broken and broken <= max(1.0, len(raw) * DAMAGE):
        note = f"{found}; the rest is, so {broken} broken characters became U+FFFD"
        return Decoded(text=patched, encoding="utf-8", note=note)
    if declared and not _utf8(declared):
        try:
            return Decoded(text=raw.decode(declared), encoding=declared)
        except (LookupError, UnicodeDecodeError):
            found = f"{found}, nor is the text {declared} as it says"
    elif declared:
        found = f"{found} as the page says"
    name = _guess(raw)
    if name is None:
        raise InputError(f"{found}, and no other encoding fits")
    return Decoded(text=raw.decode(name), encoding=name, note=f"{found}; read as {name}, a guess")


def _utf8(name: str) -> bool:
    return name.lower().replace("_", "-") in ("utf-8", "utf8")


def _guess(raw: bytes) -> str | None:
    """The encoding of text that is not UTF-8; Windows-1252 where all it adds is western letters and marks."""
    try:
        foreign = FOREIGN.findall(raw.decode("cp1252"))
        if len(foreign) <= len(raw) * 0.1 and all(WESTERN.match(c) for c in foreign):
            return "cp1252"
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000]).best()
    if best is None:
        return None
    try:
        raw.decode(best.encoding)
    except UnicodeDecodeError:
        return None
    return best.encoding
