"""What sort of file it is, by its first bytes rather than by its name."""

from __future__ import annotations

import re

TEXT, PAGE, LINES = "text", "page", "lines"
# Files that a folder is searched for.
SUFFIXES = {
    ".txt": TEXT,
    ".text": TEXT,
    ".html": PAGE,
    ".htm": PAGE,
    ".xhtml": PAGE,
    ".jsonl": LINES,
    ".ndjson": LINES,
    ".jsonlines": LINES,
}
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S
)
_TAGS = re.compile(rb"<(?:p|div|title|meta|h[1-6]|span|a|script)\b", re.I)
_OBJECT = re.compile(rb'\s*\{\s*"(?:[^"\\]|\\.)*"\s*:')


def sort_of(head: bytes, suffix: str = "") -> str:
    """`text`, `page` (HTML) or `lines` (JSONL), by the first bytes; the suffix decides only where they do not."""
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if plain.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = plain.replace(b"\x00", b"")[2:]
    if _PAGE.match(plain):
        return PAGE
    if _OBJECT.match(plain):
        return LINES
    named = SUFFIXES.get(suffix.lower(), TEXT)
    if named == PAGE and not _TAGS.search(plain):
        return TEXT
    return named
