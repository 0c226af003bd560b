"""From a saved web page to a document: the article's text, title, date, source and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from casus.errors import InputError
from casus.ingest import marking
from casus.ingest.decoding import Decoded, decode
from casus.ingest.text import check, day
from casus.records.document import Document, settle

HtmlElement = Any  # lxml has no types

DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}charset\s*=\s*["']?|\?xml[^>]{0,200}encoding\s*=\s*["'])([\w-]{2,40})""", re.I
)
FEWEST = 5  # words of an article
# libxml2 gives up here to save its stack; what lies deeper is lost.
DEEPEST = 256
# Else today is the latest, and the same page gives another date tomorrow.
LATEST = "2100-12-31"


def document(raw: bytes, *, published: date | None = None) -> tuple[Document, tuple[str, ...]]:
    """The document of a page's bytes, and what a person should know of how it was read.

    Raises InputError where the bytes are no text, nest too deep, or hold no article.
    """
    declared = DECLARED.search(raw[:4096])
    decoded = decode(raw, declared[1].decode("ascii") if declared else None)
    tree = _tree(decoded.text)
    about = marking.about(tree)
    text = _article(tree, len(decoded.text))
    check(text)
    made = Document.of(
        text,
        url=about.url,
        title=about.title,
        source=about.source,
        published=about.published or published or _guessed(decoded.text),
    )
    return made, tuple(_notes(decoded))


def _tree(text: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise InputError(f"no page can be made of this HTML: {fault}") from fault
    if any(e.type_name == "ERR_RESOURCE_LIMIT" or "xcessive depth" in e.message for e in parser.error_log):
        raise InputError(f"elements nested more than {DEEPEST} deep; a page has some dozens")
    return tree


def _article(tree: HtmlElement, size: int) -> str:
    from trafilatura import extract  # takes a second to import; only pages need it

    # Precision: the headlines of other reports beside the article would become events.
    options: dict[str, Any] = {"include_comments": False, "include_tables": False, "favor_precision": True}
    try:
        text = extract(tree, **options)
    except (RecursionError, ValueError, AssertionError) as fault:
        raise InputError(f"the page cannot be read ({type(fault).__name__}: {fault})") from fault
    if not text or len(text.split()) < FEWEST:
        raise InputError(f"no article found in this page ({size:,} characters of HTML)")
    return settle(text)


def _guessed(text: str) -> date | None:
    """The original date as htmldate finds it in the page's text and address; right in nine of ten, so asked last."""
    from htmldate import find_date

    try:
        return day(find_date(text, original_date=True, extensive_search=True, max_date=LATEST) or "")
    except Exception:  # htmldate stumbles over odd pages in ways of its own; then the date is unknown
        return None


def _notes(decoded: Decoded) -> Iterator[str]:
    if decoded.note:
        yield decoded.note
    tail = decoded.text.rstrip()[-400:].lower()
    opened = tail.rfind("<")
    if opened > tail.rfind(">"):
        yield f"the page breaks off inside a tag ({tail[opened : opened + 30]!r}); its end may be missing"
    elif "<html" in decoded.text[:5000].lower() and "</html" not in tail and "</body" not in tail:
        yield "the page has no closing </html>; its end may be missing"
