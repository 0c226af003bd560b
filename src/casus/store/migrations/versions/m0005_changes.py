"""Which rows were written, in order, so that what a service holds in memory need not be read again as a whole."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table. What was written before counts as one change of all."""
    made = op.create_table(
        "changes",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("first", NUMBER, nullable=False),
        sa.Column("last", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sqlite_strict=True,
    )
    op.bulk_insert(made, [{"of": "all", "first": 0, "last": 0}])
