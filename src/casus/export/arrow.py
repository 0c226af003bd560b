"""Happenings as Arrow tables, Parquet and GeoParquet, and as GeoPackage. Needs the extra `tables`."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from casus.errors import UsageError
from casus.export.flat import COLUMNS, row
from casus.export.happening import Happening

GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},  # no crs: OGC:CRS84, the default
}


def pyarrow() -> Any:
    """The library, or UsageError naming the extra that brings it."""
    try:
        import pyarrow as pa
    except ImportError as fault:
        raise UsageError("this needs pyarrow: pip install 'casus[tables]'") from fault
    return pa


def geopandas() -> Any:
    """The library, or UsageError naming the extra that brings it."""
    try:
        import geopandas as gpd
    except ImportError as fault:
        raise UsageError("this needs geopandas: pip install 'casus[tables]'") from fault
    return gpd


def schema(columns: Iterable[str] = tuple(COLUMNS)) -> Any:
    """The Arrow schema of flat rows; each column tells what it is."""
    pa = pyarrow()
    types = {"text": pa.string(), "int": pa.int64(), "float": pa.float64(), "date": pa.date32()}
    return pa.schema([pa.field(c, types[COLUMNS[c][0]], metadata={"description": COLUMNS[c][1]}) for c in columns])


def table(happenings: Iterable[Happening]) -> Any:
    """The flat rows as an Arrow table."""
    return pyarrow().Table.from_pylist([row(h) for h in happenings], schema=schema())


def point(latitude: float, longitude: float) -> bytes:
    """A point as WKB, little endian."""
    return struct.pack("<BIdd", 1, 1, longitude, latitude)


def parquet(happenings: Sequence[Happening], path: Path, *, note: str) -> None:
    """Write the flat table; the note stands in the file's metadata."""
    _parquet(table(happenings), path, {b"casus": note.encode()})


def geoparquet(happenings: Sequence[Happening], path: Path, *, note: str) -> None:
    """Write the flat table with a column of points; without one where no place is known."""
    pa = pyarrow()
    made = table(happenings)
    spots = [h.place for h in happenings]
    points = [
        None if p is None or p.latitude is None or p.longitude is None else point(p.latitude, p.longitude)
        for p in spots
    ]
    made = made.append_column("geometry", pa.array(points, pa.binary()))
    _parquet(made, path, {b"geo": json.dumps(GEO).encode(), b"casus": note.encode()})


def _parquet(made: Any, path: Path, metadata: dict[bytes, bytes]) -> None:
    from pyarrow import parquet as pq

    pq.write_table(made.replace_schema_metadata(metadata), path, compression="zstd")


def gpkg(happenings: Sequence[Happening], path: Path) -> None:
    """Write a GeoPackage with the layer `happenings`."""
    geopandas()
    path.unlink(missing_ok=True)
    # A date column without one known day is no date to the writer: pandas makes objects of it, which are texts.
    frame(happenings).to_file(path, layer="happenings", driver="GPKG", engine="pyogrio")


def frame(happenings: Sequence[Happening]) -> Any:
    """The flat rows as a GeoDataFrame, WGS 84."""
    return geoframe(table(happenings))


def geoframe(made: Any) -> Any:
    """A GeoDataFrame of an Arrow table with latitude and longitude; days are datetimes, whole numbers stay whole."""
    gpd = geopandas()
    import pandas as pd

    told = pandas_frame(made)
    for name in ("start", "end"):
        if name in told:
            told[name] = pd.to_datetime(told[name])
    points = gpd.points_from_xy(told["longitude"], told["latitude"])
    missing = told["latitude"].isna()
    out = gpd.GeoDataFrame(told, geometry=points, crs="EPSG:4326")
    out.loc[missing, "geometry"] = None
    return out


def pandas_frame(made: Any) -> Any:
    """A pandas frame of an Arrow table; whole numbers with gaps stay whole."""
    try:
        import pandas as pd
    except ImportError as fault:
        raise UsageError("this needs pandas: pip install 'casus[tables]'") from fault
    pa = pyarrow()
    return made.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
