"""A report as PDF, by WeasyPrint, which may fetch nothing. Needs the extra `pdf`."""

from __future__ import annotations

import re
from importlib import import_module

from casus.errors import UsageError

STYLE = re.compile(r"<style>(.*?)</style>", re.S)
COLOUR = re.compile(r"var\((--\w+)\)")


def printed(html: str) -> bytes:
    """The page as PDF. Raises UsageError where WeasyPrint or what it needs (Pango) is not installed."""
    try:
        weasyprint = import_module("weasyprint")
    except (ImportError, OSError) as fault:
        raise UsageError(f"PDF needs WeasyPrint: pip install 'casus[pdf]' (and Pango): {fault}") from fault
    made: bytes = weasyprint.HTML(string=inked(html), url_fetcher=_refused).write_pdf()
    return made


def inked(html: str) -> str:
    """The page with its rules in each of its pictures, colours written out: WeasyPrint draws pictures by them alone."""
    rules = STYLE.search(html)
    if rules is None:
        return html
    plain = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", rules[1])
    plain = plain.replace("paint-order:stroke;", "").replace("stroke-width:3px;", "stroke-width:0;")  # no halo there
    known = dict(re.findall(r"(--\w+):([^;}]+)", plain))
    style = f"<style>{COLOUR.sub(lambda m: known.get(m[1], 'inherit'), plain)}</style>"
    return re.sub(r"<svg\b[^>]*>", lambda m: m[0] + style, html)


def _refused(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(f"a report fetches nothing, and not {url}")
