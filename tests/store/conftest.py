"""One store a test, over each database; reports and events of invented lands."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest

from casus.records.codec import decode_event
from casus.records.document import Document
from casus.records.wire import EventRecord
from casus.store.base import Provenance, Store

VERSION = Provenance(coder="casus@test", model="m", model_digest="1", data_digest="1")
LATER = Provenance(coder="casus@later", model="m", model_digest="1", data_digest="1")


def _postgres() -> ModuleType:
    path = Path(__file__).parent.parent / "servers" / "postgres.py"
    spec = importlib.util.spec_from_file_location("servers_postgres", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def postgres() -> Iterator[str | RuntimeError]:
    try:
        with _postgres().server() as url:
            yield url
    except RuntimeError as fault:
        yield fault


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that is not there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "a.store")
    server = request.getfixturevalue("postgres")
    if isinstance(server, RuntimeError):
        pytest.skip(f"PostgreSQL: {server}")
    import pg8000.native

    name = "s" + uuid4().hex
    host, port = server.rsplit("@", 1)[1].split(":")
    with pg8000.native.Connection("casus", host=host, port=int(port), database="postgres") as c:
        c.run(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store.open(where, create=True) as made:
        yield made


def report(id: str, text: str = "", **more: Any) -> Document:
    return Document.of(
        text or f"Shells fell on Vesk, report {id} says.", id=id, **{"published": date(2031, 5, 10), **more}
    )


def told(
    document: Document,
    id: str,
    *,
    kind: str = "violence/explosive/shelling",
    at: str | None = "Vesk",
    country: str = "NL",
    admin1: str = "Orm",
    point: tuple[float, float] = (10.0, 20.0),
    on: str | None = "2031-05-09",
    killed: tuple[int, int, int | None] | None = None,
    by: tuple[str, str | None] | None = None,
    factuality: str = "occurred",
    operation: str | None = None,
    start: int = 0,
    words: int = 6,
    coder: str = "casus@test",
) -> EventRecord:
    """An event of a document, whose trigger is so many of its characters."""
    text = document.text
    said = {
        "basis": "stated",
        "evidence": [{"start": start, "end": start + words, "exact": text[start : start + words]}],
    }
    place = when = party = None
    if at is not None:
        scales = {"level": "town", "relation": None, "geo_precision": 1, "where_prec": 1}
        inside = {"geonameid": None, "admin1": admin1, "admin2": None, "country": country}
        place = {"name": at, **inside, "latitude": point[0], "longitude": point[1], "radius_km": 3.0, **scales, **said}
    if on is not None:
        first, _, last = on.partition("/")
        when = {"start": first, "end": last or first, "precision": "day", "text": "then", **said}
    if by is not None:
        party = {"name": by[0], "id": by[1], "category": "rebel group", "country": country, **said}
    low_high = killed and {
        "harm": "killed",
        "low": killed[0],
        "best": killed[1],
        "high": killed[2],
        "of": "unknown",
        **said,
    }
    campaign = operation and {"name": operation, "phase": None, "objective": None, **said}
    record = {
        "schema": "casus.event/1",
        "id": id,
        "document": {
            "id": document.id,
            "url": document.url,
            "title": document.title,
            "source": document.source,
            "published": document.published and document.published.isoformat(),
            "language": document.language,
            "sha256": document.sha256,
        },
        "kind": kind,
        "acled": None,
        "plover": None,
        "trigger": {"evidence": said["evidence"]},
        "factuality": {"value": factuality, **said},
        "initiator": party,
        "target": None,
        "participants": [],
        "place": place,
        "when": when,
        "tolls": [low_high] if low_high else [],
        "objects": [],
        "weapons": [],
        "operation": campaign or None,
        "source": None,
        "sentence": {"start": 0, "end": len(text)},
        "coder": coder,
    }
    return decode_event(json.dumps(record))
