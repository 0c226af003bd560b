"""A report as PDF, by WeasyPrint, which may fetch nothing. Needs the extra `pdf`."""

from __future__ import annotations

from importlib import import_module

from casus.errors import UsageError


def printed(html: str) -> bytes:
    """The page as PDF. Raises UsageError where WeasyPrint or what it needs (Pango) is not installed."""
    try:
        weasyprint = import_module("weasyprint")
    except (ImportError, OSError) as fault:
        raise UsageError(f"PDF needs WeasyPrint: pip install 'casus[pdf]' (and Pango): {fault}") from fault
    made: bytes = weasyprint.HTML(string=html, url_fetcher=_refused).write_pdf()
    return made


def _refused(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(f"a report fetches nothing, and not {url}")
