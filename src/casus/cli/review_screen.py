"""What the reviewer sees: the report with the words lit that bear each value, the values, why it comes, the keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from casus.export.rows import clean
from casus.records.document import Document
from casus.records.wire import EventRecord, QuoteRecord
from casus.records.wire_incident import IncidentRecord
from casus.review.queue import Waiting

# Colour, and a sign where there is none: what bears what is told by the letter in brackets too.
STYLES = {
    "trigger": ("t", "bold reverse"),
    "initiator": ("i", "bold red"),
    "target": ("g", "bold blue"),
    "place": ("p", "bold green"),
    "when": ("w", "bold magenta"),
    "killed": ("k", "bold yellow"),
    "other": ("o", "underline"),
}
AROUND = 600  # characters of the report on each side of the words


def draw(console: Console, waiting: Waiting, document: Document | None, *, head: str, keys: str) -> None:
    """The whole screen for one event."""
    record = waiting.event.record
    parts: list[Text | Table] = []
    if waiting.reasons:
        parts.append(Text("why now: " + "; ".join(waiting.reasons), style="italic"))
    parts.append(values(record, waiting.event.corrected))
    if waiting.incident is not None:
        parts.extend(fellows(waiting.incident.record, waiting.event.id))
    title = (
        f"{clean(record.document.title or record.document.id)} · {clean(record.document.source or 'unknown source')}"
    )
    report = Text("the report's text is not kept") if document is None else lit(document.text, record)
    console.print(Panel(report, title=Text(title), subtitle=Text(str(record.document.published or "undated"))))
    console.print(Panel(Group(*parts), title=Text(head)))
    console.print(Text(keys, style="reverse"))


def lit(text: str, record: EventRecord) -> Text:
    """The report around the event, its words lit and lettered; what a terminal would obey is taken out."""
    marks = sorted({(q.start, q.end, name) for name, q in bearing(record)})
    first = min((m[0] for m in marks), default=record.sentence.start)
    last = max((m[1] for m in marks), default=record.sentence.end)
    start, end = max(0, min(first, record.sentence.start) - AROUND), max(last, record.sentence.end) + AROUND
    made = Text("…" if start else "")
    at = start
    for a, b, name in marks:
        if a < at:  # words that bear two values are lit for the first
            continue
        letter, style = STYLES[name]
        made.append(clean(text[at:a]))
        made.append(clean(text[a:b]), style=style)
        made.append(f"[{letter}]", style="dim")
        at = b
    made.append(clean(text[at:end]))
    made.append("…" if end < len(text) else "")
    return made


def bearing(record: EventRecord) -> Iterator[tuple[str, QuoteRecord]]:
    """Which words bear which value."""
    yield from (("trigger", q) for q in record.trigger.evidence)
    for name in ("initiator", "target", "place", "when"):
        claim = getattr(record, name)
        if claim is not None:
            yield from ((name, q) for q in claim.evidence)
    for toll in record.tolls:
        yield from (("killed" if toll.harm.value == "killed" else "other", q) for q in toll.evidence)
    for claim in (*record.objects, *record.weapons, record.operation, record.source):
        if claim is not None:
            yield from (("other", q) for q in claim.evidence)


def values(record: EventRecord, corrected: tuple[str, ...]) -> Table:
    """The event's values, each with how casus came by it."""
    table = Table.grid(padding=(0, 2))
    for name, value, basis in told(record):
        by = "corrected" if name in corrected else basis
        letter = STYLES.get(name, ("", ""))[0]
        table.add_row(f"[{letter}]" if letter else "", name, Text(clean(value)), Text(by, style="dim"))
    return table


def told(record: EventRecord) -> Iterator[tuple[str, str, str]]:
    """Field, value in words, basis."""
    yield "kind", record.kind, ""
    yield "factuality", record.factuality.value.value, record.factuality.basis.value
    for name in ("initiator", "target"):
        party = getattr(record, name)
        if party is not None:
            yield name, f"{party.name} ({party.category.value})", party.basis.value
    if record.place is not None:
        p = record.place
        where = ", ".join(x for x in (p.name, p.admin1, p.country) if x)
        yield "place", where + ("" if p.latitude is not None else " (not on the map)"), p.basis.value
    if record.when is not None:
        w = record.when
        days = f"{w.start}" if w.start == w.end else f"{w.start} to {w.end}"
        yield "when", (days if w.start else "no day") + f" (“{w.text}”)", w.basis.value
    for t in record.tolls:
        most = "or more" if t.high is None else f"to {t.high}" if t.high != t.low else ""
        yield t.harm.value, f"{t.low} {most}".strip() + f", best {t.best}", t.basis.value
    if record.operation is not None:
        yield "operation", record.operation.name, record.operation.basis.value


def fellows(incident: IncidentRecord, event: str) -> Iterator[Text]:
    """What else tells of the happening, and where reports differ."""
    others = [e for e in incident.events if e != event]
    if others:
        yield Text(f"incident {incident.id}: {len(incident.documents)} reports; other events: {', '.join(others[:6])}")
    for d in incident.disagreements:
        yield Text(f"  {d.field}: " + " | ".join(f"{clean(v.value)} ({len(v.documents)})" for v in d.values))


def help_line(keys: Mapping[str, str]) -> str:
    """The keys as one line."""
    return "  ".join(f"{key} {what}" for what, key in keys.items())
