"""Place mentions given from outside: JSONL of {"id", "spans": [{"start", "end", "type"?}]}."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from casus.errors import InputError
from casus.records.annotated import NameType
from casus.records.document import Document
from casus.records.span import Span

# Types that surely name no place; any other word for a type ("LOC", "GPE") is taken.
OTHERS = frozenset(t.value for t in NameType) - {"place", "facility"}


class Given(msgspec.Struct, frozen=True):
    """One span."""

    start: int
    end: int
    type: str = "place"


class Line(msgspec.Struct, frozen=True):
    """One document's spans."""

    id: str
    spans: tuple[Given, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Spans by document id, in order of position."""

    file: str
    spans: dict[str, tuple[Span, ...]]

    def within(self, document: Document) -> tuple[Span, ...]:
        """The document's spans. Raises InputError where one reaches beyond the text."""
        spans = self.spans.get(document.id, ())
        for span in spans:
            if span.end > len(document.text):
                raise InputError(
                    f"{self.file}: span {span.start}-{span.end} of {document.id!r} is outside its text "
                    f"of {len(document.text)} characters"
                )
        return spans


def mentions_of(file: str) -> Mentions:
    """The mentions of a file. Raises InputError that tells every bad line."""
    decoder = msgspec.json.Decoder(Line)
    spans: dict[str, tuple[Span, ...]] = {}
    faults = []
    with Path(file).open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            if not raw.strip():
                continue
            try:
                line = decoder.decode(raw)
                own = {Span(start=s.start, end=s.end) for s in line.spans if s.type not in OTHERS}
            except (ValueError, RecursionError) as fault:
                faults.append(f"{file}:{number}: {fault}")
                continue
            spans[line.id] = tuple(sorted(own.union(spans.get(line.id, ()))))
    if faults:
        raise InputError("\n".join(faults))
    return Mentions(file=file, spans=spans)
