"""A report as received. Its text never changes: what changes it makes another document."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from casus.records.span import Evidence, Span


def settle(text: str) -> str:
    """The text as casus keeps it: Unicode NFC, line ends as one newline."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report: settled text, and what is known of its origin."""

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: date | None = None
    language: str | None = None
    sha256: str = ""
    derived_from: str | None = None

    def __post_init__(self) -> None:
        if self.text != settle(self.text):
            raise ValueError(f"{self.id}: text is not settled; make documents with Document.of")
        if not self.sha256:
            object.__setattr__(self, "sha256", digest(self.text))

    @classmethod
    def of(
        cls,
        text: str,
        *,
        id: str | None = None,
        url: str | None = None,
        title: str | None = None,
        source: str | None = None,
        published: date | None = None,
        language: str | None = None,
        derived_from: str | None = None,
    ) -> Document:
        """The document of a raw text. Without an id, one is made from source, address and text."""
        text = settle(text)
        made = id or digest("\n".join((source or "", url or "", text)))[:16]
        return cls(
            id=made,
            text=text,
            url=url,
            title=title,
            source=source,
            published=published,
            language=language,
            sha256=digest(text),
            derived_from=derived_from,
        )

    def quote(self, span: Span) -> Evidence:
        """The words of a span. Raises ValueError where it reaches beyond the text."""
        return Evidence(start=span.start, end=span.end, exact=self.text[span.start : span.end])


def digest(text: str) -> str:
    """SHA-256 of the settled text in UTF-8, as hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
