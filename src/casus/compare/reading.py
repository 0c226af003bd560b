"""Reading another list: an ACLED-style or UCDP GED file as points. What cannot be read is told by line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from casus.compare.point import Point
from casus.errors import InputError
from casus.export.delimited import bare

# Form -> the columns by which it is known, all of which are read.
FORMS = {
    "acled": ("event_date", "event_type", "sub_event_type", "country", "latitude", "longitude"),
    "ged": ("date_start", "date_end", "type_of_violence", "country", "latitude", "longitude"),
}
DATES = ("%d %B %Y", "%d-%b-%Y", "%d %b %Y", "%d/%m/%Y")
VIOLENCE = {"1": "state-based", "2": "non-state", "3": "one-sided"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list that was read: its form, its points, and what was lost, line by line."""

    form: str
    points: tuple[Point, ...]
    lost: tuple[str, ...]


def read(path: Path) -> Listed:
    """The list of a CSV or TSV file. Raises InputError where it has the columns of neither form."""
    csv.field_size_limit(1 << 24)
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError(f"{path}: {fault}") from fault
    head = text.split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    lines = csv.DictReader(text.splitlines(keepends=True), delimiter=mark)
    found = tuple(lines.fieldnames or ())
    form = next((name for name, columns in FORMS.items() if set(columns) <= set(found)), None)
    if form is None:
        wanted = "; or ".join(f"{', '.join(columns)} ({name})" for name, columns in FORMS.items())
        raise InputError(
            f"{path}: neither ACLED-style nor GED. Found: {', '.join(found) or 'nothing'}. Wanted: {wanted}"
        )
    rows = ((lines.line_num, {k: bare(v) for k, v in row.items() if k and isinstance(v, str)}) for row in lines)
    points, lost = [], []
    for line, made in points_of(rows, form):
        if isinstance(made, Point):
            points.append(made)
        else:
            lost.append(f"{path}:{line}: {made}")
    return Listed(form=form, points=tuple(points), lost=tuple(lost))


def points_of(rows: Iterable[tuple[int, Mapping[str, str]]], form: str) -> Iterator[tuple[int, Point | str]]:
    """The points of rows, or why there is none, each with its line."""
    for line, row in rows:
        try:
            yield line, (_acled if form == "acled" else _ged)(row, line)
        except (ValueError, KeyError) as fault:
            yield line, f"no event: {fault}"


def _acled(row: Mapping[str, str], line: int) -> Point:
    day = _day(row["event_date"])
    actors = " / ".join(x for x in (row.get("actor1"), row.get("actor2")) if x)
    return Point(
        id=row.get("event_id_cnty") or f"line {line}",
        start=day,
        end=day,
        latitude=_degrees(row["latitude"], 90),
        longitude=_degrees(row["longitude"], 180),
        country=row["country"].strip(),
        kind=row["event_type"].strip(),
        sub=row["sub_event_type"].strip(),
        killed=_count(row.get("fatalities")),
        text=f"{row.get('location', '')}: {actors}",
    )


def _ged(row: Mapping[str, str], line: int) -> Point:
    kind = VIOLENCE.get(row["type_of_violence"].strip().removesuffix(".0"))
    if kind is None:
        raise ValueError(f"type_of_violence {row['type_of_violence']!r} is not 1, 2 or 3")
    return Point(
        id=row.get("relid") or row.get("id") or f"line {line}",
        start=_day(row["date_start"]),
        end=_day(row["date_end"]),
        latitude=_degrees(row["latitude"], 90),
        longitude=_degrees(row["longitude"], 180),
        # Some lists write "Yemen (North Yemen)".
        country=row["country"].split(" (")[0].strip(),
        kind=kind,
        sub=kind,
        killed=_count(row.get("best")),
        text=f"{row.get('where_coordinates', '')}: {row.get('dyad_name', '')}",
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        for form in DATES:
            try:
                return datetime.strptime(text.strip(), form).date()
            except ValueError:
                continue
    raise ValueError(f"{text!r} is no date such as 2024-03-06 or 06 March 2024")


def _degrees(text: str, most: float) -> float:
    value = float(text)
    if not -most <= value <= most:
        raise ValueError(f"{text!r} degrees")
    return value


def _count(text: str | None) -> int | None:
    return round(float(text)) if text and text.strip() else None
