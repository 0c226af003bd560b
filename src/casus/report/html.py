"""A report as one HTML file: no script, nothing fetched, its own style under a strict policy."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from importlib.resources import files

from casus.report.model import Cell, Figure, Parts, Sentence, Table

STYLE = files("casus").joinpath("data/reports/report.css").read_text("utf-8")
# The style is allowed by its digest, so that no other can be slipped in by a report's words.
POLICY = (
    "default-src 'none'; "
    f"style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; "
    "img-src data:; base-uri 'none'; form-action 'none'"
)


def page(p: Parts) -> str:
    """The whole page."""
    return "".join(_page(p))


def _page(p: Parts) -> Iterator[str]:
    said = p.words["section"]
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f"<title>{escape(p.title)}, {escape(p.period)}</title>\n"
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    yield f"<style>{STYLE}</style>\n</head>\n<body>\n"
    yield f'<header><h1>{escape(p.title)}</h1><p class="period"><a href="{escape(p.link)}">{escape(p.period)}</a></p>'
    yield "".join(f'<p class="line">{escape(line)}</p>' for line in p.lines) + "</header>\n<main>\n"
    yield _section(
        "highlights",
        said["highlights"],
        _told(p.highlights, p, "ul") or f'<p class="line">{escape(p.nothing or "")}</p>',
    )
    yield _section("figures", said["figures"], _figures(p))
    yield _section("map", said["map"], _picture(p.map_svg, p.words["map"]["caption"]))
    yield _section("trend", said["trend"], _picture(p.trend_svg, p.words["chart"]["caption"]) + _weeks(p))
    yield _section("areas", said["areas"], _told(p.areas, p, "ul") + _table(p.area_table, p))
    yield _section("dyads", said["dyads"], _table(p.dyads, p))
    if p.operations.rows:
        yield _section("operations", said["operations"], _told(p.operations_said, p, "ul") + _table(p.operations, p))
    note = f'<p class="line">{escape(p.changes_note)}</p>'
    yield _section("changes", said["changes"], _told(p.changes, p, "ul") + note)
    yield _section("incidents", said["incidents"], _table(p.incidents, p, anchored=True))
    yield _section("method", said["method"], "".join(f'<p class="line">{escape(t)}</p>' for t in p.method))
    yield _section("sources", said["sources"], _sources(p))
    yield "</main>\n</body>\n</html>\n"


def _section(id: str, name: str, inner: str) -> str:
    return f'<section aria-labelledby="{id}"><h2 id="{id}">{escape(name)}</h2>\n{inner}\n</section>\n'


def _told(sentences: Iterable[Sentence], p: Parts, tag: str) -> str:
    items = []
    for s in sentences:
        text = escape(s.text)
        text = f'<a class="filter" href="{escape(s.link)}">{text}</a>' if s.link else text
        items.append(f'<li class="said">{text} {_cites(s.cites, p)}</li>\n')
    return f"<{tag}>\n{''.join(items)}</{tag}>\n" if items else ""


def _cites(ids: Iterable[str], p: Parts) -> str:
    listed = {row[0].cites[0] for row in p.incidents.rows}
    return "".join(
        f'<a class="cite" href="{f"#i{p.numbers[i]}" if i in listed else escape(p.records[i])}">[{p.numbers[i]}]</a>'
        for i in ids
    )


def _figures(p: Parts) -> str:
    said = p.words["figure"]
    head = [said[name] for name in ("value", "before", "rate", "four", "year", "change")]
    rows = "".join(_figure(f) for f in p.figures)
    cells = "".join(_head(h, number=h != head[-1]) for h in head)
    return _framed(f'<table class="figures"><thead><tr><td></td>{cells}</tr></thead><tbody>{rows}</tbody></table>')


def _head(name: str, *, number: bool) -> str:
    mark = ' class="n"' if number else ""
    return f'<th scope="col"{mark}>{escape(name)}</th>'


def _framed(table: str) -> str:
    """A table that scrolls by itself where it is too wide, also by keyboard."""
    return f'<div class="wide" tabindex="0" role="group">{table}</div>\n'


def _figure(f: Figure) -> str:
    def number(value: str | None, link: str, kind: str = "n") -> str:
        inner = "" if value is None else f'<a href="{escape(link)}">{escape(value)}</a>'
        return f'<td class="{kind}">{inner}</td>'

    return (
        f'<tr><th scope="row">{escape(f.name)}</th>{number(f.shown, f.link, "n now")}'
        + number(None if f.before is None else f"{f.before:,}", f.before_link)
        + number(f"{f.rate:.1f}", f.link)
        + number(None if f.four is None else f"{f.four:.1f}", f.four_link)
        + number(None if f.year is None else f"{f.year:.1f}", f.year_link)
        + f"<td>{escape(f.trend)}</td></tr>\n"
    )


def _picture(svg: str, caption: str) -> str:
    return f"<figure>{svg}<figcaption>{escape(caption)}</figcaption></figure>\n"


def _weeks(p: Parts) -> str:
    return f"<details><summary>{escape(p.words['chart']['table'])}</summary>{_table(p.trend_table, p)}</details>"


def _table(t: Table, p: Parts, *, anchored: bool = False) -> str:
    numbers = [c.number for c in t.rows[0]] if t.rows else [False] * len(t.columns)
    head = "".join(_head(c, number=n) for c, n in zip(t.columns, numbers, strict=True))
    rows = []
    for row in t.rows:
        mark = f' id="i{p.numbers[row[0].cites[0]]}"' if anchored else ""
        rows.append(f"<tr{mark}>{''.join(_cell(c, p, anchored=anchored) for c in row)}</tr>\n")
    return _framed(f"<table><thead><tr>{head}</tr></thead><tbody>\n{''.join(rows)}</tbody></table>")


def _cell(c: Cell, p: Parts, *, anchored: bool) -> str:
    if anchored and c.cites:
        inner = f'<a class="cite" href="{escape(p.records[c.cites[0]])}">[{p.numbers[c.cites[0]]}]</a>'
    elif c.cites:
        inner = _cites(c.cites, p)
    else:
        inner = f'<a href="{escape(c.link)}">{escape(c.text)}</a>' if c.link else escape(c.text)
    return f'<td class="n">{inner}</td>' if c.number else f"<td>{inner}</td>"


def _sources(p: Parts) -> str:
    items = []
    for s in p.sources:
        # An address is shown, never made a link: opening it would tell the publisher who reads.
        url = f' <span class="url">{escape(s.url)}</span>' if s.url else ""
        digest = f"<code>sha256:{escape(s.digest[:16])}</code>"
        items.append(f'<li><a href="{escape(s.link)}">S{s.number}</a> {escape(s.text)}{url} {digest}</li>\n')
    return f'<ol class="sources">\n{"".join(items)}</ol>\n' if items else ""
