"""The export formats by name: what each is, what it loses, and writing happenings in it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO, TypeVar

from casus.errors import UsageError
from casus.export import acled, delimited, flat, ged, geojson, polecat
from casus.export.aggregate import COLUMNS as SUMS
from casus.export.aggregate import Sums
from casus.export.fields import AsideError
from casus.export.happening import Happening
from casus.export.profile import Profile, load
from casus.records.codec import encode

T = TypeVar("T")
FILE = "data/exports/formats.toml"
ASIDE = ("id", "record", "kind", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: what it is, what opens it, what it loses; the profile that it takes, the extra that it needs."""

    name: str
    suffix: str
    what: str
    opens: str
    loses: tuple[str, ...]
    profile: str | None = None
    extra: str | None = None

    @property
    def binary(self) -> bool:
        """Whether it needs a file: standard output will not do."""
        return self.extra is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A happening that the format does not hold, and why. `row`: what GED would hold of it had anybody died."""

    happening: Happening
    reason: str
    row: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What came of an export: rows written, and what was set aside."""

    format: Format
    profile: Profile | None
    rows: int
    aside: tuple[Aside, ...]

    def note(self) -> str:
        """What a user must know of the file: conventions, loss, what was set aside."""
        lines = [f"{self.format.what}; {self.rows} rows."]
        if self.profile:
            lines.append(f"Conventions: {self.profile.label}.")
        lines += [f"Lost: {loss}." for loss in self.format.loses]
        counts: dict[str, int] = {}
        for a in self.aside:
            counts[a.reason] = counts.get(a.reason, 0) + 1
        lines += [f"Set aside: {n}, {reason}." for reason, n in sorted(counts.items())]
        return "\n".join(lines) + "\n"


@cache
def formats() -> dict[str, Format]:
    """All formats by name."""
    raw = tomllib.loads(files("casus").joinpath(FILE).read_text("utf-8"))
    return {f["name"]: Format(**{**f, "loses": tuple(f["loses"])}) for f in raw["format"]}


def export(
    happenings: Sequence[Happening],
    name: str,
    out: BinaryIO | None,
    *,
    path: Path | None = None,
    profile: Profile | None = None,
    numeric: bool = False,
    guarded: bool = True,
) -> Written:
    """Write happenings in a format, to a stream or (GeoParquet, Parquet, GeoPackage) to a path.

    Raises UsageError for an unknown format, a profile of another format, or a library that is not installed.
    """
    if name not in formats():
        raise UsageError(f"no format is called {name!r}; there are: {', '.join(formats())}")
    form = formats()[name]
    if profile is None and form.profile:
        profile = load(form.profile)
    aside: list[Aside] = []
    if profile is not None and form.profile and load(form.profile).format != profile.format:
        raise UsageError(f"the profile {profile.name} is for {profile.format}, not for {name}")
    if form.binary:
        if path is None:
            raise UsageError(f"{name} needs a file: -o events.{form.suffix}")
        count = _file(happenings, form, path)
    elif out is None:
        raise UsageError(f"{name} needs a stream")
    elif name == "jsonl":
        out.writelines(encode(h.source) + b"\n" for h in happenings)
        count = len(happenings)
    elif name == "geojson":
        count = geojson.write(happenings, out)
    elif name == "csv":
        count = delimited.write(map(flat.row, happenings), tuple(flat.COLUMNS), out, guarded=guarded)
    else:
        count = _scheme(happenings, name, out, profile or load(str(form.profile)), aside, numeric, guarded)
    return Written(format=form, profile=profile, rows=count, aside=tuple(aside))


def _file(happenings: Sequence[Happening], form: Format, path: Path) -> int:
    from casus.export import arrow

    note = Written(format=form, profile=None, rows=len(happenings), aside=()).note()
    if form.name == "parquet":
        arrow.parquet(happenings, path, note=note)
    elif form.name == "geoparquet":
        arrow.geoparquet(happenings, path, note=note)
    else:
        arrow.gpkg(happenings, path)
    return len(happenings)


def _scheme(
    happenings: Sequence[Happening],
    name: str,
    out: BinaryIO,
    profile: Profile,
    aside: list[Aside],
    numeric: bool,
    guarded: bool,
) -> int:
    if name in SUMS:
        sums = Sums(name, profile)
        list(_kept(happenings, sums.add, aside))
        return delimited.write(sums.rows(), SUMS[name], out, guarded=guarded)
    if name == "plover":
        count = 0
        for record in _kept(happenings, lambda h: iter([polecat.record(h, profile)]), aside):
            out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            count += 1
        return count
    made, columns, mark = {
        "acled": (lambda h: acled.rows(h, profile, numeric=numeric), acled.COLUMNS, ","),
        "ged": (lambda h: ged.rows(h, profile), ged.COLUMNS, ","),
        "polecat": (lambda h: polecat.rows(h, profile), polecat.COLUMNS, "\t"),
    }[name]
    return delimited.write(_kept(happenings, made, aside), columns, out, guarded=guarded, delimiter=mark)


def _kept(happenings: Iterable[Happening], made: Callable[[Happening], Iterator[T]], aside: list[Aside]) -> Iterator[T]:
    for h in happenings:
        try:
            yield from list(made(h))
        except ged.NoDeathError as no:
            aside.append(Aside(happening=h, reason=no.args[0], row=no.args[1]))
        except AsideError as no:
            aside.append(Aside(happening=h, reason=str(no)))


def beside(written: Written, path: Path) -> list[Path]:
    """Write the files beside an export: the note, the list of what was set aside, GED's events without a death."""
    made = []
    note = path.with_name(path.name + ".note.txt")
    note.write_text(written.note(), "utf-8")
    made.append(note)
    rowed = [a.row for a in written.aside if a.row is not None]
    for rows, columns, ending in (
        (rowed, ged.COLUMNS, ".no-deaths.csv"),
        ([_left(a) for a in written.aside if a.row is None], ASIDE, ".aside.csv"),
    ):
        file = path.with_name(path.name + ending)
        file.unlink(missing_ok=True)
        if rows:
            with file.open("wb") as out:
                delimited.write(rows, columns, out)
            made.append(file)
    return made


def _left(a: Aside) -> dict[str, object]:
    return {"id": a.happening.id, "record": a.happening.record, "kind": a.happening.kind, "reason": a.reason}
