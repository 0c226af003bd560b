"""How well mentions are linked: chains.py FILE.conllu [...] [--errors N]. Gold: the Entity column of GUM's CoNLL-U.

Asked are pronouns of the third person and definite nominals that gold says mean something told before. A link is right
where the casus chain of that mention holds an earlier mention that is in the same gold group. Recall counts over gold's
anaphors, precision over the mentions of that form which casus links back and which gold knows as a mention at all
("of any": also those that gold marks nowhere). Read from raw text, as casus does.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from casus.annotate.core import read
from casus.annotate.mentions import PRONOUNS
from casus.learned.reader import load_reader
from casus.records.document import Document

_MARK = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")
_DEFINITE = ("the", "this", "that", "these", "those", "its", "their", "his", "her")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A gold mention: its characters, those of its head words, its group, its form."""

    span: Span
    head: Span
    group: str
    form: str  # "pronoun", "nominal" or ""


@dataclass
class Text:
    """A document and its gold mentions, in order."""

    text: str = ""
    mentions: list[Gold] = field(default_factory=list)


def documents(path: Path) -> Iterator[Text]:
    """The documents of a file, their text rebuilt as in reading.py."""
    found, rows = Text(), []
    opened: dict[str, list[tuple[int, str]]] = {}
    for line in [*path.open(encoding="utf-8"), "\n"]:
        if line.startswith("# newdoc") and found.text:
            yield found
            found = Text()
        elif line.startswith("# newpar"):
            found.text = found.text.rstrip() + "\n\n"
        elif line.strip() and not line.startswith("#"):
            rows.append(line.rstrip("\n").split("\t"))
        elif not line.strip() and rows:
            sentence(found, rows, opened)
            rows, opened = [], {}
    if found.text:
        yield found


def sentence(out: Text, rows: list[list[str]], opened: dict[str, list[tuple[int, str]]]) -> None:
    """Add a sentence's words and mentions."""
    spans: list[Span] = []
    words = [r for r in rows if r[0].isdigit()]
    ranges = {int(r[0].split("-")[0]): r for r in rows if "-" in r[0]}
    i = 0
    while i < len(words):
        r = ranges.get(i + 1)
        group = words[i : int(r[0].split("-")[1])] if r else words[i : i + 1]
        surface, told = (r[1], r[9]) if r else (words[i][1].replace(" ", ""), words[i][9])
        at = len(out.text)
        whole = "".join(w[1] for w in group) == surface
        for w in group:
            spans.append((at, at + len(w[1])) if whole else (len(out.text), len(out.text) + len(surface)))
            at += len(w[1])
        out.text += surface + " " * ("SpaceAfter=No" not in told)
        i += len(group)
    for n, w in enumerate(words):
        told = next((m[7:] for m in w[9].split("|") if m.startswith("Entity=")), "")
        for begun, single, ended in _MARK.findall(told):
            if begun:
                name, *_ = begun.split("-")
                opened.setdefault(name, []).append((n, begun))
            if single or ended:
                name = begun.split("-")[0] if single else ended
                if opened.get(name):
                    first, what = opened[name].pop()
                    out.mentions.append(mention(words, spans, first, n, what))
    out.mentions.sort(key=lambda m: m.span)


def mention(words: list[list[str]], spans: list[Span], first: int, last: int, what: str) -> Gold:
    """One gold mention."""
    name, *cells = what.split("-")
    least = [int(x) for x in cells[4].split(",")] if len(cells) > 4 and re.fullmatch(r"[\d,]+", cells[4]) else [1]
    heads = [first + k - 1 for k in least if first + k - 1 <= last]
    low = words[first][1].casefold()
    form = ""
    if first == last and low in PRONOUNS:
        form = "pronoun"
    elif low in _DEFINITE and words[heads[-1]][3] == "NOUN":
        form = "nominal"
    return Gold(
        span=(spans[first][0], spans[last][1]), head=(spans[heads[0]][0], spans[heads[-1]][1]), group=name, form=form
    )


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def matching(mentions: list[Gold], span: Span) -> Gold | None:
    """The gold mention that a casus mention is: it holds or touches the head, the smallest such."""
    fit = [m for m in mentions if overlap(m.head, span) and m.span[0] <= span[0] + 4 and span[1] <= m.span[1]]
    return min(fit, key=lambda m: m.span[1] - m.span[0]) if fit else None


def report(path: Path, errors: int) -> None:
    """The figures of a file."""
    reader = load_reader()
    n: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    for d in documents(path):
        core = read(Document.of(d.text), reader)
        known = {s: matching(d.mentions, (s.start, s.end)) for c in core.chains for s in c.mentions}
        linked: dict[Span, tuple[bool, str]] = {}
        for c in core.chains:
            for at, s in enumerate(c.mentions):
                me = known[s]
                before = [known[x] for x in c.mentions[:at]]
                right = me is not None and any(b is not None and b.group == me.group for b in before)
                form = me.form if me else form_of(d.text[s.start : s.end], core.words(s)[-1].pos)
                if at and form:
                    n[form, "linked"] += 1
                    n[form, "known"] += me is not None
                    n[form, "right"] += right
                    if me:
                        linked[me.span] = (right, d.text[c.mentions[at - 1].start : c.mentions[at - 1].end])
        seen: set[str] = set()
        for m in d.mentions:
            if m.form and m.group in seen:
                n[m.form, "gold"] += 1
                right, to = linked.get(m.span, (False, "nothing"))
                n[m.form, "found"] += right
                if not right:
                    gold = [d.text[slice(*x.span)] for x in d.mentions if x.group == m.group and x.span < m.span][-1]
                    wrong.append(f"{m.form}: {d.text[slice(*m.span)]!r} -> {to!r}, gold {gold!r}")
            seen.add(m.group)
    print(path.name)
    for form in ("pronoun", "nominal"):
        right, known = n[form, "right"], n[form, "known"]
        p, r = right / max(known, 1), n[form, "found"] / max(n[form, "gold"], 1)
        print(
            f"  {form}s: gold {n[form, 'gold']}, linked {n[form, 'linked']}; precision {p:.3f}"
            f" (of any {right / max(n[form, 'linked'], 1):.3f}), recall {r:.3f}, F {2 * p * r / max(p + r, 1e-9):.3f}"
        )
    for line in wrong[:: max(1, len(wrong) // errors)] if errors else []:
        print("   ", line)


def form_of(text: str, pos: str) -> str:
    """The form of a casus mention that gold does not know."""
    low = text.casefold()
    if low in PRONOUNS:
        return "pronoun"
    return "nominal" if pos == "NOUN" and low.split()[0] in _DEFINITE else ""


def main() -> None:
    """Read the command line and report on each file."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("files", nargs="+", type=Path)
    ap.add_argument("--errors", type=int, default=0, help="list about so many of the anaphors missed")
    a = ap.parse_args()
    for path in a.files:
        report(path, a.errors)


if __name__ == "__main__":
    main()
