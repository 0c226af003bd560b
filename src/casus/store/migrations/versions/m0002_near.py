"""What joining a report in a large store looks up, and emptying what was said of deleted reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from casus.store.native import EMPTYING

revision = "0002"
down_revision = "0001"

# Both are above nought, where cutting off and rounding down are one.
WHOLE = {"sqlite": "CAST({} AS INTEGER)", "postgresql": "CAST(floor({}) AS INTEGER)"}


def upgrade() -> None:
    """Add the cells and words."""
    op.add_column("events", sa.Column("cell", sa.Integer(), nullable=True))
    dialect = op.get_bind().dialect.name
    row, column = (WHOLE[dialect].format(at) for at in ("(latitude + 90) * 2", "(longitude + 180) * 2"))
    op.execute(f"UPDATE events SET cell = {row} * 720 + {column} WHERE latitude IS NOT NULL AND longitude IS NOT NULL")
    for name, columns, rows in (
        (op.f("ix_events_cell_first_day"), ["cell", "first_day"], sa.text("live = 1")),
        ("ix_events_operation", ["operation"], sa.text("operation IS NOT NULL")),
    ):
        op.create_index(name, "events", columns, sqlite_where=rows, postgresql_where=rows)
    op.create_table(
        "words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word"),
        sqlite_strict=True,
    )
    for statement in EMPTYING[dialect]:
        op.execute(statement)
