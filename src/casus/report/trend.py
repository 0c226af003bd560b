"""The trend of a report as inline SVG: incidents a week by type, and the dead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from casus.report.gather import Gathered, killed, starts, weeks
from casus.report.links import Links
from casus.report.model import Cell, Table
from casus.report.telling import group

WIDE, BASE, TALL = 720, 190, 150
SHORT = {
    "Explosions/Remote violence": "Explosions",
    "Violence against civilians": "Against civilians",
    "Strategic developments": "Strategic",
}
SHOWN_WEEKS = 16
TYPES = (
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Protests",
    "Riots",
    "Strategic developments",
)


def weekly(g: Gathered, links: Links, caption: str) -> tuple[str, Table]:
    """Incidents a week by type as bars, the dead above each, and the same as a table. Weeks not known are hatched."""
    spans = weeks(g.period, SHOWN_WEEKS)
    bars: list[tuple[Counter[str], int] | None] = []
    for week in spans:
        own = [h for h in g.all if starts(h, week.start, week.end)]
        bars.append((Counter(map(group, own)), killed(own)[1]) if g.holds(week) or own else None)
    top = max((sum(b[0].values()) for b in bars if b), default=0) or 1
    step, base, height = WIDE / len(spans), BASE, TALL
    out = [f'<svg class="trend" viewBox="0 0 {WIDE} 230" role="img" aria-label="{escape(caption)}">', HATCH]
    for n, (week, bar) in enumerate(zip(spans, bars, strict=True)):
        x = n * step + 3
        out.append(f'<a href="{escape(links.filtered(week))}">')
        if bar is None:
            out.append(f"<title>{week.start}: ?</title>")
            out.append(f'<rect class="unknown" x="{x:.1f}" y="{base - 60}" width="{step - 6:.1f}" height="60"/>')
        else:
            out.append(f"<title>{week.start} to {week.end}: {sum(bar[0].values())} incidents, {bar[1]} killed</title>")
            out += _stack(bar[0], x, base, step - 6, height / top)
            y = base - sum(bar[0].values()) / top * height - 6
            out.append(f'<text class="dead" x="{x + step / 2 - 3:.1f}" y="{y:.1f}">{bar[1] or ""}</text>')
        label = f"{week.start:%d %b}" if n % 2 == 0 else ""
        out.append(f'</a><text class="tick" x="{x + step / 2 - 3:.1f}" y="{base + 16}">{label}</text>')
    out.append(f'<path class="axis" d="M0,{base}H{WIDE}"/>')
    out += [
        f'<rect class="t{n}" x="{n * 120}" y="216" width="10" height="10"/>'
        f'<text class="key" x="{n * 120 + 14}" y="225">{escape(SHORT.get(t, t))}</text>'
        for n, t in enumerate(TYPES)
    ]
    rows = tuple(
        (
            Cell(text=f"{w.start} – {w.end}"),
            Cell(text="" if b is None else f"{sum(b[0].values()):,}", number=True),
            Cell(text="" if b is None else f"{b[1]:,}", number=True),
        )
        for w, b in zip(spans, bars, strict=True)
    )
    return "".join([*out, "</svg>"]), Table(columns=("week", "incidents", "killed"), rows=rows)


HATCH = (
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path class="hatch" d="M0,6L6,0"/></pattern></defs>'
)


def _stack(counts: Counter[str], x: float, base: float, wide: float, unit: float) -> Iterator[str]:
    y = float(base)
    for n, kind in enumerate((*TYPES, *sorted(set(counts) - set(TYPES)))):
        tall = counts[kind] * unit
        if tall:
            y -= tall
            tone = min(n, len(TYPES))
            yield f'<rect class="t{tone}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall:.1f}"/>'
