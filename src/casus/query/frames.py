"""Something that can be read as a table: by Arrow's stream, polars, pandas, geopandas, or looked at in a notebook."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from casus.errors import UsageError
from casus.export import arrow

SHOWN = 10  # rows that a notebook shows


class Frames(ABC):
    """A table that is read when asked for. Arrow, pandas, polars and geopandas come with `casus[tables]`."""

    @abstractmethod
    def arrow(self) -> Any:
        """The rows as a pyarrow Table."""

    @abstractmethod
    def head(self, most: int) -> tuple[list[str], list[Mapping[str, object]]]:
        """Names of columns and the first rows, without any library of tables."""

    @abstractmethod
    def __len__(self) -> int: ...

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows for anything that reads Arrow's PyCapsule stream: polars, pandas, DuckDB, pyarrow."""
        return self.arrow().__arrow_c_stream__(requested_schema)

    @property
    def pl(self) -> Any:
        """The rows as a polars DataFrame."""
        try:
            import polars
        except ImportError as fault:
            raise UsageError("this needs polars: pip install 'casus[tables]'") from fault
        return polars.from_arrow(self.arrow())

    @property
    def df(self) -> Any:
        """The rows as a pandas DataFrame; whole numbers with gaps stay whole."""
        return arrow.pandas_frame(self.arrow())

    @property
    def gdf(self) -> Any:
        """The rows as a geopandas GeoDataFrame of points, WGS 84; without a point where no place is known."""
        made = self.arrow()
        if "latitude" not in made.column_names:
            raise UsageError("these rows have no latitude and longitude")
        return arrow.geoframe(made)

    def _repr_html_(self) -> str:
        """The first rows for a notebook. Every text is escaped: reports are strangers' words."""
        columns, rows = self.head(SHOWN)
        used = [c for c in columns if any(r.get(c) is not None for r in rows)] or columns
        head = "".join(f"<th>{escape(c)}</th>" for c in used)
        body = "".join("<tr>" + "".join(f"<td>{escape(_cell(r.get(c)))}</td>" for c in used) + "</tr>" for r in rows)
        return (
            f"<table><caption>{len(self):,} rows, the first {len(rows)} shown</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


class Made(Frames):
    """Rows that are already made, under given columns and Arrow types."""

    def __init__(self, rows: Iterable[Mapping[str, object]], columns: Mapping[str, str]) -> None:
        self._rows = list(rows)
        self._columns = dict(columns)

    def arrow(self) -> Any:
        """The rows as a pyarrow Table."""
        pa = arrow.pyarrow()
        kinds = {"text": pa.string(), "int": pa.int64(), "float": pa.float64(), "date": pa.date32()}
        return pa.Table.from_pylist(self._rows, schema=pa.schema([(n, kinds[t]) for n, t in self._columns.items()]))

    def head(self, most: int) -> tuple[list[str], list[Mapping[str, object]]]:
        """Names of columns and the first rows."""
        return list(self._columns), self._rows[:most]

    def __len__(self) -> int:
        return len(self._rows)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"
