"""The tables that migrations make are those that the queries are written for."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from casus.errors import StoreError
from casus.records.codec import encode
from casus.store import changes
from casus.store import engine as engines
from casus.store.base import Filter, Store
from casus.store.columns import claims, event_columns, near_columns
from casus.store.schema import METADATA

from .conftest import report, told


def test_migrated_tables_equal_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "made.db"
    Store.open(path, create=True).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        found = inspect(connection)
        for name, table in METADATA.tables.items():
            assert [c["name"] for c in found.get_columns(name)] == [c.name for c in table.columns], name
            assert found.get_pk_constraint(name)["constrained_columns"] == [c.name for c in table.primary_key], name
        ours = {"include_name": lambda name, kind, _: kind != "table" or name in METADATA.tables}
        context = MigrationContext.configure(connection, opts=ours)
        differ = [d for d in compare_metadata(context, METADATA) if not isinstance(d, list)]
    engine.dispose()
    assert differ == []


def test_a_store_of_the_first_form_is_brought_up_to_date(where: str) -> None:
    """Its events are found by cell, and what was decided in it holds."""
    engine = engines._postgres(where) if "://" in where else engines._sqlite(Path(where), create=True)
    config = Config()
    config.set_main_option("script_location", "casus.store:migrations")
    with engines.writing(engine) as c:
        config.attributes["connection"] = c
        command.upgrade(config, "0001")
        d = report("a")
        e = told(d, "a1")
        row = {**event_columns(e), "record": encode(e).decode(), "text": d.text, "sha": d.sha256}
        names = [n for n in row if n not in {*near_columns(e), "record", "text", "sha"}]
        named, given = ", ".join(names), ", ".join(f":{n}" for n in names)
        for statement in (
            "INSERT INTO documents (id, text, published, sha256, bare, added) VALUES ('a', :text, 1, :sha, 0, '2031')",
            "INSERT INTO provenance VALUES (1, 'c', '', '', '', '', '2031')",
            (
                "INSERT INTO events (id, document, provenance, live, status, record, "
                f"{named}) VALUES ('a1', 'a', 1, 1, 'accepted', :record, {given})"
            ),
            (
                'INSERT INTO judgements (number, id, at, "by", action, reason) '
                "VALUES (1, 'j', :at, 'ana', 'accept', 'as the report says')"
            ),
            "INSERT INTO subjects VALUES (1, 0, 'a1', :stood)",
        ):
            c.execute(text(statement), {**row, "at": "2031-01-01T00:00:00+00:00", "stood": '["a1"]'})
        claim = text("INSERT INTO claims (event, position, field, basis) VALUES (1, :position, :field, :basis)")
        c.execute(claim, list(claims(e)))
    engine.dispose()
    with pytest.raises(StoreError, match="an older form"):
        Store.open(where)
    with Store.open(where, create=True) as store:
        assert store.check() == ()
        with store._read() as c:  # type: ignore[attr-defined]
            assert changes.since(c, changes.newest(c), 0) == changes.Written(events=(), incidents=())
        assert [x.id for x in store.events(Filter(box=(19, 9, 21, 11))).items] == ["a1"]
        assert store.near([e]) == ("a",)
        assert store.delete(["a"], by="ana") == 1
        assert store.judgements()[0].reason == "deleted with its document"
