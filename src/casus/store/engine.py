"""Connections to SQLite and PostgreSQL, and bringing the tables up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from casus.errors import StoreError
from casus.store import schema

WAIT = 60  # seconds that a writer waits for another
MAGIC = b"SQLite format 3\x00"


def connect(where: str | Path, *, create: bool) -> Engine:
    """The engine of a file or URL, its tables present and up to date. Raises StoreError."""
    named = str(where)
    if "://" not in named or named.startswith("sqlite:"):
        engine = _sqlite(Path(named.removeprefix("sqlite:///")), create=create)
    elif named.split("://")[0].split("+")[0] in ("postgresql", "postgres"):
        engine = _postgres(named)
    else:
        raise StoreError(f"{named}: a store is a file or a postgresql:// URL")
    try:
        _ready(engine, shown(engine, named), create=create)
    except DBAPIError as fault:
        engine.dispose()
        raise StoreError(f"{shown(engine, named)}: {plain(fault)}") from fault
    except StoreError:
        engine.dispose()
        raise
    return engine


def shown(engine: Engine, named: str) -> str:
    """The address without its password."""
    return engine.url.render_as_string(hide_password=True) if "://" in named else named


def plain(fault: DBAPIError) -> str:
    """What the database said, in its words."""
    told = fault.orig.args[0] if fault.orig is not None and fault.orig.args else fault
    return str(told.get("M", told) if isinstance(told, dict) else told)


def _sqlite(path: Path, *, create: bool) -> Engine:
    if path.is_dir():
        raise StoreError(f"{path}: a folder; a store is a file")
    if not path.exists():
        if not create:
            raise StoreError(f"{path}: no such store; `casus store init {path}` makes one")
        if not path.parent.is_dir():
            raise StoreError(f"{path}: no folder {path.parent}")
    elif path.stat().st_size:
        with path.open("rb") as file:
            if file.read(16) != MAGIC:
                raise StoreError(f"{path}: not a store (no SQLite file)")
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _settle(raw: sqlite3.Connection, _: Any) -> None:
        # Transactions are begun by us (below): the driver's own would begin reading ones and fail on writing.
        raw.isolation_level = None
        for setting in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "secure_delete=ON",
            "foreign_keys=ON",
            "cache_size=-65536",
        ):
            raw.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgres(named: str) -> Engine:
    try:
        url = make_url(named).set(drivername="postgresql+pg8000")
        engine = create_engine(url, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError) as fault:
        raise StoreError(f"{named.split('@')[-1]}: {fault}") from fault
    except ModuleNotFoundError as fault:
        raise StoreError(f"PostgreSQL needs {fault.name}: install casus[postgres]") from fault
    # Many rows in one statement: pg8000 sends them one by one, and waits for each.
    engine.dialect.use_insertmanyvalues_wo_returning = True
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: done wholly, or not at all, and after any other that writes.

    What is written follows from what was read (a status from all judgements, successors from former events), so that
    writers take turns in PostgreSQL too, as they must in SQLite.
    """
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(7263001)"))
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that reads: all of it sees the same state."""
    with engine.connect() as opened:
        # PostgreSQL would else show each statement the newest state.
        level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        connection = opened.execution_options(**level)
        with connection.begin():
            yield connection


def version(connection: Connection) -> str | None:
    """The number of the last step taken; None where there are no tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _ready(engine: Engine, named: str, *, create: bool) -> None:
    with reading(engine) as connection:
        found = version(connection)
        foreign = found is None and bool(inspect(connection).get_table_names())
    if found == schema.HEAD:
        return
    if foreign:
        raise StoreError(f"{named}: holds other tables; a store needs a file or database of its own")
    if found is not None and found > schema.HEAD:
        raise StoreError(f"{named}: made by a later casus (form {found}; this one knows {schema.HEAD})")
    if not create:
        what = "no tables of a store" if found is None else f"an older form ({found}; now {schema.HEAD})"
        raise StoreError(f"{named}: {what}; `casus store init` makes and renews")
    _upgrade(engine)


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "casus.store:migrations")
    with writing(engine) as connection:
        if version(connection) == schema.HEAD:  # another process was quicker
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
