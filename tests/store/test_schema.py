"""The tables that migrations make are those that the queries are written for."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from casus.store.base import Store
from casus.store.schema import METADATA


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
