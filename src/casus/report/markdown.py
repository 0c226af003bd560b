"""A report as Markdown: the same words, figures, tables and links as the page, without the pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casus.report.model import Cell, Parts, Sentence, Table

# Reports are strangers' words: nothing of theirs may become a link, a heading or HTML.
MARKS = re.compile(r"([\\`*_{}\[\]<>()#|~!])")


def plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return MARKS.sub(r"\\\1", text)


def page(p: Parts) -> str:
    """The whole report."""
    return "".join(_page(p))


def _page(p: Parts) -> Iterator[str]:
    said = p.words["section"]
    yield f"# {plain(p.title)}\n\n{_link(p.period, p.link)}\n\n" + "".join(f"{plain(line)}  \n" for line in p.lines)
    yield f"\n## {said['highlights']}\n\n" + (_told(p.highlights, p) or f"{p.nothing}\n")
    yield f"\n## {said['figures']}\n\n" + _figures(p)
    yield f"\n## {said['trend']}\n\n" + _table(p.trend_table, p)
    yield f"\n## {said['areas']}\n\n" + _told(p.areas, p) + "\n" + _table(p.area_table, p)
    yield f"\n## {said['dyads']}\n\n" + _table(p.dyads, p)
    if p.operations.rows:
        yield f"\n## {said['operations']}\n\n" + _told(p.operations_said, p) + "\n" + _table(p.operations, p)
    yield f"\n## {said['changes']}\n\n" + _told(p.changes, p) + f"\n{plain(p.changes_note)}\n"
    yield f"\n## {said['incidents']}\n\n" + _table(p.incidents, p)
    yield f"\n## {said['method']}\n\n" + "\n\n".join(map(plain, p.method)) + "\n"
    yield f"\n## {said['sources']}\n\n"
    for s in p.sources:
        yield f"- {_link(f'S{s.number}', s.link)} {plain(s.text)} `sha256:{s.digest[:16]}`\n"


def _link(text: str, address: str) -> str:
    return f"[{plain(text)}](<{address}>)"


def _told(sentences: Iterable[Sentence], p: Parts) -> str:
    return "".join(f"- {_link(s.text, s.link) if s.link else plain(s.text)} {_cites(s.cites, p)}\n" for s in sentences)


def _cites(ids: Iterable[str], p: Parts) -> str:
    return " ".join(_link(f"[{p.numbers[i]}]", p.records[i]) for i in ids)


def _figures(p: Parts) -> str:
    said = p.words["figure"]
    out = ["|  | " + " | ".join(said[n] for n in ("value", "before", "rate", "four", "year", "change")) + " |\n"]
    out.append("|---|" + "---:|" * 5 + "---|\n")
    for f in p.figures:
        cells = [_link(f.shown, f.link), "" if f.before is None else _link(f"{f.before:,}", f.before_link)]
        cells.append(_link(f"{f.rate:.1f}", f.link))
        for mean, link in ((f.four, f.four_link), (f.year, f.year_link)):
            cells.append("" if mean is None else _link(f"{mean:.1f}", link))
        out.append(f"| {f.name} | " + " | ".join(cells) + f" | {f.trend} |\n")
    return "".join(out)


def _table(t: Table, p: Parts) -> str:
    if not t.rows:
        return ""
    out = ["| " + " | ".join(t.columns) + " |\n", "|" + "---|" * len(t.columns) + "\n"]
    out += ["| " + " | ".join(_cell(c, p) for c in row) + " |\n" for row in t.rows]
    return "".join(out)


def _cell(c: Cell, p: Parts) -> str:
    return _cites(c.cites, p) if c.cites else _link(c.text, c.link) if c.link else plain(c.text)
