"""A report's parts before they are dressed: figures, sentences, rows. HTML and Markdown say the same of them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence about events: never without the ids of incidents that bear it. `link` is the filter of its number."""

    text: str
    cites: tuple[str, ...]
    link: str | None = None

    def __post_init__(self) -> None:
        if not self.cites:
            raise ValueError(f"a sentence without an event: {self.text!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its text, and where it leads; `cites` are incidents."""

    text: str
    link: str | None = None
    cites: tuple[str, ...] = ()
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A key figure: now, before, and in the mean week of 4 and 52 weeks. None where the store cannot know."""

    name: str
    value: int
    shown: str
    link: str
    before: int | None
    before_link: str
    rate: float
    four: float | None
    four_link: str
    year: float | None
    year_link: str
    trend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under names of columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A report that is cited: its number, who published it, when, its title, digest and address."""

    number: int
    id: str
    text: str
    digest: str
    link: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """All of a report. `numbers` gives each cited incident its number."""

    title: str
    period: str
    lines: tuple[str, ...]
    link: str
    highlights: tuple[Sentence, ...]
    nothing: str | None
    figures: tuple[Figure, ...]
    map_svg: str
    trend_svg: str
    trend_table: Table
    areas: tuple[Sentence, ...]
    area_table: Table
    dyads: Table
    incidents: Table
    operations: Table
    operations_said: tuple[Sentence, ...]
    changes: tuple[Sentence, ...]
    changes_note: str
    method: tuple[str, ...]
    sources: tuple[Source, ...]
    numbers: dict[str, int]
    records: dict[str, str]
    words: dict[str, dict[str, str]] = field(default_factory=dict)
